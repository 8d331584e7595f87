"""Who publishes a page, as its text prints it.

Pattern: "Published by X", "X uses cookies", "© 2023 X", "Title of the page | X", a letterhead.

It must not be fooled by: "© all rights reserved", "published by the author".
"""

import re

from psychobiotics.parsing.pages.lines import Line
from psychobiotics.parsing.pages.mastheads import is_letterhead
from psychobiotics.parsing.pages.title import HEAD, split_site
from psychobiotics.records.document import Quote

_COPYRIGHT = re.compile(
    r"(?:(?i:copyright)\s*)?(?:©|\([cC]\)|(?i:copyright)(?=\s+(?:19|20)\d))\s*(?:(?i:copyright)\s*)?"
    r"(?:(?:19|20)\d{2}\s*(?:[-–]\s*(?:(?:19|20)\d{2}|[Pp]resent)\s*)?)?(?:by\s+|,\s*)?"
    r"(?P<name>[A-Z][^.|,;©\n]{1,60}?)\s*(?=[.|,;]|\s[-–]\s|(?i:\ball rights)|$)"
)
_COOKIE = re.compile(r"^(?P<name>[A-Z][\w&’'.-]*(?:\s[A-Z][\w&’'.-]*){0,4})\s+uses?\s+cookies")
_PUBLISHED_BY = re.compile(r"\b(?:published by|publisher:)\s+(?P<name>[A-Z][^.|,;\n]{1,60})", re.IGNORECASE)
_LETTERHEAD = 3  # lines
_NO_NAMES = frozenset({"all", "all rights reserved", "the author", "the authors", "this site", "this website", "we"})
_YEAR_BEHIND = re.compile(r"\s(?:19|20)\d\d$")


def find_publisher(lines: list[Line]) -> Quote | None:
    """Who publishes the page, where it says so: "Published by X", a copyright footer, a cookie notice."""
    for pattern in (_PUBLISHED_BY, _COOKIE, _COPYRIGHT):
        for line in lines:
            match = pattern.search(line.text) if len(line.text) < 400 else None
            if match and match["name"].lower() not in _NO_NAMES and not match["name"].lower().startswith("all rights"):
                start = line.start + match.start("name")
                name = _YEAR_BEHIND.sub("", match["name"].rstrip())
                return Quote(start, start + len(name), name)
    for line in lines[:HEAD]:
        if (site := split_site(line)) is not None:
            return site
    for line in lines[:_LETTERHEAD]:
        if is_letterhead(line.text):
            return Quote(line.start, line.end, line.text)
    return None
