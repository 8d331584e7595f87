"""Findings of a study: what its result sentences say about each outcome.

Facts of a finding, all quotes:
    outcome (concept "instruments/bdi" or "biomarkers/bdnf" where the vocabulary knows it), outcome_core (the same
    phrase without tissue or test), outcome_head (a word that its name shares with another), outcome_instrument (the
    scale it was read from, where another place names it), outcome_spelled (what spells out an abbreviation in it),
    outcome_partner (the other side of a correlation), direction_cue (concept: its direction), reversal_cue (concept:
    what it does to a change), null_cue, negation, significance_cue, p_value, effect_measure, effect_value, ci_low,
    ci_high, ci_level, baseline_value, endpoint_value, comparator_cue, arm_cue, embedded_cue, correlation_sign, zone.

Pattern: sentences of results are read, then the conclusion and the title where the results state none; each sentence
goes through the readers of `extraction.results`, each of which states its own pattern.

It must not be fooled by: questions, announcements ("A will be measured"), what a disease did to its patients, groups
that were alike before anything was given.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from psychobiotics.extraction.arms.setting import is_comparative
from psychobiotics.extraction.arms.told_treatments import TOLD_RULE
from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.results.assembly import Assembler
from psychobiotics.extraction.results.frames.apposed_nulls import negate_apposed
from psychobiotics.extraction.results.frames.clauses import find_frames
from psychobiotics.extraction.results.frames.correlations import tells_sign
from psychobiotics.extraction.results.frames.favouring import favour_frames
from psychobiotics.extraction.results.frames.felt_states import felt_findings, measures_felt, overlaps_felt
from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.frames.harms import tells_harm
from psychobiotics.extraction.results.frames.notes import has_arrow, note_frames
from psychobiotics.extraction.results.groups.attribution import attribute, give_groups
from psychobiotics.extraction.results.groups.compared import Compared
from psychobiotics.extraction.results.groups.comparisons import find_comparators, find_groups
from psychobiotics.extraction.results.groups.control_first import swap_sides
from psychobiotics.extraction.results.groups.group_labels import find_control_names, mark_controls
from psychobiotics.extraction.results.groups.groups import find_control_words, find_tested_forms, find_tested_words
from psychobiotics.extraction.results.groups.marking import (
    find_given_names,
    find_group_names,
    mark_agents,
    mark_controlled,
    mark_given,
    mark_groups,
    mark_tested,
)
from psychobiotics.extraction.results.names.empty_names import leave_out_empty
from psychobiotics.extraction.results.names.taxon_results import leave_out_taxa
from psychobiotics.extraction.results.numbers.numeric_results import changed_to_frames, numeric_frames
from psychobiotics.extraction.results.numbers.told_differences import difference_frames
from psychobiotics.extraction.results.repeats import with_new_outcomes, with_rows
from psychobiotics.extraction.results.scope.announcements import states_no_results
from psychobiotics.extraction.results.scope.antecedents import Antecedents
from psychobiotics.extraction.results.scope.contexts import is_general, tells_baseline_only, tells_disease_only
from psychobiotics.extraction.results.scope.report_parts import choose_parts
from psychobiotics.extraction.results.scope.sifting import sift_frames, tells_of_others
from psychobiotics.extraction.results.scope.zones import Zone, zone_sentences
from psychobiotics.extraction.results.syntax.brackets import list_brackets
from psychobiotics.extraction.results.syntax.tokens import Line, has_cue, tokenise, with_bullets
from psychobiotics.extraction.results.tables.table_findings import read_tables
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.study_text import abstract_end
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import ArmMention, FindingMention, Naming

# Longer "sentences" are tables and lists; the bound keeps the cost linear in the length of any text.
_LONGEST = 2_500
_MOST_BULLETS = 30
_FRONT = 60  # sentences: a title, an abstract and what follows it
_FULL_TEXT = (
    60  # sentences that may state a result; the results of a full text stand also in tables, which it concludes from
)


@dataclass(frozen=True, slots=True)
class _Study:
    """What reading a sentence needs to know of the study."""

    reading: Reading
    arms: tuple[ArmMention, ...]
    is_own: bool  # the document is the study's own report
    is_row: bool = False  # the document is a row of an evidence table
    is_shared_out: bool = False  # its own report says that people were given something at random
    abstract: int | None = None  # where the abstract of a full text ends

    @property
    def is_trial(self) -> bool:
        """The document reports a trial of its own; one whose title names nothing tested is as much about its model."""
        tested = (arm for arm in self.arms if arm.role == "intervention")
        return self.is_own and any(all(fact.rule != TOLD_RULE for fact in arm.facts) for arm in tested)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the document calls its groups, what it gives, its controls, and what its arms test."""

    groups: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    controls: frozenset[str] = frozenset()
    tested: frozenset[str] = frozenset()


