"""One result told by two documents: where the p-value or the direction differs, a conflict row says so."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from psychobiotics.linking.identity import fold
from psychobiotics.linking.merging import equal_within_rounding, printed
from psychobiotics.records.drafts import Scalar
from psychobiotics.records.tables import Row

_BRACKET = re.compile(r"\s\([^()]*\)")
_COMPARED = ("p_value", "direction", "significance", "effect_value")
_SAME_RESULT = ("comparator", "subgroup", "timepoint_days", "analysis")
_UNTOLD = frozenset({None, "unclear", "not_stated"})


def finding_conflicts(findings: Sequence[Row]) -> list[Row]:
    """Conflict rows over the findings of one study (rows of several documents)."""
    by_outcome: dict[str, list[Row]] = defaultdict(list)
    for row in findings:
        by_outcome[_outcome(row)].append(row)
    return [
        conflict
        for rows in by_outcome.values()
        for group in _same_results(rows)
        for field in _COMPARED
        if (conflict := _conflict(field, group))
    ]


def _outcome(row: Row) -> str:
    """Its id, else its name without an abbreviation in brackets, which one text gives and another does not."""
    name = str(row.get("outcome") or row.get("outcome_reported"))
    return str(row.get("outcome_id") or fold(_BRACKET.sub("", name)))


def _same_results(rows: Sequence[Row]) -> Iterable[list[Row]]:
    """Groups of rows, one a document, that tell the same result: all that both state agrees."""
    groups: list[list[Row]] = []
    for row in rows:
        for group in groups:
            if all(row["document_id"] != other["document_id"] and _alike(row, other) for other in group):
                group.append(row)
                break
        else:
            groups.append([row])
    return [group for group in groups if len(group) > 1]


def _alike(a: Row, b: Row) -> bool:
    return all(a.get(name) == b.get(name) for name in _SAME_RESULT)


def _conflict(field: str, group: Sequence[Row]) -> Row | None:
    stated = [row for row in group if row.get(field) not in _UNTOLD]
    pairs = list(combinations(stated, 2))
    if all(_agree(field, a, b) for a, b in pairs):
        return None
    rounded = all(_agree(field, a, b) or equal_within_rounding(_value(a, field), _value(b, field)) for a, b in pairs)
    chosen = stated[0]  # tellings come own report first
    return {
        "study_id": chosen["study_id"],
        "record_id": chosen["finding_id"],
        "field": field,
        "values": tuple(printed(_value(row, field)) for row in stated),
        "document_ids": tuple(str(row["document_id"]) for row in stated),
        "resolution": "identical_within_rounding" if rounded else "open",
        "chosen": printed(_value(chosen, field)) if rounded else None,
    }


def _agree(field: str, a: Row, b: Row) -> bool:
    """Equal, or one bounds what the other states ("p < 0.05" against "p = 0.02")."""
    x, y = _value(a, field), _value(b, field)
    if field != "p_value" or x == y:
        return x == y
    bounds = [(row, other) for row, other in ((a, b), (b, a)) if row.get("p_operator") in {"<", "<="}]
    return any(_number(other) <= _number(row) for row, other in bounds)


def _value(row: Row, field: str) -> Scalar:
    value = row[field]
    assert value is not None, field
    return value


def _number(row: Row) -> float:
    value = row["p_value"]
    return float(value) if isinstance(value, int | float) else float("nan")
