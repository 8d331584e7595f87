"""Words of headings within the results of a report: what tells a part about its people from one about outcomes."""

from collections.abc import Mapping
from functools import cache

from psychobiotics.vocab.files import read_rows


@cache
def heading_words() -> Mapping[str, str]:
    """Word, lower case, to its role.

    "about_people" (one such word is enough: "baseline characteristics of pain"), "people" (only where a heading has no
    others: "study population").
    """
    return {row["word"]: row["role"] for row in read_rows("heading_words")}