def extract_findings(reading: Reading, scope: Scope, arms: tuple[ArmMention, ...]) -> tuple[FindingMention, ...]:
    """Quote every result that the scope's sentences state of the study.

    Conclusions, and then the title, are read only where the results state none; those of a full text also for
    outcomes that its results do not name, as its tables are.

    Args:
        reading: The document.
        scope: The study and its sentences.
        arms: The study's groups, to which a finding may point.
    """
    if states_no_results(reading, scope):
        return ()
    is_row = reading.document.kind_hint == "evidence_table"
    is_own = scope.naming is Naming.OWN_REPORT
    shared_out = is_own and any(is_comparative(s) for s in scope.sentences[:_FRONT])
    abstract = abstract_end(reading.document) if reading.document.kind_hint == "full_text" else None
    study = _Study(reading, arms, is_own, is_row, shared_out, abstract)
    sentences = choose_parts(reading.document, scope.sentences) if study.is_own else scope.sentences
    zoned = zone_sentences(tuple(_with_cells(study, sentences)))
    found: list[FindingMention] = []
    for wanted in (Zone.RESULT, Zone.CONCLUSION, Zone.TITLE):
        if not found or (wanted is Zone.CONCLUSION and len(zoned) > _FULL_TEXT):
            found = with_new_outcomes(
                found, _read_zone(study, [sentence for sentence, zone in zoned if zone is wanted])
            )
    if study.is_own and reading.document.kind_hint == "full_text":
        found = with_rows(found, list(read_tables(reading, arms, _control_names(study), study.is_shared_out)))
    return tuple(found) if study.is_own or is_row else tuple(_with_felt_states(study, scope, found))


def _with_cells(study: _Study, sentences: tuple[Sentence, ...]) -> Iterator[Sentence]:
    """A page's table rows cell by cell: each may tell a result."""
    for sentence in sentences:
        if study.is_own or study.is_row or sentence.section is not SectionKind.TABLE:
            yield sentence
            continue
        start = sentence.start
        for cell in sentence.text.split("\t"):
            if has_cue(cell):
                yield replace(sentence, start=start, end=start + len(cell), text=cell, section=SectionKind.BODY)
            start += len(cell) + 1


def _with_felt_states(study: _Study, scope: Scope, found: list[FindingMention]) -> list[FindingMention]:
    """A page's findings and what it tells of how people were, which its frames misread."""
    felt = [finding for _, finding in felt_findings(study.reading, scope.sentences, study.arms)]
    kept = [finding for finding in found if not any(overlaps_felt(finding, state) for state in felt)]
    return kept + [state for state in felt if not any(measures_felt(finding, state) for finding in kept)]


def _read_zone(study: _Study, sentences: list[Sentence]) -> list[FindingMention]:
    found: list[FindingMention] = []
    known = _know_names(study) if sentences else _Known()
    treats = bool(sentences) and study.is_trial and not _is_of_harm(study)
    of_disease = False
    antecedents = Antecedents()
    told = 0  # where the findings of the last sentence with any begin
    for number, sentence in enumerate(sentences):
        if len(sentence.text) > _LONGEST or sentence.text.endswith("?"):
            continue
        if study.is_own and tells_of_others(sentence):
            continue
        if not (has_cue(sentence.text) or (study.is_row and has_arrow(sentence.text))):
            continue
        line = tokenise(sentence)
        if sentence.text.endswith(":"):
            line = with_bullets(line, sentences[number + 1 : number + 1 + _MOST_BULLETS])
        _mark(study, line, known)
        frames = _read_frames(study, line, antecedents)
        of_disease = treats and tells_disease_only(line.tokens, frames, of_disease)
        if frames and not of_disease:
            if antecedents.undone:
                del found[told:]
            told = len(found)
            found.extend(_read_line(study, line, frames))
    return found


