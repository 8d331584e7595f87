"""A sentence as tokens with roles, its brackets and inline statistics set aside.

Pattern: everything in round or square brackets, and every p-value, interval or effect written into the running text,
is an aside; the rest are words and punctuation. An aside knows which token follows it, so that "(p = 0.02)" can be
given to the noun phrase before it.

It must not be fooled by: "25(OH)D" (a bracket inside a name), "P < 0.05," in running text, an unclosed bracket.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from psychobiotics.extraction.results.numbers.statistics import find_statistics, may_hold_statistic
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.document import SectionKind
from psychobiotics.records.record import record
from psychobiotics.vocab.result_words import Cue, direction_cues, phrase_roles, result_phrases, result_words

_TOKEN = re.compile(
    r"%[A-Z]+\b|[^\W_]++(?:\([^\W_]+\)[^\W_]+|(?:[-‐‑–'’/.:·_+×][^\W_]+|,(?:\d{3}\b|\d(?=[-,'’])))*(?:-(?=\s)|[%+])?"
    r"(?:(?<=[^\W\d_])\^[\d+−/-]{1,4}(?: ?-[a-z]+)?)?)"  # "Ca^2+", "MPP^+ -induced"
    r"|(?<![\w)])[-−–]\d+(?:[.,·]\d+)*%?|[≥≤]\s?\d+|[^\w\s]|_"  # "grade ≥ 3 events": the bound is one word
)
_SUFFIX = re.compile(r"[-‐‑–][^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_BRACKET = re.compile(r"[()\[\]]")
_OPEN = "(["
_NUMBER = re.compile(r"[-−]?\d[\d.,·]*%?")
_PUNCTUATION = {",": "comma", ";": "stop", ":": "stop", "—": "comma", "–": "comma", "…": "stop", "/": "and", "+": "w"}
_QUOTES = frozenset("'\"“”‘’«»®™")
_NO_ROLES: frozenset[str] = frozenset()


@dataclass(slots=True)
class Token:
    """One word, fixed phrase, number or punctuation mark.

    Attributes:
        start: Offset in the document.
        end: Offset in the document.
        lower: Lower-case text.
        tag: Role in the sentence: "w" (a content word), "num", "comma", "stop", a tag of `result_words`, or "cue_v",
            "cue_n", "cue_a" (a verb, noun or adjective of change).
        cue: The reading of a cue word.
        roles: What the word is inside a noun phrase.
    """

    start: int
    end: int
    lower: str
    tag: str
    cue: Cue | None = None
    roles: frozenset[str] = _NO_ROLES


@record(frozen=True, slots=True)
class Aside:
    """A bracket's content or an inline statistic; `at` is the index of the token after it."""

    start: int
    end: int
    at: int


@record(frozen=True, slots=True)
class Line:
    """A tokenised sentence."""

    sentence: Sentence
    tokens: list[Token]
    asides: list[Aside]


def tokenise(sentence: Sentence) -> Line:
    """Tokens and asides of a sentence, with document offsets."""
    text, offset = sentence.text, sentence.start
    tokens: list[Token] = []
    asides: list[Aside] = []
    position = 0
    for start, end, inner_start, inner_end in _set_aside(text):
        tokens += _words(text, position, start, offset)
        asides.append(Aside(offset + inner_start, offset + inner_end, len(tokens)))
        position = end
        if text[end - 1] == ")" and (suffix := _SUFFIX.match(text, end)):  # "hydroxylase (TH)-positive"
            tokens.append(Token(offset + end, offset + suffix.end(), suffix.group().lower(), "w"))
            position = suffix.end()
    tokens += _words(text, position, len(text), offset)
    return _join_phrases(Line(sentence, tokens, asides))


def has_cue(text: str) -> bool:
    """Cheap gate: some word of the sentence is a cue of change or of correlation, or a statistic stands in it."""
    if not _gate_words().isdisjoint(_GATE_WORD.findall(text.lower())):
        return True
    return may_hold_statistic(text) or "-like" in text or (" not " in text and "significant" in text)


@cache
def _gate_words() -> frozenset[str]:
    """Words of change, of correlation and of exception, and the first words of such phrases ("led to", "twice as")."""
    telling = {"cause", "cue_v", "cue_a"}
    causes = {first for first, found in result_phrases().items() if any(tag in telling for _, tag in found)}
    shown = {word for word, roles in phrase_roles().items() if "manifesting" in roles}
    told = {w for w, tag in result_words().items() if tag in {"corr", "except"}}
    return frozenset(direction_cues()) | causes | shown | told


_GATE_WORD = re.compile(r"[a-z-]{3,}")


def with_bullets(line: Line, following: list[Sentence]) -> Line:
    """A sentence that ends in a colon goes on with the bulleted lines after it, as with a list."""
    tokens = line.tokens
    while tokens and tokens[-1].tag in {"stop", "punct"}:
        tokens.pop()
    for sentence in following:
        if not sentence.text.startswith(_BULLETS):
            break
        tokens.append(Token(sentence.start, sentence.start + 1, ",", "comma"))
        item = tokenise(Sentence(sentence.start + 1, sentence.end, sentence.text[1:], *_place(sentence)))
        end = next((i for i, t in enumerate(item.tokens) if t.tag == "comma"), len(item.tokens))
        tokens.extend(t for t in item.tokens[:end] if t.tag != "punct")
    return Line(line.sentence, tokens, [a for a in line.asides if a.at <= len(tokens)])


