"""Studies whose text states no results of their own.

Pattern: a protocol announces outcomes; a narrative review tells what others found, and pools nothing.

It must not be fooled by: "post-protocol analysis" of a trial, a review that searched databases or
counts the studies that it includes.
"""

from psychobiotics.extraction.arms.setting import is_review
from psychobiotics.extraction.design.design import extract_design
from psychobiotics.extraction.design.review_scope import extract_review_scope
from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.study_text import choose_abstract
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Naming

_POOLING = frozenset({"systematic_review", "meta_analysis", "network_meta_analysis"})

_PLAINLY = 0.5  # below this, a number of studies is a part of those included as often as all of them


def states_no_results(reading: Reading, scope: Scope) -> bool:
    """The study is a protocol or a narrative review."""
    if scope.naming is not Naming.OWN_REPORT:
        return False
    title = next((s.text.lower() for s in scope.sentences if s.section is SectionKind.TITLE), "")
    if "protocol" in title and "post-protocol" not in title:
        return True
    if any(s.section is SectionKind.RESULTS for s in scope.sentences) or not is_review(reading, scope):
        return False
    text = choose_abstract(reading, scope)
    if any(fact.concept in _POOLING for fact in extract_design(text)):
        return False
    return not any(fact.confidence >= _PLAINLY for fact in extract_review_scope(text))
