"""The species that a study works on, from the words for people, animals and cells in its text."""

from collections import Counter
from collections.abc import Sequence

from psychobiotics.normalisation.design_cues import STATED, SURE
from psychobiotics.records.document import Quote
from psychobiotics.records.mentions import Fact

ANIMALS = ("mouse", "rat", "other_animal")

NamedSpecies = tuple[str, tuple[Quote, ...]]  # the species and the words that tell it


def weigh_species(facts: Sequence[Fact]) -> NamedSpecies | None:
    """The species that a study works on: title words weigh most, asides least."""
    found = [f for f in facts if f.field == "species" and f.concept and f.confidence >= STATED]
    title = [f for f in found if f.confidence == 1.0 and f.concept != "in_vitro"]
    weights: Counter[str] = Counter()
    for fact in found:
        weights[str(fact.concept)] += 3 if fact.confidence == 1.0 else 2 if fact.confidence >= SURE else 1
    animal = sum(weights[a] for a in ANIMALS)
    if not weights:
        return None
    named = any(f.concept in ANIMALS and (f.concept != "other_animal" or not weights["human"]) for f in title)
    if animal and (named or animal > weights["human"]):
        name = _which_animal(weights)
    elif weights["human"]:
        name = "human"
    else:
        name = "in_vitro"
    quotes = tuple(f.quote for f in found if f.concept == name)[:2]
    return (name, quotes) if quotes else None


def _which_animal(weights: Counter[str]) -> str:
    mouse, rat = weights["mouse"], weights["rat"]
    if mouse or rat:
        return "mouse" if mouse >= rat else "rat"
    return "other_animal"


def species_of_design(design: str | None, facts: Sequence[Fact], species: NamedSpecies | None) -> NamedSpecies | None:
    """Reviews of people and animals are mixed; a narrative review that names neither plainly has none."""
    if design == "animal_in_vivo" and species and species[0] == "human":
        animals = [f for f in facts if f.field == "species" and f.concept in ANIMALS and f.confidence >= STATED]
        return (str(animals[0].concept), (animals[0].quote,)) if animals else None
    if design not in {"systematic_review", "meta_analysis", "network_meta_analysis", "narrative_review", "review"}:
        return species
    found = [f for f in facts if f.field == "species" and f.confidence >= STATED and f.concept]
    human = [f.quote for f in found if f.concept == "human"]
    animal = [f.quote for f in found if f.concept in ANIMALS]
    pooled = any(f.rule.startswith("sample_size.pooled") for f in facts)
    aside = len(animal) == 1 and all(f.confidence < SURE for f in found if f.concept in ANIMALS)
    if human and animal and not (pooled and aside):  # people were pooled, animals are what was known before
        return "mixed", (human[0], animal[0])
    if human:
        return "human", (human[0],)
    return species
