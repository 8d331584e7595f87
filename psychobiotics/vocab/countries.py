"""Countries: ISO 3166-1 alpha-2 codes, names and adjectives."""

from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows, split_list


@dataclass(frozen=True, slots=True)
class Country:
    """One country.

    Attributes:
        code: ISO 3166-1 alpha-2 code.
        name: Usual short name in English.
        synonyms: Other names ("UK", "Great Britain").
        adjectives: Adjectives of the country ("Iranian").
    """

    code: str
    name: str
    synonyms: tuple[str, ...]
    adjectives: tuple[str, ...]


@cache
def load_countries() -> tuple[Country, ...]:
    """All countries, sorted by code."""
    return tuple(
        Country(row["code"], row["name"], split_list(row["synonyms"]), split_list(row["adjectives"]))
        for row in read_rows("countries")
    )


def find_country(name: str) -> Country | None:
    """The country of a name or adjective, in any case but for abbreviations such as "US".

    >>> find_country("Iranian").code
    'IR'
    >>> find_country("us") is None
    True
    """
    return _index().get(name if len(name) <= 3 else name.lower())


@cache
def _index() -> dict[str, Country]:
    return {
        name if len(name) <= 3 else name.lower(): country
        for country in load_countries()
        for name in (country.name, *country.synonyms, *country.adjectives)
    }
