"""Abbreviations that a text spells out, with the characters that do.

Pattern: "heart rate variability (HRV)", "rescue antiemetic (RAE; primary outcome)", "arterial carbon dioxide tension
(PaCO2)", "HRV (heart rate variability)": read backwards from their end, each letter of the abbreviation is found in
the words, its first at the beginning of a word (Schwartz and Hearst 2003); digits need not be.

It must not be fooled by: a bracket that spells nothing out ("(P = .02)", "(Table 2)", "(USA)"), an abbreviation that a
text spells out in two ways (it stands for neither).
"""

import re
from collections.abc import Iterator, Mapping

from psychobiotics.records.quote import Quote

_LONGEST = 100  # characters of a spelled-out form
_SHORT = re.compile(r"\(([A-Z][A-Za-z0-9]{0,8}(?:-[A-Za-z0-9]{1,4})?)\s?[,;:)]")
_LONG = re.compile(r" \(([^()\n.;:=]{8,100})\)")  # begins with plain characters: quickly found
_BEFORE_LONG = re.compile(r"\b[A-Z][A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,4})?\Z")
_LONGEST_SHORT = 14  # characters that this can match
_CAPITALS = re.compile(r"(?<![\w-])[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*(?:-[A-Z0-9][A-Za-z0-9]{0,3}(?!\w))?")
_BREAK = re.compile(r"[.;:()\[\]]\s|\n|[()\[\]]")


def find_short_forms(text: str) -> Mapping[str, Quote]:
    """Each abbreviation with the first place where the text spells it out, without the bracket.

    >>> find_short_forms("Heart rate variability (HRV) rose (P = .02).")["HRV"].text
    'Heart rate variability'
    """
    found: dict[str, Quote] = {}
    doubtful: set[str] = set()
    for short, start, end in _definitions(text):
        words = text[start:end].rstrip()
        if short in words:
            continue
        if short in found and not _alike(found[short].text, words):
            doubtful.add(short)
        found.setdefault(short, Quote(start, start + len(words), words))
    return {short: quote for short, quote in found.items() if short not in doubtful}


def spelled_in(name: str, forms: Mapping[str, Quote]) -> tuple[str, Quote] | None:
    """The abbreviation that a name holds, spelled out or not, with the words that spell it out; None where it has none.

    >>> spelled_in("mean HRV at night", find_short_forms("Heart rate variability (HRV)"))[1].text
    'Heart rate variability'
    """
    for word in _CAPITALS.findall(name):
        if word in forms:
            return word, forms[word]
    folded = name.lower()
    held = [(short, spelled) for short, spelled in forms.items() if spelled.text.lower().rstrip("s") in folded]
    return max(held, key=lambda pair: len(pair[1].text), default=None)


def _definitions(text: str) -> Iterator[tuple[str, int, int]]:
    """(abbreviation, start, end) of every place that spells one out."""
    for match in _SHORT.finditer(text):
        if _is_short(match[1]) and (start := _spelled_from(text, match.start(), match[1])) is not None:
            yield match[1], start, match.start()
    for match in _LONG.finditer(text):
        short = _BEFORE_LONG.search(text, max(0, match.start() - _LONGEST_SHORT), match.start())
        if short and _is_short(short[0]) and _spelled_from(text, match.end(1), short[0]) == match.start(1):
            yield short[0], *match.span(1)


def _is_short(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1


def _spelled_from(text: str, end: int, short: str) -> int | None:
    """Where the words that spell out `short` begin, or None."""
    floor = max(0, end - _LONGEST)
    for stop in _BREAK.finditer(text, floor, end):
        floor = stop.end()
    letters = re.sub(r"[-0-9]", "", short).lower()
    at = end
    for number in range(len(letters) - 1, -1, -1):
        heads = number == 0 or len(letters) == 2  # of two letters alone, both begin a word
        at -= 1
        while at >= floor and (text[at].lower() != letters[number] or (heads and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < floor:
            return None
    words = len(text[at:end].split())
    return at if 2 <= words <= len(letters) + 4 else None


def _alike(one: str, other: str) -> bool:
    """The same words but for case and number."""
    return _words(one) == _words(other)


def _words(text: str) -> list[str]:
    return [word.rstrip("s") for word in re.findall(r"[^\W_]+", text.lower())]
