"""One quoted finding to the columns of `findings`."""

from dataclasses import replace

from psychobiotics.normalisation.comparators import arm_type, read_comparator
from psychobiotics.normalisation.directions import read_direction, read_favours
from psychobiotics.normalisation.effects import leaves_out_null, read_signed
from psychobiotics.normalisation.numbers import parse_integer
from psychobiotics.normalisation.outcomes import Outcome, read_outcome
from psychobiotics.normalisation.p_values import is_significant, read_p_value
from psychobiotics.normalisation.timepoints import read_days
from psychobiotics.records.document import Quote
from psychobiotics.records.drafts import ArmDraft, FindingDraft, Scalar, Value
from psychobiotics.records.mentions import Fact, FindingMention
from psychobiotics.vocab.effect_measures import read_measure
from psychobiotics.vocab.instruments import instruments_by_id
from psychobiotics.vocab.result_words import species_of

_NUMERIC = {"ratio": "RR", "difference": "MD"}  # what a difference or ratio that words name is compared with: 1 or 0
# What a registry posts of the groups of a result.
_POSTED_NUMBERS = ("arm_value", "comparator_value", "arm_spread", "comparator_spread")
_POSTED_COUNTS = ("arm_n", "comparator_n")
_POSTED_WORDS = ("unit", "value_kind", "spread_kind")
_SIGNED = ("effect_value", "ci_low", "ci_high", "baseline_value", "endpoint_value")


class _Fields:
    """Collects values with their quotes."""

    def __init__(self, mention: FindingMention) -> None:
        self.facts = {fact.field: fact for fact in reversed(mention.facts)}
        self.values: dict[str, Value] = {}

    def put(self, column: str, value: Scalar | None, *facts: Fact | None, inferred: bool = False) -> None:
        """Store a value with the facts that support it (the outcome where none is given)."""
        if value is None:
            return
        support = [fact for fact in facts if fact] or [self.facts["outcome"]]
        method = f"inferred:findings.{column}" if inferred else support[0].rule
        if len(support) == 1:  # most columns
            self.values[column] = Value(value, (support[0].quote,), method, support[0].confidence)
            return
        quotes = tuple(dict.fromkeys(fact.quote for fact in support))
        self.values[column] = Value(value, quotes, method, min(fact.confidence for fact in support))


def normalise_finding(finding: FindingMention, arms: tuple[ArmDraft, ...]) -> FindingDraft:
    """Compute the columns of one finding from its quotes and the study's arms."""
    fields = _Fields(finding)
    outcome = _put_outcome(fields)
    _put_direction(fields, outcome)
    _put_statistics(fields)
    _put_significance(fields)
    _put_comparison(fields, finding, arms)
    _put_details(fields)
    _put_instrument(fields, outcome)
    return FindingDraft(fields.values, finding.arm_key, finding.comparator_arm_key)


def _put_outcome(fields: _Fields) -> Outcome:
    fact = fields.facts["outcome"]
    spelled = fields.facts.get("outcome_spelled")
    scale = fields.facts.get("outcome_instrument")  # "worry, measured with the PSWQ"
    head = fields.facts.get("outcome_head")  # "physical (p = .1) and mental (p = .02) scores"
    named = replace(fact, concept=scale.concept) if scale else _with_head(fact, head)
    outcome = read_outcome(named, fields.facts.get("outcome_core"), spelled)
    name, partner = outcome.name, fields.facts.get("outcome_partner")
    if partner:
        name = f"{name} and {read_outcome(partner).name}"
    fields.put("outcome_id", outcome.id, fact, scale)
    fields.put("outcome", name, fact, scale, head, partner, spelled if spelled and spelled.quote.text in name else None)
    fields.put("outcome_reported", " ".join(fact.quote.text.split()), fact)
    fields.put("outcome_kind", outcome.kind, fact)
    fields.put("outcome_domain", outcome.domain, fact)
    return outcome


def _with_head(fact: Fact, head: Fact | None) -> Fact:
    """The name with the word that it shares with another."""
    if head is None:
        return fact
    quote = Quote(fact.quote.start, head.quote.end, f"{fact.quote.text} {head.quote.text}")
    return replace(fact, quote=quote)


def _put_direction(fields: _Fields, outcome: Outcome) -> None:
    facts = fields.facts
    direction = read_direction(facts, outcome.better, outcome.head_better)
    names = (
        "group_value_1",
        "group_value_2",
        "group_value_3",
        "direction_cue",
        "null_cue",
        "correlation_cue",
        "correlation_sign",
        "reversal_cue",
        "swapped_cue",
        "embedded_cue",
        "negation",
    )
    support = [facts[name] for name in names if name in facts]
    fields.put("direction", direction, *support)
    fields.put("favours", read_favours(direction, outcome.better), *support, inferred=True)


