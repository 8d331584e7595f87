"""Facts of one study that its sentences state: the composition of the small extractors."""

from dataclasses import replace

from psychobiotics.extraction.design.design import extract_design
from psychobiotics.extraction.design.design_hints import extract_design_hints
from psychobiotics.extraction.design.duration import extract_duration
from psychobiotics.extraction.design.registration_funding import extract_registration_funding
from psychobiotics.extraction.design.review_scope import extract_review_scope
from psychobiotics.extraction.participants.age_sex import extract_age_sex
from psychobiotics.extraction.participants.population import extract_population
from psychobiotics.extraction.participants.sample_size import extract_sample_size
from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.study_text import Extractor, choose_abstract, choose_body
from psychobiotics.records.mentions import Fact

_EXTRACTORS: tuple[Extractor, ...] = (
    extract_design,
    extract_design_hints,
    extract_sample_size,
    extract_duration,
    extract_review_scope,
    extract_population,
    extract_age_sex,
    extract_registration_funding,
)
# What an abstract states needs no methods section: the body of a full text answers only what is still open.
_BODY_TRUST = 0.9
_OPEN_FIELDS = {"n_arm": "n_enrolled"}
_ABSTRACT_ONLY = frozenset({"n_dropouts"})  # a body tells them by arm and by visit


def extract_study_facts(reading: Reading, scope: Scope) -> tuple[Fact, ...]:
    """Quote what the sentences of a scope state about its study: columns of `studies`, and cues for them."""
    abstract = choose_abstract(reading, scope)
    facts = [fact for extract in _EXTRACTORS for fact in extract(abstract)]
    body = choose_body(reading, scope)
    if body is None:
        return tuple(facts)
    answered = {_OPEN_FIELDS.get(fact.field, fact.field) for fact in facts}
    for extract in _EXTRACTORS:
        for fact in extract(body):
            if fact.field not in _ABSTRACT_ONLY and _OPEN_FIELDS.get(fact.field, fact.field) not in answered:
                facts.append(replace(fact, confidence=fact.confidence * _BODY_TRUST))
    return tuple(facts)
