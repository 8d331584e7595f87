"""Results that a page tells as how people (or animals) were: "less anxious", "slept better", "calmer".

Pattern: a phrase of `felt_states.csv`, with the group that it was compared with where "than" follows. Facts: `outcome`
(concept "constructs/<domain>"), `direction_cue`, `comparator_cue`, `p_value`, `significance_cue`.

It must not be fooled by: "no less anxious" (nothing changed), "to feel calmer" (a wish), "may be less anxious".
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.groups.groups import default_comparator, find_arm
from psychobiotics.extraction.results.numbers.statistics import read_statistics
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.mentions import ArmMention, Fact, FindingMention
from psychobiotics.vocab.files import read_rows
from psychobiotics.vocab.instruments import instruments_by_id
from psychobiotics.vocab.study_phrases import phrase_pattern

_NOT_SO = re.compile(rf"(?:\b{phrase_pattern('feelings_denied')}|n['’]t)\s(?:\w+\s){{0,2}}$")
_AGAINST = re.compile(
    rf"[^.;]{{0,60}}?\b(?:than|compared (?:with|to)|versus)\s(?:(?:{phrase_pattern('before_a_group')}|\w+s)\s){{0,7}}?"
    rf"(?P<group>{phrase_pattern('felt_against')})"
)
_SIGNIFICANT = re.compile(r"\bsignificantly\b")
_REACH = 40
_RULE = "felt_states"


def felt_findings(
    reading: Reading, sentences: Sequence[Sentence], arms: tuple[ArmMention, ...] = ()
) -> Iterator[tuple[Sentence, FindingMention]]:
    """One finding a phrase that says how people were, with its sentence; against the study's control, if it has one."""
    arm, control = find_arm(None, arms, "intervention"), default_comparator(arms)
    for sentence in sentences:
        for match in _states().finditer(sentence.text):
            if not _NOT_SO.search(sentence.text[: match.start()]):
                yield sentence, FindingMention(tuple(_facts(reading, sentence, match)), arm, control)


def overlaps_felt(finding: FindingMention, felt: FindingMention) -> bool:
    """Whether a finding's cue or outcome stands in the words of a felt state."""
    own = felt.facts[0].quote
    told = [fact.quote for fact in finding.facts if fact.field in {"outcome", "direction_cue"}]
    return any(quote.start < own.end and own.start < quote.end for quote in told)


def measures_felt(finding: FindingMention, felt: FindingMention) -> bool:
    """Whether a finding is on an instrument of what was felt: the sentence on how people were only sums it up."""
    vocabulary, _, concept = (finding.facts[0].concept or "").partition("/")
    instrument = instruments_by_id().get(concept) if vocabulary == "instruments" else None
    return instrument is not None and felt.facts[0].concept == f"constructs/{instrument.outcome_domain}"


def _facts(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Iterator[Fact]:
    construct, direction = _meanings()[match.group().lower()]
    start = sentence.start + match.start()
    quote = reading.quote(start, start + len(match.group()))
    yield Fact("outcome", quote, f"{_RULE}.state", f"constructs/{construct}", 0.8)
    yield Fact("direction_cue", quote, f"{_RULE}.state", direction, 0.8)
    before = max(0, match.start() - _REACH)
    if significant := _SIGNIFICANT.search(sentence.text, before, match.start()):
        yield _fact(reading, sentence, "significance_cue", significant.span())
    if against := _AGAINST.match(sentence.text, match.end()):
        yield _fact(reading, sentence, "comparator_cue", against.span("group"))
    for name, a, b in read_statistics(sentence.text, match.end(), min(len(sentence.text), match.end() + 2 * _REACH)):
        if name == "p_value":
            yield _fact(reading, sentence, name, (a, b))
            return


def _fact(reading: Reading, sentence: Sentence, field: str, span: tuple[int, int]) -> Fact:
    return Fact(field, reading.quote(sentence.start + span[0], sentence.start + span[1]), f"{_RULE}.{field}")


@cache
def _meanings() -> dict[str, tuple[str, str]]:
    return {row["phrase"]: (row["construct"], row["direction"]) for row in read_rows("felt_states")}


@cache
def _states() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in sorted(_meanings(), key=len, reverse=True))
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)
