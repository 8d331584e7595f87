"""Which cues of a text tell which design, asked in the order of how study reports name themselves.

A protocol says so first, a review works on studies rather than on people, animals and cells come before trial words
(rats are randomised too), and among human studies the strongest design that the text claims is taken.
"""

from collections.abc import Callable

from psychobiotics.normalisation.design_cues import STATED, SURE, Cues
from psychobiotics.normalisation.species import ANIMALS
from psychobiotics.records.mentions import Fact

_Rule = tuple[str, Callable[[Cues], Fact | None]]


def _protocol(cues: Cues) -> Fact | None:
    return cues.best("protocol_title", least=1.0) or cues.best("protocol", "planned", least=SURE)


def _network(cues: Cues) -> Fact | None:
    return cues.best("network_meta_analysis", least=SURE)


def _meta(cues: Cues) -> Fact | None:
    title = cues.best("meta_analysis", least=1.0)
    if title or cues.best("rct", "systematic_review", "review", "narrative_review", least=1.0):
        return title
    return cues.best("meta_analysis", least=SURE)


def _systematic(cues: Cues) -> Fact | None:
    title = cues.best("systematic_review", least=1.0)
    if title or cues.best("rct", "narrative_review", least=1.0):
        return title
    if cues.species in ANIMALS and not cues.best("review", least=SURE):
        return None
    return cues.best("systematic_review", least=SURE)


def _narrative(cues: Cues) -> Fact | None:
    if cues.best("rct", "cohort", "cross_sectional", "case_control", least=1.0):
        return None
    return cues.best("narrative_review", "review", least=SURE)


def _named_review(cues: Cues) -> Fact | None:
    named = [
        f for f in cues.facts if f.concept == "review_named" or (f.field == "design_cue" and f.concept == "review")
    ]
    return None if cues.best("narrative_review", least=SURE) else next(iter(named), None)


def _named_animal_study(cues: Cues) -> Fact | None:
    return None if cues.enrols else cues.best("animal_study")


def _post_hoc(cues: Cues) -> Fact | None:
    observed = cues.best("observational", "cohort", "case_control", "cross_sectional", least=SURE)
    if (fact := cues.best("post_hoc", least=SURE)) and not observed:
        return fact
    # A trial in the title, results of the same trial told as published before, and nobody enrolled here.
    told_before = cues.best("own_earlier_trial")
    return told_before if told_before and cues.best("rct", least=1.0) and not cues.enrols else None


def _in_vitro(cues: Cues) -> Fact | None:
    if cues.best("rct", "placebo", "open_label", least=SURE):
        return None
    title = cues.best("in_vitro", least=1.0)
    return (
        title
        if title and cues.species not in ANIMALS
        else cues.best("in_vitro", least=SURE)
        if cues.species == "in_vitro"
        else None
    )


def _animal(cues: Cues) -> Fact | None:
    if cues.species not in ANIMALS:
        return None
    animal = max(cues.animals, key=lambda f: (f.confidence, -f.quote.start), default=None)
    idle = cues.best("no_own_results") or (cues.best("review_weak") and not (animal and animal.confidence == 1.0))
    if cues.species == "other_animal" and idle:
        return None  # "animal studies" of a text that has done nothing itself
    return animal


def _crossover(cues: Cues) -> Fact | None:
    trial = cues.best("rct", "blinded", "placebo", "placebo_group")
    return cues.best("crossover") if trial and not cues.best("parallel", least=SURE) else None


def _cluster(cues: Cues) -> Fact | None:
    return cues.best("cluster_rct")


def _non_randomised(cues: Cues) -> Fact | None:
    return cues.best("non_randomised")


def _rct(cues: Cues) -> Fact | None:
    if cues.best("cohort", "case_control", "cross_sectional", "mendelian", "bibliometric", least=1.0):
        return None
    return cues.best("rct", "placebo") or (cues.best("blinded") if cues.best("controlled", "placebo_group") else None)


def _other(cues: Cues) -> Fact | None:
    return cues.best("mendelian", "bibliometric", "guideline", "in_silico", "commentary", least=SURE)


def _simple(*concepts: str, least: float = STATED) -> Callable[[Cues], Fact | None]:
    return lambda cues: cues.best(*concepts, least=least)


def _review_left(cues: Cues) -> Fact | None:
    return cues.best("review", "narrative_review", "systematic_review", "perspective", least=0.55)


def _cells_alone(cues: Cues) -> Fact | None:
    if cues.enrols or cues.best("no_own_results"):
        return None  # "in vitro models" of a text that has done nothing itself
    return cues.best("in_vitro", least=0.6)


def _patients_and_controls(cues: Cues) -> Fact | None:
    """People with a condition set against people without, and nothing given to either."""
    return cues.best("healthy_controls") if cues.species == "human" and cues.counts else None


def _placebo_group(cues: Cues) -> Fact | None:
    """A trial in people against a placebo group is taken as randomised; see `inferred`."""
    return cues.best("placebo_group") if cues.species == "human" else None


def _followed(cues: Cues) -> Fact | None:
    return cues.best("followed") if cues.best("associated", "observational") and _only_observes(cues) else None


def _associated(cues: Cues) -> Fact | None:
    return cues.best("observational", "associated") if _only_observes(cues) else None


def _only_observes(cues: Cues) -> bool:
    """People are counted and nothing is given to them."""
    return cues.species == "human" and cues.counts and not cues.treats


DESIGN_RULES: tuple[_Rule, ...] = (
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
    ("case_report", _simple("case_report", least=SURE)),
    ("rct", _placebo_group),
    ("case_control", _patients_and_controls),
    ("cohort", _followed),
    ("cross_sectional", _associated),
    ("narrative_review", _review_left),
    ("in_vitro", _cells_alone),
    ("narrative_review", _simple("review_weak", "no_own_results")),
)
