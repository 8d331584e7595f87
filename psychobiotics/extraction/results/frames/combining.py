"""Frames that join with the one before, or lean on it.

Pattern: "a higher A was associated with lower B" (one correlation), "a benefit for A by reducing B" (B alone), "the
decrease in A was prevented" (the verb turns the noun round), "A did not change, but at week 8 it fell" (A), "A fell in
the model but rose after X" (what was given has the last word), "the fall in A was similar" (no difference), "blocked
anhedonia and reduced memory in mice" (the reduced memory is blocked too).

It must not be fooled by: a new clause between the two, a summary that has a statistic of its own.
"""

from psychobiotics.extraction.results.frames.frames import Frame, takes_pronoun
from psychobiotics.extraction.results.frames.harms import is_better
from psychobiotics.extraction.results.syntax.asides import read_aside
from psychobiotics.extraction.results.syntax.tokens import Line, Token
from psychobiotics.extraction.results.syntax.verbs import read_verb_group

BOUNDARY = frozenset({"but", "stop", "rel", "interpret"})


def combine(frames: list[Frame], frame: Frame, line: Line) -> None:
    """Let a new frame replace or take in the last one, in place."""
    _drop_summary(frames, frame, line)
    _join_association(frames, frame, line.tokens)
    _join_change(frames, frame, line.tokens)
    _join_participle(frames, frame, line.tokens)


def _drop_summary(frames: list[Frame], frame: Frame, line: Line) -> None:
    """As in "a benefit for A by reducing B" reports B, unless A has a statistic of its own."""
    tokens = line.tokens
    if not (frames and frame.phrases and frame.cue and tokens[frame.cue - 1].lower in {"by", "through", "via"}):
        return
    last = frames[-1]
    if any(last.first < aside.at < frame.cue for aside in line.asides):
        return
    summed = tokens[last.cue].cue
    if last.last >= frame.cue - 2 and last.kind == "change" and summed and summed.part in {"adjective", "noun"}:
        frames.pop()


def _join_change(frames: list[Frame], frame: Frame, tokens: list[Token]) -> None:
    """As in "alleviated A and elevation in B": the verb turns the second change round; "did not affect" denies it."""
    cue = tokens[frame.cue].cue
    if not (frames and cue and cue.part == "noun" and cue.direction != "none" and frame.kind == "change"):
        return
    verb = tokens[frames[-1].cue].cue
    start = frame.cue - (tokens[frame.cue - 1].tag == "det")
    joined = start - 2 <= frames[-1].last <= frame.cue and tokens[start - 1].tag in {"and", "comma"}
    joined = joined and (start == frame.cue or tokens[start - 1].lower == "and")  # not "along with the rise in"
    if joined and frames[-1].kind == "null" and verb and verb.part != "noun" and frame.phrases:
        frame.kind, frame.cue, frame.negation = "null", frames[-1].cue, frames[-1].negation
    elif joined and verb and verb.part != "noun" and frame.phrases and frame.phrases[0].first > frame.cue:
        frame.change, frame.cue = frame.cue, frames[-1].cue


def _join_participle(frames: list[Frame], frame: Frame, tokens: list[Token]) -> None:
    """As in "blocked anhedonia and reduced memory in mice": the reduced memory is blocked too, as it is no good."""
    cue = tokens[frame.cue].cue
    if not (frames and cue and cue.part in {"past", "adjective"} and frame.kind == "change" and frame.change is None):
        return
    last, verb = frames[-1], tokens[frames[-1].cue].cue
    if not (verb and verb.on_change == "reverse" and verb.part in {"past", "present"} and last.kind == "change"):
        return
    follows = last.phrases and last.phrases[0].first > last.cue and frame.first == frame.cue
    joint = tokens[frame.cue - 1].tag
    if not follows or joint not in {"and", "comma"} or frame.negation is not None:
        return
    listed = any(token.lower.endswith(_CAUSED) for token in tokens[last.cue : frame.cue]) or last.change is not None
    if joint == "comma" and not listed:  # "prevented stress-induced A, reduced B, and" against "lowered A, reduced B"
        return
    if not (_is_worse(tokens, frame) and (last.change is not None or is_better(tokens, last) == "lower")):
        return
    if any("animal" in token.roles for token in tokens):
        frame.change, frame.cue = frame.cue, last.cue


