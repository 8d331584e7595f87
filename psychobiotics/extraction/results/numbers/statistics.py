"""Statistics as they are written: p-values, effects and intervals, in brackets or in running text.

Pattern: "p = 0.021", "P < .001", "ps < .05", "p-value: 0.03", "p = 1.5 × 10^-4"; "SMD = -0.47", "odds ratio [OR] 0.85",
"d = 1.5"; "95% CI -0.4 to 5.6", "95% CI: 0.73, 0.99", "CI -3.08-0.90" (a hyphen as range and as minus).

It must not be fooled by: "p70", "P. freudenreichii", "group P (n = 10)", "37% CI".
"""

import re
from collections.abc import Iterator
from functools import cache

_EXPONENT = r"(?:\s?[x×*·]\s?10\s?\^?\s?[-−–]?\s?\d+|[eE][-−]?\d+)?"
_NUMBER = rf"[-−–+]?\s?(?:\d+(?:[.,·]\d+)?|[.·]\d+){_EXPONENT}"
_OPERATOR = r"(?:≤|≥|<\s?=|>\s?=|<<?|>>?|=|:|was|of|equal(?:s|led)? to|less than|greater than|[﹤﹥＜＞⩽⩾])"
_P_NAME = (
    r"(?<![\w.-])(?:(?:both|all)\s)?[pP](?:[- ]?[vV]alues?|s|'s)?"
    r"(?:[-_ ]?(?:adj(?:usted)?|trend|FDR|interaction|corr(?:ected)?|for (?:trend|interaction)|all))?"
)
_P = rf"{_P_NAME}\s?,?\s?{_OPERATOR}\s{{0,2}}(?:0 ?\. ?\d+{_EXPONENT}|{_NUMBER})"
_MEASURE = (
    r"(?:(?:(?:adjusted|pooled|weighted|standardi[sz]ed|absolute|estimated|between-group|LS)\s){0,3}"
    r"(?:mean differences?|odds ratios?|hazard ratios?|relative risks?|risk ratios?|rate ratios?|risk differences?"
    r"|effect sizes?|regression coefficients?)"
    r"|[ap]?(?:SMD|WMD|LSMD|MD|OR|RR|HR|RD|IRR|ES)|Cohen['’]?s [dDfg]|Hedges['’]?s?['’]? g|partial η\^?2|ηp?\^?2"
    r"|β|beta|rho|ρ|[rdg](?=\s?[=:]))"  # a lone letter is a measure only before a sign: "d 10" is a day
)
_EFFECT = (
    rf"(?<![\w-])(?P<effect_measure>{_MEASURE})(?:\s?[\[(][^\])(]{{1,20}}[\])])?\s?,?"
    rf"(?:\s?[=:]\s?|\s(?:was|of|is|≈)\s|\s)(?P<effect_value>{_NUMBER})(?![\d.]*\s?%\s?(?:CI|C\.I|conf))"
)
_BOUND = r"[-−–+]?\s?(?:\d+(?:[.·]\d+)?|[.·]\d+)"
_CI = (
    r"(?:(?P<ci_level>9\d(?:\.\d)?)\s?%\s?)?(?:[Cc]onfidence [Ii]ntervals?|(?<!\w)C\.?I\.?s?|(?<!\w)CrI)(?!\w)"
    rf"(?:\s?[\[(]CI[\])])?[\s=:,\[({{]{{0,4}}(?:of\s)?(?P<ci_low>{_BOUND})\s?%?"
    rf"(?:\s?(?:to|,|;|and)\s?|\s?[-−–]\s?|\s+)(?P<ci_high>{_BOUND})"
)
# What stands in every p-value: its letter (first, so that Python skips quickly to the next one) up to its operator.
_P_GATE = re.compile(
    r"[pP](?<![\w.-].)(?:[- ]?[vV]alues?|s|'s)?"
    r"(?:[-_ ]?(?:adj(?:usted)?|trend|FDR|interaction|corr(?:ected)?|for (?:trend|interaction)|all))?"
    rf"\s?,?\s?{_OPERATOR}"
)
# Of these one stands in every interval, and in every effect but one of a lone letter.
_CI_GATES = ("CI", "C.I", "CrI", "nterval")
_EFFECT_GATES = (
    *("ratio", "difference", "risk", "size", "coefficient", "MD", "OR", "RR", "HR", "RD", "ES", "ohen"),
    *("edges", "η", "β", "beta", "rho", "ρ"),
)
_LONE_LETTER = re.compile(r"[=:](?:(?<=[rdg].)|(?<=[rdg]\s.))")
_FROM_TO = re.compile(
    rf"\bfrom\s(?:an?\s)?(?:(?:mean|median|score|baseline|average|of)\s){{0,4}}(?P<baseline_value>{_NUMBER})"
    rf"(?:\s?\([^()]{{1,20}}\))?[^;,()]{{0,30}}?\s(?:down\s|up\s)?to\s(?:an?\s)?(?:(?:mean|median|score|average|of)\s){{0,4}}"
    rf"(?P<endpoint_value>{_NUMBER})(?!\s?(?:weeks|days|months|years))"
)
_TO = re.compile(
    rf"(?<![\d.,·])(?P<baseline_value>{_BOUND})(?:\s%)?\sto\s(?P<endpoint_value>{_BOUND})(?:\s?%)?\s?[,;]\s?(?=[pP]\s?[=<>≤])"
)
Found = tuple[str, int, int]  # field, start, end


