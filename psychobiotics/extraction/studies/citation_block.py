"""The paper behind a press release, told as labelled lines at its end.

Pattern: a line that is nothing but a label ("Journal", "DOI", "Article Title", "Article Publication Date") and its
value on the next line, or both in one line ("DOI: 10.1000/abc"); two labels at least. Facts: `journal`, `doi`,
`title`, `year`, `design`'s own words are left to the text.

It must not be fooled by: a menu with the entry "Journal".
"""

import re
from collections.abc import Iterator
from functools import cache

from psychobiotics.extraction.reading import Reading
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.files import read_rows

_YEAR = re.compile(r"\b(?:19[5-9]\d|20\d{2})\b")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)]")
_LEAST = 2
_LONGEST = 300  # characters of a value


def find_citation_block(reading: Reading) -> tuple[Fact, ...]:
    """Bibliographic facts of the one paper that the page names in labelled lines."""
    facts = list(_labelled(reading))
    fields = {fact.field for fact in facts}
    return tuple(facts) if len(fields) >= _LEAST and fields & {"doi", "journal"} else ()


def _labelled(reading: Reading) -> Iterator[Fact]:
    seen: set[str] = set()
    for match in _line().finditer(reading.document.text):
        field = _labels()[" ".join(match["label"].lower().split())]
        start, end = match.span("value")
        pattern = {"doi": _DOI, "year": _YEAR}.get(field)
        if pattern is not None:
            found = pattern.search(reading.document.text, start, end)
            if found is None:
                continue
            start, end = found.span()
        if field not in seen:
            seen.add(field)
            yield Fact(field, reading.quote(start, end), "citation_block.labelled", confidence=0.9)


@cache
def _labels() -> dict[str, str]:
    return {row["label"]: row["field"] for row in read_rows("citation_labels")}


@cache
def _line() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in sorted(_labels(), key=len, reverse=True))
    return re.compile(
        rf"^[ \t*#]{{0,4}}(?P<label>(?i:{labels}))[ \t*]{{0,4}}(?::[ \t*]{{0,4}}|\n{{1,3}})[ \t]{{0,4}}"
        rf"(?P<value>\S[^\n]{{2,{_LONGEST}}})$",
        re.MULTILINE,
    )
