"""What publishers and PubMed call papers about other papers, and how they link them.

Names of PubMed's publication types and `CommentsCorrections` (its XML's documentation), the tags of its text export, of
JATS's `article-type` and `related-article-type` (its tag library), and of preprint servers, as PubMed prints them as
journals.
"""

from functools import cache
from typing import NamedTuple

from psychobiotics.vocab.files import read_rows


class NoticeWord(NamedTuple):
    """One name.

    Attributes:
        notice: Value of `documents.article_type`; "" for a type that says nothing by itself.
        role: "is" (a document of this type), "opinion" (a type that a comment may have beside it), "notice_of" (links
            to the paper that it speaks of), "notice_in" (a paper's link to its notice), "version" (to another version).
    """

    notice: str
    role: str


@cache
def notice_words(source: str) -> dict[str, NoticeWord]:
    """Names of one source, in lower case.

    Args:
        source: "pubmed_type", "pubmed_link", "medline_link" (of the text export), "jats_type", "jats_link", "journal".
    """
    rows = (row for row in read_rows("notices") if row["source"] == source)
    return {row["name"].lower(): NoticeWord(row["notice"], row["role"]) for row in rows}
