"""Comparatives and judgements and what they tell.

Pattern: "higher A and B", "A was higher", "performed better in A", "beneficial effects on A", "results on A were
conflicting".

It must not be fooled by: "a greater reduction in A" (the noun tells it), "the lower dose", "more effective",
"abolished the beneficial effects on A".
"""

from psychobiotics.extraction.results.frames.compared_changes import compared_change, efficacy_frame, judged_frame
from psychobiotics.extraction.results.frames.counted_people import people_frame
from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.frames.frequency import frequency_frame
from psychobiotics.extraction.results.frames.no_better import no_better_frame
from psychobiotics.extraction.results.frames.noun_frames import find_negation_after, read_noun_group
from psychobiotics.extraction.results.syntax.complements import find_complement
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.subjects import (
    after_link,
    is_about_people,
    opens_subject,
    skip_tags,
    subject_frame,
)
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.extraction.results.syntax.verbs import VerbGroup, before_amount, read_verb_group


def adjective_frame(ground: Ground, cue: int) -> Frame | None:
    """The frame of a comparative: "higher A", "A was higher", "performed better in A", "beneficial effect on A"."""
    readers = (people_frame, frequency_frame, no_better_frame, judged_frame, efficacy_frame, _predicate_frame)
    if special := next((frame for reader in readers if (frame := reader(ground, cue))), None):
        return special
    return None if opens_subject(ground, cue) else _plain_frame(ground, cue)


def _plain_frame(ground: Ground, cue: int) -> Frame | None:
    """The frame of a comparative of which nothing special is said."""
    tokens = ground.tokens
    if cue > 1 and tokens[cue - 1].lower == "or" and tokens[cue - 2].tag == "num":  # "8 or more years"
        return None
    group = read_verb_group(tokens, cue, ground.floor)
    index = skip_tags(tokens, cue + 1, ground.stop, {"adv", "sig"})
    after = tokens[index] if index < ground.stop else None
    if after and after.tag == "cue_n":
        return _effect_frame(ground, cue, index, group)
    told = tokens[cue].cue
    if told and (told.tells == "effect" or ("rank" in tokens[cue].roles and after and after.tag == "w")):
        return None
    if group.passive and not (after and after.tag == "w" and index == cue + 1):
        return compared_change(ground, cue, group) or subject_frame(ground, cue, group)
    if after and after.tag in {"w", "det", "cue_v"} and index == cue + 1 and not _is_the(ground, cue):
        phrases, last = read_list(tokens, index, ground.stop)
        if told and told.direction == "improve" and phrases and all(is_actor(tokens, p) for p in phrases):
            phrases, last = _in_terms_of(ground, phrases[0].core_end) or (phrases, last)
        return Frame(
            cue, phrases, group.first, last, _negation_before(tokens, cue, ground.floor), None, group.significance
        )
    return _performance_frame(ground, cue, group)


def _predicate_frame(ground: Ground, cue: int) -> Frame | None:
    """As in "hunger was more intense after A", "A was twice as high": hunger, A; "the patients were more alert": no."""
    tokens, end = ground.tokens, cue + 2
    word = tokens[cue + 1] if cue + 1 < ground.stop else None
    graded = tokens[cue].lower in {"more", "less"} or tokens[cue].lower.endswith(" as")
    if not graded or word is None or word.tag != "w" or word.roles - {"empty", "bare"}:
        return None
    if end < ground.stop and tokens[end].tag not in {"prep", "compare", "comma", "stop", "punct", "and"}:
        return None
    group = read_verb_group(tokens, cue, ground.floor)
    frame = subject_frame(ground, cue, group) if group.passive else None
    return frame if frame and frame.phrases and not is_about_people(tokens, frame.phrases) else None


def _in_terms_of(ground: Ground, index: int) -> tuple[list[Phrase], int] | None:
    """As in "better outcomes in terms of A and B": A and B."""
    start = after_link(ground, index)
    if start is None:
        return None
    phrases, last = read_list(ground.tokens, start, ground.stop)
    return (phrases, last) if phrases else None


def mixed_frame(ground: Ground, cue: int) -> Frame | None:
    """As in "in A, results were conflicting", "findings on A were inconsistent"."""
    tokens = ground.tokens
    group = read_verb_group(tokens, cue, ground.floor)
    if not group.passive:
        return None
    places = [
        i for i in range(ground.floor, group.first) if tokens[i].lower in {"in", "on", "for", "regarding", "concerning"}
    ]
    for index in sorted(places, key=lambda i: tokens[i].lower != "on"):
        phrases, _ = read_list(tokens, index + 1, group.first)
        if phrases and not is_actor(tokens, phrases[0]):
            return Frame(cue, phrases, ground.floor, cue + 1)
    return None


def _is_the(ground: Ground, cue: int) -> bool:
    """As in "the lower dose"; not "had the highest A compared with" (a superlative that compares)."""
    tokens = ground.tokens
    if tokens[cue].lower.endswith("est"):
        return not any(t.tag == "compare" for t in tokens[cue : ground.stop])
    return cue > 0 and tokens[cue - 1].lower in {"the", "this", "these"}


def _negation_before(tokens: list[Token], cue: int, floor: int) -> int | None:
    for index in range(cue - 1, max(floor, cue - 4) - 1, -1):
        if tokens[index].tag in {"no", "neg"}:
            return index
        if tokens[index].tag not in {"adv", "sig", "det", "carrier", "do"}:
            return None
    return None


def _effect_frame(ground: Ground, cue: int, noun: int, group: VerbGroup) -> Frame | None:
    """As in "beneficial effects on A"; other adjectives before a noun of change leave the frame to the noun."""
    told, named = ground.tokens[cue].cue, ground.tokens[noun].cue
    if not (told and named and named.direction == "none" and told.direction in {"improve", "worsen"}):
        return None
    start = find_complement(ground, noun)
    if start is None or _is_blocked(ground, cue):
        return None
    reach = min(start + 8, ground.stop) if ground.tokens[start - 1].lower == "of" else start
    on = next((i for i in range(start, reach) if ground.tokens[i].lower == "on"), None)
    phrases, last = read_list(ground.tokens, on + 1 if on is not None else start, ground.stop)
    negation = read_noun_group(ground, cue).negation or find_negation_after(ground, noun)
    return Frame(cue, phrases, group.first, last, negation, None, group.significance)


def _is_blocked(ground: Ground, cue: int) -> bool:
    """As in "abolished the beneficial effects of A on B": about a mechanism, not about B."""
    index = cue - 1
    while index >= ground.floor and ground.tokens[index].tag in {"det", "adv"}:
        index -= 1
    told = ground.tokens[index].cue if index >= ground.floor else None
    return bool(told and told.on_change == "reverse")


def _performance_frame(ground: Ground, cue: int, group: VerbGroup) -> Frame | None:
    start = after_link(ground, cue + 1)
    told = ground.tokens[cue].cue
    amount = before_amount(ground.tokens, cue, ground.floor)
    scored = amount > ground.floor and ground.tokens[amount - 1].lower == "scored"  # "scored (5 points) higher on A"
    if start is not None and told is not None and (scored or told.direction in {"improve", "worsen"}):
        phrases, last = read_list(ground.tokens, start, ground.stop)
        if phrases and not is_actor(ground.tokens, phrases[0]):
            return Frame(cue, phrases, group.first, last, group.negation, None, group.significance)
    gapped = amount < cue  # "and B 8 min shorter"
    return subject_frame(ground, cue, group) if group.first < cue or start is not None or gapped else None
