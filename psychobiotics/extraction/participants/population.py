"""Who is studied: the population as reported, its conditions, their severity, the basis of diagnosis, antidepressants.

Pattern: people (or animals) with what they have: "adults suffering from mild to moderate depression", "women with
migraine", "PD patients", "depressed students", "a mouse model of autism". Only what stands in such a phrase is a
condition of the population; the same word elsewhere is an outcome. Facts: `population`, `condition_ids` (concept =
vocabulary id), `severity`, `diagnosis_basis`, `antidepressants` (concept = class).

It must not be fooled by: "improved depression in healthy adults", "compared with patients without depression",
"depression scores of the patients", "severe adverse events".
"""

import re
from collections.abc import Iterator
from functools import cache

from psychobiotics.extraction.study_cues import CueHit
from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.extraction.terms import TermHit
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.conditions import conditions_by_id
from psychobiotics.vocab.files import read_rows
from psychobiotics.vocab.study_cues import counted_nouns
from psychobiotics.vocab.study_phrases import phrase_pattern, phrases_of

_HAVING = re.compile(
    rf"\s+(?:\([^()]{{0,40}}\)\s+)?(?:aged (?:between )?[\w-]{{1,12}}(?: (?:to|and|or) [\w-]{{1,12}})?(?: years)? "
    rf"|(?:over|above|under) (?:the age of )?\d{{1,2}} )?"
    rf"(?:\w+ly )?{phrase_pattern('having')}\s+"
)
_STOP = re.compile(
    r"[.;:]| [-–] |\band \d|,\s*(?:which|we|the|a|an|and (?:were|was)|were|was|in a|aged)\b"
    rf"|\b(?:{phrase_pattern('population_phrase_stops')}|for (?:\d|\w+ (?:weeks|days|months)))\b"
)
_MODEL = re.compile(r"\b(?:model|models)\b")
_MODEL_OF = re.compile(r"\bmodels? (?:of|for) (?:[\w-]+ ){0,4}$")
_AS_MODEL = re.compile(
    r"[\s-]*(?:\([^()]{0,12}\)\s*)?(?:[\w-]+ ){0,2}?(?:models?|mice|rats|mouse|rat|-induced|induced)\b"
)
_NOT_OURS = re.compile(rf"\b{phrase_pattern('condition_denied')}[\s-]+(?:\w+\s+){{0,2}}$")
_SYMPTOM_WORD = re.compile(rf"[\s-]+(?:\w+[\s-]+)?{phrase_pattern('measures_of_symptoms')}\b")
_IN_TITLE = re.compile(r"\b(?:in|of|for|with) (?:[\w-]+ ){0,3}$")
_COLLECTION_NUMBER = re.compile(r"\s?\d{2}")
_ELSEWHERE = frozenset({SectionKind.BACKGROUND, SectionKind.DISCUSSION})
_PHRASE = 110
_PAIR = re.compile(r" and (?:women|men|girls|boys|females|males)\b")
_TITLE_VERB = re.compile(rf"\b{phrase_pattern('title_verbs')}\b")
_PART = re.compile(rf"\b{phrase_pattern('parts_of_people')}\b")
_OF_A_PART = 0.5  # "placebo subjects" are some of those studied
_BARE = 0.55
_MOST = 12
_ABOVE, _HEADING_WORDS = 12, 9
_ILLNESSES = frozenset({"neurodegenerative", "neurodevelopmental", "neurological", "psychotic", "gut", "eating"})


def extract_population(text: StudyText) -> Iterator[Fact]:
    """Quote who is studied."""
    conditions = [hit for hit in text.reading.hits if hit.vocabulary == "conditions"]
    spelled = {hit.concept for hit in conditions if not hit.needs_context}
    conditions = [hit for hit in conditions if hit.concept in spelled]
    count = 0
    for sentence in text.sentences:
        if sentence.section in _ELSEWHERE or count > _MOST:
            continue
        start, end = sentence.sentence.start, sentence.sentence.end
        hits = [hit for hit in conditions if start <= hit.start < end]
        for fact in _sentence_facts(text, sentence, hits):
            count += fact.field == "condition_ids"
            yield fact
    if not count and not text.is_own:
        yield from _headed(text, conditions)


