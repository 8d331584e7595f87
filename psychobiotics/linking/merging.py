"""One value a field from several tellings, and a conflict row where they disagree."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from psychobiotics.linking.identity import fold
from psychobiotics.records.drafts import Scalar, Value

# A more general and a more specific word for one design agree; the specific one is kept.
_GENERAL_DESIGNS: dict[str, frozenset[str]] = {
    "review": frozenset({"systematic_review", "narrative_review", "meta_analysis", "network_meta_analysis"}),
    "systematic_review": frozenset({"meta_analysis", "network_meta_analysis"}),
    "meta_analysis": frozenset({"network_meta_analysis"}),
    "rct": frozenset({"crossover_rct", "cluster_rct", "post_hoc_analysis"}),
    "other": frozenset(),
}
# Reported wording and lists differ between documents without disagreeing.
_NO_CONFLICT = frozenset(
    {"population", "diagnosis_basis", "funding", "title", "authors", "first_author", "journal", "volume", "issue"}
    | {"pages", "form", "product"}
)
# Lists of which each document may know a part.
_UNITED = frozenset({"notices", "version_ids"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A value, the document that states it, whether that is the study's own report, and its age (0: the latest)."""

    value: Value
    document_id: str
    primary: bool
    age: int = 1


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values of one field that differ between documents (as printed), and how that was settled."""

    field: str
    values: tuple[str, ...]
    document_ids: tuple[str, ...]
    resolution: str
    chosen: str | None


def merge_field(field: str, stated: Sequence[Stated]) -> tuple[Scalar, Conflict | None]:
    """Choose one value; own reports go before others, then the order given (most trusted first).

    Values that agree within rounding, or that are one general and one specific word for the same thing, do not
    disagree; the first is worth a row all the same, because an analyst who compares the documents will ask.
    """
    if field in _UNITED:
        return tuple(sorted({item for s in stated for item in _items(s.value.value)})), None
    ranked = sorted(stated, key=lambda s: not s.primary)
    chosen = _most_specific(field, ranked) if field == "design" else ranked[0]
    different = [s for s in ranked if not _same(field, s.value.value, chosen.value.value)]
    if not different or field in _NO_CONFLICT or field.endswith("_reported"):
        return chosen.value.value, None
    return chosen.value.value, _conflict(field, chosen, different)


def _items(value: Scalar) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _most_specific(field: str, ranked: Sequence[Stated]) -> Stated:
    best = ranked[0]
    for stated in ranked[1:]:
        if str(stated.value.value) in _GENERAL_DESIGNS.get(str(best.value.value), frozenset()):
            best = stated
    return best


def _same(field: str, a: Scalar, b: Scalar) -> bool:
    if isinstance(a, tuple) and isinstance(b, tuple):
        return not a or not b or bool(set(a) & set(b))
    if isinstance(a, str) and isinstance(b, str):
        return fold(a) == fold(b) or (field == "design" and _related(a, b))
    return a == b


def _related(a: str, b: str) -> bool:
    return b in _GENERAL_DESIGNS.get(a, frozenset()) or a in _GENERAL_DESIGNS.get(b, frozenset())


def _conflict(field: str, chosen: Stated, different: Sequence[Stated]) -> Conflict:
    parties = [chosen, *different]
    if all(equal_within_rounding(chosen.value.value, s.value.value) for s in different):
        resolution = "identical_within_rounding"
    elif chosen.primary and not any(s.primary for s in different):
        resolution = "primary_source"
    elif chosen.primary and all(not s.primary or s.age > chosen.age for s in different):
        resolution = "newer_source"  # the paper, not its preprint
    else:
        resolution = "open"
    return Conflict(
        field,
        tuple(printed(s.value.value) for s in parties),
        tuple(s.document_id for s in parties),
        resolution,
        printed(chosen.value.value),
    )


def printed(value: Scalar) -> str:
    """A value as a conflict row shows it."""
    return " | ".join(value) if isinstance(value, tuple) else str(value)


def equal_within_rounding(a: Scalar, b: Scalar) -> bool:
    """Whether the longer of two decimals rounds to the shorter one.

    >>> equal_within_rounding(0.021, 0.02)
    True
    >>> equal_within_rounding(0.021, 0.03)
    False
    """
    try:
        x, y = Decimal(str(a)), Decimal(str(b))
    except InvalidOperation:
        return False
    places = min(_places(x), _places(y))
    if places == 0:
        return x == y
    return abs(round(x, places) - round(y, places)) == 0


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
