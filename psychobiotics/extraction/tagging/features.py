"""Features of the entity tagger: the same code names them in training and at run time.

Three families: of one word, at each place from three before to three after (`word_features`); of neighbouring words
(`pair_keys`); of the term lists that cover a token (`list_features`). A family of single words can be summed once
a distinct word, which is what makes the tagger fast.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from psychobiotics.extraction.tagging.longest import Named, add_longest
from psychobiotics.extraction.tagging.tokens import Tokens, word_shape
from psychobiotics.extraction.terms import TermHit
from psychobiotics.vocab.cues import token_set
from psychobiotics.vocab.supplements import supplements_by_id

OFFSETS = (-3, -2, -1, 0, 1, 2, 3)
EDGE = "_"  # the word beyond an end of the sentence
Clusters = Mapping[str, tuple[int, ...]]

PAIR_COLUMNS = ("word", "ending", "shape")
# Family -> what of the words it looks at, and at which places around the token.
PAIR_FAMILIES: dict[str, tuple[str, tuple[int, ...]]] = {
    "b-": ("word", (-1, 0)),
    "b+": ("word", (0, 1)),
    "t-": ("word", (-2, -1)),
    "t+": ("word", (1, 2)),
    "x-": ("ending", (-1, 0)),
    "x+": ("ending", (0, 1)),
    "ss": ("shape", (-1, 0, 1)),
}


def word_features(word: str, offset: int, clusters: Clusters) -> Iterator[str]:
    """Features that `word` gives to the token `offset` places before it (0: to itself)."""
    lowered = word.lower()
    if offset == 0:
        yield from _own_features(word, lowered)
    else:
        yield f"{offset:+d}={lowered}"
    if abs(offset) == 1:
        yield f"{offset:+d}s={word_shape(word)}"
        yield f"{offset:+d}x={lowered[-3:]}"
    if abs(offset) <= 1:
        for level, cluster in enumerate(clusters.get(lowered, ())):
            yield f"c{level}{offset:+d}={cluster}"


def _own_features(word: str, lowered: str) -> Iterator[str]:
    yield f"w={lowered}"
    yield f"s={word_shape(word)}"
    if len(word) > 3:
        yield from (f"p3={lowered[:3]}", f"x3={lowered[-3:]}", f"x2={lowered[-2:]}")
    if len(word) > 4:
        yield from (f"p4={lowered[:4]}", f"x4={lowered[-4:]}")
    if len(word) > 6:
        yield f"x5={lowered[-5:]}"
    if len(word) > 1 and word.isupper():
        yield "UP"
    if word.capitalize() in token_set("genera"):
        yield "GENUS"


def pair_keys(tokens: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    """For each family of pairs, the words (endings, shapes) around each token, two or three at a time.

    >>> pair_keys(["Gut", "flora"])["b+"]
    [('gut', 'flora'), ('flora', '_')]
    """
    parts = [pair_parts(word) for word in (EDGE, EDGE, *tokens, EDGE, EDGE)]
    columns = dict(zip(PAIR_COLUMNS, zip(*parts, strict=True), strict=True))
    size = len(tokens)
    return {
        family: list(zip(*(columns[column][2 + k : 2 + k + size] for k in places), strict=True))
        for family, (column, places) in PAIR_FAMILIES.items()
    }


def pair_parts(word: str) -> tuple[str, str, str]:
    """What pairs look at of a word: the values of :data:`PAIR_COLUMNS`."""
    lowered = word.lower()
    return lowered, lowered[-3:], word_shape(word)


def pair_name(family: str, key: tuple[str, ...]) -> str:
    """Name of a pair feature; tokens hold no white space, so a tab cannot stand in one."""
    return f"{family}=" + "\t".join(key)


def list_features(tokens: Tokens, hits: Sequence[TermHit], in_title: bool) -> list[list[str]]:
    """For each token, the lists that name it ("B_taxa", "I_taxa"), those that name its neighbours, and the title mark.

    All hits are marked, and once more the longest ones (:mod:`psychobiotics.extraction.tagging.longest`), of common
    names and of the other lists.

    Args:
        tokens: Tokens of one sentence.
        hits: Hits of vocabularies and lexicons in that sentence, offsets of the same text.
        in_title: The sentence is a title.
    """
    size = len(tokens)
    found: list[list[str]] = [[] for _ in range(size)]
    common: dict[int, str] = {}  # token to the list of common names that names it
    named: tuple[list[Named], list[Named]] = ([], [])  # of the vocabularies, of the common names
    for hit in hits:
        name, goes_on, lexical = _list_names(hit.vocabulary, hit.concept, hit.needs_context)
        named[lexical is not None].append((hit.start, hit.end, name[2:]))
        index = bisect_left(tokens.ends, hit.start + 1)
        while index < size and tokens.starts[index] < hit.end:
            if name not in found[index]:
                found[index].append(name)
            if lexical:
                common.setdefault(index, lexical)
            name, index = goes_on, index + 1
    for index in sorted(common):
        if index:
            found[index - 1].append(f"+1{common[index]}")
        if index + 1 < size:
            found[index + 1].append(f"-1{common[index]}")
    for family, spans in zip("VL", named, strict=True):
        if spans:
            add_longest(found, tokens, spans, family)
    if in_title:
        for names in found:
            names.append("TITLE")
    return found


@lru_cache(maxsize=20_000)
def _list_names(vocabulary: str, concept: str, needs_context: bool) -> tuple[str, str, str | None]:
    """The marks of the first and of the other tokens of a hit, and its list where that holds common names."""
    if vocabulary == "supplements":
        name = f"supplement_{supplements_by_id()[concept].role}"
    elif vocabulary in ("entity_terms", "intervention_terms"):
        name = f"{vocabulary}_{concept}"
    else:
        name = f"{vocabulary}?" if needs_context else vocabulary
    return f"B_{name}", f"I_{name}", name if name.startswith("entity_") else None
