"""Times of a result in days.

Pattern: "8 weeks", "week 12", "six months"; the length is read as any duration is.

It must not be fooled by: "weeks" without a number.
"""

import re

from psychobiotics.normalisation.duration import parse_days

_NAMED = re.compile(r"(?P<unit>day|week|month|year)s?\s(?P<number>\S+)\Z", re.IGNORECASE)


def read_days(quote: str) -> float | None:
    """Days of a quoted time, or None where it has no number.

    >>> read_days("8 weeks"), read_days("week 12"), read_days("six months")
    (56.0, 84.0, 180.0)
    """
    named = _NAMED.match(quote.strip())
    return parse_days(f"{named['number']} {named['unit']}" if named else quote)
