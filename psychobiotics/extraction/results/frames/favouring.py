"""Results that say whom they favour.

Pattern: "A and B favoured tea (p = .01)", "results favoured tea over milk in A", "differences in A in favour of tea",
"a difference in favour of tea was found for A": A is better with tea; worse, where the control is favoured.

It must not be fooled by: "no difference in favour of tea", "favoured foods", what has a direction of its own ("a
reduction in A in favour of tea").
"""

from psychobiotics.extraction.results.frames.exceptions import but_not_frame
from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.syntax.complements import read_linked
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.subjects import read_subject
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.extraction.results.syntax.verbs import read_verb_group
from psychobiotics.vocab.result_words import Cue

_PREPOSITIONS = frozenset({"in favour of", "in favor of"})
_ENDS = frozenset({"stop", "but", "rel"})
_PEOPLE = frozenset({"agent", "group", "control"})
_NEAR = 6  # tokens in which the favoured group is named


def favour_frames(tokens: list[Token], told: list[Frame]) -> list[Frame]:
    """A frame for each verb or preposition of favour; its token becomes a cue, in place.

    Args:
        tokens: The sentence.
        told: The frames found before; their outcomes have a direction.
    """
    named = {phrase.first for frame in told for phrase in frame.phrases}
    frames = []
    for index, token in enumerate(tokens):
        verb = "favouring" in token.roles
        if not verb and token.lower not in _PREPOSITIONS:
            continue
        ground = Ground(tokens, _clause_start(tokens, index), _clause_end(tokens, index))
        favoured = {role for near in tokens[index + 1 : min(index + 1 + _NEAR, ground.stop)] for role in near.roles}
        if not favoured & _PEOPLE:
            continue
        group = read_verb_group(tokens, index, ground.floor)
        phrases = [p for p in _outcomes(ground, index, group.first, verb) if not is_actor(tokens, p)]
        if not phrases or named & {phrase.first for phrase in phrases}:
            continue
        token.cue = Cue(token.lower, "adjective", "worsen" if "control" in favoured else "improve", "keep", "either")
        last = max([index + 1, *(phrase.reach for phrase in phrases)])
        frames.append(Frame(index, phrases, ground.floor, last, group.negation, None, group.significance))
        denied = but_not_frame(tokens, ground.stop, frames) if ground.stop < len(tokens) else None
        frames.extend([denied] if denied else [])
    return frames


def _clause_start(tokens: list[Token], index: int) -> int:
    return next((i + 1 for i in range(index - 1, -1, -1) if tokens[i].tag in _ENDS), 0)


def _clause_end(tokens: list[Token], index: int) -> int:
    return next((i for i in range(index, len(tokens)) if tokens[i].tag in _ENDS), len(tokens))


def _outcomes(ground: Ground, index: int, first: int, verb: bool) -> list[Phrase]:
    """What is better: behind a noun of difference, the subject of the verb, or behind the favoured group."""
    tokens = ground.tokens
    noun = next((i for i in range(ground.floor, first) if tokens[i].tag == "cue_n"), None)
    differing = read_linked(Ground(tokens, ground.floor, first), noun + 1)[0] if noun is not None else []
    if differing:
        return differing
    subject = read_subject(ground, first) if verb and noun is None else []
    if subject and not any(is_actor(tokens, phrase) for phrase in subject):
        return subject
    return read_linked(ground, index + 1)[0]
