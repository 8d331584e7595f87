"""Frames: one cue of change with the noun phrases whose direction it tells.

The frames of verbs, nouns and adjectives, of nulls and of correlations stand in modules of their own; `clauses` finds
them all.

Pattern: a phrase names an outcome unless its head is a group, a treatment or a report ("patients", "the tea", "these
results"), a bare measure, time or adjective ("levels", "week 8", "effective").

It must not be fooled by: "number of patients needing rescue drugs", "response rate", "continued treatment" (outcomes).
"""

from dataclasses import dataclass, field
from itertools import pairwise

from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.records.record import record

_OBJECT_PRONOUNS = frozenset({"it", "them"})


@dataclass(slots=True)
class Frame:
    """A cue and what it speaks of.

    Attributes:
        cue: Index of the cue token.
        phrases: The outcome phrases.
        first: Where its territory begins; it ends where the next frame's begins.
        last: Index after the last token that it has read.
        negation: Index of the token that negates it, or None.
        change: Index of a noun of change that is the cue's object or subject ("attenuated the decrease in A").
        significance: Indices of words of significance in its verb group.
        hedged: "may", "to" without licence.
        kind: "change", "null", "correlation", "association", "exception", "numeric".
        partners: For a correlation, the other side.
        values: For a numeric result, the indices of its one or two numbers.
    """

    cue: int
    phrases: list[Phrase]
    first: int
    last: int
    negation: int | None = None
    change: int | None = None
    significance: list[int] = field(default_factory=list)
    hedged: bool = False
    kind: str = "change"
    partners: list[Phrase] = field(default_factory=list)
    values: list[int] = field(default_factory=list)


@record(frozen=True, slots=True)
class Ground:
    """The tokens of a sentence and the stretch in which one frame may look.

    Attributes:
        floor: Nothing before it belongs to the frame.
        stop: The clause ends here.
    """

    tokens: list[Token]
    floor: int
    stop: int


def takes_pronoun(tokens: list[Token], cue: int) -> bool:
    """As in "X improved A, but Y impaired it": the verb's object was named before."""
    after = tokens[cue + 1] if cue + 1 < len(tokens) and tokens[cue].tag == "cue_v" else None
    return after is not None and after.tag == "pron" and after.lower in _OBJECT_PRONOUNS


def is_actor(tokens: list[Token], phrase: Phrase) -> bool:
    """The phrase's head is a group, a treatment or a report."""
    if tokens[phrase.first].tag == "verb" or any(names(tokens, phrase) for names in _NAMED_BY_MORE):
        return False  # "continued antidepressants"
    heads = [t for t in _head_part(tokens, phrase) if t.tag not in {"num", "of", "det"}]
    if any(t.lower == "with" for t in tokens[phrase.first : phrase.core_end]):
        return False  # "proportion of patients with anxiety"
    if not heads or heads[-1].roles & _ACTORS or all(t.tag == "cue_n" for t in heads):
        return True
    if "time" in heads[-1].roles and phrase.end == phrase.core_end and all(t.roles & _TIMES for t in heads):
        return True
    if phrase.end == phrase.core_end and all(
        t.roles & _NOT_ALONE or t.tag in {"of", "det", "num", "cue_n"} for t in tokens[phrase.first : phrase.core_end]
    ):
        return True
    return len(heads) == 1 and _is_bare_adjective(heads[0])


def _counts_people(tokens: list[Token], phrase: Phrase) -> bool:
    """As in "number of patients needing medication": what they did is the outcome."""
    if "share" not in tokens[phrase.first].roles:
        return False
    named = tokens[phrase.first : phrase.core_end]
    return any(
        "group" in a.roles and (b.lower == "who" or (b.lower.endswith("ing") and not b.roles & _ACTORS))
        for a, b in pairwise(named)
    )


def _is_use(tokens: list[Token], phrase: Phrase) -> bool:
    """As in "additional use of painkillers", of what was not given to anybody as a treatment."""
    words = tokens[phrase.first : phrase.core_end]
    of = next((i for i, token in enumerate(words) if token.tag == "of"), len(words))
    if not 0 < of < len(words) - 1 or "used" not in words[of - 1].roles:
        return False
    return not any(token.roles & {"agent", "group", "generic"} for token in words[of + 1 :])


def _is_rate(tokens: list[Token], phrase: Phrase) -> bool:
    """As in "response rate": two words that name nothing each, together do."""
    words = tokens[phrase.first : phrase.core_end]
    return len(words) > 1 and "takes_to" in words[-2].roles and "level" in words[-1].roles and words[-2].tag == "w"


_NAMED_BY_MORE = (_counts_people, _is_rate, _is_use)


def _is_bare_adjective(token: Token) -> bool:
    """As in "pronounced", "effective", "abundant" alone name no outcome."""
    if token.lower.endswith(("ment", "eed", "oxidant")):
        return False
    return token.tag == "w" and token.lower.endswith(("ent", "ant", "ive", "ful", "ous", "able", "ible", "ed", "ical"))


_ACTORS = frozenset({"group", "agent", "generic"})
_TIMES = frozenset({"time", "agent", "generic", "bare"})
_NOT_ALONE = frozenset({"matrix", "bare"})
_MEASURES = frozenset({"level", "level_head", "time"})


def _head_part(tokens: list[Token], phrase: Phrase) -> list[Token]:
    """The words up to the first "of" or "per"; past it where they only name a measure ("number of patients")."""
    words = tokens[phrase.first : phrase.core_end]
    cut = next((i for i, t in enumerate(words) if t.lower in {"of", "per"}), len(words))
    if cut == 1 and words[0].roles & _MEASURES and cut + 1 < len(words) and words[cut].lower == "of":
        end = next((i for i in range(cut + 1, len(words)) if words[i].lower in {"of", "per"}), len(words))
        return words[cut + 1 : end]
    return words[:cut]
