"""Names that say of no outcome what it is.

Pattern: nothing but words of numbers, groups, times and methods ("treatment effects", "baseline variables", "the
greatest percentage"), a letter ("S"), a number ("3.08 times").

Reads rightly: "number of colds", "mean change in weight", "reaction time" (all kept).
It must not be fooled by: "T4" with a meaning of its own, which the vocabulary of biomarkers knows.
"""

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.result import Result
from psychobiotics.extraction.results.tokens import Line, Token

_FUNCTION = frozenset({"of", "det", "and", "prep", "num", "adv", "comma"})
_SHORT = 2  # characters: a letter, or one with a number
_MEASURED = frozenset({"instruments", "biomarkers"})


def leave_out_empty(reading: Reading, line: Line, results: list[Result]) -> list[Result]:
    """The results whose name names something."""
    return [result for result in results if not _is_empty(reading, line.tokens, result)]


def _is_empty(reading: Reading, tokens: list[Token], result: Result) -> bool:
    phrase = result.phrase
    named = [token for token in tokens[phrase.first : phrase.end] if token.tag not in _FUNCTION]
    if not all("empty" in token.roles or _is_letter(token) for token in named):
        return False
    hits = reading.hits_in(tokens[phrase.first].start, tokens[phrase.end - 1].end)
    return not any(hit.vocabulary in _MEASURED for hit in hits)


def _is_letter(token: Token) -> bool:
    return len(token.lower) < _SHORT or (len(token.lower) == _SHORT and token.lower[1:].isdigit())