_CAUSED = ("-induced", "-evoked", "-elicited")


def _is_worse(tokens: list[Token], frame: Frame) -> bool:
    cue = tokens[frame.cue].cue
    return cue is not None and (cue.direction, is_better(tokens, frame)) in {
        ("decrease", "higher"),
        ("increase", "lower"),
    }


def _join_association(frames: list[Frame], frame: Frame, tokens: list[Token]) -> None:
    """As in "a higher A was associated with lower B": one correlation of A and B."""
    if not frames or not frame.phrases or frame.kind != "change":
        return
    last = frames[-1]
    between = {t.tag for t in tokens[last.last : frame.cue]}
    if last.kind == "change" and last.phrases and "corr" in between and between <= _LINKING:
        frame.partners, frame.phrases, frame.kind = frame.phrases, last.phrases, "association"
        frame.change, frame.first = last.cue, last.first
        frames.pop()


_LINKING = frozenset({"be", "adv", "sig", "corr", "prep", "det"})


def leave_out_exposures(frames: list[Frame], tokens: list[Token]) -> list[Frame]:
    """The frames but for A of "a higher A was associated with a rise in" what is no outcome: nothing changed A."""
    return [frame for frame in frames if frame.kind != "change" or not _is_exposure(tokens, frame)]


def _is_exposure(tokens: list[Token], frame: Frame) -> bool:
    if not frame.phrases or frame.cue > frame.phrases[0].first:
        return False
    index = frame.last
    while index < len(tokens) and tokens[index].tag in {"be", "adv", "sig", "have"}:
        index += 1
    if index >= len(tokens) or tokens[index].tag != "corr":
        return False
    index += 1
    while index < len(tokens) and tokens[index].tag in {"prep", "det", "sig", "adv"}:
        index += 1
    return index < len(tokens) and tokens[index].cue is not None


def lean_on(frames: list[Frame], frame: Frame, line: Line) -> bool:
    """Give a frame without phrases to the one before it; True where it is used up."""
    tokens = line.tokens
    if not frames:
        return frame.kind != "null"
    last = frames[-1]
    of_it = _speaks_of_it(tokens, frame) or _grades(tokens, frame) or _rose_elsewhere(tokens, last, frame)
    if frame.kind == "change" and last.phrases and of_it:
        frame.phrases = list(last.phrases)
        return False
    if _is_undone(tokens, last, frame):
        last.cue, last.last, last.negation = frame.cue, frame.last, frame.negation
        return True
    if frame.kind == "null" and _speaks_of_the_rest(tokens, last, frame):
        return True
    if frame.kind in {"correlation", "null"}:
        frame.phrases = list(last.phrases)
        if frame.kind == "null" and (_overrules(line, last, frame) or _compares_change(tokens, last, frame)):
            frames.pop()
        return not frame.phrases
    if _turns_round(last, frame, tokens):
        last.change, last.cue = last.cue, frame.cue
    last.significance.extend(frame.significance)
    last.last = max(last.last, frame.last)
    return True


def _speaks_of_the_rest(tokens: list[Token], last: Frame, frame: Frame) -> bool:
    """As in "A rose, whereas the remaining parts of B were unchanged": not said of A."""
    return any(token.lower in {"remaining", "rest"} for token in tokens[max(last.last, last.cue + 1) : frame.cue])


