"""Results told by numbers alone.

Pattern: "A was 4.7 minutes in the treated group and 18.0 in the control group (p < .001)", "A was seen in 8% and 48% of
patients", "50% of children in the tea group had A as compared to 87% (p = .01)", "A fell to 69% with tea and 59% with
placebo (p = .007)", "the mean difference in A was -1.7 (95% CI -6.6 to 3.2)", "the relative risk of A was 0.83 (p =
.37)", "A was 3 and 4 (p = .1) and B 5 and 9 (p = .01) in the treated and control groups". The statistic says whether
there is a difference, and the values of the groups, or the sign of the one, say which way.

It must not be fooled by: baseline characteristics without a statistic, "a total of 44 were included (p = .2)", a
p-value for each group of its own.
"""

from dataclasses import replace

from psychobiotics.extraction.results.frames.counted_people import find_deed
from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.numbers.group_values import begins_value, is_value
from psychobiotics.extraction.results.numbers.measured_differences import measured_frames
from psychobiotics.extraction.results.numbers.stretches import Stretch, find_stretches
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.phrases import Phrase, read_phrase
from psychobiotics.extraction.results.syntax.subjects import read_subject, skip_tags
from psychobiotics.extraction.results.syntax.tokens import Line, Token

_TWO = 2
_MOST = 3  # groups of one comparison
_NEAR = 14  # tokens before the first value of a sentence that begins with it


def numeric_frames(line: Line) -> list[Frame]:
    """The frames of a sentence that tells its results by numbers: one for each stretch that ends with a statistic."""
    frames: list[Frame] = []
    first, last = 0, len(line.tokens)
    for stop in find_stretches(line):
        stretch = Stretch(line, first, stop, last)
        part = _part_frames(stretch) or (_gapped_frames(stretch, frames[-1]) if frames else [])
        if frames and not stretch.holds_control():
            for frame in part:
                frame.values = _in_order_of(line.tokens, frame.values, frames[-1].values)
        if part:
            frames.extend(part)
            first = stop
    return frames or measured_frames(line)


def _in_order_of(tokens: list[Token], values: list[int], told: list[int]) -> list[int]:
    """Two values in the order of two told before: whose is first is said once."""
    if len(values) != _TWO or len(told) != _TWO:
        return values
    turned = tokens[told[0]].start > tokens[told[1]].start
    return sorted(values, key=lambda value: tokens[value].start, reverse=turned)


def _part_frames(stretch: Stretch) -> list[Frame]:
    """The frame of the first "was" that a number follows, or of people counted, where a statistic stands after it."""
    tokens, index = stretch.tokens, _verb_before_value(stretch)
    if index is None or not stretch.count_precision(index):
        return _people_frames(stretch) or _had_frames(stretch)
    measure, phrases = _outcomes(tokens, stretch.first, index)
    values = stretch.values(index + 1)
    if not phrases or (measure is None and len(values) > _MOST):
        return []
    frame = Frame(index, phrases, stretch.first, stretch.stop, kind="numeric", change=measure)
    if measure is not None:
        frame.values = [i for i in range(index + 1, stretch.stop) if tokens[i].tag == "num"][:1]
    else:
        frame.values = stretch.ordered(values) if len(values) > 1 else values
    told = stretch.tells_between(index, len(values)) or measure is not None
    return [frame] if told and (values or frame.values) else []


def _gapped_frames(stretch: Stretch, before: Frame) -> list[Frame]:
    """As in "and B 70% and 40% (p = .03)", "for B -0.10 (95% CI ...)": the verb is the one before."""
    tokens, stop = stretch.tokens, stretch.stop
    start = skip_tags(tokens, stretch.first, stop, {"and", "comma", "stop", "prep", "rel"})
    at = next((i for i in range(start + 1, stop) if is_value(tokens, i)), None)
    if at is None or not stretch.count_precision(at):
        return []
    phrase = read_phrase(tokens, start, at)
    if phrase is None or phrase.end != at or is_actor(tokens, phrase):
        return []
    if before.change is not None:
        return [replace(before, phrases=[phrase], first=start, last=stop, values=[at])]
    values = stretch.values(at)
    if len(values) != _TWO:
        return []
    return [replace(before, phrases=[phrase], first=start, last=stop, values=stretch.ordered(values))]


def changed_to_frames(line: Line) -> list[Frame]:
    """As in "A fell to 69% in the tea group and 59% in the placebo group (p = .007)": what the two values tell."""
    tokens, last = line.tokens, len(line.tokens)
    stretch = Stretch(line, 0, last, last)
    index = next((i for i in range(1, last - 2) if tokens[i].tag == "cue_v" and _leads_to_value(tokens, i)), None)
    if index is None or stretch.count_precision(0) != 1:
        return []
    values = stretch.values(index + 1)
    groups = sum("group" in t.roles for t in tokens[index:last])
    phrases = [p for p in read_subject(Ground(tokens, 0, index), index) if not is_actor(tokens, p)]
    if len(values) != _TWO or groups < _TWO or not phrases or "from" in (t.lower for t in tokens[index:last]):
        return []
    return [Frame(index, phrases, 0, last, kind="numeric", values=stretch.ordered(values))]