_BULLETS = ("•", "- ", "* ", "– ", "· ", "▪", "◦")


def _place(sentence: Sentence) -> tuple[SectionKind, int, int]:
    return sentence.section, sentence.index, sentence.paragraph


def append_token(line: Line, start: int, end: int, tag: str) -> int:
    """Put a name or number out of a bracket at the end of the tokens, so that a result can point at it.

    Args:
        line: The sentence.
        start: Offset in the document.
        end: Offset in the document.
        tag: "w" for a name, "num" for a number.

    Returns:
        Its index.
    """
    text = line.sentence.text[start - line.sentence.start : end - line.sentence.start].lower()
    line.tokens.append(Token(start, end, text.replace(" ", "") if tag == "num" else text, tag))
    return len(line.tokens) - 1


def _set_aside(text: str) -> list[tuple[int, int, int, int]]:
    """(start, end, inner start, inner end) of each top-level bracket and each statistic outside brackets."""
    spans = [(a, b, a + 1, b - 1) for a, b in _brackets(text)]
    if may_hold_statistic(text):
        position = 0
        for start, end in [(a, b) for a, b, _, _ in spans] + [(len(text), len(text))]:
            spans.extend((*span, *span) for span in find_statistics(text, position, start))
            position = end
        spans.sort()
    return spans


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    depth = start = 0
    for match in _BRACKET.finditer(text):
        if match.group() in _OPEN:
            if depth == 0:
                start = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and not _inside_name(text, start, match.end()):
                yield start, match.end()


def _inside_name(text: str, start: int, end: int) -> bool:
    return bool(start and text[start - 1].isalnum() and end < len(text) and text[end].isalnum())


def _words(text: str, start: int, end: int, offset: int) -> list[Token]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        if (known := _look_up(word)) is None:
            continue
        first, last = match.span()
        lower, tag, cue, roles = known
        token = Token(offset + first, offset + last, lower, tag, cue, roles)
        if word == "A" and first:
            token.tag = "w"  # "vitamin A", not an article
        elif word == "NO" and tokens and tokens[-1].tag in {"comma", "and", "of"}:
            token.tag = "w"  # nitric oxide
        tokens.append(token)
    return tokens


@lru_cache(maxsize=20_000)
def _look_up(word: str) -> tuple[str, str, Cue | None, frozenset[str]] | None:
    """Lower case, tag, first reading and roles of a word, None for a quotation mark.

    Cached, as a few thousand words make up most of any text.
    """
    if word in _QUOTES:
        return None
    lower = word.lower()
    found = direction_cues().get(lower)
    roles = phrase_roles().get(lower, _NO_ROLES)
    if _TIME.fullmatch(lower):
        roles = roles | _TIME_ROLES
    return lower, _tag(lower, found), found[0] if found else None, roles


_TIME = re.compile(r"\d+(?:st|nd|rd|th)|\d+-(?:hours|days|weeks|months|years)")  # "at the 4th and 8th week"
_TIME_ROLES = frozenset({"time"})


def _tag(lower: str, cues: tuple[Cue, ...] | None) -> str:
    if cues:
        return {"noun": "cue_n", "adjective": "cue_a"}.get(cues[0].part, "cue_v")
    tag = result_words().get(lower)
    if tag:
        return tag
    if lower in _PUNCTUATION:
        return _PUNCTUATION[lower]
    if _NUMBER.fullmatch(lower):
        return "num"
    if not (lower[0].isalnum() or lower[-1].isalnum()):
        return "punct"
    return "adv" if lower.endswith("ly") and len(lower) > 4 and not lower.endswith(_NO_ADVERBS) else "w"


_NO_ADVERBS = ("megaly", "anomaly", "assembly", "family")
_KEPT_ROLES = frozenset({"test", "all_of"})


def _join_phrases(line: Line) -> Line:
    """Fixed phrases ("compared with") become one token; aside positions follow."""
    phrases, old = result_phrases(), line.tokens
    joined: list[tuple[int, int]] = []  # index and length
    free = 0
    for index in [i for i, token in enumerate(old) if token.lower in phrases]:
        if index < free:
            continue
        tag, length = _phrase_at(old, index, phrases[old[index].lower])
        if length > 1:
            free = index + length
            joined.append((index, length))
            lower = " ".join(t.lower for t in old[index:free])
            cues = direction_cues().get(lower)  # "went up"
            roles = old[free - 1].roles & _KEPT_ROLES  # "in the elevated plus maze", "in both"
            old[index] = Token(old[index].start, old[free - 1].end, lower, tag, cues[0] if cues else None, roles)
    return _without(line, joined) if joined else line


def _without(line: Line, joined: list[tuple[int, int]]) -> Line:
    """The line without the tokens that fixed phrases have swallowed."""
    dropped = {i for index, length in joined for i in range(index + 1, index + length)}
    tokens = [token for i, token in enumerate(line.tokens) if i not in dropped]
    asides = [Aside(a.start, a.end, a.at - sum(1 for i in dropped if i < a.at)) for a in line.asides]
    return Line(line.sentence, tokens, asides)


def _phrase_at(tokens: list[Token], index: int, phrases: tuple[tuple[tuple[str, ...], str], ...]) -> tuple[str, int]:
    if index + 1 == len(tokens):
        return "", 1
    second = tokens[index + 1].lower
    for words, tag in phrases:
        if words[1] == second and tuple([token.lower for token in tokens[index : index + len(words)]]) == words:
            return tag, len(words)
    return "", 1
