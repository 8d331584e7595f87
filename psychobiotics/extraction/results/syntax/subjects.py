"""The subject of a cue: what a passive, an intransitive verb or a comparative speaks of.

Pattern: "A and B were reduced", "results showed that A fell", "after eight weeks, A improved", "A was assessed with B,
and no change" (B), "patients improved in A" (the complement, as the subject is people).

It must not be fooled by: "In the treated group, A fell" (the group is no outcome), "we found that".
"""

from psychobiotics.extraction.results.frames.degrees import past_degree
from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.syntax.complements import find_complement
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.extraction.results.syntax.verbs import VerbGroup, before_amount


def subject_frame(ground: Ground, cue: int, group: VerbGroup) -> Frame | None:
    """The frame of a cue that tells its subject, or where the subject is people, what they improved in."""
    compares = group.first == cue and ground.tokens[cue].lower.endswith("er")  # "and B 20% higher"
    end = before_amount(ground.tokens, cue, ground.floor) if compares else group.first
    phrases = read_subject(ground, end)
    if phrases and all(_measures_only(ground.tokens, phrase) for phrase in phrases):
        phrases = [p for p in read_fronted(ground, end) if not _measures_only(ground.tokens, p)] or phrases
    frame = Frame(cue, phrases, ground.floor, cue + 1, group.negation, None, group.significance, group.hedged)
    told = ground.tokens[cue].cue
    if is_about_people(ground.tokens, phrases) and told and told.direction in {"improve", "worsen", "relieve"}:
        past = past_degree(ground.tokens, cue + 1, ground.stop)
        after = after_link(ground, past) or (find_complement(ground, past - 1) if phrases else None)
        complement, last = read_list(ground.tokens, after, ground.stop) if after is not None else ([], cue + 1)
        frame.phrases, frame.last = complement, last
    return frame


def _measures_only(tokens: list[Token], phrase: Phrase) -> bool:
    """As in "adjusted mean scores": how it was measured, not what."""
    return all(t.roles & _MEASURES or t.lower == "adjusted" for t in tokens[phrase.first : phrase.core_end])


_MEASURES = frozenset({"level", "level_head", "bare"})
_BARE = 3  # tokens of ", the rate"
_POSSESSIVES = frozenset({"their", "his", "her"})


def read_subject(ground: Ground, end: int) -> list[Phrase]:
    """The noun phrases of the subject that ends before token `end`."""
    start = _subject_start(ground, end)
    phrases, _ = read_list(ground.tokens, start, end)
    return _measured_with(ground, phrases, end) or phrases


def find_neither(ground: Ground, end: int) -> int | None:
    """Index of "neither" in "neither A nor B changed"."""
    return next((i for i in range(ground.floor, end) if ground.tokens[i].lower == "neither"), None)


def _measured_with(ground: Ground, phrases: list[Phrase], end: int) -> list[Phrase]:
    """Find B in "A was assessed with B, and no change": B is what was measured."""
    tokens = ground.tokens
    index = phrases[-1].reach if phrases else end
    while index < end and tokens[index].tag in {"be", "adv"}:
        index += 1
    if index + 1 >= end or tokens[index - 1].tag != "be":
        return []
    if tokens[index].tag == "prep" and tokens[index].lower.startswith(("measured", "assessed", "evaluated")):
        return read_list(tokens, index + 1, end)[0]
    if "measuring" in tokens[index].roles and tokens[index + 1].lower in {"with", "by", "using", "via"}:
        return read_list(tokens, index + 2, end)[0]
    return []


def _subject_start(ground: Ground, end: int) -> int:
    tokens, start = ground.tokens, ground.floor
    for index in range(end - 1, ground.floor - 1, -1):  # "results showed that A", "we found A"
        told = tokens[index].lower == "that" and tokens[index].tag not in {"w", "inserted"}
        if tokens[index].lower in _POSSESSIVES and index > ground.floor and tokens[index - 1].tag == "and":
            start = index  # "30 children got it and their A fell"
            break
        if told or tokens[index].tag in {"report", "stop", "but"}:
            start = index + 1
            break
    if start and tokens[start - 1].tag == "rel":  # "in trials that lasted a year, A": A
        start = max((i + 1 for i in range(start, end) if tokens[i].tag == "comma"), default=start)
    start = skip_tags(tokens, start, end, {"and", "comma", "adv", "but", "punct", "such", "neg", "particular"})
    start = _past_clause(tokens, start, end)
    if start + 1 < end and tokens[start].lower == "reported" and tokens[start + 1].tag == "w":  # "daily reported A"
        start += 1
    while start < end and tokens[start].tag in {"prep", "compare", "verb"} and tokens[start].lower != "per":
        if (past := _after_time(tokens, start, end)) is not None:
            start = past
        else:
            comma = next((i for i in range(start, end) if tokens[i].tag == "comma"), None)
            start = comma + 1 if comma is not None else _after_opening(tokens, start, end)
        start = skip_tags(tokens, start, end, {"and", "comma", "adv"})
    return start


