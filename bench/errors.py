"""What went wrong on a gold set: each wrong, missing or surplus value with the sentence it was read from."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.report import Block, Fold, Heading, Table, Text
from bench.samples import OF_FINDING, finding_row, is_same, read_judged
from bench.scoring import NUMBERS, fold_name, fold_number, pair_findings
from psychobiotics.records.document import Document
from psychobiotics.records.drafts import FindingDraft, StudyDraft, Value

_STUDY_FIELDS = ("design", "species", *NUMBERS)
_HEADER = ("file", "gold", "found", "read from")
_AROUND = 160  # characters either side of a quote that a report shows of a long line


@dataclass(frozen=True, slots=True)
class Error:
    """One value that differs from the gold; empty text stands for a value that is not there."""

    field: str
    file: str
    gold: str
    found: str
    sentence: str


Confusion = Counter[tuple[str, str]]


def find_errors(folder: Path) -> tuple[list[Error], Confusion]:
    """Errors of all own reports of a gold set, and how often one direction (gold) was read as another."""
    errors: list[Error] = []
    confusion: Confusion = Counter()
    for file, document, study, gold in read_judged(folder):
        errors += _of_study(file, document, study, gold.study)
        if gold.findings:
            errors += _of_findings(file, (document, study), gold.findings, confusion)
    return errors, confusion


def _of_study(file: str, document: Document, study: StudyDraft, gold: dict[str, str]) -> Iterator[Error]:
    for field in _STUDY_FIELDS:
        wanted, value = gold.get(field, "~"), study.fields.get(field)
        fold = fold_number if field in NUMBERS else fold_name
        accepted = {fold(part) for part in wanted.split("|") if part} if wanted != "~" else set()
        if wanted == "~" or (value is None and not wanted) or (value is not None and fold(value.value) in accepted):
            continue
        yield Error(f"study.{field}", file, wanted, shown(value), sentence_of(document, value))


def _of_findings(
    file: str, told: tuple[Document, StudyDraft], gold: Sequence[dict[str, str]], confusion: Confusion
) -> Iterator[Error]:
    document, study = told
    met = pair_findings(gold, [finding_row(finding) for finding in study.findings])
    for i, j in met:
        finding = study.findings[j]
        confusion[gold[i]["direction"], shown(finding.fields.get("direction"))] += 1
        yield from _of_finding(file, document, finding, gold[i])
    for i in sorted({*range(len(gold))} - {i for i, _ in met}):
        confusion[gold[i]["direction"], "missing"] += 1
        yield Error("finding.outcome", file, f"{gold[i]['outcome']}, {gold[i]['direction']}", "", "")
    for j in sorted({*range(len(study.findings))} - {j for _, j in met}):
        fields = study.findings[j].fields
        found = f"{shown(fields.get('outcome'))}, {shown(fields.get('direction'))}"
        confusion["not in gold", shown(fields.get("direction"))] += 1
        yield Error("finding.outcome", file, "", found, sentence_of(document, fields.get("outcome_reported")))


def _of_finding(file: str, document: Document, finding: FindingDraft, gold: dict[str, str]) -> Iterator[Error]:
    for field in OF_FINDING:
        wanted, value = gold.get(field, "~"), finding.fields.get(field)
        if wanted == "~" or (value is None and not wanted) or (value is not None and is_same(wanted, value.value)):
            continue
        shown_value = f"{shown(value)} ({shown(finding.fields.get('outcome'))})"
        yield Error(
            f"finding.{field}", file, wanted, shown_value, sentence_of(document, value or finding.fields["outcome"])
        )


def shown(value: Value | None) -> str:
    """A value as a report shows it."""
    return "" if value is None else _text(value.value)


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def sentence_of(document: Document, value: Value | None) -> str:
    """The line that a value's first quote stands in, as far as it is near."""
    if value is None:
        return ""
    quote, text = value.quotes[0], document.text
    start = max(text.rfind("\n", 0, quote.start) + 1, text.rfind(". ", 0, quote.start) + 2, quote.start - _AROUND)
    ends = [end for end in (text.find("\n", quote.end), text.find(". ", quote.end)) if end >= 0]
    return " ".join(text[start : min([*ends, quote.end + _AROUND])].split())


def error_blocks(name: str, folder: Path) -> list[Block]:
    """Confusion of directions, and the errors of each field behind a line."""
    errors, confusion = find_errors(folder)
    blocks: list[Block] = [Heading(f"Errors on {name}"), *_confusion_blocks(confusion)]
    by_field = Counter(error.field for error in errors)
    if not errors:
        blocks.append(Text("None."))
    for field, n in sorted(by_field.items()):
        rows = [(e.file, e.gold or "(nothing)", e.found or "(nothing)", e.sentence) for e in errors if e.field == field]
        blocks.append(Fold(f"{field}: {n}", [Table(_HEADER, rows, prose=frozenset(_HEADER[1:]))]))
    return blocks


def _confusion_blocks(confusion: Confusion) -> list[Block]:
    if not confusion:
        return []
    wanted = sorted({gold for gold, _ in confusion})
    found = sorted({read for _, read in confusion})
    rows = [(gold, *(str(confusion[gold, read] or "") for read in found)) for gold in wanted]
    return [Text("Directions, gold downwards, read across:"), Table(("gold", *found), rows, frozenset(found))]
