"""Facts of one study that its sentences state: the composition of the small extractors."""

from psychobiotics.extraction.age_sex import extract_age_sex
from psychobiotics.extraction.design import extract_design
from psychobiotics.extraction.design_hints import extract_design_hints
from psychobiotics.extraction.duration import extract_duration
from psychobiotics.extraction.population import extract_population
from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.registration_funding import extract_registration_funding
from psychobiotics.extraction.review_scope import extract_review_scope
from psychobiotics.extraction.sample_size import extract_sample_size
from psychobiotics.extraction.study_text import Extractor, StudyText
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


def extract_study_facts(reading: Reading, scope: Scope) -> tuple[Fact, ...]:
    """Quote what the sentences of a scope state about its study: columns of `studies`, and cues for them."""
    text = StudyText(reading, scope)
    return tuple(fact for extract in _EXTRACTORS for fact in extract(text))
