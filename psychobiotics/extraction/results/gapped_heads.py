"""Names that share their last word across brackets.

Pattern: "depressive (p = .01) or anxious (p = .2) outcomes", "physical (p = .1) and mental (p = .02) scores": two
outcomes, each with its own statistic; the first lacks the word that both share.

It must not be fooled by: "range (ROM) and speed" (a bracket without a statistic), "A (p = .01) and B (p = .2)" (nothing
is shared).
"""

from dataclasses import replace

from psychobiotics.extraction.results.phrases import Phrase
from psychobiotics.extraction.results.result import Result
from psychobiotics.extraction.results.tokens import Aside, Token


def split_heads(tokens: list[Token], result: Result, asides: list[Aside]) -> list[Result]:
    """The result, or one for each part of its name that has a statistic of its own.

    Args:
        tokens: The sentence.
        result: A result whose name may hold brackets.
        asides: The brackets of the sentence that hold statistics.
    """
    phrase = result.phrase
    inside = [aside.at for aside in asides if phrase.first < aside.at < phrase.core_end]
    joints = [at for at in inside if tokens[at].tag == "and"]
    if not joints or inside[-1] == joints[-1]:
        return [result]
    head = (inside[-1], phrase.core_end)
    parts: list[Result] = []
    first = phrase.first
    for end in joints:
        parts.append(replace(result, phrase=Phrase(first, end, end, end, phrase.embedded), head=head, statistics=[]))
        first = end + 1
    last = Phrase(first, inside[-1], inside[-1], phrase.reach, phrase.embedded)
    return [*parts, replace(result, phrase=last, head=head, statistics=[])]
