"""Facts of one study to the columns of `studies`."""

from collections.abc import Sequence

from psychobiotics.normalisation.bibliography import normalise_bibliography
from psychobiotics.normalisation.design import normalise_design
from psychobiotics.normalisation.duration import normalise_duration
from psychobiotics.normalisation.population import normalise_age_sex, normalise_population
from psychobiotics.normalisation.registered import normalise_registered
from psychobiotics.normalisation.related_papers import normalise_links
from psychobiotics.normalisation.reporting import normalise_reporting
from psychobiotics.normalisation.review_scope import is_review, normalise_review_scope
from psychobiotics.normalisation.sample_size import normalise_sample_size
from psychobiotics.records.drafts import Value
from psychobiotics.records.mentions import Fact

# Fields that bibliography and design alone read.
_SETTLED = frozenset(
    {*("author", "first_author", "title", "journal", "volume", "issue", "pages", "doi", "pmid", "pmcid", "year")}
    | {"design", "design_cue", "blinding", "species"}
)


def normalise_study(facts: Sequence[Fact]) -> dict[str, Value]:
    """Read all facts of one study into values; a column that nothing states is absent."""
    values = normalise_bibliography(facts)
    values |= normalise_design(facts)
    values |= normalise_links(facts)
    design = str(values["design"].value) if "design" in values else None
    facts = [fact for fact in facts if fact.field not in _SETTLED]  # most facts: nothing below reads them
    values |= normalise_sample_size(facts, design)
    values |= normalise_review_scope(facts) if is_review(design) else normalise_duration(facts, design)
    values |= normalise_population(facts)
    values |= normalise_reporting(facts, design)
    species = values["species"].value if "species" in values else None
    if species == "human":
        values |= normalise_age_sex(facts)
    elif species is None:  # what a table states by column needs no word that says that these are people
        values |= normalise_age_sex([fact for fact in facts if fact.confidence == 1.0])
    return values | normalise_registered(facts, design, values.get("n_enrolled"))
