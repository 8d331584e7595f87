"""Cues of design, blinding and species to one value each.

The order of the questions follows how study reports name themselves: a protocol says so first, a review works on
studies rather than on people, animals and cells come before trial words (rats are randomised too), and among human
studies the strongest design that the text claims is taken.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from psychobiotics.records.document import Quote
from psychobiotics.records.drafts import Value
from psychobiotics.records.lazily import lazily
from psychobiotics.records.mentions import Fact

_SURE = 0.9
_STATED = 0.5
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
_ANIMALS = ("mouse", "rat", "other_animal")


@dataclass(frozen=True)
class _Cues:
    """Facts of one study by class of cue."""

    facts: Sequence[Fact]
    animals: Sequence[Fact]
    species: str | None
    enrols: bool = False
    counts: bool = False
    treats: bool = False

    @lazily
    def _surest(self) -> dict[str | None, tuple[float, int, int]]:
        """Of each class its surest cue, of several the first in the text: sureness, negative start, negative place."""
        surest: dict[str | None, tuple[float, int, int]] = {}
        for place, fact in enumerate(self.facts):
            rank = (fact.confidence, -fact.quote.start, -place)
            if fact.concept not in surest or rank > surest[fact.concept]:
                surest[fact.concept] = rank
        return surest

    def best(self, *concepts: str, least: float = _STATED) -> Fact | None:
        """The surest cue of any of these classes that is at least that sure."""
        best: tuple[float, int, int] | None = None
        for concept in concepts:
            rank = self._surest.get(concept)
            if rank and rank[0] >= least and (best is None or rank > best):
                best = rank
        return self.facts[-best[2]] if best else None


_Rule = tuple[str, Callable[[_Cues], Fact | None]]


def normalise_design(facts: Sequence[Fact]) -> dict[str, Value]:
    """Columns design, blinding and species from facts `design` (or `design_cue`), `blinding`, `species`."""
    values: dict[str, Value] = {}
    cues = [fact for fact in facts if fact.field in {"design", "design_cue"}]
    species = _species(facts, cues)
    animals = [fact for fact in facts if fact.field == "species" and species and fact.concept == species[0]]
    counted = [fact.confidence for fact in facts if fact.field in {"n_enrolled", "n_arm"}]
    enrols = any(confidence > _ENROLS for confidence in counted)
    treats = any(fact.field == "duration_days" and fact.confidence >= _TREATS for fact in facts)
    told = _Cues(cues, animals, species[0] if species else None, enrols, bool(counted), treats)
    for name, rule in _RULES:
        if fact := rule(told):
            method = f"inferred:design.{name}" if fact.concept in _IMPLYING else f"design.{name}"
            values["design"] = Value(name, (fact.quote,), method, fact.confidence)
            break
    design = str(values["design"].value) if "design" in values else None
    species = _species_of_design(design, facts, species)
    if species:
        values["species"] = Value(species[0], species[1], "design.species", 0.9)
    values |= _blinding(facts)
    return values


def _blinding(facts: Sequence[Fact]) -> dict[str, Value]:
    found = [f for f in facts if f.field == "blinding" and f.concept and f.confidence >= _STATED]
    best = max(found, key=lambda f: (f.confidence, -f.quote.start), default=None)
    return {"blinding": Value(str(best.concept), (best.quote,), "design.blinding", best.confidence)} if best else {}


def _protocol(cues: _Cues) -> Fact | None:
    return cues.best("protocol_title", least=1.0) or cues.best("protocol", "planned", least=_SURE)


def _network(cues: _Cues) -> Fact | None:
    return cues.best("network_meta_analysis", least=_SURE)


def _meta(cues: _Cues) -> Fact | None:
    title = cues.best("meta_analysis", least=1.0)
    if title or cues.best("rct", "systematic_review", "review", "narrative_review", least=1.0):
        return title
    return cues.best("meta_analysis", least=_SURE)


def _systematic(cues: _Cues) -> Fact | None:
    title = cues.best("systematic_review", least=1.0)
    if title or cues.best("rct", "narrative_review", least=1.0):
        return title
    if cues.species in _ANIMALS and not cues.best("review", least=_SURE):
        return None
    return cues.best("systematic_review", least=_SURE)


def _narrative(cues: _Cues) -> Fact | None:
    if cues.best("rct", "cohort", "cross_sectional", "case_control", least=1.0):
        return None
    return cues.best("narrative_review", "review", least=_SURE)


def _named_review(cues: _Cues) -> Fact | None:
    named = [
        f for f in cues.facts if f.concept == "review_named" or (f.field == "design_cue" and f.concept == "review")
    ]
    return None if cues.best("narrative_review", least=_SURE) else next(iter(named), None)


def _named_animal_study(cues: _Cues) -> Fact | None:
    return None if cues.enrols else cues.best("animal_study")


def _post_hoc(cues: _Cues) -> Fact | None:
    observed = cues.best("observational", "cohort", "case_control", "cross_sectional", least=_SURE)
    if (fact := cues.best("post_hoc", least=_SURE)) and not observed:
        return fact
    # A trial in the title, results of the same trial told as published before, and nobody enrolled here.
    told_before = cues.best("own_earlier_trial")
    return told_before if told_before and cues.best("rct", least=1.0) and not cues.enrols else None


def _in_vitro(cues: _Cues) -> Fact | None:
    if cues.best("rct", "placebo", "open_label", least=_SURE):
        return None
    title = cues.best("in_vitro", least=1.0)
    return (
        title
        if title and cues.species not in _ANIMALS
        else cues.best("in_vitro", least=_SURE)
        if cues.species == "in_vitro"
        else None
    )


def _animal(cues: _Cues) -> Fact | None:
    if cues.species not in _ANIMALS:
        return None
    animal = max(cues.animals, key=lambda f: (f.confidence, -f.quote.start), default=None)
    idle = cues.best("no_own_results") or (cues.best("review_weak") and not (animal and animal.confidence == 1.0))
    if cues.species == "other_animal" and idle:
        return None  # "animal studies" of a text that has done nothing itself
    return animal


def _crossover(cues: _Cues) -> Fact | None:
    trial = cues.best("rct", "blinded", "placebo", "placebo_group")
    return cues.best("crossover") if trial and not cues.best("parallel", least=_SURE) else None


def _cluster(cues: _Cues) -> Fact | None:
    return cues.best("cluster_rct")


def _non_randomised(cues: _Cues) -> Fact | None:
    return cues.best("non_randomised")


def _rct(cues: _Cues) -> Fact | None:
    if cues.best("cohort", "case_control", "cross_sectional", "mendelian", "bibliometric", least=1.0):
        return None
    return cues.best("rct", "placebo") or (cues.best("blinded") if cues.best("controlled", "placebo_group") else None)


def _other(cues: _Cues) -> Fact | None:
    return cues.best("mendelian", "bibliometric", "guideline", "in_silico", "commentary", least=_SURE)


def _simple(*concepts: str, least: float = _STATED) -> Callable[[_Cues], Fact | None]:
    return lambda cues: cues.best(*concepts, least=least)


def _review_left(cues: _Cues) -> Fact | None:
    return cues.best("review", "narrative_review", "systematic_review", "perspective", least=0.55)


def _cells_alone(cues: _Cues) -> Fact | None:
    if cues.enrols or cues.best("no_own_results"):
        return None  # "in vitro models" of a text that has done nothing itself
    return cues.best("in_vitro", least=0.6)


def _patients_and_controls(cues: _Cues) -> Fact | None:
    """People with a condition set against people without, and nothing given to either."""
    return cues.best("healthy_controls") if cues.species == "human" and cues.counts else None


def _placebo_group(cues: _Cues) -> Fact | None:
    """A trial in people against a placebo group is taken as randomised; see `inferred`."""
    return cues.best("placebo_group") if cues.species == "human" else None


def _followed(cues: _Cues) -> Fact | None:
    return cues.best("followed") if cues.best("associated", "observational") and _only_observes(cues) else None


def _associated(cues: _Cues) -> Fact | None:
    return cues.best("observational", "associated") if _only_observes(cues) else None


def _only_observes(cues: _Cues) -> bool:
    """People are counted and nothing is given to them."""
    return cues.species == "human" and cues.counts and not cues.treats


_RULES: tuple[_Rule, ...] = (
    ("protocol", _protocol),
    ("network_meta_analysis", _network),
    ("meta_analysis", _meta),
    ("systematic_review", _systematic),
    ("other", _simple("mendelian", "bibliometric", least=1.0)),
    ("review", _named_review),
    ("narrative_review", _narrative),
    ("post_hoc_analysis", _post_hoc),
    ("in_vitro", _in_vitro),
    ("animal_in_vivo", _animal),
    ("animal_in_vivo", _named_animal_study),
    ("crossover_rct", _crossover),
    ("cluster_rct", _cluster),
    ("non_randomised_trial", _non_randomised),
    ("rct", _rct),
    ("other", _other),
    ("single_arm_trial", _simple("single_arm", "open_label", "pre_post", "intervention")),
    ("case_control", _simple("case_control")),
    ("cross_sectional", _simple("cross_sectional")),
    ("cohort", _simple("cohort", "prospective")),
    ("case_report", _simple("case_report", least=_SURE)),
    ("rct", _placebo_group),
    ("case_control", _patients_and_controls),
    ("cohort", _followed),
    ("cross_sectional", _associated),
    ("narrative_review", _review_left),
    ("in_vitro", _cells_alone),
    ("narrative_review", _simple("review_weak", "no_own_results")),
)


def _species(facts: Sequence[Fact], cues: Sequence[Fact]) -> tuple[str, tuple[Quote, ...]] | None:
    """The species that a study works on: title words weigh most, asides least."""
    found = [f for f in facts if f.field == "species" and f.concept and f.confidence >= _STATED]
    title = [f for f in found if f.confidence == 1.0 and f.concept != "in_vitro"]
    weights: Counter[str] = Counter()
    for fact in found:
        weights[str(fact.concept)] += 3 if fact.confidence == 1.0 else 2 if fact.confidence >= _SURE else 1
    animal = sum(weights[a] for a in _ANIMALS)
    if not weights:
        return None
    named = any(f.concept in _ANIMALS and (f.concept != "other_animal" or not weights["human"]) for f in title)
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


def _species_of_design(
    design: str | None, facts: Sequence[Fact], species: tuple[str, tuple[Quote, ...]] | None
) -> tuple[str, tuple[Quote, ...]] | None:
    """Reviews of people and animals are mixed; a narrative review that names neither plainly has none."""
    if design == "animal_in_vivo" and species and species[0] == "human":
        animals = [f for f in facts if f.field == "species" and f.concept in _ANIMALS and f.confidence >= _STATED]
        return (str(animals[0].concept), (animals[0].quote,)) if animals else None
    if design not in {"systematic_review", "meta_analysis", "network_meta_analysis", "narrative_review", "review"}:
        return species
    found = [f for f in facts if f.field == "species" and f.confidence >= _STATED and f.concept]
    human = [f.quote for f in found if f.concept == "human"]
    animal = [f.quote for f in found if f.concept in _ANIMALS]
    pooled = any(f.rule.startswith("sample_size.pooled") for f in facts)
    aside = len(animal) == 1 and all(f.confidence < _SURE for f in found if f.concept in _ANIMALS)
    if human and animal and not (pooled and aside):  # people were pooled, animals are what was known before
        return "mixed", (human[0], animal[0])
    if human:
        return "human", (human[0],)
    return species
