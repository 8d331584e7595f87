"""Names that a document repeats: once the tagger marked one, it is marked wherever it stands.

Only labels whose mentions are names: the same common word ("patients", "microbiota") is a mention here and not there.
Which labels gain was measured by cross-validation (docs/models/entities.md).
"""

from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

Marked = tuple[int, int, str]  # start, end, label
NAMES = frozenset({"bacteria", "dietary_supplement"})


def repeated_names(texts: Sequence[str], marked: Sequence[Sequence[Marked]]) -> list[list[Marked]]:
    """For each text of a document, the further mentions of names, where nothing is marked yet.

    A name that was marked under two labels is not repeated. The cost grows linearly with the texts.

    Args:
        texts: Texts of one document.
        marked: Mentions in each text.
    """
    labels: dict[str, set[str]] = {}
    for text, mentions in zip(texts, marked, strict=True):
        for start, end, label in mentions:
            labels.setdefault(text[start:end], set()).add(label)
    names = {name: min(found) for name, found in labels.items() if len(found) == 1 and found <= NAMES}
    if not names:
        return [[] for _ in texts]
    written = sorted(names)
    automaton = AhoCorasick(written, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return [
        list(_free(((s, e, names[written[i]]) for i, s, e in automaton.find_matches_as_indexes(text)), text, mentions))
        for text, mentions in zip(texts, marked, strict=True)
    ]


def _free(found: Iterable[Marked], text: str, mentions: Sequence[Marked]) -> Iterator[Marked]:
    """Matches of whole words that touch no mention."""
    ordered = sorted(mentions)
    following = 0
    for start, end, label in found:
        while following < len(ordered) and ordered[following][1] <= start:
            following += 1
        if following < len(ordered) and ordered[following][0] < end:
            continue
        if not (_in_word(text[start - 1 : start]) or _in_word(text[end : end + 1])):
            yield start, end, label


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "-"
