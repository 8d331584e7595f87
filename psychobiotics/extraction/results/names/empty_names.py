"""Names that say of no outcome what it is.

Pattern: nothing but words of numbers, groups, times and methods ("treatment effects", "baseline variables", "the
greatest percentage"), a letter ("S"), a number ("3.08 times"); the name of an analysis ("one-way ANOVA of weight"); a
name that is cut at a verb ("prevalence of attaining" of "attaining the goal"); what is in a thing that is given
("sugar content of the extract").

Reads rightly: "number of colds", "mean change in weight", "reaction time" (all kept).
It must not be fooled by: "T4" with a meaning of its own, which the vocabulary of biomarkers knows.
"""

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.result import Result
from psychobiotics.extraction.results.syntax.tokens import Line, Token
from psychobiotics.vocab.result_words import phrase_roles

_FUNCTION = frozenset({"of", "det", "and", "prep", "num", "adv", "comma"})
_SHORT = 2  # characters: a letter, or one with a number
_MEASURED = frozenset({"instruments", "biomarkers"})


def leave_out_empty(reading: Reading, line: Line, results: list[Result]) -> list[Result]:
    """The results whose name names something."""
    return [
        result
        for result in results
        if not (
            _names_analysis(line.tokens, result)
            or _is_cut(line.tokens, result)
            or _is_quality(line.tokens, result)
            or _is_content(line.tokens, result)
        )
        and not _is_empty(reading, line.tokens, result)
    ]


def _names_analysis(tokens: list[Token], result: Result) -> bool:
    return any("analysis_name" in token.roles for token in tokens[result.phrase.first : result.phrase.core_end])


def _is_quality(tokens: list[Token], result: Result) -> bool:
    """As in "pain-sparing" of "pain-sparing effect", alone."""
    first = result.phrase.first
    _, joint, last = tokens[first].lower.rpartition("-")
    return bool(joint) and result.phrase.core_end == first + 1 and "acting" in phrase_roles().get(last, frozenset())


def _is_content(tokens: list[Token], result: Result) -> bool:
    """As in "sugar content of the crude extract"."""
    named = tokens[result.phrase.first : result.phrase.end]
    of = next((i for i, token in enumerate(named) if token.tag == "of"), len(named))
    return of > 0 and any("preparation" in token.roles for token in named[of:][-1:])


def _is_cut(tokens: list[Token], result: Result) -> bool:
    """The name ends with a verb whose object it lacks: "prevalence of attaining" before "the goal"."""
    last = result.phrase.core_end - 1
    if last - 1 <= result.phrase.first or last + 1 >= len(tokens) or result.phrase.end != result.phrase.core_end:
        return False
    verb = tokens[last].lower.endswith("ing") and tokens[last - 1].lower in {"of", "for"}
    return verb and tokens[last + 1].tag == "det"


def _is_empty(reading: Reading, tokens: list[Token], result: Result) -> bool:
    phrase = result.phrase
    named = [token for token in tokens[phrase.first : phrase.end] if token.tag not in _FUNCTION]
    if not all("empty" in token.roles or _is_letter(token) for token in named):
        return False
    hits = reading.hits_in(tokens[phrase.first].start, tokens[phrase.end - 1].end)
    return not any(hit.vocabulary in _MEASURED for hit in hits)


def _is_letter(token: Token) -> bool:
    """A letter, one with a number, or a range ("7-8")."""
    return (
        not token.lower.strip("0123456789.-–")
        or len(token.lower) < _SHORT
        or (len(token.lower) == _SHORT and token.lower[1:].isdigit())
    )
