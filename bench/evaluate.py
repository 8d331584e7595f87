"""Measure the pipeline against gold and write a report: `make eval GOLD=DIR`.

    python -m bench.evaluate ../shared/eval            report in eval-report/ (ignored by git: it quotes the texts)
    python -m bench.evaluate ../shared/eval --write    also docs/evaluation.md, its summary without any text
    python -m bench.evaluate tests/eval                a single gold set

A gold set is a folder with `docs/` and `studies.csv` (`findings.csv`, `findings_partial.csv`); a folder of gold sets
has `score.py`, whose scores are then reported. Each set is built from scratch in a temporary data root.
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.calibration import calibration_blocks
from bench.errors import error_blocks
from bench.gold import ENTITIES, FOLDS, GoldSet, Measured, Score, find_gold_sets, read_folds, read_targets, score_set
from bench.report import Block, Code, Heading, Table, Text, render_html, render_markdown
from bench.samples import read_samples

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "evaluation.md"
_NUMBERS = frozenset({"target", "reached", "gold", "predicted", "correct", "precision", "recall", "F1"})
_FIT = (
    "Entities of texts that the shipped tagger was trained on are a fit and no test; what it reached over folds was "
    "measured when it was trained (docs/models)."
)


def main() -> int:
    """Score every gold set, write the report, and the summary page where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=Path("eval-report"))
    parser.add_argument("--write", action="store_true", help="write docs/evaluation.md")
    args = parser.parse_args()
    sets = find_gold_sets(args.gold)
    if not sets:
        print(f"{args.gold}: expected gold sets (docs/ and studies.csv), found none; name one: make eval GOLD=DIR")
        return 2
    scores = {gold.name: score_set(gold) for gold in sets}
    summary = _summary(args.gold, sets, scores)
    judged = [
        gold.folder for gold in sets if (gold.folder / "studies.csv").is_file() and (gold.folder / "docs").is_dir()
    ]
    summary += calibration_blocks(read_samples(judged))
    details = [block for folder in judged for block in error_blocks(folder.name, folder)]
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "report.md").write_text(render_markdown([*summary, *details]), "utf-8")
    (args.out / "report.html").write_text(render_html("Evaluation", [*summary, *details]), "utf-8")
    print(render_markdown(summary[:4]))
    print(f"written: {args.out / 'report.html'}, {args.out / 'report.md'}")
    if args.write:
        PAGE.write_text(render_markdown(summary), "utf-8")
    return 0


def _summary(folder: Path, sets: list[GoldSet], scores: dict[str, Score]) -> list[Block]:
    date = datetime.now(UTC).date().isoformat()
    blocks: list[Block] = [
        Heading("Evaluation", 1),
        Text(f"Written by make eval on {date}: each gold set's texts are built from scratch and scored."),
        _target_table(_measured(sets, scores)),
        Text("Rows that miss their target are shaded in the HTML report and marked here. " + _FIT),
    ]
    for gold in sets:
        blocks += [Heading(f"{gold.name}"), Text(f"Gold of {gold.date}, hash {gold.hash}. {gold.note}".strip())]
        blocks += [Code(gold.command), _score_table(scores[gold.name])]
    return blocks


def _measured(sets: list[GoldSet], scores: dict[str, Score]) -> dict[str, Measured]:
    """What was reached by gold set; that of entities is measured over folds too."""
    measured = {gold.name: Measured(scores[gold.name].values, gold.command) for gold in sets}
    return {**measured, FOLDS: read_folds()} if ENTITIES in measured else measured


def _target_table(measured: dict[str, Measured]) -> Table:
    rows, missed = [], set()
    for target in read_targets():
        if target.gold not in measured:
            continue
        reached = measured[target.gold].values.get((target.field, target.measure))
        if reached is None or reached < target.least:
            missed.add(len(rows))
        shown = "none" if reached is None else f"{reached:.3f}"
        verdict = "missed" if len(rows) in missed else "reached"
        told = (target.gold, target.field, target.measure, f"{target.least:.2f}", shown, verdict)
        rows.append((*told, measured[target.gold].command))
    header = ("gold set", "field", "measure", "target", "reached", "verdict", "command")
    return Table(header, rows, _NUMBERS, frozenset(missed))


def _score_table(score: Score) -> Table:
    rows = [
        (field, str(row.gold), str(row.predicted), str(row.correct), *(f"{share:.3f}" for share in row.shares))
        for field, row in sorted(score.rows.items())
    ]
    return Table(("field", "gold", "predicted", "correct", "precision", "recall", "F1"), rows, _NUMBERS)


if __name__ == "__main__":
    sys.exit(main())
