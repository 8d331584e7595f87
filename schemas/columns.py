"""How a column is described: types of the validation frames, and one field with all its words and checks."""

import re
from collections.abc import Iterable
from typing import Any, TypedDict, Unpack

import pandas as pd
import pandera.pandas as pa
from pandera.api.extensions import register_check_method
from pandera.typing import Series

from schemas.described import Described

Text = Series[pd.StringDtype]
Integer = Series[pd.Int64Dtype]
Number = Series[pd.Float64Dtype]
Flag = Series[pd.BooleanDtype]
Texts = Series[object]  # list<string>: Python lists in frames, never null, empty where there is none


class Options(TypedDict, total=False):
    """What a column may have besides title and description.

    Attributes:
        unit: Unit of a number ("days", "CFU/day", "%").
        example: A value that is right, as text.
        values: Enumeration of the allowed values.
        known: Further allowed values that stand in a vocabulary (ids).
        form: Regular expression of the whole value.
        low: Least allowed number, itself included.
        high: Greatest allowed number, itself included.
        optional: Whether null is allowed (never for lists).
    """

    unit: str
    example: str
    values: type[Described]
    known: Iterable[str]
    form: str
    low: float
    high: float
    optional: bool


def column(title: str, description: str, **options: Unpack[Options]) -> Any:
    """A scalar column: its words travel into Parquet, the data package and the dictionary."""
    checks: dict[str, Any] = {}
    if allowed := _allowed(options):
        checks["in_enumeration"] = {"allowed": allowed}
    if "form" in options:
        checks["has_form"] = {"form": options["form"]}
    if "low" in options:
        checks["ge"] = options["low"]
    if "high" in options:
        checks["le"] = options["high"]
    return pa.Field(
        title=title,
        description=description,
        nullable=options.get("optional", False),
        metadata=_metadata(options),
        **checks,
    )


def list_column(title: str, description: str, **options: Unpack[Options]) -> Any:
    """A list<string> column; `values`, `known` and `form` hold for each item."""
    items = {"allowed": _allowed(options), "form": options.get("form")}
    return pa.Field(title=title, description=description, metadata=_metadata(options), has_items=items)


def _allowed(options: Options) -> tuple[str, ...]:
    return (*(str(member) for member in options.get("values", ())), *options.get("known", ()))


def _metadata(options: Options) -> dict[str, Any]:
    return {name: options[name] for name in ("unit", "example", "values") if name in options}


@register_check_method(statistics=["allowed"])  # type: ignore[untyped-decorator]
def in_enumeration(series: "pd.Series[Any]", *, allowed: tuple[str, ...]) -> "pd.Series[bool]":
    """The value is one of the closed list."""
    return series.isin(allowed)


@register_check_method(statistics=["form"])  # type: ignore[untyped-decorator]
def has_form(series: "pd.Series[Any]", *, form: str) -> "pd.Series[bool]":
    """The whole value matches a pattern."""
    return series.str.fullmatch(form, na=False).astype(bool)


@register_check_method(statistics=["allowed", "form"], check_type="element_wise")  # type: ignore[untyped-decorator]
def has_items(value: object, *, allowed: tuple[str, ...], form: str | None) -> bool:
    """The value is a list of allowed, non-empty strings; items of a closed list stand once."""
    if not isinstance(value, list) or (allowed and len(set(map(str, value))) != len(value)):
        return False
    return all(
        isinstance(item, str)
        and item.strip() == item != ""
        and (not allowed or item in allowed)
        and (form is None or re.fullmatch(form, item) is not None)
        for item in value
    )


def check_name(check: str) -> str:
    """The name of a check in Pandera's failure cases, without its arguments: what `quarantine.check` shows.

    >>> check_name("in_enumeration(allowed=('a', 'b'))")
    'in_enumeration'
    """
    return check.split("(", 1)[0]
