"""Estimate the confidence of each way of reading a field, and say how well it holds on texts it was not made from.

    python -m bench.confidence ../shared/eval/abstracts ../shared/eval/participants tests/eval [--write]

Counts how often each path (field, rule; see `psychobiotics/normalisation/confidence.py`) was right on the gold and
writes `psychobiotics/vocab/data/confidence.csv`. Smoothing: an m-estimate (Cestnik 1990) from the general to the
special. All fields together start from Laplace's (c + 1) / (n + 2); each longer path takes its parent's confidence as
the prior, worth `PRIOR` values: (c + PRIOR * parent) / (n + PRIOR). Paths with fewer than `LEAST` values are left out.
Reliability is estimated by cross-validation over documents: no value is judged by a confidence that it helped to make.
An unmatched finding counts as wrong in all of its fields, so what the gold left out lowers the confidence.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from bench.samples import Sample, read_samples
from psychobiotics.vocab.confidence import join_steps

# Of 8 to 128 the Brier score is flat (.125 to .127, least at 8), the calibration error least at 64: between the two.
PRIOR = 32.0
LEAST = 10
FOLDS = 10
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
FILE = Path(__file__).resolve().parents[1] / "psychobiotics" / "vocab" / "data" / "confidence.csv"
Path_ = tuple[str, ...]
Estimates = dict[Path_, tuple[int, int, float]]


def estimate(samples: Sequence[Sample], prior: float = PRIOR) -> Estimates:
    """(n, correct, confidence) of each path; ("*",) is all fields together."""
    n, right = Counter[Path_](), Counter[Path_]()
    for sample in samples:
        for path in _beginnings(sample.path):
            n[path] += 1
            right[path] += sample.is_right
    found: Estimates = {}
    for path in sorted(n, key=lambda p: (len(p) if p != ("*",) else 0, p)):
        if path == ("*",):
            found[path] = (n[path], right[path], (right[path] + 1) / (n[path] + 2))
            continue
        parent = found.get(path[:-1] or ("*",))
        if parent is not None and n[path] >= LEAST:
            found[path] = (n[path], right[path], (right[path] + prior * parent[2]) / (n[path] + prior))
    return found


def _beginnings(path: Path_) -> list[Path_]:
    return [("*",), *(path[:end] for end in range(1, len(path) + 1))]


def look_up(found: Estimates, path: Path_) -> float:
    """Confidence of the longest beginning that was measured."""
    return next((found[p][2] for p in reversed(_beginnings(path)) if p in found), 0.5)


def cross_validate(samples: Sequence[Sample], prior: float = PRIOR) -> list[tuple[float, bool, str]]:
    """(confidence, whether right, field) of each value, the confidence made from other documents' values."""
    folds = [int(sha256(sample.file.encode()).hexdigest(), 16) % FOLDS for sample in samples]
    judged = []
    for fold in range(FOLDS):
        found = estimate([s for s, f in zip(samples, folds, strict=True) if f != fold], prior)
        held = [s for s, f in zip(samples, folds, strict=True) if f == fold]
        judged += [(look_up(found, s.path), s.is_right, s.path[0]) for s in held]
    return judged


def reliability(judged: Sequence[tuple[float, bool, str]]) -> list[tuple[float, float, int, float, float]]:
    """(from, to, n, mean confidence, share right) of each bin that holds values."""
    rows = []
    for low, high in pairwise(_BINS):
        here = [(c, right) for c, right, _ in judged if low <= c < high or (high == _BINS[-1] and c == high)]
        if here:
            mean = sum(c for c, _ in here) / len(here)
            rows.append((low, high, len(here), mean, sum(right for _, right in here) / len(here)))
    return rows


def calibration_error(judged: Sequence[tuple[float, bool, str]]) -> float:
    """Expected calibration error: distance of confidence and share right over the bins, weighted by their size."""
    return sum(n * abs(mean - share) for _, _, n, mean, share in reliability(judged)) / max(1, len(judged))


def brier(judged: Sequence[tuple[float, bool, str]]) -> float:
    """Mean squared distance of confidence and truth."""
    return sum((c - right) ** 2 for c, right, _ in judged) / max(1, len(judged))


def write(found: Estimates) -> None:
    """Write the file that the pipeline reads."""
    with FILE.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["field", "method", "n", "correct", "confidence"])
        for path in sorted(found):
            n, right, share = found[path]
            writer.writerow([path[0], join_steps(path[1:]), n, right, f"{share:.3f}"])


def main() -> int:
    """Estimate, print the reliability, write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+", help="gold folders with docs/, studies.csv, findings.csv")
    parser.add_argument("--write", action="store_true", help="write psychobiotics/vocab/data/confidence.csv")
    options = parser.parse_args()
    samples = read_samples(options.gold)
    judged = cross_validate(samples)
    print(f"{len(samples)} values of {len({s.file for s in samples})} documents; cross-validated over documents:")
    print("| confidence | n | mean confidence | right |\n|---|---|---|---|")
    for low, high, n, mean, share in reliability(judged):
        print(f"| {low:.2f} to {high:.2f} | {n} | {mean:.3f} | {share:.3f} |")
    print(f"expected calibration error {calibration_error(judged):.3f}, Brier score {brier(judged):.3f}")
    for prior in (8.0, 16.0, 32.0, 64.0, 128.0):
        tried = cross_validate(samples, prior)
        print(f"prior {prior:g}: error {calibration_error(tried):.4f}, Brier {brier(tried):.4f}")
    if options.write:
        write(estimate(samples))
    return 0


if __name__ == "__main__":
    sys.exit(main())
