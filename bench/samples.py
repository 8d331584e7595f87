"""Values that the pipeline read out of gold texts, each with the way it was read and whether it was right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from bench.scoring import NUMBERS, fold_name, fold_number, pair_findings, read_gold
from psychobiotics.extraction.extract import extract
from psychobiotics.normalisation.confidence import arm_path, finding_steps, strain_path, study_path
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem
from psychobiotics.records.drafts import FindingDraft, StudyDraft, Value
from psychobiotics.records.mentions import Naming

OF_FINDING = ("direction", "comparator", "significance", "p_operator", "p_value", "ci_low", "ci_high", "effect_value")
_OF_STUDY = ("design", "species", *NUMBERS)


@dataclass(frozen=True, slots=True)
class Sample:
    """One value: where it was read, the path of the way it was read, its confidence, whether gold has it."""

    file: str
    path: tuple[str, ...]
    confidence: float
    is_right: bool


def read_samples(folders: Sequence[Path]) -> list[Sample]:
    """Samples of all gold folders (`docs/`, `studies.csv`, `findings.csv`), own reports alone."""
    return [sample for folder in folders for sample in _of_folder(folder)]


def _of_folder(folder: Path) -> Iterator[Sample]:
    for file, document, study, gold in read_judged(folder):
        yield from _of_study(file, study, gold.study)
        if gold.findings:
            yield from _of_findings(file, document, study, gold.findings)


class Gold(NamedTuple):
    """What people read out of one report: its row of studies, and its findings where the set has any of it."""

    study: dict[str, str]
    findings: list[dict[str, str]]


def read_judged(folder: Path) -> Iterator[tuple[str, Document, StudyDraft, Gold]]:
    """Each own report of a gold set (`docs/`, `studies.csv`, `findings.csv`) by file, with its gold."""
    studies = {row["file"]: row for row in read_gold(folder / "studies.csv") if row.get("study", "*") == "*"}
    results: dict[str, list[dict[str, str]]] = {}
    if (folder / "findings.csv").is_file():
        for row in read_gold(folder / "findings.csv"):
            results.setdefault(row["file"], []).append(row)
    for file in sorted(studies):
        for document, study in read_own(folder / "docs" / file):
            yield file, document, study, Gold(studies[file], results.get(file, []))


def read_own(path: Path) -> Iterator[tuple[Document, StudyDraft]]:
    """The own report of each document of a file."""
    data = path.read_bytes()
    item = RawItem(sha256(data).hexdigest(), path.name, path.name, path.name, "")
    for document in parse_item(item, data):
        if isinstance(document, Document):
            for study in normalise(document, extract(document)).studies:
                if study.naming is Naming.OWN_REPORT:
                    yield document, study


def _of_study(file: str, study: StudyDraft, gold: dict[str, str]) -> Iterator[Sample]:
    for field in _OF_STUDY:
        if field in study.fields and gold.get(field, "~") != "~":
            value = study.fields[field]
            yield _sample(file, study_path(field, value), value, _wanted(gold, field), field)
    for arm in study.arms:
        role = str(arm.fields["role"].value) if "role" in arm.fields else ""
        name = "arm_type" if role == "intervention" else "comparator"
        if "type" in arm.fields and gold.get(name, "~") != "~":
            value = arm.fields["type"]
            yield _sample(file, arm_path("type", value, role), value, _wanted(gold, name), name)
        for strain in arm.strains if role == "intervention" else ():
            for field, name in (("taxon", "taxa"), ("strain", "strains")):
                if field in strain and gold.get(name, "~") != "~":
                    value = strain[field]
                    yield _sample(file, strain_path(field, value), value, _wanted(gold, name), name)


def _wanted(gold: dict[str, str], field: str) -> set[str]:
    fold = fold_number if field in NUMBERS else fold_name
    return {fold(part) for part in gold[field].split("|") if part}


def _sample(file: str, path: tuple[str, ...], value: Value, wanted: set[str], field: str) -> Sample:
    fold = fold_number if field in NUMBERS else fold_name
    return Sample(file, path, value.confidence, fold(value.value) in wanted)


def _of_findings(file: str, document: Document, study: StudyDraft, gold: list[dict[str, str]]) -> Iterator[Sample]:
    """An unmatched finding is wrong in all of its fields; of a matched one each field is held against the gold's."""
    rows = [finding_row(finding) for finding in study.findings]
    meets = {j: gold[i] for i, j in pair_findings(gold, rows)}
    for j, finding in enumerate(study.findings):
        steps, met = finding_steps(document, finding.fields), meets.get(j)
        outcome = finding.fields["outcome"]
        yield Sample(file, ("finding.outcome", *steps), outcome.confidence, met is not None)
        for field in OF_FINDING:
            if field not in finding.fields or (met is not None and met.get(field, "~") == "~"):
                continue
            value = finding.fields[field]
            right = met is not None and is_same(met[field], value.value)
            yield Sample(file, (f"finding.{field}", *steps), value.confidence, right)


def finding_row(finding: FindingDraft) -> dict[str, Any]:
    """A finding as the scorer reads one."""
    return {name: value.value for name, value in finding.fields.items()}


def is_same(gold: str, value: Any) -> bool:
    """Whether a value is the gold's; a gold that names no significance says that none is stated."""
    if not gold:
        return value == "not_stated"
    try:
        return abs(float(gold) - float(value)) < 1e-9
    except ValueError:
        return fold_name(gold) == fold_name(value)
