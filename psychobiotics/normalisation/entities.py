"""A recognised mention to one row of `entities`."""

from psychobiotics.records.drafts import EntityDraft
from psychobiotics.records.mentions import Fact


def normalise_entity(fact: Fact) -> EntityDraft:
    """Label and concept id of one mention; the section is the linker's to know."""
    return EntityDraft(fact.quote, fact.field, fact.concept, None, fact.rule)
