"""Facts of one study to its design, blinding and species, one value each."""

from collections.abc import Sequence

from psychobiotics.normalisation.design_cues import STATED, Cues
from psychobiotics.normalisation.design_rules import DESIGN_RULES
from psychobiotics.normalisation.species import species_of_design, weigh_species
from psychobiotics.records.drafts import Value
from psychobiotics.records.mentions import Fact

_ENROLS = 0.5
_TREATS = 0.5  # how plainly a length of treatment must be told
_IMPLYING = frozenset(
    {
        "associated",
        "followed",
        "own_earlier_trial",
        "placebo_group",
        "healthy_controls",
        "no_own_results",
        "review_weak",
    }
)


def normalise_design(facts: Sequence[Fact]) -> dict[str, Value]:
    """Columns design, blinding and species from facts `design` (or `design_cue`), `blinding`, `species`."""
    values: dict[str, Value] = {}
    cues = [fact for fact in facts if fact.field in {"design", "design_cue"}]
    species = weigh_species(facts)
    animals = [fact for fact in facts if fact.field == "species" and species and fact.concept == species[0]]
    counted = [fact.confidence for fact in facts if fact.field in {"n_enrolled", "n_arm"}]
    enrols = any(confidence > _ENROLS for confidence in counted)
    treats = any(fact.field == "duration_days" and fact.confidence >= _TREATS for fact in facts)
    told = Cues(cues, animals, species[0] if species else None, enrols, bool(counted), treats)
    for name, rule in DESIGN_RULES:
        if fact := rule(told):
            method = f"inferred:design.{name}" if fact.concept in _IMPLYING else f"design.{name}"
            values["design"] = Value(name, (fact.quote,), method, fact.confidence)
            break
    design = str(values["design"].value) if "design" in values else None
    species = species_of_design(design, facts, species)
    if species:
        values["species"] = Value(species[0], species[1], "design.species", 0.9)
    values |= _blinding(facts)
    return values


def _blinding(facts: Sequence[Fact]) -> dict[str, Value]:
    found = [f for f in facts if f.field == "blinding" and f.concept and f.confidence >= STATED]
    best = max(found, key=lambda f: (f.confidence, -f.quote.start), default=None)
    return {"blinding": Value(str(best.concept), (best.quote,), "design.blinding", best.confidence)} if best else {}
