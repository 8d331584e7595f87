"""Names that share their last word across brackets.

Pattern: "depressive (p = .01) or anxious (p = .2) outcomes", "physical (p = .1) and mental (p = .02) scores": two
outcomes, each with its own statistic; the first lacks the word that both share. So do "physical (p = .1), social (p =
.3), and mental (p = .02) health", "physical (p = .1) and mental health (p = .02)"; "verbal recall (p = .1) and work
memory (p = .02)" are two whole names. "Physical, role and social functioning" are three.

It must not be fooled by: "range (ROM) and speed" (a bracket without a statistic), "A (p = .01) and B (p = .2)" (nothing
is shared).
"""

from dataclasses import replace

from psychobiotics.extraction.results.result import Result
from psychobiotics.extraction.results.syntax.asides import count_precision
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.tokens import Aside, Line, Token


def split_heads(tokens: list[Token], result: Result, asides: list[Aside]) -> list[Result]:
    """The result, or one for each part of its name that has a statistic of its own.

    Args:
        tokens: The sentence.
        result: A result whose name may hold brackets.
        asides: The brackets of the sentence that hold statistics.
    """
    phrase = result.phrase
    if shared := _share_last(tokens, result, asides):
        return [shared]
    inside = [aside.at for aside in asides if phrase.first < aside.at < phrase.core_end]
    joints = [at for at in inside if tokens[at].tag == "and"]
    if not joints:
        return [result]
    if inside[-1] == joints[-1]:
        closed = any(aside.at == phrase.core_end for aside in asides)
        return _split_names(result, joints) if closed else [result]
    head = (inside[-1], phrase.core_end)
    parts: list[Result] = []
    first = phrase.first
    for end in joints:
        parts.append(replace(result, phrase=Phrase(first, end, end, end, phrase.embedded), head=head, statistics=[]))
        first = end + 1
    last = Phrase(first, inside[-1], inside[-1], phrase.reach, phrase.embedded)
    return [*parts, replace(result, phrase=last, head=head, statistics=[])]


def _split_names(result: Result, joints: list[int]) -> list[Result]:
    """Names that end in brackets of their own; one of a single word lacks the last word of the whole."""
    phrase = result.phrase
    head = (phrase.core_end - 1, phrase.core_end)
    parts: list[Result] = []
    first = phrase.first
    for end in joints:
        part = Phrase(first, end, end, end, phrase.embedded)
        parts.append(replace(result, phrase=part, head=head if end - first == 1 else None, statistics=[]))
        first = end + 1
    last = Phrase(first, phrase.core_end, phrase.end, phrase.reach, phrase.embedded)
    return [*parts, replace(result, phrase=last, statistics=[])]


def lacks_head(line: Line, phrase: Phrase, phrases: list[Phrase]) -> bool:
    """As "physical" in "physical (p = .1), social (p = .2), and mental (p = .02) health": a list's last name has it."""
    told = any(aside.at == phrase.end and count_precision(line, aside) for aside in line.asides)
    told = told or _names_functions(line.tokens, phrases)
    return told and _is_lone(line.tokens, phrase) and _ends_in_head(phrases, phrase)


def _names_functions(tokens: list[Token], phrases: list[Phrase]) -> bool:
    """The last name ends in what each of the others is one of: "physical, role and social functioning"."""
    return "facet_head" in tokens[phrases[-1].core_end - 1].roles


def _is_lone(tokens: list[Token], phrase: Phrase) -> bool:
    word = tokens[phrase.first]
    if phrase.core_end - phrase.first != 1 or word.roles & _NAMES:
        return False
    return "facet" in word.roles or word.lower.endswith(_ADJECTIVE_ENDS)


def _ends_in_head(phrases: list[Phrase], phrase: Phrase) -> bool:
    last = phrases[-1]
    return last.first > phrase.first and last.core_end - last.first > 1


def _share_last(tokens: list[Token], result: Result, asides: list[Aside]) -> Result | None:
    """A lone adjective with the head of the list's last name, or that name with a bracket before its head."""
    phrase, phrases = result.phrase, result.frame.phrases
    last = phrases[-1]
    named = _names_functions(tokens, phrases)
    lone = [p for p in phrases if _is_lone(tokens, p) and (named or any(aside.at == p.end for aside in asides))]
    if any(p is phrase for p in lone) and _ends_in_head(phrases, phrase):
        return replace(result, head=(last.core_end - 1, last.core_end))
    inside = [aside.at for aside in asides if phrase.first < aside.at < phrase.core_end]
    if not lone or phrase is not last or inside != [phrase.core_end - 1] or tokens[inside[0]].tag != "w":
        return None
    part = Phrase(phrase.first, inside[0], inside[0], phrase.reach, phrase.embedded)
    return replace(result, phrase=part, head=(inside[0], phrase.core_end))


_ADJECTIVE_ENDS = ("al", "ive", "ic", "ous", "ary", "ed", "ar", "ory")
_NAMES = frozenset({"construct", "measured", "test", "group", "agent"})
