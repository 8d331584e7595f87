"""The ways one term is written: British and American, Greek letters, hyphens, plurals.

Generated, so that the vocabulary files hold each name once. A generated spelling that no text uses costs nothing.
"""

import re
from functools import cache

from psychobiotics.vocab.files import read_rows

_GREEK = {"alpha": "α", "beta": "β", "gamma": "γ", "kappa": "κ"}
_NUMBERED = re.compile(r"([A-Z]{2,6})[- ]?(\d{1,3}[A-Za-zα-ω]{0,2})\Z")
_LAST_WORD = re.compile(r"[a-z]{4,}\Z")
_NO_PLURAL = re.compile(r"(?:ss|is|us|ed|ing|ies|eous|y's)\Z")


def spelling_variants(name: str) -> frozenset[str]:
    """All spellings of a name, itself included.

    >>> "tumor necrosis factor α" in spelling_variants("tumour necrosis factor-alpha")
    True
    >>> sorted(spelling_variants("PHQ-9"))
    ['PHQ 9', 'PHQ-9', 'PHQ9']
    >>> sorted(spelling_variants("anxiety disorder"))
    ['anxiety disorder', 'anxiety disorders', 'anxiety-disorder', 'anxiety-disorders']
    """
    numbered = _NUMBERED.match(name)
    if numbered:
        letters, digits = numbered.groups()
        return frozenset((name, f"{letters}-{digits}", f"{letters}{digits}", f"{letters} {digits}"))
    spellings = {name}
    for step in (_regional, _greek, _hyphens, _number):
        spellings |= {variant for spelling in spellings for variant in step(spelling)}
    return frozenset(spellings)


def _regional(name: str) -> set[str]:
    """British for American and the other way round, all at once."""
    variants = {name}
    lowered = name.lower()
    for british, american in _pairs():
        if british in lowered or american in lowered:
            variants |= {v.replace(british, american) for v in variants} | {
                v.replace(american, british) for v in variants
            }
    return variants


def _greek(name: str) -> set[str]:
    variants = {name}
    for word, letter in _GREEK.items():
        if word in name.lower():
            variants.add(re.sub(word, letter, name, flags=re.IGNORECASE))
        elif letter in name:
            variants.add(name.replace(letter, word))
    return variants


def _hyphens(name: str) -> set[str]:
    """Hyphen for space and space for hyphen: compounds and ranges are written either way."""
    if len(name) < 8 or any(c.isdigit() for c in name):
        return {name}
    variants = {name.replace("-", " ")}
    if name.count(" ") == 1 and "-" not in name:
        variants.add(name.replace(" ", "-"))
    return variants


def _number(name: str) -> set[str]:
    """The plural of a singular and the singular of a plural, by the last word."""
    last = _LAST_WORD.search(name)
    if last is None or _NO_PLURAL.search(name):
        return set()
    if name.endswith("s"):
        return {name[:-1]}
    if name.endswith("y") and name[-2] not in "aeiou":
        return {f"{name[:-1]}ies"}
    return {f"{name}es" if name.endswith(("x", "ch", "sh")) else f"{name}s"}


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((row["british"], row["american"]) for row in read_rows("spelling_pairs"))
