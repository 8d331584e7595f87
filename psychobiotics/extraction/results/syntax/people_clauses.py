"""What counted people did, as a part of the name of what was counted.

Pattern: "the proportion of patients who achieved A was higher", "the number of women needing A fell", "the percentage
of children that were free of A at week 4", "the number of patients with a reduction of A by half": the clause belongs
to the noun phrase, up to the verb of the sentence, to a group or to a time; examples belong to it ("using drugs, such
as A or B,").

It must not be fooled by: "patients who drank tea had less A" (nobody is counted: the clause says who they are), "the
number of A in patients who drank tea".
"""

from psychobiotics.extraction.results.syntax.tokens import Token

_MOST = 14  # tokens of one clause
_SIZE = 5  # tokens of "an at least 50%"
_BEFORE_PEOPLE = 5  # tokens between "number of" and the people: "of the randomised elderly"
_FINITE = frozenset({"be", "have", "do", "modal"})
_OPENING = _FINITE | {"neg", "adv"}
_ENDS = frozenset({"compare", "stop", "but", "rel", "comma", "punct", "and", "carrier", "cue_v", "cause", "report"})
_RELATIVE = frozenset({"who", "that"})


def join_people_clauses(tokens: list[Token]) -> None:
    """Make each clause about counted people a part of their noun phrase, in place."""
    for index, token in enumerate(tokens[:-3]):
        if "share" in token.roles and tokens[index + 1].tag == "of" and (people := _people(tokens, index + 2)):
            _join(tokens, people + 1)


def _people(tokens: list[Token], index: int) -> int | None:
    for place in range(index, min(index + _BEFORE_PEOPLE, len(tokens) - 1)):
        if "group" in tokens[place].roles and "group" not in tokens[place + 1].roles:
            return place
        if tokens[place].tag not in {"w", "det", "num", "verb", "cue_v", "cue_a"}:
            return None
    return None


def _join(tokens: list[Token], start: int) -> None:
    """Turn the words of the clause that begins at `start` into words of a name."""
    end = start
    if tokens[start].lower in _RELATIVE:
        end = start + 1
        while end < len(tokens) and tokens[end].tag in _OPENING:
            end += 1
    elif tokens[start].lower == "with" and (noun := _change_in(tokens, start + 1)) is not None:
        end = noun  # "with a reduction of A by half"
    elif not tokens[start].lower.endswith("ing") or tokens[start].tag == "prep" or "agent" in tokens[start].roles:
        return
    end += 1  # its verb
    while end < min(len(tokens), start + _MOST) and not _ends(tokens, end):
        end += 1
    end = _with_examples(tokens, end)
    for token in tokens[start:end]:
        if token.tag not in {"w", "num", "of"}:
            token.tag, token.cue = "w", None


def _change_in(tokens: list[Token], index: int) -> int | None:
    """Index of a noun of change near `index`, past an article and a size."""
    for place in range(index, min(index + _SIZE, len(tokens))):
        if tokens[place].tag == "cue_n":
            return place
        if tokens[place].tag not in {"det", "num", "punct", "w", "adv", "cue_a"}:
            return None
    return None


def _with_examples(tokens: list[Token], end: int) -> int:
    """Past ", such as A, B or C, etc.," of "needing medication, such as A, B or C, etc., was"."""
    if end + 1 >= len(tokens) or tokens[end].tag != "comma" or tokens[end + 1].lower != "such as":
        return end
    stop = end + 2
    while stop < min(len(tokens), end + _MOST) and tokens[stop].tag in {"w", "comma", "and", "punct", "num"}:
        stop += 1
    return stop - 1 if tokens[stop - 1].tag == "comma" else stop


def _ends(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.tag in _FINITE | _ENDS:
        return True
    if token.tag != "prep":
        return False
    return any(t.roles & {"group", "time"} for t in tokens[index + 1 : index + 5])
