"""Each extractor reads at least three texts of our own rightly, and at least one does not fool it (`readings.csv`).

Columns: `extractor` is the module below `psychobiotics/extraction`; `kind` is "reads" or "trap"; `form` says as what
the text is read (`told_facts.document_of`); `told` lists lines that it must tell, `not_told` beginnings of lines that
it must not, both set apart by " | " and compared in any case. A text goes through the whole composition, so a row holds
what is published and not what one function returns.
"""

import ast
import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.unit.told_facts import document_of, told_by

EXTRACTION = Path(__file__).parents[2] / "psychobiotics" / "extraction"
LEAST_READ, LEAST_TRAPS = 3, 1


class Row(NamedTuple):
    """One text and what it must and must not tell."""

    extractor: str
    kind: str
    form: str
    text: str
    told: list[str]
    not_told: list[str]


def read_table() -> list[Row]:
    """Rows in the order of the file; "\\n" and "\\t" in a text stand for the characters."""
    with Path(__file__).with_name("readings.csv").open(encoding="utf-8", newline="") as table:
        return [
            Row(
                line["extractor"],
                line["kind"],
                line["form"],
                line["text"].replace("\\n", "\n").replace("\\t", "\t"),
                _parts(line["told"]),
                _parts(line["not_told"]),
            )
            for line in csv.DictReader(table)
        ]


def _parts(cell: str) -> list[str]:
    return [part.casefold() for part in cell.split(" | ") if part]


ROWS = read_table()


def stating_modules() -> set[str]:
    """Modules whose docstring says what must not fool them, as `.ci/check_docs.py` asks of every extractor."""
    modules = {path.relative_to(EXTRACTION).with_suffix("").as_posix(): path for path in EXTRACTION.rglob("*.py")}
    docstrings = {name: ast.get_docstring(ast.parse(path.read_text("utf-8"))) for name, path in modules.items()}
    return {name for name, docstring in docstrings.items() if "must not be fooled by" in (docstring or "")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.extractor}-{row.kind}-{row.text[:40]!r}")
def test_reading__tells_what_the_text_says_and_nothing_else(row: Row) -> None:
    lines = [line.casefold() for line in told_by(document_of(row.form, row.text))]
    assert [part for part in row.told if part not in lines] == []
    assert [line for line in lines if line.startswith(tuple(row.not_told))] == []


def test_readings__are_there_for_each_extractor() -> None:
    counted = Counter((row.extractor, row.kind) for row in ROWS)
    few = {
        name: (counted[name, "reads"], counted[name, "trap"])
        for name in stating_modules()
        if counted[name, "reads"] < LEAST_READ or counted[name, "trap"] < LEAST_TRAPS
    }
    assert few == {}, (
        "add rows to readings.csv: three texts that the extractor reads rightly, one that must not fool it"
    )
    assert {row.extractor for row in ROWS} <= stating_modules()
    assert all(row.told or row.not_told for row in ROWS)
