"""A version's changelog: `changelog.json` for machines, `CHANGELOG.md` for people."""

from typing import Any

from psychobiotics.publishing.differences import Change, Difference, RowChange

# A first version adds every row there is; people read totals and a few examples, machines the JSON.
SHOWN_ROWS = 40
SHOWN_CELL = 80


def changelog_record(difference: Difference) -> dict[str, Any]:
    """The whole difference as JSON: counts by table, and every changed row with its cause and cells."""
    return {
        "parent": difference.parent,
        "version": difference.child,
        "counts": {table: dict(sorted(counts.items())) for table, counts in difference.counts().items()},
        "causes": dict(sorted(difference.causes().items())),
        "rows": [_row_record(row) for row in difference.rows],
    }


def _row_record(row: RowChange) -> dict[str, Any]:
    record: dict[str, Any] = {"table": row.table, "change": row.change, "key": row.key, "cause": row.cause}
    if row.label:
        record["label"] = row.label
    if row.cells:
        record["cells"] = {name: {"old": old, "new": new} for name, (old, new) in row.cells.items()}
    return record


def render_changelog(difference: Difference) -> str:
    """The difference as Markdown."""
    parent = difference.parent or "nothing (the first version)"
    lines = [
        f"# {difference.child}",
        "",
        f"Against {parent}.",
        "",
        "| table | added | removed | changed |",
        "|---|---|---|---|",
    ]
    for table, counts in difference.counts().items():
        lines.append(f"| {table} | {counts[Change.ADDED]} | {counts[Change.REMOVED]} | {counts[Change.CHANGED]} |")
    if not difference.rows:
        lines[-2:] = ["No row was added, removed or changed."]
    if causes := difference.causes():
        lines += ["", f"Causes: {', '.join(f'{cause} {rows}' for cause, rows in sorted(causes.items()))}."]
    for change in Change:
        lines += _section(change, [row for row in difference.rows if row.change is change])
    return "\n".join(lines) + "\n"


def _section(change: Change, rows: list[RowChange]) -> list[str]:
    if not rows:
        return []
    lines = ["", f"## {change.capitalize()}", ""]
    for row in rows[:SHOWN_ROWS]:
        name = f" ({_short(row.label)})" if row.label else ""
        lines.append(f"- {row.table} `{_short(row.key)}`{name}: {row.cause}")
        lines += [f"  - {column}: {_short(old)} → {_short(new)}" for column, (old, new) in row.cells.items()]
    if len(rows) > SHOWN_ROWS:
        lines.append(f"- … and {len(rows) - SHOWN_ROWS} more in changelog.json")
    return lines


def _short(text: str | None) -> str:
    """One line of a cell. Text of documents is untrusted: what could be markup is shown as it stands."""
    if text is None:
        return "–"
    flat = " ".join(text.split()).replace("`", "'").replace("<", "&lt;").replace("|", "/")
    return flat if len(flat) <= SHOWN_CELL else f"{flat[: SHOWN_CELL - 1]}…"
