"""Gold sets: where they lie, how they are scored, and the targets of each."""

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from bench.scoring import score
from psychobiotics.extraction.extract import extract
from psychobiotics.linking.link import link
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.parsing.parse import parse_item
from psychobiotics.pipeline.refresh import ingest, refresh
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.records.document import Document, RawItem

_TARGETS = Path(__file__).with_name("targets.csv")
_FOLDS = Path(__file__).resolve().parents[1] / "psychobiotics" / "extraction" / "models" / "entities.folds.csv"
ENTITIES = "gutbrainie"
FOLDS = "gutbrainie over folds"  # the gold set of entities, by a model that was trained without the text


@dataclass(frozen=True, slots=True)
class Count:
    """Values of one field."""

    gold: int
    predicted: int
    correct: int

    @property
    def shares(self) -> tuple[float, float, float]:
        """Precision, recall, F1; 0 where there is nothing to divide by."""
        return tuple(  # type: ignore[return-value]
            above / below if below else 0.0
            for above, below in (
                (self.correct, self.predicted),
                (self.correct, self.gold),
                (2 * self.correct, self.gold + self.predicted),
            )
        )


@dataclass(frozen=True, slots=True)
class Score:
    """Counts by field; "micro" is all of them together."""

    rows: dict[str, Count] = field(default_factory=dict)

    @property
    def values(self) -> dict[tuple[str, str], float]:
        """Precision, recall and f1 of each field and of all together ("micro")."""
        counts = list(self.rows.values())
        total = Count(*(sum(getattr(c, part) for c in counts) for part in ("gold", "predicted", "correct")))
        rows = {**self.rows, "micro": total}
        names = ("precision", "recall", "f1")
        return {
            (name, measure): share
            for name, row in rows.items()
            for measure, share in zip(names, row.shares, strict=True)
        }


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One gold set: its texts, its annotations, and the folder with the scorer, if there is one."""

    name: str
    folder: Path
    docs: Path
    scorer: Path | None = None
    note: str = ""

    @property
    def hash(self) -> str:
        """Twelve hex over the annotations."""
        digest = sha256()
        for path in self._annotations():
            digest.update(path.read_bytes())
        return digest.hexdigest()[:12]

    @property
    def date(self) -> str:
        """When the annotations were last written."""
        newest = max((path.stat().st_mtime for path in self._annotations()), default=0.0)
        return datetime.fromtimestamp(newest, UTC).date().isoformat()

    @property
    def command(self) -> str:
        """What reproduces its scores."""
        return f"python -m bench.evaluate {'../shared/eval' if self.scorer else 'GOLD_DIR'}  # {self.name}"

    def _annotations(self) -> list[Path]:
        return sorted([*self.folder.glob("*.csv"), *self.folder.glob("gold.json")])


@dataclass(frozen=True, slots=True)
class Measured:
    """What was reached on one gold set, and what reproduces it.

    Attributes:
        values: By field ("micro" for all together) and measure.
        command: What a person types to measure it again.
    """

    values: Mapping[tuple[str, str], float]
    command: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a field of a gold set should reach at least."""

    gold: str
    field: str
    measure: str
    least: float


def read_targets() -> list[Target]:
    """The targets, as the project's issue states them."""
    with _TARGETS.open(newline="", encoding="utf-8") as file:
        return [Target(r["gold"], r["field"], r["measure"], float(r["least"])) for r in csv.DictReader(file)]


def read_folds() -> Measured:
    """What the shipped tagger reached over folds of its gold (`flows/train.py` writes the file)."""
    with _FOLDS.open(newline="", encoding="utf-8") as file:
        values = {(row["label"], "f1"): float(row["f1"]) for row in csv.DictReader(file)}
    return Measured(values, "python -m flows.train GOLD --other SILVER --plain ARTICLES --folds 5")


def find_gold_sets(folder: Path) -> list[GoldSet]:
    """The gold set in a folder, or all sets of a folder of them."""
    if (folder / "docs").is_dir() and (folder / "studies.csv").is_file():
        return [GoldSet(folder.resolve().name, folder, folder / "docs")]
    scorer = folder / "score.py"
    found = []
    for path in sorted(p for p in folder.iterdir() if p.is_dir()) if folder.is_dir() and scorer.is_file() else []:
        docs = path / "docs" if (path / "docs").is_dir() else folder.parent / path.name
        if any(path.glob("*.csv")) and docs.is_dir():
            found.append(GoldSet(path.name, path, docs, scorer))
        elif (path / "gold.json").is_file() and (folder / "score_entities.py").is_file():
            found.append(GoldSet(path.name, path, path, folder / "score_entities.py", "Entities; a fit, see above."))
    return found


def score_set(gold: GoldSet) -> Score:
    """Build the set's texts from scratch and score them: by the scorer beside the gold, else by our own."""
    with tempfile.TemporaryDirectory() as scratch:
        if gold.scorer is None:
            return _score_here(gold)
        docs = gold.docs
        if gold.scorer.name == "score_entities.py":
            docs = Path(scratch) / "docs"
            _run(gold.scorer.with_name("make_pubmed_xml.py"), gold.folder / "gold.json", docs)
        dataset, out = _build(docs, Path(scratch) / "data"), Path(scratch) / "scores.json"
        annotations = gold.folder / "gold.json" if docs != gold.docs else gold.folder
        if docs != gold.docs:
            return _read_table(_run(gold.scorer, "--dataset", dataset, "--gold", annotations))
        _run(gold.scorer, "--dataset", dataset, "--gold", annotations, "--json", out)
        return _read_json(json.loads(out.read_text("utf-8")))


def _score_here(gold: GoldSet) -> Score:
    drafts = []
    for path in sorted(gold.docs.iterdir()):
        data = path.read_bytes()
        item = RawItem(sha256(data).hexdigest(), path.name, path.name, path.name, "")
        drafts += [normalise(d, extract(d)) for d in parse_item(item, data) if isinstance(d, Document)]
    counts = score(link(drafts), gold.folder)
    return Score({name: Count(c.gold, c.predicted, c.correct) for name, c in counts.items()})


def _build(docs: Path, data: Path) -> Path:
    workspace = Workspace(data)
    ingest(workspace, [docs], datetime.now(UTC))
    report = refresh(workspace, datetime.now(UTC))
    assert report.published.version is not None
    return report.published.version.folder


def _run(script: Path, *arguments: object) -> str:
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _read_json(fields: dict[str, dict[str, float]]) -> Score:
    names = ("gold", "predicted", "correct")
    return Score({name: Count(*(int(row[part]) for part in names)) for name, row in fields.items()})


def _read_table(printed: str) -> Score:
    """The scorer of entities prints its table alone: label, gold, predicted, correct, three shares."""
    rows: dict[str, Count] = {}
    for line in printed.splitlines():
        words = line.split()
        if len(words) > 6 and words[-6].isdigit():
            name = " ".join(words[:-6])
            rows["all" if name == "micro" else name] = Count(int(words[-6]), int(words[-5]), int(words[-4]))
    return Score(rows)
