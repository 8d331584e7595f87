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
from psychobiotics.extraction.results.numeric_results import numeric_frames
from psychobiotics.extraction.results.outcomes import (
    find_group_names,
    leave_out_taxa,
    mark_agents,
    mark_groups,
    merge_repeated,
    tells_baseline_only,
    tells_disease_only,
)
from psychobiotics.extraction.results.tokens import Line, tokenise
from psychobiotics.extraction.results.zones import Zone, zone_sentences
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import ArmMention, FindingMention


def extract_findings(reading: Reading, scope: Scope, arms: tuple[ArmMention, ...]) -> tuple[FindingMention, ...]:
    """Quote every result that the scope's sentences state of the study.

    Args:
        reading: The document.
        scope: The study and its sentences.
        arms: The study's groups, to which a finding may point.
    """
    zoned = zone_sentences(scope.sentences)
    if _is_protocol(scope):
        return ()
    for wanted in (Zone.RESULT, Zone.CONCLUSION, Zone.TITLE):
        found = _read_zone(reading, [s for s, zone in zoned if zone is wanted], arms)
        if found:
            return tuple(merge_repeated(found))
    return ()


def _read_zone(reading: Reading, sentences: list[Sentence], arms: tuple[ArmMention, ...]) -> list[FindingMention]:
    found: list[FindingMention] = []
    names = find_group_names(reading.document.text)
    tried = any(arm.role == "intervention" for arm in arms)
    of_disease = False
    for sentence in sentences:
        line = tokenise(sentence)
        mark_agents(reading, line.tokens)
        mark_groups(line.tokens, names)
        of_disease = tried and tells_disease_only(line.tokens, of_disease)
        if not of_disease:
            found.extend(_read_line(reading, line, arms))
    return found


def _is_protocol(scope: Scope) -> bool:
    """A protocol announces outcomes and has no results."""
    title = next((s.text.lower() for s in scope.sentences if s.section == SectionKind.TITLE), "")
    return "protocol" in title and "post-protocol" not in title


def _read_line(reading: Reading, line: Line, arms: tuple[ArmMention, ...]) -> list[FindingMention]:
    frames = [frame for frame in find_frames(line) if frame.phrases and not frame.hedged]
    if not frames:
        frames = numeric_frames(line)
    if not frames or tells_baseline_only(line.tokens):
        return []
    comparators = find_comparators(line.tokens)
    groups = find_groups(line.tokens, comparators)
    results = leave_out_taxa(reading, line, attribute(line, frames, comparators))
    return assemble(reading, line, results, groups, arms)