def _leads_to_value(tokens: list[Token], index: int) -> bool:
    return tokens[index + 1].lower == "to" and is_value(tokens, index + 2)


def _verb_before_value(stretch: Stretch) -> int | None:
    """Index of "was", "was seen in", "occurred in" before a value."""
    tokens, stop = stretch.tokens, stretch.stop
    for index in range(stretch.first + 1, stop - 1):
        if tokens[index].tag not in {"be", "report"}:
            continue
        after = skip_tags(tokens, index + 1, stop, {"adv", "report", "carrier"})
        if after > index + 1 or tokens[index].tag == "report":
            after += after < stop and tokens[after].tag == "prep"
        if after < stop and is_value(tokens, after):
            return index
    return None


def _outcomes(tokens: list[Token], first: int, index: int) -> tuple[int | None, list[Phrase]]:
    """Index of a measure of difference, if one is told, and the outcomes."""
    ground = Ground(tokens, first, index)
    for i in range(index - 1, first, -1):  # "the difference in A", "the relative risk of A"
        if tokens[i].lower in {"in", "of", "for"} and "effect_measure" in tokens[i - 1].roles:
            phrases = [p for p in read_list(tokens, i + 1, index)[0] if not is_actor(tokens, p)]
            return i - 1, [p for p in phrases if tokens[p.end].tag != "compare"]  # "difference for X vs Y": groups
    phrases = [p for p in read_subject(ground, index) if not is_actor(tokens, p)]
    for phrase in phrases:  # "mean A change": A
        if phrase.core_end - phrase.first > 1 and tokens[phrase.core_end - 1].lower in {"change", "changes"}:
            phrase.core_end = phrase.end = phrase.core_end - 1
    return None, phrases


def _people_frames(stretch: Stretch) -> list[Frame]:
    """As in "50% of children in the tea group had A as compared to 87% in the placebo group (p = .01)"."""
    tokens, stop = stretch.tokens, stretch.stop
    begun = range(stretch.first, min(stretch.first + _NEAR, stop))
    first = next((i for i in begun if begins_value(stretch.line, i)), None)
    if first is None or not stretch.is_told_once(first):
        return []
    verb = find_deed(tokens, first + 1, stop)
    people = verb is not None and any("group" in t.roles for t in tokens[first + 1 : verb])
    values = stretch.values(first) if people else []
    if verb is None or not _TWO <= len(values) <= _MOST:
        return []
    end = next((i for i in range(verb, stop) if tokens[i].tag in {"compare", "stop", "but"}), stop)
    phrases = _done(tokens, verb, end)
    if not phrases:
        return []
    return [Frame(verb, phrases, stretch.first, stop, kind="numeric", values=stretch.ordered(values))]


def _had_frames(stretch: Stretch) -> list[Frame]:
    """As in "the tea group had an A of 3.2 compared with 4.5 in the placebo group (p = .01)".

    So it is in "analysis revealed an A of 3.2 in the tea group compared with 4.5 in the placebo group (p = .01)".
    """
    tokens, first, stop = stretch.tokens, stretch.first, stretch.stop
    verb = next((i for i in range(first + 1, stop) if tokens[i].tag in {"carrier", "have", "report"}), None)
    if verb is None or not (any("group" in t.roles for t in tokens[first:verb]) or stretch.holds_control()):
        return []
    phrases = [p for p in read_list(tokens, verb + 1, stop)[0][:1] if not is_actor(tokens, p)]
    at = phrases[0].end if phrases else stop
    if at + 1 >= stop or tokens[at].tag != "of" or tokens[at + 1].tag != "num":
        return []
    values = stretch.values(at + 2, after_of=at + 1)
    if len(values) != _TWO or stretch.count_precision(verb) != 1:
        return []
    return [Frame(verb, phrases, first, stop, kind="numeric", values=stretch.ordered(values))]


def _done(tokens: list[Token], verb: int, stop: int) -> list[Phrase]:
    """What the people had or did: "A", "no A", "making an A", "required A"."""
    after = tokens[verb + 1] if verb + 1 < stop else None
    led = after is not None and (after.tag == "no" or (after.lower.endswith("ing") and tokens[verb + 2].tag == "det"))
    phrases, end = read_list(tokens, verb + 1 + led, stop)
    if phrases and phrases[-1].end == end < stop and tokens[end].cue and tokens[end].tag != "cue_a":
        phrases[-1].core_end = phrases[-1].end = end + 1  # "clinical worsening"
    if phrases and (led or tokens[verb].tag == "verb"):
        phrases[0].first = verb if tokens[verb].tag == "verb" else verb + 1
    return [phrase for phrase in phrases if not is_actor(tokens, phrase)]