def _is_undone(tokens: list[Token], last: Frame, frame: Frame) -> bool:
    """As in "A fell in the model but rose after X": what was given has the last word."""
    before, after = tokens[last.cue].cue, tokens[frame.cue].cue
    if last.kind != "change" or frame.kind != "change" or before is None or after is None or last.change is not None:
        return False
    if {before.direction, after.direction} != {"increase", "decrease"} or not last.phrases:
        return False
    if last.phrases[-1].first > last.cue:  # its object: the second change has a subject of its own
        return False
    if not _goes_on(tokens, frame):  # "A fell and those of B rose": B
        return False
    given = [i for i in range(last.cue, min(frame.cue + _REACH, len(tokens))) if "agent" in tokens[i].roles]
    return bool(given) and given[0] > frame.cue


_REACH = 8  # tokens after a cue in which what was given is named
_GOING_ON = frozenset({"and", "but", "comma", "adv"})


def _speaks_of_it(tokens: list[Token], frame: Frame) -> bool:
    """As in "A did not change, but at week 8 it fell", "X improved A, but Y impaired it"."""
    if takes_pronoun(tokens, frame.cue):
        return True
    group = read_verb_group(tokens, frame.cue, frame.first)
    return group.first > 0 and tokens[group.first - 1].lower in {"it", "they"}


def _overrules(line: Line, last: Frame, frame: Frame) -> bool:
    """As in "A fell, but the difference was not significant": no result of two, unless each has its own statistic."""
    if "difference" not in line.tokens[frame.cue].roles or last.kind != "change" or last.significance:
        return False
    if any(last.first < aside.at <= frame.first and read_aside(line, aside) for aside in line.asides):
        return False
    after = line.tokens[frame.cue : frame.cue + _REACH]
    before = line.tokens[last.cue : frame.first]
    if any("all_of" in token.roles for token in before):  # "A fell in both groups, with no difference between them"
        return False
    in_some = any(t.roles & {"group", "time"} for t in after)
    return not (in_some and any(t.roles & {"group", "time", "baseline"} for t in before))


def _rose_elsewhere(tokens: list[Token], last: Frame, frame: Frame) -> bool:
    """As in "A did not change with X but increased in the control group"."""
    if last.kind != "null" or frame.kind != "change":
        return False
    near = tokens[frame.cue : frame.cue + _REACH]
    return _goes_on(tokens, frame) and any("group" in token.roles for token in near)


def _compares_change(tokens: list[Token], last: Frame, frame: Frame) -> bool:
    """As in "the fall in A was similar between groups": nothing but that is told, unless all groups are named."""
    noun, cue = tokens[last.cue].cue, tokens[frame.cue]
    if last.kind != "change" or noun is None or noun.part != "noun" or noun.direction == "none":
        return False
    if not (cue.roles & {"alike", "same"} or cue.lower.startswith("differ")) or last.last > frame.cue:
        return False
    before = {token.tag for token in tokens[: last.cue]} | {token.tag for token in tokens[last.last : frame.cue]}
    if before & (BOUNDARY | {"comma", "carrier", "cause", "report", "cue_v"}):
        return False
    return not any("all_of" in token.roles for token in tokens)


def _goes_on(tokens: list[Token], frame: Frame) -> bool:
    """The verb follows right upon the clause before: it has no subject of its own."""
    group = read_verb_group(tokens, frame.cue, frame.first)
    return group.first > 0 and tokens[group.first - 1].tag in _GOING_ON


def _grades(tokens: list[Token], frame: Frame) -> bool:
    """As in "A rose, but the rise was smaller with tea"."""
    return frame.change is not None or tokens[frame.cue].tag == "cue_n"


def _turns_round(last: Frame, frame: Frame, tokens: list[Token]) -> bool:
    """As in "the decrease in A was prevented": the verb speaks of the change before it."""
    before = tokens[last.cue].cue
    if before is None or last.change is not None or not last.phrases:
        return False
    if tokens[frame.cue].tag != "cue_v" or frame.negation is not None:
        return False
    adjacent = not any(t.tag in BOUNDARY for t in tokens[last.cue : frame.cue])
    return adjacent and (before.part == "noun" or last.cue < last.phrases[0].first)
