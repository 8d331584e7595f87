"""Whether a cue word is a verb, a noun or an adjective where it stands.

Pattern: "an increase in X", "decreases of X", "no change" are nouns; "did not increase", "to increase", "these diets
increase X" are verbs; "lower" is a verb only after "to" or a modal.

It must not be fooled by: "led to increases in" (a noun after "to"), "latency to fall" and "social interaction" (names),
"attenuated decreases in", "required rescue medication" (a name).
"""

from psychobiotics.extraction.results.syntax.phrases import speaks_of_people
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.vocab.result_words import Cue, direction_cues

_BEFORE_NOUN = frozenset({"det", "no", "sig", "of", "carrier", "cause", "cue_a", "cue_v", "prep", "adv"})
_BEFORE_VERB = frozenset({"modal", "do", "neg", "pron", "rel"})
_BEFORE_FEELING = frozenset({"cue_a", "cue_v", "det", "no", "prep", "of", "and", "comma"})
_NOUN_LINKS = frozenset({"in", "of"})
_TAGS = {"noun": "cue_n", "adjective": "cue_a"}


def resolve_parts(tokens: list[Token]) -> None:
    """Settle the tag and the reading of each ambiguous cue, in place."""
    for index, token in enumerate(tokens):
        if token.lower == "in both" and not _leads_to_groups(tokens, index + 1):
            token.lower, token.roles = "in", frozenset()  # "a fall in both A and B"
        named = "event_noun" in token.roles and _names_event(tokens, index)
        if named or _names_deed(tokens, index):
            token.cue, token.tag = None, "w"
        elif _names_contact(tokens, index):
            token.cue, token.tag, token.roles = None, "w", frozenset()
        if token.cue is None:
            continue
        readings = direction_cues()[token.lower]
        if len(readings) == 1 and readings[0].part == "base" and _names_thing(tokens, index):
            token.cue, token.tag = None, "w"
        elif "felt" in token.roles and index and tokens[index - 1].tag in _BEFORE_FEELING:
            token.cue, token.tag = None, "w"  # "improved affect"
        elif len(readings) > 1:
            token.cue = _choose(tokens, index, readings)
            token.tag = _TAGS.get(token.cue.part, "cue_v")


def _leads_to_groups(tokens: list[Token], index: int) -> bool:
    """As in "in both (the tea and milk) groups", "in both sexes": in whom, not what."""
    for token in tokens[index : index + _NEAR + 1]:
        if token.roles & _WHERE:
            return True
        if token.tag not in {"w", "det", "and", "num", "cue_a"}:
            return False
    return False


_WHERE = frozenset({"arm_word", "group", "agent", "time", "matrix", "subgroup", "animal"})


def _names_deed(tokens: list[Token], index: int) -> bool:
    """As in "latency to fall", "time to improve", "time needed to fall": until what."""
    if index < _AFTER_TIME or tokens[index - 1].lower != "to" or tokens[index].cue is None:
        return False
    needed = "taking" in tokens[index - 2].roles and index > _AFTER_TIME
    return "lapse" in tokens[index - 2 - needed].roles


def _names_contact(tokens: list[Token], index: int) -> bool:
    """As in "social interaction", "peer interaction": of animals or people, not of two factors."""
    before = tokens[index - 1] if index else None
    if "crossing" not in tokens[index].roles or tokens[index].tag != "cue_n" or before is None or before.tag != "w":
        return False
    near = tokens[max(0, index - _NEAR) : index]
    crossed = any(token.lower in _CROSSES or "-by-" in token.lower for token in near)
    return not (crossed or before.roles & _FACTORS)


_AFTER_TIME = 2  # "time to" stands before the deed
_CROSSES = frozenset({"by", "×", "x", "*", "-", "between"})
_FACTORS = frozenset({"group", "time", "counted_time", "agent", "generic"})
_NEAR = 5  # tokens in which the factors of an interaction stand


def _names_event(tokens: list[Token], index: int) -> bool:
    """As in "fewer falls", "hospital stay", "risk of falls"; not "patients stay", "cortisol falls"."""
    before = tokens[index - 1] if index else None
    if before is None:
        return False
    if tokens[index].tag == "be":
        return before.tag == "of" or (before.tag == "w" and "group" not in before.roles)
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if after in _NOUN_LINKS and not speaks_of_people(tokens, index + 2, len(tokens)):  # "larger falls in A"
        return False
    return before.tag in _BEFORE_NOUN | {"num", "and", "comma"}


def _names_thing(tokens: list[Token], index: int) -> bool:
    """As in "required rescue medication": no verb stands after a verb or an article."""
    if not index or index + 1 >= len(tokens) or tokens[index + 1].tag != "w":
        return False
    before = tokens[index - 1]
    return (
        before.tag in {"det", "of", "verb", "no"}
        or before.lower.endswith("ing")
        or (before.tag == "prep" and before.lower != "to")
    )


def _choose(tokens: list[Token], index: int, readings: tuple[Cue, ...]) -> Cue:
    verbs = [cue for cue in readings if cue.part not in {"noun", "adjective"}]
    others = [cue for cue in readings if cue.part in {"noun", "adjective"}]
    if not verbs or not others:
        return readings[0]
    verb = _has_object(tokens, index) or _is_verb(tokens, index, others[0].part)
    return verbs[0] if verb else others[0]


def _has_object(tokens: list[Token], index: int) -> bool:
    """As in "in lowering A": a gerund, no noun."""
    after = tokens[index + 1].tag if index + 1 < len(tokens) else ""
    return index > 0 and tokens[index].lower.endswith("ing") and after in {"w", "det"}


def _is_verb(tokens: list[Token], index: int, rival: str) -> bool:
    before = tokens[index - 1] if index else None
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if before is None:
        return False
    if rival == "adjective":
        return before.lower == "to" or before.tag == "modal"
    if before.lower == "to":
        return after not in _NOUN_LINKS
    earlier = tokens[index - 2].tag if before.tag == "adv" and index > 1 else before.tag
    if earlier in _BEFORE_VERB:
        return True
    singular = before.tag == "w" and (not before.lower.endswith("s") or before.lower.endswith("ous"))
    if singular and direction_cues()[tokens[index].lower][0].part == "base":
        return False  # "cognitive decline", but "levels decline"
    return not (before.tag in _BEFORE_NOUN or after in _NOUN_LINKS or before.tag == "num")
