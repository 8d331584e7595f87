"""How completely a study reports what guards against bias, and what was given: one fact an item and sentence.

Pattern: a phrase of the item ("computer-generated", "opaque envelopes", "intention-to-treat") in a sentence of the
study's own report, with a word that shows what it is about ("envelopes" near "allocated") and none that shows another
thing ("reply envelopes"). A negation before it in its clause, or right behind it, turns it round or voids it. Facts:
the items of `vocab/data/reporting_items.csv`; concept = value of the column.

It must not be fooled by: what other studies did ("in most included trials allocation was concealed"), what should be
done ("future trials should ..."), "viable option", "registered nurse", "mucosal adherence", "spectral power analysis".
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from psychobiotics.extraction.design.blinded_parties import find_blinded_parties
from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.study_cues import fold_case
from psychobiotics.records.document import Quote, SectionKind
from psychobiotics.records.mentions import Fact, Naming
from psychobiotics.vocab.reporting import ReportingCue, context_pattern, load_reporting_cues

# Where a report says what was done in it; its background and its discussion speak of others too.
_TOLD_IN = frozenset(
    {
        SectionKind.TITLE,
        SectionKind.ABSTRACT,
        SectionKind.METHODS,
        SectionKind.RESULTS,
        SectionKind.CONCLUSION,
        SectionKind.BODY,
        SectionKind.CAPTION,
        SectionKind.FUNDING,
        SectionKind.CONFLICT,
        SectionKind.REGISTRATION,
    }
)
_Hit = tuple[ReportingCue, int, int]  # a cue and where it stands in its sentence
_MAY_CITE = frozenset({"sample_size_basis", "protocol_availability"})  # "as in an earlier trial"
_LONGEST = 1500  # characters; longer "sentences" are tables and lists
_QUOTED = 290  # evidence quotes end at 300
_CLAUSE_END = re.compile(r"[;:]|, (?:but|while|whereas|and) | but | whereas ")
_BEFORE = 45  # characters of the clause before a cue in which a negation is the cue's
_AFTER = re.compile(
    r"(?:\s[\w()-]+){0,2}?\s(?:was|were|is|are|be|been|could|did|has|have|had)\s(?:not|never)\b"
    r"|[^.;]{0,50}\bnone (?:was|were)\b"
)
_HEADING_WORDS = 3  # a "sentence" without a full stop that has no more is a heading


def extract_reporting(reading: Reading, scope: Scope) -> tuple[Fact, ...]:
    """Quote what an own report says of its items; of other people's studies a page does not report any."""
    if scope.naming != Naming.OWN_REPORT:
        return ()
    facts: list[Fact] = []
    told = [s for s in scope.sentences if s.section in _TOLD_IN and len(s.text) <= _LONGEST and not _is_heading(s)]
    starts = [sentence.start for sentence in told]
    text = fold_case(reading.document.text)
    for sentence, hits in _by_sentence(told, starts, text):
        facts.extend(_read_sentence(sentence, text[sentence.start : sentence.end], hits))
    for sentence in told:
        facts.extend(find_blinded_parties(sentence, text[sentence.start : sentence.end]))
    return (*facts, *_conflict_sections(told, text))


def _is_heading(sentence: Sentence) -> bool:
    return not sentence.text.endswith(".") and len(sentence.text.split()) <= _HEADING_WORDS


def _by_sentence(told: Sequence[Sentence], starts: Sequence[int], text: str) -> Iterator[tuple[Sentence, list[_Hit]]]:
    """Cue hits by the sentence that they stand in, in text order; offsets within the sentence."""
    found: dict[int, list[_Hit]] = {}
    cues, matcher = _matcher()
    for index, start, end in matcher.find_matches_as_indexes(text, overlapping=True):
        place = bisect_right(starts, start) - 1
        if place < 0 or end > told[place].end or text[start - 1 : start].isalnum():
            continue
        offset = told[place].start
        for cue in cues[index]:
            if cue.is_stem or not text[end : end + 1].isalnum():
                found.setdefault(place, []).append((cue, start - offset, end - offset))
    for place in sorted(found):
        yield told[place], found[place]


def _read_sentence(sentence: Sentence, folded: str, hits: list[_Hit]) -> Iterator[Fact]:
    if context_pattern("wanted").search(folded):
        return
    of_others = context_pattern("elsewhere").search(folded) is not None
    meant = [hit for hit in hits if _is_meant(hit[0], folded) and not (of_others and hit[0].item not in _MAY_CITE)]
    for cue, start, end in _longest(meant):
        negated = not _negates_itself(cue.text) and _is_negated(folded, start, end)
        if value := cue.negated if negated else cue.value:
            yield Fact(cue.item, quote_around(sentence, start), f"reporting.{cue.item}", value, 0.9)


def _is_meant(cue: ReportingCue, folded: str) -> bool:
    if cue.near and not context_pattern(cue.near).search(folded):
        return False
    return not (cue.unless and context_pattern(cue.unless).search(folded))


def _longest(hits: list[_Hit]) -> Iterator[_Hit]:
    """Of hits of one item that overlap, those that begin first and are longest: "modified intention-to-treat" alone.

    Cues that share a phrase (with other contexts) stand side by side.
    """
    reached: dict[str, tuple[int, int]] = {}
    for cue, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
        last = reached.get(cue.item, (-1, 0))
        if start >= last[1] or (start, end) == last:
            reached[cue.item] = (start, end)
            yield cue, start, end


def _negates_itself(cue: str) -> bool:
    return context_pattern("negations").match(cue) is not None or cue.startswith("un")


def _is_negated(folded: str, start: int, end: int) -> bool:
    before = folded[max(0, start - _BEFORE) : start]
    clause = _CLAUSE_END.split(before)[-1]
    return any(_is_whole(clause, m) for m in context_pattern("negations").finditer(clause)) or bool(
        _AFTER.match(folded[end : end + 60])
    )


def _is_whole(clause: str, match: re.Match[str]) -> bool:
    return not clause[match.end() : match.end() + 1].isalnum()


def quote_around(sentence: Sentence, at: int) -> Quote:
    """The sentence as far as evidence can quote it, from the place `at` of it on where it is longer."""
    start = 0 if len(sentence.text) <= _QUOTED or at < _QUOTED // 2 else sentence.text.rfind(" ", 0, at - 60) + 1
    start = max(0, start)
    text = sentence.text[start : start + _QUOTED]
    return Quote(sentence.start + start, sentence.start + start + len(text), text)


def _conflict_sections(told: Sequence[Sentence], text: str) -> Iterator[Fact]:
    """A section on conflicts declares one, unless it denies."""
    for sentence in told:
        if sentence.section != SectionKind.CONFLICT or _is_heading(sentence):
            continue
        folded = text[sentence.start : sentence.end]
        if not context_pattern("interest_words").search(folded):
            continue
        denied = any(_is_whole(folded, m) for m in context_pattern("negations").finditer(folded))
        value = "none_declared" if denied else "declared"
        yield Fact("conflicts_statement", quote_around(sentence, 0), "reporting.conflict_section", value, 0.7)


@cache
def _matcher() -> tuple[list[list[ReportingCue]], AhoCorasick]:
    by_text: dict[str, list[ReportingCue]] = {}
    for cue in load_reporting_cues():
        by_text.setdefault(cue.text, []).append(cue)
    texts = sorted(by_text)
    matcher = AhoCorasick(texts, matchkind=MatchKind.Standard, implementation=Implementation.DFA)
    return [by_text[text] for text in texts], matcher
