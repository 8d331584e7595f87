"""Effects that are named, not measured.

Pattern: "exerted anxiolytic effects", "had no sedative effect" (the effect is the outcome), "led to a depression-like
phenotype", "caused anhedonia", "the mice showed deficits in A" (what is brought about increases).

It must not be fooled by: "resulted in lower A" (a change of its own), "led to 40 samples".
"""

from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.frames.noun_frames import find_negation_after, read_noun_group
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.extraction.results.syntax.verbs import read_verb_group
from psychobiotics.vocab.result_words import outcome_orientations


def action_frame(ground: Ground, cue: int) -> Frame | None:
    """As in "exerted hypnotic effects": the words of action and the noun are the outcome."""
    tokens, first = ground.tokens, cue
    while first > ground.floor and tokens[first - 1].tag in {"w", "and"} and _is_action(tokens, first - 1):
        first -= 1
    if first == cue or not any(
        t.tag in {"carrier", "no", "report", "cause"} for t in tokens[max(0, first - 5) : first]
    ):
        return None
    group = read_noun_group(ground, first)
    negation = group.negation if group.negation is not None else find_negation_after(ground, cue)
    phrase = Phrase(first, cue + 1, cue + 1, cue + 1)
    return Frame(cue, [phrase], group.first, cue + 1, negation, None, group.significance, group.hedged, "action")


def _is_action(tokens: list[Token], index: int) -> bool:
    return "action" in tokens[index].roles or (tokens[index].tag == "and" and "action" in tokens[index - 1].roles)


def cause_frame(ground: Ground, cue: int) -> Frame | None:
    """As in "led to a depression-like phenotype": something bad that is brought about."""
    tokens = ground.tokens
    start = cue + 1 + (cue + 1 < ground.stop and tokens[cue + 1].tag == "report")  # "showed apparent deficits"
    phrases, last = read_list(tokens, start, ground.stop)
    told = phrases if "manifesting" in tokens[cue].roles else phrases[:1]
    if not phrases or phrases[0].embedded is not None or not any(_is_bad(tokens, phrase) for phrase in told):
        return None
    negation = read_verb_group(tokens, cue, ground.floor).negation
    return Frame(cue, [p for p in phrases if not is_actor(tokens, p)], cue, last, negation, kind="action")


def is_manifest(tokens: list[Token], cue: int) -> bool:
    """As in "the mice did not develop A": what animals or a stressed group show."""
    if "manifesting" not in tokens[cue].roles:
        return False
    if tokens[cue].tag == "report":  # "revealed deficits in the mice"
        return any("animal" in token.roles for token in tokens[cue : cue + _FAR])
    before = cue - 1
    while before > 0 and tokens[before].tag in _VERB_GROUP:
        before -= 1
    if before < 0:
        return False
    harmed = any("inducer" in token.roles for token in tokens[max(0, before - _NEAR) : before])
    return bool(tokens[before].roles & _SHOWING) or (harmed and "group" in tokens[before].roles)


_VERB_GROUP = frozenset({"adv", "sig", "neg", "do", "have"})
_SHOWING = frozenset({"animal", "inducer"})
_FAR = 20  # tokens in which those that show it are named
_NEAR = 3  # tokens of a group's name


def _is_bad(tokens: list[Token], phrase: Phrase) -> bool:
    words = [t.lower for t in tokens[phrase.first : phrase.core_end]]
    return any(w.endswith("-like") for w in words) or outcome_orientations().get(words[-1]) == "lower"
