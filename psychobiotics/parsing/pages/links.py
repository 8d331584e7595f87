"""Which links of a page lead to a paper or a registration, by their addresses alone."""

import re
from urllib.parse import unquote

_PAPER = re.compile(
    r"https?://(?:(?:dx\.)?doi\.org/10\.\d{4,9}/[^\s?#\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff]{1,200}|(?:www\.)?ncbi\.nlm\.nih\.gov/(?:pubmed/\d{5,9}"
    r"|pmc/articles/PMC\d{5,9})|pubmed\.ncbi\.nlm\.nih\.gov/\d{5,9}|pmc\.ncbi\.nlm\.nih\.gov/articles/PMC\d{5,9}"
    r"|(?:www\.|classic\.)?clinicaltrials\.gov/(?:study|ct2/show)/NCT\d{8})",
    re.IGNORECASE,
)
_LONGEST = 500


def paper_address(address: str) -> str:
    """The address without what follows the identifier, "" for one that leads elsewhere.

    >>> paper_address("https://doi.org/10.9999%2Fabc?utm_source=x"), paper_address("https://example.org/a")
    ('https://doi.org/10.9999/abc', '')
    """
    match = _PAPER.match(unquote(address[:_LONGEST].strip()))
    return match.group() if match else ""
