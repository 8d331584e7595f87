"""Differences whose way only the values in a bracket tell.

Pattern: "changes in A (-22.0 ± 4.8 vs. 2.7 ± 3.9, p < .001) and B (...) differed between the groups", "there was a
significant difference in A (5.1 vs 3.2; p = .03)", "an effect on A (SMD = -0.24, p = .01)": the sign of an estimate;
the first value is the treated group's, unless the sentence gives it to the control (`group_values`).

It must not be fooled by: "no difference in A (5.1 vs 5.0)", a bracket of one value, percentages of people at baseline.
"""

import re

from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.frames.noun_frames import read_noun_group
from psychobiotics.extraction.results.numbers.group_values import order_values
from psychobiotics.extraction.results.numbers.measured_differences import append_estimate
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.subjects import read_subject
from psychobiotics.extraction.results.syntax.tokens import Aside, Line, Token, append_token
from psychobiotics.extraction.results.syntax.verbs import read_verb_group

_NUMBER = r"[-−–+]?\s?\d+(?:[.,·]\d+)?"
_VALUES = re.compile(
    rf"(?<![\w.])(?P<first>{_NUMBER})(?![\w.]*\s?(?:CI|weeks|days))[^;:<>=]{{0,40}}?"
    rf"\s(?:vs\.?|versus|compared (?:with|to)|against)\s(?P<second>{_NUMBER})"
)
_LINKS = frozenset({"in", "for", "of", "on"})


def difference_frames(line: Line) -> list[Frame]:
    """A numeric frame for each outcome that differed and has two values in a bracket of its own."""
    tokens, last = line.tokens, len(line.tokens)
    frames: list[Frame] = []
    if not line.asides:
        return frames
    for index in range(last):
        cue = tokens[index].cue
        if cue is None or not cue.form.startswith(("differ", "effect")):
            continue
        phrases = _outcomes(tokens[:last], index)
        for number, phrase in enumerate(phrases):
            end = phrases[number + 1].first if number + 1 < len(phrases) else last
            frames.extend(_told(line, index, phrase, (end, last)))
    return frames


def _told(line: Line, index: int, phrase: Phrase, ends: tuple[int, int]) -> list[Frame]:
    """The frame of one outcome; `ends` are where the next outcome and the appended tokens begin."""
    end, last = ends
    if values := _values(line, phrase, end):
        ordered = order_values(line.tokens, values, last)
        return [Frame(index, [phrase], phrase.first, end, kind="numeric", values=ordered)]
    aside = _bracket(line, phrase, end)
    estimate = append_estimate(line, aside) if aside else None
    if estimate is None:
        return []
    measure, value = estimate
    return [Frame(index, [phrase], phrase.first, end, kind="numeric", change=measure, values=[value])]


def _outcomes(tokens: list[Token], index: int) -> list[Phrase]:
    """What differed; none where the difference is negated."""
    ground = Ground(tokens, 0, len(tokens))
    if tokens[index].tag == "cue_n":
        negated = read_noun_group(ground, index).negation is not None
        at = next((i for i in range(index + 1, len(tokens)) if tokens[i].lower in _LINKS and _leads(tokens, i)), None)
        phrases = read_list(tokens, at + 1, len(tokens))[0] if at is not None else []
    else:
        group = read_verb_group(tokens, index, 0)
        negated = group.negation is not None
        phrases = read_subject(ground, group.first)
    return [] if negated else [phrase for phrase in phrases if not is_actor(tokens, phrase)]


def _leads(tokens: list[Token], index: int) -> bool:
    """The preposition introduces an outcome, not a group."""
    phrases, _ = read_list(tokens, index + 1, len(tokens))
    return bool(phrases) and not is_actor(tokens, phrases[0])


def _values(line: Line, phrase: Phrase, end: int) -> list[int]:
    """Two values of the first bracket after the name, as tokens at the end of the sentence; else none."""
    offset = line.sentence.start
    aside = _bracket(line, phrase, end)
    found = _VALUES.search(line.sentence.text, aside.start - offset, aside.end - offset) if aside else None
    if aside is None or found is None:
        return []
    spans = [(found.start(part) + offset, found.end(part) + offset) for part in ("first", "second")]
    return [append_token(line, start, end, "num") for start, end in spans]


def _bracket(line: Line, phrase: Phrase, end: int) -> Aside | None:
    """The first bracket after the name."""
    return next((aside for aside in line.asides if phrase.core_end <= aside.at <= end), None)