def may_hold_statistic(text: str) -> bool:
    """Cheap gate before the expressions run."""
    if "=" in text or "<" in text or ":" in text or ">" in text or "≤" in text or "≥" in text:
        return True
    return "CI" in text or "alue" in text or "confidence" in text or " difference" in text or " ratio" in text


def find_statistics(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the statistics written in text[start:end]."""
    if pattern := _pattern_for(text):
        for match in pattern.finditer(text, start, end):
            yield match.span()


def _pattern_for(text: str) -> re.Pattern[str] | None:
    """The pattern of those kinds of statistic that may stand in a text; each kind costs a search at every character."""
    effect = any(gate in text for gate in _EFFECT_GATES) or _LONE_LETTER.search(text) is not None
    return _pattern(_P_GATE.search(text) is not None, any(gate in text for gate in _CI_GATES), effect)


@cache
def _pattern(p: bool, interval: bool, effect: bool) -> re.Pattern[str] | None:
    kinds = [rf"(?P<p_value>{_P})"] * p + [_CI] * interval + [_EFFECT] * effect
    return re.compile("|".join(kinds)) if kinds else None


def read_statistics(text: str, start: int, end: int) -> list[Found]:
    """(field, start, end) of each part of each statistic in text[start:end].

    >>> text = "SMD = -0.47, 95% CI -1.11 to 0.18, p = 0.158"
    >>> [(field, text[a:b]) for field, a, b in read_statistics(text, 0, len(text))]  # doctest: +NORMALIZE_WHITESPACE
    [('effect_measure', 'SMD'), ('effect_value', '-0.47'), ('ci_level', '95'), ('ci_low', '-1.11'), ('ci_high', '0.18'),
     ('p_value', 'p = 0.158')]
    """
    if not may_hold_statistic(text[start:end]) or (pattern := _pattern_for(text[start:end])) is None:
        return []
    found = [
        (field, *match.span(field))
        for match in pattern.finditer(text, start, end)
        for field in sorted(match.groupdict(), key=match.start)
        if match[field] is not None
    ]
    return [*_read_change(text, start, end), *found]


def _read_change(text: str, start: int, end: int) -> list[Found]:
    """Baseline and endpoint of "(18 to 9, p = 0.02)", where no interval is printed."""
    if " to " not in text[start:end] or any(gate in text[start:end] for gate in _CI_GATES):
        return []
    match = _TO.search(text, start, end)
    return [(field, *match.span(field)) for field in ("baseline_value", "endpoint_value")] if match else []


def find_change(text: str) -> list[Found]:
    """Baseline and endpoint of "from 18 down to 9"."""
    if "from" not in text or not (match := _FROM_TO.search(text)):
        return []
    return [(field, *match.span(field)) for field in ("baseline_value", "endpoint_value")]
