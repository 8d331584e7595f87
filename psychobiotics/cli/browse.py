"""Commands that read what is published: versions, show, tellings, why, diff, quarantine, dictionary."""

import csv
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from psychobiotics.cli.comparison_text import comparison_lines
from psychobiotics.cli.study_text import find_study, study_lines
from psychobiotics.cli.tellings_text import read_tellings, telling_lines
from psychobiotics.cli.terminal import EXIT_FAILED, err, failures, out
from psychobiotics.dataset import data_root, load_dataset
from psychobiotics.publishing.changelog import changelog_record, render_changelog
from psychobiotics.publishing.publish import diff_versions
from psychobiotics.publishing.versions import list_versions, read_version
from schemas.dictionary import render_column, render_dictionary
from schemas.registry import TABLES

browse = typer.Typer()

Data = Annotated[Path | None, typer.Option("--data", envvar="PSYCHOBIOTICS_DATA", help="Data root.")]
VersionName = Annotated[str, typer.Option("--version", help="A published version.")]


WHY = """Say why two documents, or two studies, are one study or are not: rule by rule, with what each states.

\b
  psychobiotics why news/a-trial.html trial.xml
  psychobiotics why "Kazemi 2018" nct:NCT01234567

Each line is a rule: what follows, what the two state, and why. "joins" would make them one study, "forbids" keeps
weaker rules from it, "relates" lists them in `related_study_ids`, "-" says nothing. What the rules get wrong, a
curator's decision mends (`merge`, `split`).
"""