def _headed(text: StudyText, conditions: list[TermHit]) -> Iterator[Fact]:
    """The one illness that the line above a page's study names: "What about schizophrenia?"; never a mere symptom."""
    first = next((s for s in text.scope.sentences if s.section is not SectionKind.TITLE), None)
    if first is None:
        return
    above = [s for s in text.reading.sentences[max(0, first.index - _ABOVE) : first.index] if s.end <= first.start]
    paragraphs = [s.paragraph for s in (*above, first)]
    lines = [s for s in above if paragraphs.count(s.paragraph) == 1 and len(s.text.split()) <= _HEADING_WORDS]
    line = next((s for s in reversed(lines) if not s.text.endswith((".", "!", ":"))), None)
    if line is None or line.section is SectionKind.TITLE:
        return
    hits = [hit for hit in conditions if line.start <= hit.start < line.end]
    if len({hit.concept for hit in hits}) == 1 and conditions_by_id()[hits[0].concept].group in _ILLNESSES:
        quote = text.reading.quote(hits[0].start, hits[0].end)
        yield Fact("condition_ids", quote, "population.heading", hits[0].concept, 0.6, inferred=True)


def _sentence_facts(text: StudyText, sentence: StudySentence, hits: list[TermHit]) -> Iterator[Fact]:
    yield from _stated_bases(sentence)
    people = _people(sentence)
    if not people and not hits:
        return
    base = 1.0 if sentence.is_title else 0.8 if _is_own_sentence(text, sentence) else 0.4
    for noun in people:
        phrase_end = _phrase_end(sentence, noun)
        lead = _lead(sentence, noun)
        possessive = sentence.folded.startswith("'", noun.end)
        if not possessive and (sure := _told_of_sample(sentence, (lead, noun, phrase_end), base)):
            yield Fact("population", sentence.quote(lead, phrase_end), "population.phrase", confidence=sure)
        yield from _phrase_conditions(sentence, hits, (lead, noun, phrase_end), base)
    if hits and (
        sentence.is_title
        or ("model" in sentence.folded and _MODEL.search(sentence.folded))
        or "induced" in sentence.folded
    ):
        yield from _model_conditions(sentence, hits, base)


def _told_of_sample(sentence: StudySentence, span: tuple[int, CueHit, int], base: float) -> float:
    """How surely words name who is studied; a part of them less, a bare "children" where the sentence enrols."""
    lead, noun, end = span
    if end > noun.end or lead < noun.start:
        return base * _OF_A_PART if _PART.search(sentence.folded, lead, noun.end) else base
    telling = sentence.folded[noun.start : noun.end] not in phrases_of("people_of_any_kind")
    return _BARE if telling and base > _BARE and sentence.of("enrolment_cues") else 0.0


def _is_own_sentence(text: StudyText, sentence: StudySentence) -> bool:
    if not text.is_own or sentence.of("enrolment_cues") or sentence.folded.startswith("to "):
        return True
    return sentence.may_hold("own_aim") and _OWN.search(sentence.folded) is not None


_OWN = re.compile(rf"\b(?:this|our|present|current|we) (?:\w+ ){{0,3}}{phrase_pattern('own_aim')}\b")


def _people(sentence: StudySentence) -> list[CueHit]:
    return [c for c in sentence.of("species_words") if sentence.folded[c.start : c.end] in _named_people()]


def _phrase_end(sentence: StudySentence, noun: CueHit) -> int:
    pair = _PAIR.match(sentence.folded, noun.end)
    having = _HAVING.match(sentence.folded, pair.end() if pair else noun.end)
    if having is None:
        return pair.end() if pair else noun.end
    verb = _TITLE_VERB.search(sentence.folded, having.end()) if sentence.is_title else None
    stop = verb or _STOP.search(sentence.folded, having.end(), having.end() + _PHRASE)
    end = stop.start() if stop else min(len(sentence.text), having.end() + _PHRASE)
    end = sentence.folded.rfind(" ", 0, end) if not stop and end < len(sentence.text) else end
    while (
        end > noun.end and (words := _WORD.findall(sentence.folded, noun.end, end)) and words[-1] in _function_words()
    ):
        end = sentence.folded.rindex(words[-1], noun.end, end)
    while end > noun.end and not sentence.text[end - 1].isalnum() and sentence.text[end - 1] != ")":
        end -= 1
    return end