def _is_of_harm(study: _Study) -> bool:
    """The title says that what is tested does harm: then what the animals showed is the result."""
    titles = (s for s in study.reading.sentences if s.section is SectionKind.TITLE)
    lines = [tokenise(title) for title in titles]
    return any(tells_harm(line.tokens, frame) for line in lines for frame in find_frames(line))


def _know_names(study: _Study) -> _Known:
    text = study.reading.document.text
    tested = find_tested_words(study.arms)
    given = find_given_names(text) | find_tested_forms(tested, study.reading.short_forms)
    return _Known(find_group_names(text), given, _control_names(study), tested)


def _mark(study: _Study, line: Line, known: _Known) -> None:
    """Give the tokens the roles that only the document can give."""
    mark_agents(study.reading, line.tokens)
    mark_given(study.reading, line.tokens, known.given)
    mark_tested(line.tokens, known.tested)
    mark_groups(line.tokens, known.groups)
    mark_controlled(line.tokens)
    mark_controls(line.tokens, known.controls)


def _control_names(study: _Study) -> frozenset[str]:
    """What the text calls the control: labels, abbreviations, and words of the comparators' own labels."""
    names = find_control_names(study.reading.document.text, study.reading.short_forms)
    return names | find_control_words(study.arms) if study.is_own else names


def _read_frames(study: _Study, line: Line, antecedents: Antecedents) -> list[Frame]:
    """The frames of a sentence that may be results."""
    frames = find_frames(line)
    if study.is_row:
        noted = note_frames(line.tokens)
        told = {index for frame in noted for index in range(frame.first, frame.last)}
        frames = sorted([*noted, *(f for f in frames if f.cue not in told)], key=lambda f: f.cue)
    if line.asides:
        antecedents.give(line, frames)
    frames = antecedents.take_up(line, frames)
    frames = [frame for frame in frames if frame.phrases and not frame.hedged]
    if not study.is_own:
        frames = [frame for frame in frames if not is_general(line.tokens, frame)]
    if line.sentence.section is SectionKind.TITLE:
        frames = [frame for frame in frames if _is_statement(line, frame)]
    frames = changed_to_frames(line) or _with_differences(line, frames)
    frames = negate_apposed(line, frames or numeric_frames(line))
    frames = sift_frames(line, frames, study.is_own)
    antecedents.note(line, frames)
    return [] if tells_baseline_only(line.tokens) else frames


def _with_differences(line: Line, frames: list[Frame]) -> list[Frame]:
    """The frames, and those of differences whose way the favoured group or two values tell."""
    favoured = favour_frames(line.tokens, frames)
    named = {phrase.first for frame in (*frames, *favoured) for phrase in frame.phrases}
    differing = [frame for frame in difference_frames(line) if frame.phrases[0].first not in named]
    return sorted([*frames, *favoured, *differing], key=lambda frame: frame.cue)


def _read_line(study: _Study, line: Line, frames: list[Frame]) -> list[FindingMention]:
    comparators = find_comparators(line.tokens)
    results = [r for r in attribute(line, frames, comparators) if tells_sign(line, r)]
    results = list_brackets(study.reading, line, results)
    groups = find_groups(line.tokens, comparators)
    give_groups(results, groups)
    swap_sides(line.tokens, results, groups)
    is_prose = study.abstract is not None and line.sentence.start >= study.abstract
    compared = Compared(study.arms, study.is_shared_out, is_prose, not (study.is_own or study.is_row))
    return Assembler(study.reading, line, compared).mentions(
        leave_out_empty(study.reading, line, leave_out_taxa(study.reading, line, results))
    )


def _is_statement(line: Line, frame: Frame) -> bool:
    """A title that states its result has a finite verb: "A improves B"; "A for improving B" announces it."""
    cue = line.tokens[frame.cue].cue
    return cue is not None and cue.part in {"present", "past"}
