"""The reliability of confidence as report blocks: a table by bin and a plot of confidence against share right."""

from collections.abc import Sequence

from bench.confidence import FOLDS, brier, calibration_error, cross_validate, reliability
from bench.report import Block, Heading, Picture, Table, Text
from bench.samples import Sample

_SIDE, _MARGIN = 300, 42  # of the plot, in pixels of its own


def calibration_blocks(samples: Sequence[Sample]) -> list[Block]:
    """Table, plot and figures; empty where there is nothing to judge."""
    if not samples:
        return []
    judged = cross_validate(samples)
    rows = reliability(judged)
    table = Table(
        ("confidence", "values", "mean confidence", "share right"),
        [(f"{low:.2f} to {high:.2f}", str(n), f"{mean:.3f}", f"{right:.3f}") for low, high, n, mean, right in rows],
        frozenset({"values", "mean confidence", "share right"}),
    )
    return [
        Heading("Calibration"),
        Text(
            f"Expected calibration error {calibration_error(judged):.3f}, Brier score {brier(judged):.3f}, over "
            f"{len(judged)} values of {len({s.file for s in samples})} documents. Cross-validated over documents in "
            f"{FOLDS} folds: no value is judged by a confidence that it helped to make."
        ),
        table,
        Picture(plot(rows), "Share of values that were right (upwards) against their confidence; dots grow with n."),
    ]


def plot(rows: Sequence[tuple[float, float, int, float, float]]) -> str:
    """Reliability as SVG; the dashed line is perfect."""
    most = max(n for _, _, n, _, _ in rows)
    points = [(_x(mean), _y(right), 3 + 6 * (n / most) ** 0.5) for _, _, n, mean, right in rows]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    dots = "".join(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>' for x, y, r in points)
    ticks = "".join(_tick(value / 4) for value in range(5))
    size = _SIDE + 2 * _MARGIN
    return (
        f'<svg viewBox="0 0 {size} {size}" role="img" aria-label="reliability of confidence">'
        f'<rect class="axis" x="{_MARGIN}" y="{_MARGIN}" width="{_SIDE}" height="{_SIDE}"/>'
        f'<line class="ideal" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>'
        f'<polyline class="curve" points="{line}"/>{dots}{ticks}'
        f'<text x="{size / 2}" y="{size - 4}" text-anchor="middle">confidence</text>'
        f'<text x="4" y="{_MARGIN - 12}">share right</text></svg>'
    )


def _tick(value: float) -> str:
    return (
        f'<text x="{_x(value):.1f}" y="{_SIDE + _MARGIN + 16}" text-anchor="middle">{value:g}</text>'
        f'<text x="{_MARGIN - 6}" y="{_y(value) + 4:.1f}" text-anchor="end">{value:g}</text>'
    )


def _x(value: float) -> float:
    return _MARGIN + _SIDE * value


def _y(value: float) -> float:
    return _MARGIN + _SIDE * (1 - value)
