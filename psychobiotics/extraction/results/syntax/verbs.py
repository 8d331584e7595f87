"""The verb group in front of a cue: passive, negated, hedged, infinitive.

Pattern: "was not significantly reduced", "did not reduce", "failed to reduce", "was shown to reduce", "may reduce",
"was 1.2 points lower".

It must not be fooled by: "to reduce bias, we" (a purpose, not a result), "not only reduced".
"""

from dataclasses import dataclass, field

from psychobiotics.extraction.results.syntax.tokens import Token

_GROUP = frozenset({"adv", "sig", "be", "have", "do", "modal", "neg", "without"})
_HELPS = frozenset({"help", "helped", "helps"})
_SUBJECT = 20  # tokens of the longest subject between "showed that" and its verb
_LICENCES = frozenset({"report", "verb", "neg", "carrier"})  # "found to", "appeared to", "failed to"


@dataclass(slots=True)
class VerbGroup:
    """What stands between subject and cue.

    Attributes:
        first: Index of its first token (the cue itself where there is none).
        passive: A form of "be" is in it.
        negation: Index of the negating token, or None.
        hedged: A modal, or an infinitive that nothing licenses.
        infinitive: "to" is in it.
        significance: Indices of words of significance.
    """

    first: int
    passive: bool = False
    negation: int | None = None
    hedged: bool = False
    infinitive: bool = False
    significance: list[int] = field(default_factory=list)


def read_verb_group(tokens: list[Token], cue: int, floor: int) -> VerbGroup:
    """The verb group that ends before the token `cue`, not reaching below `floor`."""
    group = VerbGroup(cue)
    index = _before_said_amount(tokens, cue, floor) - 1
    while index >= floor:
        token = tokens[index]
        if token.lower == "to" and _is_licensed(tokens, index, floor):
            group.infinitive = True
        elif group.infinitive and (token.tag in {"verb", "report", "carrier"} or "licensing" in token.roles):
            pass
        elif token.lower in _HELPS:  # "helped (to) reduce A": it did
            group.infinitive = False
        elif "all_of" in token.roles and index > floor and tokens[index - 1].tag in {"be", "modal"}:
            pass  # "were both reduced"
        elif token.tag not in _GROUP and token.lower != "had":  # "A had improved"; else it carries a noun
            break
        _note(group, tokens, index)
        group.first = index
        index -= 1
    if group.first > floor and (tokens[group.first - 1].lower == "to" or _is_potential(tokens, group.first, floor)):
        group.hedged = True
    return group


def before_amount(tokens: list[Token], cue: int, floor: int) -> int:
    """Before the amount of "A was three times higher", "B 20% higher"; `cue` where no amount stands there."""
    if cue - 1 > floor and tokens[cue - 1].tag == "w" and _is_number(tokens[cue - 2]):
        return cue - 2
    counted = _is_number(tokens[cue - 1]) if cue else False
    return cue - 1 if cue > floor and (counted or tokens[cue - 1].lower.endswith("fold")) else cue


def _is_number(token: Token) -> bool:
    return token.tag == "num" or "count_word" in token.roles


def _before_said_amount(tokens: list[Token], cue: int, floor: int) -> int:
    """The same where "was" stands before the amount."""
    first = before = before_amount(tokens, cue, floor)
    while before > floor and tokens[before - 1].tag in {"adv", "sig"}:
        before -= 1
    return first if before > floor and tokens[before - 1].tag == "be" else cue


def _is_potential(tokens: list[Token], first: int, floor: int) -> bool:
    """As in "the potential of it in reducing", "to examine its efficacy in reducing": not a result."""
    if tokens[first - 1].lower not in {"in", "for", "of"}:
        return False
    aims = range(max(floor, first - 14) + 1, first)
    if any("inquiring" in tokens[i].roles and tokens[i - 1].lower == "to" for i in aims):  # "to examine A in reducing"
        return True
    return any("possibility" in t.roles for t in tokens[max(floor, first - 9) : first])


def _is_licensed(tokens: list[Token], index: int, floor: int) -> bool:
    before = index - 1
    while before >= floor and tokens[before].tag == "adv":
        before -= 1
    return before >= floor and (tokens[before].tag in _LICENCES or "licensing" in tokens[before].roles)


def is_reported_clause(tokens: list[Token], index: int) -> bool:
    """As in "results showed that it could reduce A": a result, not a possibility."""
    for before in range(index - 1, max(0, index - _SUBJECT) - 1, -1):
        if tokens[before].lower == "that":
            told = before > 1 and (tokens[before - 1].roles & {"asserting", "human"})
            return bool(told) and "many_reports" not in tokens[before - 2].roles
        if tokens[before].tag == "report" and "asserting" in tokens[before].roles and before > 0:
            return tokens[before - 1].tag not in {"be", "have"}  # "our results found it could reduce A"
    return False


def _note(group: VerbGroup, tokens: list[Token], index: int) -> None:
    token = tokens[index]
    if token.tag == "be":
        group.passive = group.passive or not group.infinitive
    elif token.tag == "neg" and token.lower.endswith(" to"):  # "was not able to", "failed to"
        group.infinitive, group.negation, group.passive = True, index, False
    elif (
        token.tag == "neg" and not (index + 1 < len(tokens) and tokens[index + 1].lower == "only")
    ) or token.tag == "without":
        group.negation = index
    elif token.tag == "modal":
        group.hedged = not (token.lower in {"could", "can"} and is_reported_clause(tokens, index))
    if token.tag == "sig" or token.lower.endswith("significantly"):
        group.significance.append(index)