def _put_statistics(fields: _Fields) -> None:
    facts = fields.facts
    if (p := facts.get("p_value")) and (read := read_p_value(p.quote.text)):
        fields.put("p_operator", read[0], p)
        fields.put("p_value", read[1], p)
    for column in _SIGNED:
        if fact := facts.get(column):
            fields.put(column, read_signed(fact.quote.text), fact)
    _order_interval(fields.values)
    if (measure := facts.get("effect_measure")) and "effect_value" in fields.values:
        fields.put("effect_measure", read_measure(measure.quote.text), measure)
    if (level := facts.get("ci_level")) and (value := read_signed(level.quote.text)):
        fields.put("ci_level", value, level)


def _order_interval(values: dict[str, Value]) -> None:
    """Bounds printed the greater first, around their effect ("-0.68, CI -0.01 to -1.36"), are read in order.

    Evidence says so. Without an effect between them one of the numbers may be a misprint: they stay as they stand, and
    validation refuses them.
    """
    if not {"ci_low", "ci_high", "effect_value"} <= set(values):
        return
    low, high, effect = (float(values[n].value) for n in ("ci_low", "ci_high", "effect_value"))  # type: ignore[arg-type]
    if high <= effect <= low and high < low:
        first, last = values["ci_low"], values["ci_high"]
        values["ci_low"] = replace(last, method="inferred:findings.ci_printed_in_reverse")
        values["ci_high"] = replace(first, method="inferred:findings.ci_printed_in_reverse")


def _put_significance(fields: _Fields) -> None:
    facts, values = fields.facts, fields.values
    told: bool | None = None
    support = facts.get("p_value")
    if "p_value" in values:
        told = is_significant(str(values["p_operator"].value), float(values["p_value"].value))  # type: ignore[arg-type]
    if told is None and "ci_low" in values and "ci_high" in values:
        measure = values.get("effect_measure")
        low, high = float(values["ci_low"].value), float(values["ci_high"].value)  # type: ignore[arg-type]
        name = (
            str(measure.value)
            if measure
            else _NUMERIC.get(facts["numeric_measure"].concept or "")
            if "numeric_measure" in facts
            else None
        )
        told, support = leaves_out_null(name, low, high), facts["ci_low"]
    if told is None and (cue := facts.get("significance_cue")):
        told, support = cue.concept == "significant", cue
        if values["direction"].value == "no_difference":
            told = False
    name = "not_stated" if told is None else "significant" if told else "not_significant"
    fields.put("significance", name, support if told is not None else None, inferred=told is None)


def _put_instrument(fields: _Fields, outcome: Outcome) -> None:
    """Who rates the instrument, and the named bands that its scores fall in."""
    instrument = instruments_by_id().get(outcome.id or "")
    if instrument is None:
        return
    fields.put("rater", instrument.rater, inferred=True)
    for column, band in (("baseline_value", "baseline_band"), ("endpoint_value", "endpoint_band")):
        if column in fields.values:
            score = float(fields.values[column].value)  # type: ignore[arg-type]
            fields.put(band, instrument.band_of(score), fields.facts[column], inferred=True)


def _put_details(fields: _Fields) -> None:
    """Time, subgroup and species that the sentence names; the study's own species is for whoever knows the study."""
    if time := fields.facts.get("timepoint_cue"):
        fields.put("timepoint_days", read_days(time.quote.text), time)
    for column in _POSTED_NUMBERS:
        if fact := fields.facts.get(column):
            fields.put(column, read_signed(fact.quote.text), fact)
    for column in _POSTED_COUNTS:
        if fact := fields.facts.get(column):
            fields.put(column, parse_integer(fact.quote.text), fact)
    for column in _POSTED_WORDS:
        if fact := fields.facts.get(column):
            fields.put(column, " ".join(fact.quote.text.split()), fact)
    if subgroup := fields.facts.get("subgroup_cue"):
        fields.put("subgroup", " ".join(subgroup.quote.text.split()), subgroup)
    if cue := fields.facts.get("species_cue"):
        word = cue.quote.text.lower()
        kind = species_of(word) or cue.concept
        fields.put("species", "other_animal" if kind == "animal" else kind, cue)  # animals of a kind not named


def _put_comparison(fields: _Fields, finding: FindingMention, arms: tuple[ArmDraft, ...]) -> None:
    cue = fields.facts.get("comparator_cue")
    stated = read_comparator(cue, finding.comparator_arm_key, arms) if cue else None
    related = "correlation_cue" in fields.facts  # of two outcomes, whoever had them
    comparator = stated or (None if related else arm_type(finding.comparator_arm_key, arms))
    if comparator is None and "baseline_implied" in fields.facts:
        comparator = "baseline"
    fields.put("comparator", comparator, cue if stated else None, inferred=not stated)
    if related:
        analysis = "correlation"
    elif "pooling_cue" in fields.facts:
        analysis = "pooled"
    elif comparator == "baseline":
        analysis = "within_group"
    else:
        analysis = "between_group"
    fields.put("analysis", analysis, cue, inferred=True)
