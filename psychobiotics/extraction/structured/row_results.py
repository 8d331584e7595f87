"""What the rows of an evidence table say of outcomes.

Pattern: a cell of conclusions holds notes ("BDI lower; sleep unchanged"), read like result sentences; where a row names
one outcome, a bare word of direction in the next cell ("lower", "no difference", "↓", "NS") or an effect with its
p-value or interval is that outcome's result. The heading tells the measure ("SMD").

It must not be fooled by: a row of three outcomes with one p-value; an effect without anything that tells its sign's
certainty.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from psychobiotics.extraction.findings import extract_findings
from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.results.frames.notes import ARROWS
from psychobiotics.extraction.results.syntax.tokens import Token, tokenise
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.structured.registry_record import name_outcomes
from psychobiotics.records.document import Quote, SectionKind
from psychobiotics.records.mentions import ArmMention, Fact, FindingMention
from psychobiotics.vocab.cues import token_set
from psychobiotics.vocab.files import read_rows

_SURE, _CONCLUDED = 0.9, 0.6
_SIGNED = r"[-−–+]?\s?\d+(?:[.,·]\d+)?"
_INTERVAL = re.compile(rf"(?P<low>{_SIGNED})\s*(?:to|,|;|[-−–]|and)\s*(?P<high>{_SIGNED})")
_EFFECT = re.compile(_SIGNED)
_CONTENT = frozenset({"w", "num"})
_RATIOS = frozenset({"OR", "RR", "HR"})
Facts = Mapping[str, Fact]


def row_findings(
    reading: Reading, scope: Scope, arms: tuple[ArmMention, ...], rows: Sequence[FindingMention]
) -> tuple[FindingMention, ...]:
    """The results of a study's rows, each of the group that its row tells.

    Args:
        reading: The document.
        scope: The study and all its sentences.
        arms: Its groups.
        rows: What the parser found of outcomes in each row.
    """
    found = [finding for row in rows for finding in _of_row(reading, scope, arms, row)]
    return tuple(dict.fromkeys(found))


def _of_row(
    reading: Reading, scope: Scope, arms: tuple[ArmMention, ...], row: FindingMention
) -> Iterator[FindingMention]:
    told = {fact.field: fact for fact in reversed(row.facts)}
    outcomes = [fact for fact in row.facts if fact.field == "outcome"]
    own = tuple(arm for arm in arms if arm.role == "comparator" or row.arm_key in (None, arm.key))
    own = own if any(arm.role == "intervention" for arm in own) else arms
    noted = _noted(reading, scope, own, told.get("conclusion"))
    if noted:
        yield from ([_with_numbers(noted[0], told)] if len(noted) == 1 and len(outcomes) <= 1 else noted)
    elif len(outcomes) == 1 and (facts := [*_direction(told), *_numbers(told)]):
        arm = next((arm.key for arm in own if arm.role == "intervention"), None)
        other = next((arm.key for arm in own if arm.role == "comparator"), None)
        outcome = replace(outcomes[0], rule="evidence_rows.outcome")
        yield from name_outcomes(reading, (FindingMention((outcome, *facts), arm, other),))


def _noted(
    reading: Reading, scope: Scope, arms: tuple[ArmMention, ...], conclusion: Fact | None
) -> list[FindingMention]:
    if conclusion is None:
        return []
    start, end = conclusion.quote.start, conclusion.quote.end
    sentences = tuple(s for s in scope.sentences if s.start < end and start < s.end)
    return list(extract_findings(reading, replace(scope, sentences=sentences), arms))


def _with_numbers(finding: FindingMention, told: Facts) -> FindingMention:
    """A note's one result with the numbers of its row that the note does not print itself."""
    printed = {fact.field for fact in finding.facts}
    added = [fact for fact in _numbers(told) if fact.field not in printed and fact.field not in _COMPUTING]
    return replace(finding, facts=(*finding.facts, *added))


# They tell a direction where no word does.
_COMPUTING = frozenset({"group_value_1", "numeric_measure"})


def _direction(told: Facts) -> Iterator[Fact]:
    """The word or arrow of a cell that says nothing but which way the outcome went."""
    cell = told.get("conclusion")
    if cell is None:
        return
    quote = cell.quote
    folded = quote.text.strip(" .").lower()
    if folded in token_set("no_difference_notes"):
        yield Fact("null_cue", quote, "evidence_rows.direction", confidence=_SURE)
        return
    tokens = tokenise(Sentence(quote.start, quote.end, quote.text, SectionKind.RESULTS, 0, 0)).tokens
    if any(token.tag in _CONTENT and not token.cue and token.lower not in ARROWS for token in tokens):
        return  # it speaks of more than the row's outcome
    cues = [(token, _way(token)) for token in tokens if _way(token)]
    negated = any(token.tag in {"neg", "no"} for token in tokens)
    if len({way for _, way in cues}) != 1:
        return
    token, way = cues[0]
    if way == "none" and not negated and token.lower not in ARROWS:
        return  # "changed" does not say how
    place = Quote(token.start, token.end, quote.text[token.start - quote.start : token.end - quote.start])
    name = "null_cue" if negated or way == "none" else "direction_cue"
    yield Fact(name, place, "evidence_rows.direction", way, _SURE)


def _way(token: Token) -> str | None:
    return ARROWS.get(token.lower, token.cue.direction if token.cue else None)


def _numbers(told: Facts) -> Iterator[Fact]:
    if p := told.get("p_value"):
        yield replace(p, rule="evidence_rows.p_value", confidence=_SURE)
    if time := told.get("timepoint"):
        yield replace(time, field="timepoint_cue", rule="evidence_rows.timepoint", confidence=_SURE)
    yield from _interval(told)
    effect = told.get("effect_value")
    match = _EFFECT.match(effect.quote.text.strip()) if effect else None
    if effect is None or match is None:
        return
    start = effect.quote.start + effect.quote.text.index(match.group())
    value = replace(
        effect,
        quote=Quote(start, start + len(match.group()), match.group()),
        rule="evidence_rows.effect",
        confidence=_SURE,
    )
    yield value
    if measure := _measure(told):
        yield measure
        yield replace(value, field="group_value_1", confidence=_CONCLUDED)
        ratio = _known_measure(measure.quote.text) in _RATIOS
        yield replace(measure, field="numeric_measure", concept="ratio" if ratio else "difference")


def _interval(told: Facts) -> Iterator[Fact]:
    cell = told.get("ci") or told.get("effect_value")
    if cell is None:
        return
    begin = 0 if cell.field == "ci" else len(match.group()) if (match := _EFFECT.match(cell.quote.text)) else 0
    match = _INTERVAL.search(cell.quote.text, begin)
    if match and (cell.field == "ci" or begin):
        for field, part in (("ci_low", "low"), ("ci_high", "high")):
            start = cell.quote.start + match.start(part)
            quote = Quote(start, cell.quote.start + match.end(part), match[part])
            yield Fact(field, quote, "evidence_rows.interval", confidence=_SURE)


def _measure(told: Facts) -> Fact | None:
    """The measure that a cell or the effect's heading names, and no other word."""
    for field in ("effect_measure", "effect_heading"):
        fact = told.get(field)
        if fact and _known_measure(fact.quote.text):
            return replace(fact, field="effect_measure", rule="evidence_rows.measure", confidence=_SURE)
    return None


def _known_measure(text: str) -> str | None:
    folded = " ".join(text.lower().replace("’", "'").replace("-", " ").split())
    return next((row["measure"] for row in read_rows("effect_measures") if row["name"] == folded), None)
