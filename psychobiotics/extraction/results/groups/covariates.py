"""Results that go with who people were or how they took part, not with what was given.

Pattern: "older age was associated with lower A", "better A had an association with the number of sessions", "sex did
not predict A", "A was greater in men than in women", "those excluded had more A than": no effect of what was given.

It must not be fooled by: "tea was associated with lower A" (what was given), "higher B was associated with lower A" (a
correlation), "predicted functions" of a genome.
"""

from collections.abc import Iterator

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.syntax.tokens import Token

_TRAITS = frozenset({"people_trait", "people_kind", "subgroup", "taking_part"})
_KINDS = frozenset({"subgroup", "people_kind"})
_GIVEN = frozenset({"agent", "treated_group"})
_ENDS = frozenset({"stop", "but", "rel"})
_OBJECTS = frozenset({"det", "cue_v", "cue_n", "cue_a"})


def without_covariates(tokens: list[Token], frames: list[Frame]) -> list[Frame]:
    """The frames but for those of a sentence that predicts, and those whose subject is a trait of people."""
    if not frames or any(_predicts(tokens, index) for index in range(len(tokens))) or _compares_lost(tokens):
        return []
    linked = {index for clause in _linked_clauses(tokens) for index in clause}
    return [frame for frame in frames if frame.cue not in linked and not _compares_kinds(tokens, frame)]


def _compares_lost(tokens: list[Token]) -> bool:
    """As in "those excluded were older than those who stayed": who left, not what came of it."""
    if _contrasts_deeds(tokens):
        return True
    return any("parting" in token.roles for token in tokens) and any(token.tag == "compare" for token in tokens)


def _contrasts_deeds(tokens: list[Token]) -> bool:
    """As in "between those who met or did not meet the goal", "compared to those who did not": by what they did."""
    for index in range(2, len(tokens) - 1):
        if tokens[index].tag != "do" or tokens[index + 1].tag != "neg":
            continue
        if tokens[index - 1].lower == "or" and any(token.lower == "who" for token in tokens[:index]):
            return True
        last = index + 2 >= len(tokens) or tokens[index + 2].tag in {"stop", "punct"}
        if last and tokens[index - 1].lower == "who" and any(token.tag == "compare" for token in tokens[:index]):
            return True
    return False


def _compares_kinds(tokens: list[Token], frame: Frame) -> bool:
    """As in "A was greater in men than in women"."""
    against = next((i for i in range(frame.cue, len(tokens)) if tokens[i].tag == "compare"), None)
    if frame.kind != "change" or against is None:
        return False
    before, behind = _kinds(tokens[frame.cue + 1 : against]), _kinds(tokens[against + 1 : against + 4])
    return before and behind


def _kinds(tokens: list[Token]) -> bool:
    return any(t.roles & _KINDS for t in tokens) and not any(t.roles & _GIVEN or "control" in t.roles for t in tokens)


def _predicts(tokens: list[Token], index: int) -> bool:
    if "predicting" not in tokens[index].roles:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return not tokens[index].lower.endswith("ed") or (after is not None and after.tag in _OBJECTS)


def _linked_clauses(tokens: list[Token]) -> Iterator[range]:
    """The clauses with "associated with" between a trait of people, or how they took part, and something else."""
    for index in range(1, len(tokens) - 1):
        if tokens[index].tag != "corr" or tokens[index + 1].lower != "with":
            continue
        start, end = index, index
        while start and not _ends_clause(tokens, start - 1):
            start -= 1
        while end < len(tokens) and not _ends_clause(tokens, end):
            end += 1
        told = next((t for t in reversed(tokens[start:index]) if t.roles & (_TRAITS | _GIVEN)), None)
        of_trait = told is not None and bool(told.roles & _TRAITS)  # "treatment adherence"
        of_part = told is None and any("taking_part" in token.roles for token in tokens[index:end])
        if of_trait or of_part:
            yield range(start, end)


def _ends_clause(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    joined = token.tag == "comma" and index + 1 < len(tokens) and tokens[index + 1].tag in {"and", "but"}
    return joined or token.tag in _ENDS or token.tag == "report" or token.lower == "that"
