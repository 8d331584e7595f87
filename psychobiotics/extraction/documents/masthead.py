"""The name of a site or a magazine above its pages.

Pattern: one of the first lines, above the title, of a few words in capitals, before a dash and a motto or alone; the
page says the name again, and where it is of one word but for "The", says so of its owner ("© Acme Media").

It must not be fooled by: menus ("Mood | Sleep"), what to do ("Skip to content"), a title on the first line, the part
of a magazine that a page stands in ("Science").
"""

import re

from psychobiotics.extraction.reading import Reading
from psychobiotics.records.document import Quote

_FIRST_LINES = 3
_MOST_WORDS = 5
_LINE = re.compile(r"^[ \t]*(?P<line>\S[^\n]*)$", re.MULTILINE)
_MOTTO = re.compile(r"\s+[–—-]\s+.*")
_MENU = re.compile(r"[|·•/›»>]|\S\s{2,}\S")
_COMMON_BEHIND = re.compile(r"(?:\s+[a-z]+)+$")  # "Acme magazine"
_SMALL_WORDS = frozenset({"a", "an", "and", "at", "for", "from", "in", "of", "on", "the", "to", "with", "&"})
_OWNER = r"(?:©|\(c\)|\bcopyright)[ \d]{0,8}"


def find_masthead(reading: Reading) -> Quote | None:
    """The name as the page prints it, in small letters where it stands so anywhere; None where the page has none."""
    text, title = reading.document.text, reading.document.metadata.title
    if title is None:
        return None
    for count, match in enumerate(_LINE.finditer(text, 0, title.start)):
        if count == _FIRST_LINES:
            return None
        name = _COMMON_BEHIND.sub("", _MOTTO.sub("", match["line"]).rstrip())
        if _is_name(name) and (again := _printed_again(text, name, match.end("line"))):
            same = text[again : again + len(name)].lower() == name.lower()
            start = again if name.isupper() and same else match.start("line")
            return reading.quote(start, start + len(name))
    return None


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or _MENU.search(name) or not name[-1].isalnum():
        return False
    return all(word[0].isupper() or word in _SMALL_WORDS for word in words) and words[0][0].isupper()


def _printed_again(text: str, name: str, start: int) -> int | None:
    """Where the name stands again below: in small letters if it does, else anywhere."""
    bare = name.split(maxsplit=1)[1] if name.lower().startswith("the ") else name
    alone = " " not in bare
    sign = rf"{_OWNER}(?P<name>{re.escape(bare)})" if alone else rf"(?P<name>{re.escape(name)})"
    found = [m.start("name") for m in re.finditer(rf"(?<!\w){sign}(?!\w)", text[start:], re.IGNORECASE)]
    mixed = (at for at in found if not text[start + at : start + at + len(name)].isupper())
    return start + next(mixed, found[0]) if found else None
