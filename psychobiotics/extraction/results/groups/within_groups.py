"""What every group of a study did, or one within itself, which is told against where it began.

Pattern: "both groups improved in A", "A fell in each of the three arms", "neither group gained A": a change that names
all groups and nothing that they are compared with; "A fell within the tea group", whatever is said of A; "A rose in
the placebo group", "placebo raised A"; "A stayed unchanged in the tea group"; "In both groups A fell, while B rose"; "A
fell by 9% and 7% in the tea and placebo groups, respectively". "A fell in both groups alike" tells of no difference
between them too.

Reads rightly: "Cortisol fell in both groups", "All groups had less pain", "No change in sleep within the tea group".
It must not be fooled by: "A was similar in both groups", "both treated groups" (some of several), "A fell in both
groups compared with placebo", "no difference in A between the groups and within the tea group" (told between first).
"""

from dataclasses import replace

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.groups.comparisons import Group
from psychobiotics.extraction.results.syntax.tokens import Token

_REACH = 8  # tokens after what a frame has read in which "in both groups" still belongs to it
_FAR = 20  # the same where "respectively" deals out two amounts
_NAME = 6  # tokens of a group's name
_OPENING = frozenset({"but", "stop", "rel", "cue_v", "cue_n", "cue_a", "neg"})  # tags that end the clause before
_NAMING = frozenset({"w", "det", "num"})
_PLURALS = frozenset({"groups", "arms"})
_GROUPS = frozenset({"group", "agent"})
_BETWEEN = frozenset({"of", "det", "num"})  # tags: "each of the two groups"


def find_every_group(tokens: list[Token], frame: Frame) -> Group | None:
    """The words for all groups that a change was seen in, or for the one within which something was, or None."""
    none = frame.kind == "null" and tokens[frame.cue].lower.startswith("change")  # "no change in A in both groups"
    is_change = (none or frame.kind == "change") and frame.change is None
    if is_change and (subject := _control_as_subject(tokens, frame)):
        return subject
    reach = _FAR if any(token.lower == "respectively" for token in tokens[frame.cue :]) else _REACH
    for index in range(_beginning(tokens, frame), min(len(tokens), max(frame.last, frame.cue + 1) + reach)):
        if index > frame.cue and tokens[index].tag in {"but", "stop"}:
            return None
        if (end := _told_at(tokens, frame, index, is_change)) is not None:
            return Group(index, index, end)
        if tokens[index].lower == "within" and _one_group_end(tokens, index + 1) is not None:
            return None  # and between groups before
    unchanged = frame.kind == "null" and tokens[frame.cue].lower.startswith("unchang")
    return _opening_groups(tokens) if is_change or unchanged else None


def _told_at(tokens: list[Token], frame: Frame, index: int, is_change: bool) -> int | None:
    """Where the words end that tell, from token `index` on, of all groups or of one alone."""
    token = tokens[index]
    end = None
    if is_change:
        every = "all_of" in token.roles or _counts_all(tokens, index)
        end = _group_end(tokens, index + 1) if every else _control_alone(tokens, frame, index)
        end = end or _pair_end(tokens, frame, index) or _both_end(tokens, frame, index)
    if end is None and token.lower.startswith(("regardless", "irrespective")):  # "A rose regardless of treatment"
        end = index + 1
    within = token.lower == "within" and not tells_between(tokens[:index])
    if end is None and (within or (token.lower == "in" and _stays_the_same(tokens, frame, index))):
        end = _one_group_end(tokens, index + 1)
    return end


def _opening_groups(tokens: list[Token]) -> Group | None:
    """As in "In both groups A fell, while B rose": all groups, named at the beginning and never apart after it."""
    first = next((i for i, token in enumerate(tokens[:_NAME]) if "all_of" in token.roles), None)
    end = _group_end(tokens, first + 1) if first is not None else None
    if first is None or end is None or not all(token.tag in {"prep", "adv", "comma"} for token in tokens[:first]):
        return None
    apart = any(token.roles & {"group", "agent"} or token.tag == "compare" for token in tokens[end:])
    return None if apart else Group(first, first, end)


def _pair_end(tokens: list[Token], frame: Frame, index: int) -> int | None:
    """As in "A fell in the tea and placebo groups", "A fell by 10 and 7 points, respectively"."""
    verb = tokens[frame.cue]
    if index <= frame.cue or verb.lower.endswith("er") or any(token.tag == "compare" for token in tokens):
        return None
    if tokens[index].lower == "respectively" and len(frame.phrases) == 1 and verb.tag == "cue_v":
        amounts = [token for token in tokens[frame.cue + 1 : index] if token.tag == "num"]
        return index + 1 if len(amounts) > 1 and tokens[frame.cue + 1].lower == "by" else None
    if tokens[index].lower != "in":
        return None
    end = index + 1
    while end < len(tokens) and tokens[end].tag in {"w", "det", "num", "and"} and tokens[end].lower not in _PLURALS:
        end += 1
    named = tokens[index + 1 : end]
    joined = sum(token.tag == "and" for token in named) == 1 and any("control" in token.roles for token in named)
    return end + 1 if joined and end < len(tokens) and tokens[end].lower in _PLURALS else None


