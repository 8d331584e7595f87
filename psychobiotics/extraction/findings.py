"""Findings of a study: what its result sentences say about each outcome.

Facts of a finding, all quotes:
    outcome (concept "instruments/bdi" or "biomarkers/bdnf" where the vocabulary knows it), outcome_core (the same
    phrase without tissue or test), outcome_partner (the other side of a correlation), direction_cue (concept: its
    direction), reversal_cue (concept: what it does to a change), null_cue, negation, significance_cue, p_value,
    effect_measure, effect_value, ci_low, ci_high, ci_level, baseline_value, endpoint_value, comparator_cue, arm_cue,
    embedded_cue, correlation_sign, zone.
"""

from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.results.assembly import assemble
from psychobiotics.extraction.results.attribution import attribute
from psychobiotics.extraction.results.clauses import find_frames
from psychobiotics.extraction.results.comparisons import find_comparators, find_groups
from psychobiotics.extraction.results.outcomes import is_taxon, mark_agents, merge_repeated
from psychobiotics.extraction.results.tokens import tokenise
from psychobiotics.extraction.results.zones import Zone, zone_sentences
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.mentions import ArmMention, FindingMention


def extract_findings(reading: Reading, scope: Scope, arms: tuple[ArmMention, ...]) -> tuple[FindingMention, ...]:
    """Quote every result that the scope's sentences state of the study.

    Args:
        reading: The document.
        scope: The study and its sentences.
        arms: The study's groups, to which a finding may point.
    """
    zoned = zone_sentences(scope.sentences)
    results = [f for sentence, zone in zoned if zone is Zone.RESULT for f in _read_sentence(reading, sentence, arms)]
    if not results:
        results = [f for s, zone in zoned if zone is Zone.CONCLUSION for f in _read_sentence(reading, s, arms)]
    if not results:
        results = [f for s, zone in zoned if zone is Zone.TITLE for f in _read_sentence(reading, s, arms)]
    return tuple(merge_repeated(results))


def _read_sentence(reading: Reading, sentence: Sentence, arms: tuple[ArmMention, ...]) -> list[FindingMention]:
    line = tokenise(sentence)
    mark_agents(reading, line.tokens)
    frames = [frame for frame in find_frames(line.tokens) if frame.phrases and not frame.hedged]
    if not frames:
        return []
    comparators = find_comparators(line.tokens)
    groups = find_groups(line.tokens, comparators)
    mentions = assemble(reading, line, attribute(line, frames, comparators), groups, arms)
    return [mention for mention in mentions if not is_taxon(mention.facts[0].quote.text)]
