"""Estimates that say which way a difference went, and on which outcome.

Pattern: "the mean difference was -2.3 (95% CI -4.0 to -0.6) for A and -1.1 (95% CI -3.0 to 0.8) for B": the sign of a
difference, or whether a ratio is below one.

It must not be fooled by: a positive standardised effect (it may be of what is better), a p-value alone.
"""

from psychobiotics.extraction.results.frames.frames import Frame, is_actor
from psychobiotics.extraction.results.syntax.asides import read_aside
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.tokens import Aside, Line, append_token
from psychobiotics.vocab.effect_measures import RATIOS, read_measure

_LINKS = frozenset({"for", "in", "on"})
_DIFFERENCES = frozenset({"MD", "RD"})


def measured_frames(line: Line) -> list[Frame]:
    """A frame for each estimate that stands, with its interval or p-value, right before "for A"."""
    tokens, last = line.tokens, len(line.tokens)
    frames: list[Frame] = []
    measure: int | None = None
    for aside in line.asides:
        at = aside.at
        if at >= last or tokens[at].lower not in _LINKS:
            continue
        estimate = append_estimate(line, aside)
        if estimate is not None:
            measure, value = estimate
        elif measure is not None and at and tokens[at - 1].tag == "num":
            value = at - 1
        else:
            continue
        phrases, end = read_list(tokens[:last], at + 1, last)
        phrases = [phrase for phrase in phrases[:1] if not is_actor(tokens, phrase)]
        if phrases:
            frames.append(Frame(at, phrases, max(at - 1, 0), end, kind="numeric", change=measure, values=[value]))
    return frames


def append_estimate(line: Line, aside: Aside) -> tuple[int, int] | None:
    """(measure, value) of a bracket's estimate as tokens at the end of the line; None where it tells no way."""
    text, offset = line.sentence.text, line.sentence.start
    found = {field: (start, end) for field, start, end in read_aside(line, aside)}
    if "effect_measure" not in found or "effect_value" not in found:
        return None
    (name, name_end), (number, number_end) = found["effect_measure"], found["effect_value"]
    measure = read_measure(text[name - offset : name_end - offset])
    value = text[number - offset : number_end - offset].lstrip()
    if measure not in RATIOS | _DIFFERENCES and not value.startswith(("-", "−", "–")):
        return None
    named = append_token(line, name, name_end, "w")
    if measure in RATIOS:
        line.tokens[named].roles = frozenset({"ratio_word"})
    return named, append_token(line, number, number_end, "num")
