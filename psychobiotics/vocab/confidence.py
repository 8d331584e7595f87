"""How often each way of reading a field was right on gold: counts and the confidence made of them.

`confidence.csv` is written by `python -m bench.confidence GOLD... --write`, never by hand. Its rows are paths: a field,
then what narrows it down ("study.n_enrolled", then the rule that read it). The field "*" is all fields together.
"""

from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows

_STEP = " > "


@dataclass(frozen=True, slots=True)
class Measured:
    """One way of reading one field.

    Attributes:
        n: Values of the gold texts that were read so.
        correct: Of these, how many were right.
        confidence: Smoothed share (0 to 1); see `bench/confidence.py`.
    """

    n: int
    correct: int
    confidence: float


@cache
def load_confidence() -> dict[tuple[str, ...], Measured]:
    """Path (field, narrowing steps ...) to what was measured there."""
    return {
        (row["field"], *(step for step in row["method"].split(_STEP) if step)): Measured(
            int(row["n"]), int(row["correct"]), float(row["confidence"])
        )
        for row in read_rows("confidence")
    }


def join_steps(steps: tuple[str, ...]) -> str:
    """The steps behind the field as the file writes them."""
    return _STEP.join(steps)


def find_confidence(path: tuple[str, ...]) -> float | None:
    """Confidence of the longest beginning of a path that was measured; None where the field never was."""
    known = load_confidence()
    for end in range(len(path), 0, -1):
        if path[:end] in known:
            return known[path[:end]].confidence
    return None


def is_measured(path: tuple[str, ...]) -> bool:
    """Whether gold held this very path."""
    return path in load_confidence()


def pooled_confidence() -> float:
    """Confidence of all measured fields together: the most that can be said of one that never was."""
    return known.confidence if (known := load_confidence().get(("*",))) else 1.0
