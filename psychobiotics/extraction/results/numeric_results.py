"""Results told by numbers alone.

Pattern: "A was 4.7 minutes in the treated group and 18.0 in the control group (p < .001)", "the mean difference in A
was -1.7 (95% CI -6.6 to 3.2)", "the relative risk of A was 0.83 (p = .37)". The statistic says whether there is a
difference, and the two values, or the sign of the one, say which way.

It must not be fooled by: baseline characteristics without a statistic, "a total of 44 were included (p = .2)".
"""

from psychobiotics.extraction.results.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.lists import read_list
from psychobiotics.extraction.results.phrases import Phrase
from psychobiotics.extraction.results.statistics import read_statistics
from psychobiotics.extraction.results.subjects import read_subject
from psychobiotics.extraction.results.tokens import Line, Token


def numeric_frames(line: Line) -> list[Frame]:
    """The frame of the first "was" that a number follows, where the sentence has a p-value or interval after it."""
    tokens = line.tokens
    index = next((i for i in range(1, len(tokens) - 1) if tokens[i].tag == "be" and tokens[i + 1].tag == "num"), None)
    if index is None or not _has_statistic(line, index):
        return []
    measure, phrases = _outcomes(tokens, index)
    values = [i for i in range(index + 1, len(tokens)) if tokens[i].tag == "num"]
    if not phrases or not values:
        return []
    frame = Frame(index, phrases, 0, len(tokens), kind="numeric", values=values[:2] if measure is None else values[:1])
    frame.change = measure
    return [frame]


def _has_statistic(line: Line, index: int) -> bool:
    text, offset = line.sentence.text, line.sentence.start
    return any(
        found[0] in {"p_value", "ci_low"}
        for aside in line.asides
        if aside.at > index
        for found in read_statistics(text, aside.start - offset, aside.end - offset)
    )


def _outcomes(tokens: list[Token], index: int) -> tuple[int | None, list[Phrase]]:
    """Index of a measure of difference, if one is told, and the outcomes."""
    ground = Ground(tokens, 0, index)
    for i in range(index - 1, 0, -1):  # "the difference in A", "the relative risk of A"
        if tokens[i].lower in {"in", "of"} and "effect_measure" in tokens[i - 1].roles:
            return i - 1, [p for p in read_list(tokens, i + 1, index)[0] if not is_actor(tokens, p)]
    return None, [p for p in read_subject(ground, index) if not is_actor(tokens, p)]