def _both_end(tokens: list[Token], frame: Frame, index: int) -> int | None:
    """As in "tea and milk both lowered A"."""
    if tokens[index].lower != "both" or not 1 < index < frame.cue or tokens[index - 2].tag != "and":
        return None
    return index + 1 if tokens[index + 1].tag in {"cue_v", "cause", "carrier"} else None


def _counts_all(tokens: list[Token], index: int) -> bool:
    """As in "in the three groups"."""
    if tokens[index].lower != "the" or not index or index + 1 >= len(tokens) or tokens[index - 1].lower != "in":
        return False
    return tokens[index + 1].tag == "num" or "count_word" in tokens[index + 1].roles


def with_likeness(tokens: list[Token], frames: list[Frame]) -> list[Frame]:
    """The frames, and for a change that all groups had alike that there is no difference between them."""
    told: list[Frame] = []
    for frame in frames:
        reach = range(frame.cue + 1, min(len(tokens), max(frame.last, frame.cue + 1) + _REACH))
        alike = next((i for i in reach if "in_same_way" in tokens[i].roles), None)
        if alike is not None and frame.kind == "change" and find_every_group(tokens, frame) is not None:
            phrases = [replace(phrase, embedded=None) for phrase in frame.phrases]
            told.append(replace(frame, cue=alike, phrases=phrases, kind="null", significance=[]))
        told.append(frame)  # behind the null: a p-value at the end is the change's
    return told


def _stays_the_same(tokens: list[Token], frame: Frame, index: int) -> bool:
    """As in "A stayed unchanged in the tea group", told of one group alone."""
    if frame.kind != "null" or not frame.cue < index or "same" not in tokens[frame.cue].roles:
        return False
    return not any(token.tag == "compare" or token.lower == "between" for token in tokens)


def _control_as_subject(tokens: list[Token], frame: Frame) -> Group | None:
    """The group of "the placebo group had a fall in A", "placebo lowered A", which are compared with nothing."""
    if any(token.tag == "compare" for token in tokens) or tokens[frame.cue].lower.endswith("er"):
        return None
    first = _beginning(tokens, frame)
    while first < frame.cue and tokens[first].tag in {"comma", "and", "det", "adv"}:
        first += 1
    end = next((i for i in range(first, frame.cue) if tokens[i].tag not in {"w", "num"}), frame.cue)
    if end == first or end > frame.cue or frame.phrases[0].first < end:
        return None
    named = tokens[first:end]
    if not any("control" in token.roles for token in named) or tokens[end].tag not in {"cue_v", "carrier", "have"}:
        return None
    return Group(first, first, end)


def _control_alone(tokens: list[Token], frame: Frame, index: int) -> int | None:
    """Where the group ends in "A rose in the placebo group", which is compared with nothing."""
    verb = tokens[frame.cue].tag == "cue_v" and not tokens[frame.cue].lower.endswith("er")
    if not verb or index <= frame.cue or tokens[index].lower not in {"in", "during"}:
        return None
    end = _one_group_end(tokens, index + 1)
    if end is None and tokens[index].lower == "during" and "control" in tokens[index + 1].roles:
        end = index + 2
    if end is None or not any("control" in token.roles for token in tokens[index + 1 : end]):
        return None
    return None if any(token.tag == "compare" for token in tokens) else end


def compares_treated(tokens: list[Token], frame: Frame) -> bool:
    """As in "tea and milk did not differ", "no difference between tea and milk": two groups, neither the control."""
    if frame.kind != "null" or any("control" in token.roles for token in tokens):
        return False
    return any(
        tokens[index].tag == "and" and bool(tokens[index - 1].roles & _GROUPS and tokens[index + 1].roles & _GROUPS)
        for index in range(1, min(len(tokens) - 1, max(frame.last, frame.cue) + _REACH))
    )


def tells_between(tokens: list[Token]) -> bool:
    """As in "between the two groups", "no intervention effect on A": nothing is told against a start."""
    for index, token in enumerate(tokens[:-1]):
        if token.lower == "between" and _one_group_end(tokens, index + 1) is not None:
            return True
        if token.lower in {"intervention", "treatment", "group"} and tokens[index + 1].lower.startswith("effect"):
            return True
    return False


def _beginning(tokens: list[Token], frame: Frame) -> int:
    """Where the frame's clause begins: its subject may stand before what the frame has read."""
    first = min(frame.first, frame.cue)
    while first and tokens[first - 1].tag not in _OPENING:
        first -= 1
    return first


def _one_group_end(tokens: list[Token], index: int, through: frozenset[str] = frozenset()) -> int | None:
    """As in "within the tea group"; tags in `through` may stand in the name too."""
    for at in range(index, min(index + _NAME, len(tokens))):
        if "arm_word" in tokens[at].roles:
            return at + 1
        if tokens[at].tag not in _NAMING | through:
            return None
    return None


def _group_end(tokens: list[Token], index: int) -> int | None:
    while index < len(tokens) and (tokens[index].tag in _BETWEEN or "count_word" in tokens[index].roles):
        index += 1
    return index + 1 if index < len(tokens) and "arm_word" in tokens[index].roles else None
