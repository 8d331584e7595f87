"""Words of tables of results: what tells a table about people from one about outcomes, a total from a group."""

from collections.abc import Mapping
from functools import cache

from psychobiotics.vocab.files import read_rows


@cache
def table_words() -> Mapping[str, str]:
    """Word, lower case, to its role.

    "about_people" (who was studied, no results), "start" (a time before the intervention), "later" (words of a time
    after it began), "total" (both groups together), "improved" (counted are those who got better), "measure" (what a
    cell prints), "other".
    """
    return {row["phrase"]: row["role"] for row in read_rows("table_words")}
