"""Words of doses, for the stage that quotes them and the one that reads them: how often, and in what."""

import re
from functools import cache

from psychobiotics.vocab.files import read_rows
from psychobiotics.vocab.study_phrases import phrase_pattern


@cache
def times_a_day() -> dict[str, float]:
    """Lower-case word of how often to the number of times, from `frequency_words.csv`.

    >>> times_a_day()["twice"]
    2.0
    """
    return {row["word"]: float(row["times"]) for row in read_rows("frequency_words")}


@cache
def frequency_pattern() -> str:
    """A group that matches any word of how often, lower case."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(times_a_day()))})"


@cache
def container_pattern() -> str:
    """A group that matches what a dose comes in ("capsules", "sachet"), lower case, longest first."""
    return phrase_pattern("dose_containers")