def _lead(sentence: StudySentence, noun: CueHit) -> int:
    """Start of the words right before the noun that describe it ("moderately stressed healthy adults")."""
    start = noun.start
    folded, stops = sentence.folded, _function_words()
    for match in reversed(list(_WORD.finditer(folded, max(0, noun.start - 60), noun.start))):
        word = match.group()
        if word in stops or not word[0].isalpha() or folded[match.end() : start].strip("- "):
            break
        if any(a < match.end() and match.start() < b for a, b in sentence.number_spans):
            break
        start = match.start()
    return start


_WORD = re.compile(r"[\w'-]+")


def _phrase_conditions(
    sentence: StudySentence, hits: list[TermHit], span: tuple[int, CueHit, int], base: float
) -> Iterator[Fact]:
    lead, noun, end = span
    offset = sentence.sentence.start
    for hit in hits:
        start = hit.start - offset
        if not lead <= start < end or _NOT_OURS.search(sentence.folded[max(0, start - 24) : start]):
            continue
        yield Fact("condition_ids", sentence.quote(start, hit.end - offset), "population.condition", hit.concept, base)
        yield from _severity(sentence, start, base)
    if not any(lead <= hit.start - offset < end for hit in hits):
        for match in _WORD.finditer(sentence.folded, lead, noun.start):
            if concept := _adjectives().get(match.group()):
                yield Fact("condition_ids", sentence.quote(*match.span()), "population.adjective", concept, base - 0.1)
                yield from _severity(sentence, match.start(), base)


def _severity(sentence: StudySentence, condition: int, base: float) -> Iterator[Fact]:
    for cue in sentence.of("severity_cues"):
        if 0 <= condition - cue.end <= 16 and "," not in sentence.folded[cue.end : condition]:
            yield Fact("severity", sentence.quote(cue.start, cue.end), "population.severity", cue.concept, base)


def _model_conditions(sentence: StudySentence, hits: list[TermHit], base: float) -> Iterator[Fact]:
    """Conditions of animal models, and those that a title names as where the study took place."""
    offset = sentence.sentence.start
    for hit in hits:
        start, end = hit.start - offset, hit.end - offset
        before = sentence.folded[max(0, start - 50) : start]
        if _AS_MODEL.match(sentence.folded, end) or _MODEL_OF.search(before):
            yield Fact("condition_ids", sentence.quote(start, end), "population.model", hit.concept, base - 0.1)
        elif sentence.is_title and _IN_TITLE.search(before) and not _SYMPTOM_WORD.match(sentence.folded, end):
            yield Fact("condition_ids", sentence.quote(start, end), "population.title", hit.concept, 0.6)


def _stated_bases(sentence: StudySentence) -> Iterator[Fact]:
    for cue in sentence.of("diagnosis_bases"):
        if _COLLECTION_NUMBER.match(sentence.folded, cue.end):  # "L. reuteri DSM 17938"
            continue
        yield Fact(
            "diagnosis_basis", sentence.quote(cue.start, cue.end), "population.diagnosis_basis", cue.concept, 0.8
        )
    for cue in sentence.of("antidepressant_cues"):
        yield Fact(
            "antidepressants", sentence.quote(cue.start, cue.end), "population.antidepressants", cue.concept, 0.8
        )


@cache
def _named_people() -> frozenset[str]:
    return counted_nouns() | {"patient", "person"}


@cache
def _adjectives() -> dict[str, str]:
    return {row["word"]: row["condition"] for row in read_rows("condition_adjectives")}


@cache
def _function_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("population_stop_words"))
