"""What was alike or the same by a word that stands apart from the subject of its verb.

Pattern: "A was rare, and similar in both groups" (the subject of the predicate before), "A was left unchanged", "X left
A unchanged" (the object between).

It must not be fooled by: "patients were few, but similar in both groups" (people), "the right and left unchanged side".
"""

from psychobiotics.extraction.results.frames.frames import Frame, Ground
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.subjects import is_about_people, read_subject

_PREDICATE, _OBJECT = 6, 8  # tokens of "rare and mild, but"; of what something left unchanged
_IN_PREDICATE = frozenset({"and", "but", "comma", "w", "adv"})


def apart_frame(ground: Ground, cue: int) -> Frame | None:
    """The frame of a word of likeness whose subject is not right before its verb, or None."""
    roles = ground.tokens[cue].roles
    if "alike" in roles:
        return _second_predicate(ground, cue)
    return _left_frame(ground, cue) if "same" in roles else None


def _second_predicate(ground: Ground, cue: int) -> Frame | None:
    tokens, index = ground.tokens, cue - 1
    if index <= ground.floor or tokens[index].tag not in {"and", "but"}:
        return None
    while index > max(ground.floor, cue - _PREDICATE) and tokens[index].tag in _IN_PREDICATE:
        index -= 1
    return _frame_of(ground, cue, index) if tokens[index].tag == "be" else None


def _left_frame(ground: Ground, cue: int) -> Frame | None:
    tokens = ground.tokens
    left = next((i for i in range(cue - 1, max(ground.floor, cue - _OBJECT), -1) if tokens[i].lower == "left"), None)
    if left is None:
        return None
    if left == cue - 1:
        return _frame_of(ground, cue, left - 1) if tokens[left - 1].tag == "be" else None
    phrases, last = read_list(tokens, left + 1, cue)
    whole = bool(phrases) and last == cue and not is_about_people(tokens, phrases)
    return Frame(cue, phrases, left, cue + 1, kind="null") if whole else None


def _frame_of(ground: Ground, cue: int, end: int) -> Frame | None:
    """The frame of what stands before the verb at token `end`, unless that is people."""
    phrases = read_subject(ground, end)
    about_outcome = bool(phrases) and not is_about_people(ground.tokens, phrases)
    return Frame(cue, phrases, ground.floor, cue + 1, kind="null") if about_outcome else None
