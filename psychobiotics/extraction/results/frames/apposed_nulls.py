"""Changes that a clause set behind them calls no difference.

Pattern: "A fell by 30% with X and by 20% with Y, a difference between the groups that was not significant": the change
within each group is told first, and the sentence ends in what matters.

It must not be fooled by: "A fell with X, a difference that was significant", a change told behind the clause.
"""

import re

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.syntax.tokens import Line

_APPOSED = re.compile(
    r",\s(?:but )?(?:an?|the|this|which was an?|though the)\s(?:[a-z-]+\s){0,2}?differences?\b[^,;]{0,60}?"
    r"\s(?P<no>not|in-?significant|n['’]t)\b[^,;]{0,40}",
    re.IGNORECASE,
)


def negate_apposed(line: Line, frames: list[Frame]) -> list[Frame]:
    """The frames, those of change before such a clause negated by its word of denial."""
    text = line.sentence.text
    match = _APPOSED.search(text) if "difference" in text else None
    if match is None or "significan" not in match.group():
        return frames
    start, denial = line.sentence.start + match.start(), line.sentence.start + match.start("no")
    index = next((i for i, token in enumerate(line.tokens) if token.start == denial), None)
    if any(frame.kind == "null" and line.tokens[frame.cue].start >= start for frame in frames):
        return frames  # a result of its own
    for frame in frames:
        if index is not None and line.tokens[frame.cue].start < start and frame.negation is None:
            frame.negation = index
    return frames
