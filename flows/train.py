"""Train the shipped entity model on data that the user points at: `python -m flows.train --help`.

Needs the `train` extra (numba), which nothing at run time does. The shipped model was made by

    python -m flows.train GOLD.json --other SILVER.json --plain ARTICLES.json --folds 5
"""

import argparse
import csv
import os
from importlib.util import find_spec
from pathlib import Path

from flows.settings import configure

DATA = Path(os.environ.get("PSYCHOBIOTICS_DATA", "data"))  # Prefect keeps its files there
configure(DATA)

from prefect import flow, get_run_logger  # noqa: E402  # after its settings

from psychobiotics.training.crf import Options, write_weights  # noqa: E402
from psychobiotics.training.entities import Tally, cross_validate, read_corpus, train_model  # noqa: E402

MODEL = Path(__file__).parents[1] / "psychobiotics" / "extraction" / "models" / "entities"


@flow(name="train entities", persist_result=False)
def train_entities(trusted: Path, other: list[Path], plain: list[Path], folds: int, out: Path) -> None:
    """Cross-validate (folds > 1), then train on everything and write the model."""
    if find_spec("numba") is None:
        get_run_logger().warning("without the train extra (numba) this takes days instead of minutes")
    corpus, options = read_corpus(trusted, other, plain), Options()
    if folds > 1:
        tally = cross_validate(corpus, options, folds)
        get_run_logger().info("\n%s", _table(tally))
        _write_folds(tally, out.with_suffix(".folds.csv"))
    write_weights(train_model(corpus, options), out)
    get_run_logger().info("written to %s.npz and %s.json.gz", out, out)


def _table(tally: Tally) -> str:
    lines = [f"{'label':24s} {'gold':>5s} {'found':>5s}  P     R     F1"]
    for label in [*sorted(tally.gold), None]:
        gold, found = (c[label] if label else sum(c.values()) for c in (tally.gold, tally.found))
        precision, recall, f1 = tally.scores(label)
        lines.append(f"{label or 'micro':24s} {gold:5d} {found:5d}  {precision:.3f} {recall:.3f} {f1:.3f}")
    return "\n".join(lines)


def _write_folds(tally: Tally, path: Path) -> None:
    """What the folds reached, beside the model: `make eval` sets it against the targets."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["label", "annotated", "found", "precision", "recall", "f1"])
        for label in [*sorted(tally.gold), None]:
            gold, found = (c[label] if label else sum(c.values()) for c in (tally.gold, tally.found))
            writer.writerow([label or "micro", gold, found, *(f"{share:.3f}" for share in tally.scores(label))])


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trusted", type=Path, help="annotated articles to train and to test on")
    parser.add_argument("--other", type=Path, nargs="*", default=[], help="annotated articles to train on only")
    parser.add_argument("--plain", type=Path, nargs="*", default=[], help="articles for word clusters")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate first with so many folds")
    parser.add_argument("--out", type=Path, default=MODEL, help="where to write, without suffix")
    options = parser.parse_args()
    DATA.mkdir(parents=True, exist_ok=True)  # Prefect's server waits in vain for a folder that is not there
    train_entities(options.trusted, options.other, options.plain, options.folds, options.out)


if __name__ == "__main__":
    main()
