"""Command that lists what can be shown: studies."""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from psychobiotics.cli.browse import Format
from psychobiotics.cli.terminal import err, failures, out
from psychobiotics.dataset import Dataset, data_root, load_dataset

listing = typer.Typer()

_LABEL, _DESIGN = 22, 20  # so that a line with an id of usual length fits 80 columns
_FIELDS = ("study_id", "label", "year", "design", "n_enrolled", "title")


@listing.command()
def studies(
    words: Annotated[str | None, typer.Argument(help="Only studies whose label, title or id holds this.")] = None,
    form: Annotated[Format, typer.Option("--format", help="text, json (a line a study) or csv.")] = Format.TEXT,
    version: Annotated[str, typer.Option("--version", help="A published version.")] = "latest",
    data: Annotated[Path | None, typer.Option("--data", envvar="PSYCHOBIOTICS_DATA", help="Data root.")] = None,
) -> None:
    """List the studies: label, design, number of findings, id."""
    with failures():
        rows = read_studies(load_dataset(version, data_root(data)), words)
        if form is Format.CSV:
            writer = csv.DictWriter(sys.stdout, (*_FIELDS, "n_findings"))
            writer.writeheader()
            writer.writerows(rows)
            return
        if not rows:
            err.print(f"no study holds {words!r}" if words else "there are no studies", markup=False)
        lines = study_list(rows) if form is Format.TEXT else (json.dumps(row, ensure_ascii=False) for row in rows)
        for line in lines:
            out.print(line, markup=False)


def read_studies(dataset: Dataset, words: str | None) -> list[dict[str, Any]]:
    """The studies whose label, title or id holds the words (letters' case apart), each with its number of findings."""
    findings = Counter(dataset.arrow("findings").column("study_id").to_pylist())
    sought = (words or "").casefold()
    return [
        {**study, "n_findings": findings[study["study_id"]]}
        for study in dataset.arrow("studies").select(list(_FIELDS)).to_pylist()
        if any(sought in (study[name] or "").casefold() for name in ("label", "title", "study_id"))
    ]


def study_list(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The studies by label, a line each below a heading; the id, which `show` takes, comes last and is never cut."""
    if rows:
        yield f"{'label':<{_LABEL}} {'design':<{_DESIGN}} {'findings':>8}  id"
    for row in sorted(rows, key=lambda row: (row["label"].casefold(), row["study_id"])):
        label = row["label"] if len(row["label"]) <= _LABEL else f"{row['label'][: _LABEL - 1]}…"
        design = row["design"] or "-"
        yield f"{label:<{_LABEL}} {design:<{_DESIGN}} {row['n_findings']:>8}  {row['study_id']}"