def _past_clause(tokens: list[Token], start: int, end: int) -> int:
    """Past "the change in A was small," of "although the change in A was small, B": B is the subject."""
    verb = next((i for i in range(start, end) if tokens[i].tag == "be"), end)
    if verb > start and not (start and tokens[start - 1].tag == "but"):
        return start
    comma = next((i for i in range(verb, end - 1) if tokens[i].tag == "comma"), None)
    if comma is None or tokens[comma + 1].tag == "and":
        return start
    last = tokens[end - 1].roles & {"level", "share", "bare"} and end - comma <= _BARE  # "..., the rate": of the same
    return start if last else comma + 1


def _after_time(tokens: list[Token], start: int, end: int) -> int | None:
    """Past "at week 8", "after 8 weeks", where nothing of the kind follows; None where it is no time."""
    index = skip_tags(tokens, start + 1, end, {"det"})
    first = index
    while index < end and ("time" in tokens[index].roles or tokens[index].tag == "num"):
        index += 1
    told = any("time" in token.roles for token in tokens[first:index])
    return index if told and index < end and tokens[index].tag in {"w", "det", "comma"} else None


def _after_opening(tokens: list[Token], start: int, end: int) -> int:
    """Past "by the end of the study" where no comma ends it: a new article behind a noun begins the subject."""
    begun = [i for i in range(start + 2, end) if tokens[i].tag == "det" and tokens[i - 1].tag in {"w", "num"}]
    return begun[-1] if begun else _after_group(tokens, start, end)


def _after_group(tokens: list[Token], start: int, end: int) -> int:
    """Past "in both groups", "in the tea group" where a name follows right away."""
    group = next((i for i in range(start, end - 1) if "arm_word" in tokens[i].roles), None)
    if group is not None and tokens[group + 1].tag in {"w", "adv"} and "arm_word" not in tokens[group + 1].roles:
        return group + 1
    return _after_addition(tokens, start, end)


def _after_addition(tokens: list[Token], start: int, end: int) -> int:
    """Past "in the treated group and" where no comma ends it; the subject follows "and"."""
    joint = next((i for i in range(start, end) if tokens[i].tag == "and"), None)
    return joint + 1 if joint is not None else end


def skip_tags(tokens: list[Token], index: int, end: int, tags: set[str]) -> int:
    """The first index from `index` on, up to `end`, whose tag is none of `tags`."""
    while index < end and tokens[index].tag in tags:
        index += 1
    return index


def is_about_people(tokens: list[Token], phrases: list[Phrase]) -> bool:
    """The subject names a group or a treatment: what changed stands elsewhere."""
    if not phrases:
        return True
    return any(is_actor(tokens, phrase) for phrase in phrases)


def read_fronted(ground: Ground, end: int) -> list[Phrase]:
    """As in "For A, the groups did not differ": A."""
    tokens, start = ground.tokens, ground.floor
    while start < end and tokens[start].tag in {"adv", "comma", "and", "but"}:
        start += 1
    comma = next((i for i in range(start, end) if tokens[i].tag == "comma"), None)
    if comma is None or tokens[start].lower not in _FRONTS:
        return []
    return [phrase for phrase in read_list(tokens, start + 1, end)[0] if not is_actor(tokens, phrase)]


_FRONTS = frozenset(
    {"for", "on", "regarding", "concerning", "with respect to", "with regard to", "with regards to", "in terms of",
     "in relation to", "in regard to", "as for", "as to"}
)  # fmt: skip


def after_link(ground: Ground, index: int) -> int | None:
    """Past "in" of "improved in A", "superior in A", "performed better on A"."""
    tokens = ground.tokens
    index = skip_tags(tokens, index, ground.stop, {"adv", "sig"})
    if index < ground.stop and tokens[index].lower in {
        "in",
        "on",
        "for",
        "regarding",
        "in terms of",
        "results in terms of",
        "with respect to",
    }:
        return index + 1
    return None


def opens_subject(ground: Ground, cue: int) -> bool:
    """As in "Elevated A and B were normalised": a description of what was undone."""
    tokens = ground.tokens
    if cue > ground.floor + 1 or (cue and tokens[cue - 1].tag not in {"stop", "comma", "but", "punct", "and"}):
        return False
    verb = next((i for i in range(cue + 1, ground.stop) if tokens[i].tag in _FINITE), None)
    if verb is None or tokens[verb].tag != "be":
        return False
    after = next((i for i in range(verb + 1, ground.stop) if tokens[i].tag not in {"adv", "sig", "be"}), verb)
    undone = tokens[after].cue
    return undone is not None and undone.on_change == "reverse"


_FINITE = frozenset({"be", "have", "do", "modal", "carrier", "cue_v"})
