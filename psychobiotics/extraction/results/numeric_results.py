"""Results told by numbers alone.

Pattern: "A was 4.7 minutes in the treated group and 18.0 in the control group (p < .001)", "A was seen in 8% and 48% of
patients", "50% of children in the tea group had A as compared to 87% (p = .01)", "A fell to 69% with tea and 59% with
placebo (p = .007)", "the mean difference in A was -1.7 (95% CI -6.6 to 3.2)", "the relative risk of A was 0.83 (p =
.37)". The statistic says whether there is a difference, and the values of the groups, or the sign of the one, say which
way.

It must not be fooled by: baseline characteristics without a statistic, "a total of 44 were included (p = .2)", a
p-value for each group of its own.
"""

from psychobiotics.extraction.results.counted_people import find_deed
from psychobiotics.extraction.results.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.group_values import find_values, is_value, order_values
from psychobiotics.extraction.results.lists import read_list
from psychobiotics.extraction.results.phrases import Phrase
from psychobiotics.extraction.results.statistics import read_statistics
from psychobiotics.extraction.results.subjects import read_subject, skip_tags
from psychobiotics.extraction.results.tokens import Line, Token

_TWO = 2
_MOST = 3  # groups of one comparison
_NEAR = 14  # tokens before the first value of a sentence that begins with it


def numeric_frames(line: Line) -> list[Frame]:
    """The frame of the first "was" that a number follows, or of people counted, where a statistic stands after it."""
    last = len(line.tokens)
    index = _verb_before_value(line.tokens)
    if index is None or not _p_values(line, index):
        return _people_frames(line) or _had_frames(line)
    measure, phrases = _outcomes(line.tokens, index)
    values = find_values(line, index + 1)
    if not phrases or (measure is None and len(values) > _MOST):
        return []
    frame = Frame(index, phrases, 0, last, kind="numeric", change=measure)
    if measure is not None:
        frame.values = [i for i in range(index + 1, last) if line.tokens[i].tag == "num"][:1]
    else:
        frame.values = order_values(line.tokens, values, last) if len(values) > 1 else values
    return [frame] if values or frame.values else []


def changed_to_frames(line: Line) -> list[Frame]:
    """As in "A fell to 69% in the tea group and 59% in the placebo group (p = .007)": what the two values tell."""
    tokens, last = line.tokens, len(line.tokens)
    index = next((i for i in range(1, last - 2) if tokens[i].tag == "cue_v" and _leads_to_value(tokens, i)), None)
    if index is None or len(_p_values(line, 0)) != 1:
        return []
    values = find_values(line, index + 1)
    groups = sum("group" in t.roles for t in tokens[index:last])
    phrases = [p for p in read_subject(Ground(tokens, 0, index), index) if not is_actor(tokens, p)]
    if len(values) != 2 or groups < 2 or not phrases or "from" in (t.lower for t in tokens[index:last]):
        return []
    return [Frame(index, phrases, 0, last, kind="numeric", values=order_values(tokens, values, last))]


def _leads_to_value(tokens: list[Token], index: int) -> bool:
    return tokens[index + 1].lower == "to" and is_value(tokens, index + 2)


def _verb_before_value(tokens: list[Token]) -> int | None:
    """Index of "was", "was seen in", "occurred in" before a value."""
    for index in range(1, len(tokens) - 1):
        if tokens[index].tag not in {"be", "report"}:
            continue
        after = skip_tags(tokens, index + 1, len(tokens), {"adv", "report", "carrier"})
        if after > index + 1 or tokens[index].tag == "report":
            after += after < len(tokens) and tokens[after].tag == "prep"
        if after < len(tokens) and is_value(tokens, after):
            return index
    return None


def _p_values(line: Line, index: int) -> list[str]:
    """The p-values and intervals in the brackets after token `index`."""
    text, offset = line.sentence.text, line.sentence.start
    return [
        found[0]
        for aside in line.asides
        if aside.at > index
        for found in read_statistics(text, aside.start - offset, aside.end - offset)
        if found[0] in {"p_value", "ci_low"}
    ]


def _outcomes(tokens: list[Token], index: int) -> tuple[int | None, list[Phrase]]:
    """Index of a measure of difference, if one is told, and the outcomes."""
    ground = Ground(tokens, 0, index)
    for i in range(index - 1, 0, -1):  # "the difference in A", "the relative risk of A"
        if tokens[i].lower in {"in", "of", "for"} and "effect_measure" in tokens[i - 1].roles:
            return i - 1, [p for p in read_list(tokens, i + 1, index)[0] if not is_actor(tokens, p)]
    return None, [p for p in read_subject(ground, index) if not is_actor(tokens, p)]


def _people_frames(line: Line) -> list[Frame]:
    """As in "50% of children in the tea group had A as compared to 87% in the placebo group (p = .01)"."""
    tokens, last = line.tokens, len(line.tokens)
    first = next((i for i in range(min(_NEAR, last)) if is_value(tokens, i)), None)
    if first is None or len(_p_values(line, first)) != 1:
        return []
    verb = find_deed(tokens, first + 1, last)
    people = verb is not None and any("group" in t.roles for t in tokens[first + 1 : verb])
    values = find_values(line, first) if people else []
    if verb is None or not 2 <= len(values) <= _MOST:
        return []
    stop = next((i for i in range(verb, last) if tokens[i].tag in {"compare", "stop", "but"}), last)
    phrases = _done(tokens, verb, stop)
    if not phrases:
        return []
    return [Frame(verb, phrases, 0, last, kind="numeric", values=order_values(tokens, values, last))]


def _had_frames(line: Line) -> list[Frame]:
    """As in "the tea group had an A of 3.2 compared with 4.5 in the placebo group (p = .01)"."""
    tokens, last = line.tokens, len(line.tokens)
    verb = next((i for i in range(1, last) if tokens[i].tag in {"carrier", "have"}), None)
    if verb is None or not any("group" in t.roles for t in tokens[:verb]) or len(_p_values(line, verb)) != 1:
        return []
    phrases = [p for p in read_list(tokens, verb + 1, last)[0][:1] if not is_actor(tokens, p)]
    at = phrases[0].end if phrases else last
    if at + 1 >= last or tokens[at].tag != "of" or tokens[at + 1].tag != "num":
        return []
    values = find_values(line, at + 2, after_of=at + 1)
    if len(values) != _TWO:
        return []
    return [Frame(verb, phrases, 0, last, kind="numeric", values=order_values(tokens, values, last))]


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
