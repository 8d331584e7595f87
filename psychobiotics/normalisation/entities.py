"""Entity mentions as rows: label, vocabulary id, section."""

from psychobiotics.records.drafts import EntityDraft
from psychobiotics.records.mentions import Fact


def normalise_entity(fact: Fact) -> EntityDraft:
    """Read a mention into a row of `entities`; its rule names the section after a slash."""
    method, _, section = fact.rule.partition("/")
    return EntityDraft(fact.quote, fact.field, fact.concept, section or None, method)
