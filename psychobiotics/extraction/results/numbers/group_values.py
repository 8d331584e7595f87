"""The values that a sentence gives its groups, and whose the first one is.

Pattern: "3.2 ± 1.1 in the tea group and 4.5 ± 1.2 in the placebo group", "5%, 10% and 40% of people in groups A, B
and C" (C the control), "12 (40%) women on tea and 5 (17%) on placebo", "twelve (40 per cent) of 30 women", "12 women
(40%)" (the percentages), "14/20 and 4/19". The first value is the treated group's unless the sentence gives it to the
control.

It must not be fooled by: the spread after "±", "after 8 weeks", "group 2", a bound after "<", a bare count.
"""

import re
from functools import cache

from psychobiotics.extraction.results.syntax.asides import read_aside
from psychobiotics.extraction.results.syntax.tokens import Aside, Line, Token, append_token
from psychobiotics.vocab.number_words import number_words

_FRACTION = re.compile(r"\d+/\d+")
_PERCENT = re.compile(r"\d+(?:[.·]\d+)?\s?(?:%|per ?cent)(?!\s?(?:C\.?I|[Cc]onf))")  # not the level of an interval
_BEFORE = frozenset({"±", "<", ">", "=", "≥", "≤", "≈", "+", "n", "p"})
_JOINING = frozenset({"comma", "and"})
_NEAR = 6  # tokens between a value and its group
_MOST = 6  # values: more are a table in words


def find_values(line: Line, first: int, after_of: int | None = None) -> list[int]:
    """Indices of the tokens that are groups' values, from token `first` on to the first p-value, all of one kind.

    With `after_of` the first is a value that "of" introduces ("a score of 3"). A percentage in the bracket after a
    count is appended to the tokens, as it stands in no token of its own.
    """
    found: list[int] = [] if after_of is None else [after_of]
    last = next((a.at for a in line.asides if a.at > first and _holds_p(line, a)), len(line.tokens))
    for index in range(first, last):
        if not begins_value(line, index) or len(found) == _MOST:
            continue
        percent = _percent_after(line, index) if not line.tokens[index].lower.endswith("%") else None
        found.append(append_token(line, *percent, "num") if percent else index)
    kinds = [_kind(line.tokens[index].lower) for index in found]
    return [index for index, kind in zip(found, kinds, strict=True) if kind == kinds[0]]


def _holds_p(line: Line, aside: Aside) -> bool:
    return any(field == "p_value" for field, _, _ in read_aside(line, aside))


def order_values(tokens: list[Token], values: list[int], last: int, first: int = 0) -> list[int]:
    """The treated group's value, the control's, then those of further groups; none where the control is not told.

    Args:
        tokens: The sentence.
        values: Its values, in order.
        last: Where the sentence ends, or the part of it that names the groups (appended tokens stand behind it).
        first: Where that part begins.
    """
    control = _place_of_control(tokens, values, range(first, last))
    if len(values) == 2:
        return values[::-1] if control == 0 else values
    if control is None or control >= len(values):
        return []
    others = [value for number, value in enumerate(values) if number != control]
    return [others[0], values[control], *others[1:]]


def begins_value(line: Line, index: int) -> bool:
    """The token is a value, or a count whose percentage stands in a bracket: "twelve (40%) of 30 women"."""
    token = line.tokens[index]
    if is_value(line.tokens, index):
        return True
    counted = token.tag == "num" or (token.tag == "w" and token.lower.rpartition("-")[2] in _counting_words())
    return counted and not token.lower.endswith("%") and _percent_after(line, index) is not None


@cache
def _counting_words() -> frozenset[str]:
    return frozenset(word for word, entry in number_words().items() if entry.kind in {"unit", "tens"})


def is_value(tokens: list[Token], index: int) -> bool:
    """The token is a number or fraction that may be a group's value: no time, no spread, no bound, no group's name."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.tag != "num" and not _FRACTION.fullmatch(token.lower):
        return False
    if before is not None and before.lower in _BEFORE:
        return False
    if token.lower.endswith("%"):
        return True
    if before is not None and (before.roles & {"time", "group"} or before.tag == "of"):  # "week 8", "group 2"
        return False
    if after is None:
        return True
    timed = before is not None and before.tag == "prep" and after.roles & {"time", "counted_time"}  # "after 8 weeks"
    return not timed and after.lower not in {"of", "out", "-"}


def _percent_after(line: Line, index: int) -> tuple[int, int] | None:
    """Where the percentage stands in the bracket right after a count: "12 (40%)", "12 women (40%)"."""
    people = index + 1 < len(line.tokens) and "group" in line.tokens[index + 1].roles
    aside = next((a for a in line.asides if a.at in {index + 1, index + 1 + people}), None)
    found = _search(line, aside) if aside else None
    return (found.start() + line.sentence.start, found.end() + line.sentence.start) if found else None


def _search(line: Line, aside: Aside) -> re.Match[str] | None:
    offset = line.sentence.start
    return _PERCENT.search(line.sentence.text, aside.start - offset, aside.end - offset)


def _kind(value: str) -> str:
    return "percent" if value.endswith(("%", "cent")) else "fraction" if "/" in value else "number"


def _place_of_control(tokens: list[Token], values: list[int], part: range) -> int | None:
    """Which of the values is the control's, from 0, or None where the sentence names no control."""
    named = _listed_groups(tokens, part)
    if len(named) == len(values):
        controls = [number for number, group in enumerate(named) if "control" in tokens[group].roles]
        if len(controls) == 1:
            return controls[0]
    at = [_position(tokens, value, part.stop) for value in values]
    for index in part:
        if "control" in tokens[index].roles:
            return _owner(tokens, index, at)
    return None


def _position(tokens: list[Token], value: int, last: int) -> int:
    """The token at which a value stands: an appended one stands in the bracket after a token."""
    return max(i for i in range(last) if tokens[i].start <= tokens[value].start)


def _owner(tokens: list[Token], control: int, at: list[int]) -> int | None:
    """The value that the control owns: the one before "in the placebo group", the one after "and placebo"."""
    head = control
    while head > 0 and tokens[head - 1].tag in {"w", "det"} and head - 1 not in at:
        head -= 1
    before = [number for number, place in enumerate(at) if place < control]
    if head > 0 and tokens[head - 1].tag in {"compare", "and"} and not before:
        return len(at) - 1  # "compared with placebo, A was 3 against 5", "between tea and placebo (3 vs 5)"
    follows = bool(before) and head > 0 and tokens[head - 1].tag in {"prep", "of", "num"}
    if follows and control - at[before[-1]] <= _NEAR + 6:
        return before[-1]
    return len(before) if len(before) < len(at) else len(at) - 1


def _listed_groups(tokens: list[Token], part: range) -> list[int]:
    """Groups named one after the other: "in groups A, B and C", "in the tea, juice and placebo groups"."""
    for index in part:
        if tokens[index].lower not in {"group", "groups"}:
            continue
        after = _run(tokens, index + 1, 1, part.stop)
        before = _run(tokens, index - 1, -1, part.stop)[::-1]
        if len(after) > 1 or len(before) > 1:
            return after if len(after) > 1 else before
    return []


def _run(tokens: list[Token], index: int, step: int, last: int) -> list[int]:
    found: list[int] = []
    while 0 <= index < last and tokens[index].tag in {"w", *_JOINING}:
        if tokens[index].tag == "w":
            if found and abs(found[-1] - index) == 1:
                return []  # names of several words are not told apart
            found.append(index)
        index += step
    return found
