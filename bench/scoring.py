"""Scores of extracted studies and findings against gold in CSV: counts of gold, predicted and correct values a field.

Gold: `studies.csv` and `findings.csv` with a row a study or result, columns named like those of the dataset; `taxa`,
`strains`, `arm_type` and `comparator` of a study are lists set apart by "|"; an empty cell means that the text does not
state the value, "~" that it is not scored. A result of the gold meets the most similar result of the study, each once.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.study_choice import choose_study
from psychobiotics.records.tables import Tables

Row = Mapping[str, Any]
NUMBERS = ("n_enrolled", "n_analysed", "n_studies", "duration_days")
SETS = ("arm_type", "comparator", "taxa", "strains")
_NOTHING = (None, "", "none_stated")
_ALIKE = 0.6  # similarity of two outcome names that may be one
_EMPTY_WORDS = frozenset({"the", "of", "and", "in", "a", "on", "to", "level", "levels", "score", "scores", "total"})


@dataclass(slots=True)
class Count:
    """Values of one field."""

    gold: int = 0
    predicted: int = 0
    correct: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where nothing is right."""
        return 2 * self.correct / (self.gold + self.predicted) if self.correct else 0.0


Counts = dict[str, Count]


def read_gold(path: Path) -> list[dict[str, str]]:
    """Rows of a gold file."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def score(tables: Tables, folder: Path) -> Counts:
    """Compare the studies of each document that the gold names, and the documents where the gold tells of them.

    Args:
        tables: Linked rows.
        folder: Holds `studies.csv` and `findings.csv`, of pages `documents.csv` too.
    """
    counts: Counts = defaultdict(Count)
    documents = {row["file_name"]: row["document_id"] for row in tables.rows["documents"]}
    for gold in read_gold(folder / "studies.csv"):
        study = choose_study(tables, documents.get(gold["file"]), gold["study"])
        _tally(counts["study.found"], {"yes"}, {"yes"} if study else set())
        for field, wanted, found in _study_values(tables, gold, study):
            _tally(counts[f"study.{field}"], wanted, found)
    results: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for gold in read_gold(folder / "findings.csv"):
        results[gold["file"], gold["study"]].append(gold)
    for (file, name), rows in results.items():
        study = choose_study(tables, documents.get(file), name)
        found = [row for row in tables.rows["findings"] if row["study_id"] == study.get("study_id")]
        _score_findings(counts, rows, found)
    _score_documents(counts, tables, folder / "documents.csv")
    return dict(counts)


def _score_documents(counts: Counts, tables: Tables, path: Path) -> None:
    known = {row["file_name"]: row for row in tables.rows["documents"]}
    for gold in read_gold(path) if path.exists() else ():
        found = known.get(gold["file"], {})
        for field in (name for name in gold if name != "file" and gold[name] != "~"):
            value = found.get(field)
            values = value if isinstance(value, list | tuple) else [value]
            wanted = {fold_name(v) for v in gold[field].split("|") if v}
            _tally(counts[f"document.{field}"], wanted, {fold_name(v) for v in values if v not in _NOTHING})


def _study_values(tables: Tables, gold: Row, study: Row) -> Iterator[tuple[str, set[str], set[str]]]:
    """(field, wanted, found) of each scored field, as sets of folded values."""
    arms = [row for row in tables.rows["arms"] if row["study_id"] == study.get("study_id")]
    given = {row["arm_id"] for row in arms if row["role"] == "intervention"}
    strains = [r for r in tables.rows["arm_strains"] if r["study_id"] == study.get("study_id") and r["arm_id"] in given]
    found: dict[str, Iterable[Any]] = {
        "design": [study.get("design")],
        "species": [study.get("species")],
        **{name: [study.get(name)] for name in NUMBERS},
        "arm_type": [row.get("type") for row in arms if row["role"] == "intervention"],
        "comparator": [row.get("type") for row in arms if row["role"] == "comparator"],
        "taxa": [row.get("taxon") for row in strains],
        "strains": [row.get("strain") for row in strains],
    }
    for field, values in found.items():
        wanted = gold.get(field, "~")
        if wanted != "~":
            fold = fold_number if field in NUMBERS else fold_name
            yield field, {fold(v) for v in wanted.split("|") if v}, {fold(v) for v in values if v not in (None, "")}


def fold_name(value: Any) -> str:
    """A name as it is compared: letters and digits."""
    return re.sub(r"[^a-z0-9]+", "", str(value).lower())


def fold_number(value: Any) -> str:
    """A number as it is compared."""
    return f"{float(value):g}"


def _tally(count: Count, wanted: set[str], found: set[str]) -> None:
    count.gold += len(wanted)
    count.predicted += len(found)
    count.correct += len(wanted & found)


def _score_findings(counts: Counts, gold: Sequence[Row], found: Sequence[Row]) -> None:
    counts["finding.outcome"].gold += len(gold)
    counts["finding.outcome"].predicted += len(found)
    for i, j in pair_findings(gold, found):
        counts["finding.outcome"].correct += 1
        for field in ("direction", "comparator", "significance", "p_operator", "p_value"):
            if gold[i].get(field, "~") != "~":
                fold: Callable[[Any], str] = fold_number if field == "p_value" else fold_name
                wanted = {fold(gold[i][field])} if gold[i][field] else set()
                value = found[j].get(field)
                _tally(counts[f"finding.{field}"], wanted, {fold(value)} if value is not None else set())


def pair_findings(gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[int, int]]:
    """(position in gold, position in found) of results that meet, the most alike first, each once."""
    taken: tuple[set[int], set[int]] = (set(), set())
    met = []
    for _, i, j in sorted(_pairs(gold, found), key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            met.append((i, j))
    return met


def _pairs(gold: Sequence[Row], found: Sequence[Row]) -> Iterator[tuple[float, int, int]]:
    for i, wanted in enumerate(gold):
        for j, row in enumerate(found):
            alike = _similarity(wanted, row)
            if alike >= _ALIKE:
                same = [wanted.get(name) and wanted[name] == row.get(name) for name in ("direction", "comparator")]
                yield alike + 0.5 * bool(same[0]) + 0.3 * bool(same[1]), i, j


def _similarity(gold: Row, row: Row) -> float:
    if gold.get("outcome_id") and gold["outcome_id"] == row.get("outcome_id"):
        return 1.0
    wanted = _words(gold["outcome"])
    return max(_overlap(wanted, _words(row.get(name) or "")) for name in ("outcome", "outcome_reported"))


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[a-z0-9]+", text.lower())} - _EMPTY_WORDS


def _overlap(a: set[str], b: set[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
