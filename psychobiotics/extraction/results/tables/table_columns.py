"""Which columns of a table hold two groups, and the p-value between them.

Pattern: a column of p-values and the values of two groups that it stands behind or under one heading with; a group may
have a column before and one after ("Tea: before, after"); of several groups the two that the p-value's heading names
("tea vs placebo"); two columns of times without a group are one group before and after.

Reads rightly: "Tea | Placebo | P", "Tea before | Tea after | Milk before | Milk after | P", "Week 4: Tea | Milk | P;
Week 8: Tea | Milk | P".
It must not be fooled by: p-values under a group's own heading (within it), columns of counts, of spread, of totals, of
effects, values before the intervention, three groups with one p-value, models with one p-value each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from psychobiotics.extraction.results.tables.table_grid import Grid, Span, is_value
from psychobiotics.vocab.table_words import table_words

_P_HEADER = re.compile(
    r"(?:[Oo]verall )?[Pp]\d?\s?[*†‡∗]?(?:[- ]?[Vv]alues?[a-z]?)?\s?<?\s?(?P<told>\([^()]{1,40}\))?"
    r"(?:\^\w{1,2}|[*†‡§#¶∗]{1,3})?"
)
TIME = re.compile(
    r"(?:(?:at|after|week|month|day|year|visit|t|wk|mo)\s?\d{1,3}\b"
    r"|\d{1,3}[- ]?(?:weeks?|months?|days?|years?|h|hours?|min)\b|post|end\b|final|follow-?up|after\b)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\(?\s?(?:[nN]\+?|SDs?|SE|SEM|IQR|%|[Rr]ange|df|[nN]o\.?|±|[Mm]issing)\s?\)?(?:\^\w{1,2})?", re.IGNORECASE
)
_EFFECT = re.compile(
    r"differen|\bdiff\b|\bCIs?\b|confidence|effect|estimate|\b(?:MD|OR|RR|HR|SMD|df|IRR)\b|ratio|statistic|\b[tFZdβ]\b"
    r"|χ|squares?\b|(?<!-)\btest\b|coefficient|\bp\b|[^\W\d][—–][^\W\d]|\bvs\b|\bversus\b|\bminus\b",
    re.IGNORECASE,
)
_INTERVAL = re.compile(r"\bCIs?\Z|^\(?95\s?%|confidence")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_SIZE = re.compile(r"\(?\s?\b[nN]\s?=\s?\d+\s?\)?")
_AGAINST = re.compile(r"\bvs\.?|\bversus\b|[×/–-]| x ", re.IGNORECASE)
_TWO = 2


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns that belong together.

    Attributes:
        columns: The values of the two groups; where `within`, those after and before.
        before: The groups' values at the start, or None.
        p_column: The p-values.
        names: The header cells that name the groups.
        time: The header cell that says when, or None.
        within: One group is compared with its own start.
        stub: The columns before this one name the rows.
    """

    columns: tuple[int, int]
    p_column: int
    names: tuple[Span, Span]
    before: tuple[int, int] | None = None
    time: Span | None = None
    within: bool = False
    stub: int = 1


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of values: what its heading names beside the time, and its time."""

    number: int
    key: str
    name: Span
    start: bool
    timed: bool


def find_comparisons(grid: Grid) -> tuple[Comparison, ...]:
    """Every pair of columns that one p-value a row compares; none where it is not clear which."""
    paths = [grid.path(column) for column in range(grid.width)]
    ps = [column for column in range(1, grid.width) if _p_cell(grid, paths[column]) is not None]
    values = [column for column in range(1, grid.width) if column not in ps and _holds_values(grid, paths, column)]
    stub = next((column for column in range(1, grid.width) if _is_numeric(grid, column)), grid.width)
    found = []
    for p in ps:
        scope, shared = _scope(grid, paths, values, ps, p)
        if comparison := _compare(grid, paths, scope, shared, p):
            found.append(replace(comparison, stub=stub))
    pairs = [comparison.columns for comparison in found]
    return tuple(c for c in found if pairs.count(c.columns) == 1)  # one p-value for each model: which one is not known


def _p_cell(grid: Grid, path: Sequence[Span]) -> Span | None:
    return next((cell for cell in path if heads_p_values(grid.told(cell))), None)


def heads_p_values(words: str) -> bool:
    """A heading of p-values: "P value", "p2", "P (tea vs placebo)"."""
    return _P_HEADER.fullmatch(words) is not None


def _is_numeric(grid: Grid, column: int) -> bool:
    filled = [row[column] for row in grid.body if column < len(row) and row[column][1] > row[column][0]]
    return sum(is_value(grid.text, cell) for cell in filled) * 2 > len(filled)


def _holds_values(grid: Grid, paths: Sequence[Sequence[Span]], column: int) -> bool:
    """Mostly numbers, and a heading that may be a group's: no count, spread, total or effect."""
    if not paths[column] or not _is_numeric(grid, column):
        return False
    told = [grid.told(cell) for cell in paths[column]]
    naming = next((words for words in reversed(told) if _key(words)), "")
    above = tuple(paths[column][:-1])
    alone = not any(tuple(path[:-1]) == above for number, path in enumerate(paths) if path and number != column)
    aside = not alone and _ASIDE.fullmatch(told[-1])
    if aside or any(map(_INTERVAL.search, told)) or "total" in roles_of(told[-1]):
        return False
    return _EFFECT.search(naming) is None or "start" in roles_of(naming)


