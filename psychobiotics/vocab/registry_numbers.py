"""Numbers under which studies are registered: the form that each registry gives them."""

import re
from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows


@dataclass(frozen=True, slots=True)
class RegistryNumber:
    """The numbers of one registry.

    Attributes:
        registry: Its name.
        letters: Characters that stand in each of its numbers.
        id_prefix: What a study id begins with that is made of such a number, or None where none is of its own.
        pattern: A regular expression of the number; its first character is a letter or digit that stands for itself.
        example: A made-up number of that form.
    """

    registry: str
    letters: str
    id_prefix: str | None
    pattern: str
    example: str


@cache
def load_registry_numbers() -> tuple[RegistryNumber, ...]:
    """All registries, sorted by name."""
    return tuple(
        RegistryNumber(row["registry"], row["letters"], row["id_prefix"] or None, row["pattern"], row["example"])
        for row in read_rows("registry_numbers")
    )


@cache
def registry_number_pattern() -> re.Pattern[str]:
    r"""A number of any registry, as a word of its own.

    >>> [match.group() for match in registry_number_pattern().finditer("(NCT00000000; IRCT2, CRD 00000000000)")]
    ['NCT00000000', 'CRD 00000000000']
    """
    patterns = [number.pattern for number in load_registry_numbers()]
    # The class of first characters stands in front: Python skips to the next of them, which behind a \b it does not.
    firsts = "".join(sorted({pattern[0] for pattern in patterns}))
    rests = "|".join(rf"(?<={pattern[0]}){pattern[1:]}" for pattern in patterns)
    return re.compile(rf"[{firsts}](?<!\w.)(?:{rests})(?!\d)")


@cache
def registry_id_prefix(number: str) -> str:
    """What a study id begins with that is made of a number: the registry's own prefix, else "registry".

    >>> registry_id_prefix("NCT00000000"), registry_id_prefix("KCT0000000")
    ('nct', 'registry')
    """
    folded = number.upper()
    own = (n.id_prefix for n in load_registry_numbers() if n.id_prefix and folded.startswith(n.letters.upper()))
    return next(own, "registry")