class Format(StrEnum):
    """How a list is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


@browse.command()
def versions(data: Data = None) -> None:
    """List the published versions, newest last."""
    with failures():
        processed = data_root(data) / "processed"
        names = list_versions(processed)
        if not names:
            err.print("nothing is published yet: run `psychobiotics refresh`", markup=False)
        for name in names:
            version = read_version(processed, name)
            rows = {resource["name"]: resource["rows"] for resource in version.manifest["resources"]}
            line = f"{name:<12} {version.created:<26} {rows['studies']:>6} studies {rows['findings']:>7} findings"
            out.print(line, markup=False)


@browse.command(short_help="Show one study with the sentence behind each value.")
def show(
    study: Annotated[str, typer.Argument(help='An id ("doi:10.1000/abc") or a label ("Kazemi 2018").')],
    version: VersionName = "latest",
    data: Data = None,
) -> None:
    """Show one study with its arms and findings, and the sentence behind each value."""
    with failures():
        dataset = load_dataset(version, data)
        for line in study_lines(dataset, find_study(dataset, study)):
            out.print(line, markup=False)


@browse.command(short_help="List the documents that tell one study.")
def tellings(
    study: Annotated[str, typer.Argument(help='An id ("doi:10.1000/abc") or a label ("Kazemi 2018").')],
    form: Annotated[Format, typer.Option("--format", help="text, json (a line a document) or csv.")] = Format.TEXT,
    version: VersionName = "latest",
    data: Data = None,
) -> None:
    """List the documents that tell one study: why each was joined to it, and where they disagree.

    What disagrees stands behind each document: the field, what this document says, how it was settled (the value that
    stands is marked with a star). Compare two studies that you expected to be one with `psychobiotics why`.
    """
    with failures():
        dataset = load_dataset(version, data)
        rows = read_tellings(dataset, find_study(dataset, study))
        if form is Format.CSV:
            writer = csv.DictWriter(sys.stdout, list(rows[0]))
            writer.writeheader()
            writer.writerows({**row, "disagrees": " | ".join(row["disagrees"])} for row in rows)
            return
        lines = telling_lines(rows) if form is Format.TEXT else (json.dumps(row, ensure_ascii=False) for row in rows)
        for line in lines:
            out.print(line, markup=False)


@browse.command(help=WHY, short_help="Say why two are one study, or are not.")
def why(
    one: Annotated[str, typer.Argument(help="A study (id, label) or a document (id, file name).")],
    other: Annotated[str, typer.Argument(help="Another one.")],
    as_json: Annotated[bool, typer.Option("--json", help="A line a rule, for machines.")] = False,
    version: VersionName = "latest",
    data: Data = None,
) -> None:
    """Say why two documents, or two studies, are one study or are not."""
    with failures():
        for line in comparison_lines(load_dataset(version, data), one, other, as_json):
            out.print(line, markup=False)


@browse.command(short_help="Show what changed between two versions.")
def diff(
    old: Annotated[str, typer.Argument(help="A version.")],
    new: Annotated[str, typer.Argument(help="A later one.")] = "latest",
    as_json: Annotated[bool, typer.Option("--json", help="Every row, for machines.")] = False,
    data: Data = None,
) -> None:
    """Show what changed between two versions, by table, row and cell, with the cause."""
    with failures():
        difference = diff_versions(data_root(data) / "processed", old, new)
        text = json.dumps(changelog_record(difference), ensure_ascii=False) if as_json else render_changelog(difference)
        out.print(text, markup=False)


@browse.command()
def quarantine(
    version: VersionName = "latest",
    reason: Annotated[str | None, typer.Option(help="Only this reason.")] = None,
    form: Annotated[Format, typer.Option("--format", help="text, json (a line a row) or csv.")] = Format.TEXT,
    data: Data = None,
) -> None:
    """List what was refused, and why."""
    with failures():
        rows = load_dataset(version, data).arrow("quarantine").to_pylist()
        chosen = [row for row in rows if reason in (None, row["check"])]
        if form is Format.CSV:
            writer = csv.DictWriter(sys.stdout, list(TABLES["quarantine"].columns))
            writer.writeheader()
            writer.writerows(chosen)
            return
        if not chosen:
            err.print(f"nothing was refused{f' for {reason}' if reason else ''}", markup=False)
        for row in chosen:
            text = json.dumps(row, ensure_ascii=False) if form is Format.JSON else _refusal(row)
            out.print(text, markup=False)


def _refusal(row: dict[str, str | None]) -> str:
    if row["table"] == "documents":  # its message begins with the file's name
        return f"{row['check']}: {row['message']}"
    place = f".{row['column']}" if row["column"] else ""
    return f"{row['check']}: {row['table']}{place} {row['record_id']}: {row['message']}"


@browse.command(short_help="Print the data dictionary, or a part of it.")
def dictionary(
    name: Annotated[str | None, typer.Argument(help='A table ("findings") or a column ("findings.direction").')] = None,
    write: Annotated[bool, typer.Option("--write", help="Write docs/data_dictionary.md of the checkout.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail where docs/data_dictionary.md is stale.")] = False,
) -> None:
    """Print the data dictionary, or the part about one table or column."""
    page = Path(__file__).resolve().parents[2] / "docs" / "data_dictionary.md"
    text = render_dictionary()
    if write:
        page.write_text(text, "utf-8")
    elif check:
        if not page.is_file() or page.read_text("utf-8") != text:
            err.print("docs/data_dictionary.md is stale: run `make dictionary` and commit it", markup=False)
            raise typer.Exit(EXIT_FAILED)
    else:
        out.print(_part(text, name), markup=False)


def _part(text: str, name: str | None) -> str:
    if name is None:
        return text
    table, _, column = name.partition(".")
    part = next((p for p in text.split("\n## ") if p.startswith((f"{table}\n", f"`{table}`\n"))), None)
    if part is None:
        err.print(f"psychobiotics: no table {table!r}; the tables are {', '.join(TABLES)}", markup=False)
        raise typer.Exit(EXIT_FAILED)
    if not column:
        return f"## {part}"
    if column not in TABLES[table].columns:
        err.print(
            f"psychobiotics: no column {column!r} in {table}; `psychobiotics dictionary {table}` lists them",
            markup=False,
        )
        raise typer.Exit(EXIT_FAILED)
    return render_column(table, column)