def _scope(
    grid: Grid, paths: Sequence[Sequence[Span]], values: list[int], ps: list[int], p: int
) -> tuple[list[int], tuple[Span, ...]]:
    """The columns of values that a p-value may be of, and the headings that it shares with them."""
    cell = _p_cell(grid, paths[p])
    above = [c for c in paths[p] if cell is not None and c[0] < cell[0]]
    for heading in reversed(above):
        under = [column for column in values if heading in paths[column]]
        if under:
            return under, tuple(above)
    last = max((column for column in ps if column < p), default=0)
    between = [column for column in values if last < column < p]
    return between or [column for column in values if column < p], ()


def _compare(
    grid: Grid, paths: Sequence[Sequence[Span]], scope: list[int], shared: tuple[Span, ...], p: int
) -> Comparison | None:
    common = set(shared).union(set(paths[scope[0]]).intersection(*(paths[n] for n in scope)) if scope else ())
    columns = [_column(grid, [cell for cell in paths[n] if cell not in common], n) for n in scope]
    if any("start" in roles_of(grid.told(cell)) for cell in shared):
        return None
    told = _told_pair(grid, paths[p])
    if "start" in roles_of(told):
        return None
    groups: dict[str, list[_Column]] = {}
    for column in columns:
        groups.setdefault(column.key, []).append(column)
    time = next((cell for cell in sorted(common) if TIME.search(grid.told(cell))), None)
    named = {key: found for key, found in groups.items() if key}
    if not named or (len(columns) == _TWO and columns[0].start and columns[1].timed and not columns[1].start):
        return _within(columns, p) if not shared else None
    pair = list(named.values()) if len(named) == _TWO else _named_pair(grid, named, told)
    return _pair(pair, p, time) if pair else None


def _column(grid: Grid, path: Sequence[Span], number: int) -> _Column:
    told = [grid.told(cell) for cell in path]
    keys = [_key(words) for words in told]
    named = [cell for cell, key in zip(path, keys, strict=True) if key] or path
    name = named[-1] if named else (0, 0)
    start = any("start" in roles_of(words) for words in told)
    return _Column(number, " ".join(key for key in keys if key), name, start, start or any(map(TIME.search, told)))


def _key(words: str) -> str:
    """What a heading names beside times, sizes and measures: "tea" of "Tea before (n = 20)"."""
    kept = [word for word in _WORD.findall(_SIZE.sub(" ", words).lower()) if not word.isdigit()]
    return " ".join(w for w in kept if table_words().get(w) not in {"start", "later", "measure"} and len(w) > 0)


def _told_pair(grid: Grid, path: Sequence[Span]) -> str:
    """What the heading of the p-values says of them: "tea vs placebo"."""
    told = []
    for cell in path:
        match = _P_HEADER.fullmatch(grid.told(cell))
        told.append((match["told"] or "") if match else grid.told(cell))
    return " ".join(told)


def _named_pair(grid: Grid, groups: dict[str, list[_Column]], told: str) -> list[list[_Column]] | None:
    """Of several groups the two that the p-value's heading names."""
    parts = [_letters(part) for part in _AGAINST.split(told)]
    found = []
    for part in parts:
        named = [key for key, columns in groups.items() if part and _is_called(part, grid.told(columns[0].name), key)]
        if len(named) != 1:
            return None
        found.append(groups[named[0]])
    return found if len(found) == _TWO and found[0] is not found[1] else None


def _is_called(part: str, name: str, key: str) -> bool:
    """Whether a p-value's heading calls a group so: "tea" or "IG1" of "Tea (IG 1)", "CG" of "Control"."""
    initials = "".join(word[0] for word in key.split())
    return part in _letters(name) or _letters(key) in part or part == f"{initials}g"


def _letters(words: str) -> str:
    return "".join(char for char in words.lower() if char.isalnum())


def _pair(groups: list[list[_Column]], p: int, time: Span | None) -> Comparison | None:
    """One column after the start for each of two groups, and the one at the start where both have one."""
    last = [[column for column in group if not column.start] for group in groups]
    first = [[column for column in group if column.start] for group in groups]
    if any(len(found) != 1 for found in last) or len(first[0]) != len(first[1]) or len(first[0]) > 1:
        return None
    one, other = last[0][0], last[1][0]
    before = (first[0][0].number, first[1][0].number) if first[0] else None
    return Comparison((one.number, other.number), p, (one.name, other.name), before, time)


def _within(columns: list[_Column], p: int) -> Comparison | None:
    """One group before and after."""
    if len(columns) != _TWO or not columns[0].start or columns[1].start or not columns[1].timed:
        return None
    before, after = columns
    return Comparison((after.number, before.number), p, (after.name, before.name), within=True)


def roles_of(words: str) -> set[str]:
    """Roles of the words of a heading, a caption or a label."""
    return set(_roles(words.lower()))


def _roles(words: str) -> Iterator[str]:
    known = table_words()
    for pattern in (_WHOLE, _CODE):
        yield from (known[word] for word in pattern.findall(words) if word in known)


_WHOLE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CODE = re.compile(r"\bt0\b")
