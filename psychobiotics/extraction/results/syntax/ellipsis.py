"""Results that lean on the verb of the result before.

Pattern: "A improved, and so did B", "A rose, as did B", "A was not affected, nor was B", "A fell from 9 to 5 and B from
7 to 6": the same change. "X lowered A, but Y did not": no change of A with Y. "A rose, but B did not": none of B.

It must not be fooled by: "so that", "as was expected", "and from week 4 on".
"""

from dataclasses import replace

from psychobiotics.extraction.results.frames.frames import Frame, is_actor
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.phrases import read_phrase
from psychobiotics.extraction.results.syntax.tokens import Token

ELLIPTIC_LEADS = frozenset({"so", "as", "nor", "neither"})
_AUXILIARY = frozenset({"be", "have", "do"})


def elliptic_frame(tokens: list[Token], index: int, frames: list[Frame]) -> Frame | None:
    """The frame that begins at token `index` and takes its verb from the last of `frames`, or None."""
    if not frames or frames[-1].kind not in {"change", "null"} or not frames[-1].phrases:
        return None
    return _inverted(tokens, index, frames[-1]) or _gapped(tokens, index, frames[-1]) or _denied(tokens, index, frames)


def _inverted(tokens: list[Token], index: int, last: Frame) -> Frame | None:
    """As in "so did B", "nor was B"."""
    word = tokens[index].lower
    if word not in ELLIPTIC_LEADS or index + 2 >= len(tokens) or not _is_auxiliary(tokens[index + 1]):
        return None
    if word in {"nor", "neither"} and last.negation is None and last.kind != "null":
        return None
    phrases, end = read_list(tokens, index + 2, len(tokens))
    phrases = [phrase for phrase in phrases if not is_actor(tokens, phrase)]
    return replace(last, phrases=phrases, first=index + 1, last=end) if phrases else None


def _is_auxiliary(token: Token) -> bool:
    return token.tag in _AUXILIARY or token.lower in {"had", "has", "have"}


def _gapped(tokens: list[Token], index: int, last: Frame) -> Frame | None:
    """As in "and B from 7 to 6", ", B by 20 %"."""
    if tokens[index].tag not in {"and", "comma"} or index < last.last or last.phrases[0].first > last.cue >= last.first:
        return None
    start = index + 1 + (tokens[index].tag == "comma" and index + 1 < len(tokens) and tokens[index + 1].tag == "and")
    phrase = read_phrase(tokens, start, len(tokens))
    if phrase is None or is_actor(tokens, phrase):
        return None
    at = phrase.end
    if at + 1 >= len(tokens) or tokens[at].lower not in {"from", "by"} or tokens[at + 1].tag != "num":
        return None
    return replace(last, phrases=[phrase], first=start, last=at + 2)


def _denied(tokens: list[Token], index: int, frames: list[Frame]) -> Frame | None:
    """As in "but Y did not", at the end of a clause."""
    if index + 1 >= len(tokens) or tokens[index].tag != "do" or tokens[index + 1].tag != "neg":
        return None
    after = tokens[index + 2] if index + 2 < len(tokens) else None
    if after is not None and after.tag not in {"punct", "stop", "comma"}:
        return None
    last = frames[-1]
    if last.kind != "change" or last.negation is not None:
        return None
    if not tokens[index - 1].roles & {"agent", "group"}:
        return _not_so(tokens, index, last)
    return Frame(index + 1, list(last.phrases), index - 1, index + 2, index + 1, kind="null")


def _not_so(tokens: list[Token], index: int, last: Frame) -> Frame | None:
    """As in "A rose, but B did not": B, which its clause begins with."""
    start = index
    while start > last.last and tokens[start - 1].tag not in {"but", "comma", "stop"}:
        start -= 1
    if start <= max(last.cue, last.phrases[-1].first) or tokens[start - 1].tag not in {"but", "comma", "stop"}:
        return None
    phrases, end = read_list(tokens, start, index)
    phrases = [phrase for phrase in phrases if not is_actor(tokens, phrase)]
    return Frame(index + 1, phrases, start, index + 2, index + 1, kind="null") if phrases and end == index else None
