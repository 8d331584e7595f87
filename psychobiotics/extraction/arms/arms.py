"""The groups of a study: what each was given, what it was compared with, and the words that say so.

Composition of the extractors of interventions, administration, products, doses and comparators. Arms are keyed "a1",
"a2", ..., interventions first.

Pattern: one arm for each kind of thing that is tested, with its microbes, product and dose, then one for each
comparator; what a report's front does not tell is looked for in its methods.

It must not be fooled by: a survey that asks about probiotics (it gives nothing: no arms), a review (its arms have no
microbes and no dose).

Facts of an arm: `label_reported`, `role`, `type` (their concept is the value), `product` (concept: vocabulary id),
`dose_reported`, `dose_basis`, `dose_frequency`, `dose_amount`, `dose_mass`, `form`, `n`, `adjunct_to`. Facts of a
strain: `taxon` (concept: current name), `taxon_full` (the name the record spells out), `strain` (concept: designation).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from psychobiotics.extraction.arms.administration import find_administered
from psychobiotics.extraction.arms.arm_details import adjunct_fact, form_fact
from psychobiotics.extraction.arms.arm_doses import dose_facts
from psychobiotics.extraction.arms.arm_sizes import size_arms
from psychobiotics.extraction.arms.arm_strains import strain_mentions
from psychobiotics.extraction.arms.borrowed_microbes import borrow_microbes
from psychobiotics.extraction.arms.comparator_choice import Tested, choose_comparators
from psychobiotics.extraction.arms.comparators import ComparatorMention
from psychobiotics.extraction.arms.dose_twins import split_by_dose
from psychobiotics.extraction.arms.group_lists import find_group_lists
from psychobiotics.extraction.arms.interventions import BIOTIC, TypedMention, choose_types, find_typed_mentions
from psychobiotics.extraction.arms.listed_roles import ListedRoles, roles_of_lists
from psychobiotics.extraction.arms.products import (
    ProductMention,
    called_type,
    find_composition,
    find_products,
    main_product,
)
from psychobiotics.extraction.arms.roles import split_roles
from psychobiotics.extraction.arms.setting import Setting, find_setting
from psychobiotics.extraction.arms.told_treatments import find_told_treatment
from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.strains import Sighting
from psychobiotics.extraction.study_text import choose_abstract, choose_body
from psychobiotics.records.mentions import ArmMention, Fact, Naming
from psychobiotics.vocab.study_phrases import phrase_pattern

_OBSERVATIONAL = re.compile(rf"\b{phrase_pattern('observational_titles')}\b")
_MICROBIAL = frozenset({"probiotic", "synbiotic", "postbiotic", "fermented_food"})


@dataclass(frozen=True, slots=True)
class _Given:
    """What was found of one study before it becomes arms."""

    setting: Setting
    mentions: tuple[TypedMention, ...]
    microbes: tuple[Sighting, ...]
    product: ProductMention | None
    borrowed: bool  # the product is the page's, not named in the study's own sentences


def extract_arms(reading: Reading, scope: Scope) -> tuple[ArmMention, ...]:
    """Quote the intervention and comparator groups of one study.

    Args:
        reading: The document.
        scope: The study and the sentences that speak of it.

    Returns:
        Arms in order: interventions, then comparators; () where the text names neither.
    """
    abstract, body = choose_abstract(reading, scope), choose_body(reading, scope)
    if scope.naming is not Naming.OWN_REPORT:
        return _numbered(size_arms((abstract,), _read_arms(reading, scope, ())))
    methods = body.chosen if body else ()
    arms = _read_arms(reading, replace(scope, sentences=abstract.chosen), methods)
    roles = {arm.role for arm in arms}
    if methods and roles != {"intervention", "comparator"}:
        told = _read_arms(reading, replace(scope, sentences=(*scope.sentences[:1], *methods)), ())
        arms = (told or arms) if "intervention" not in roles else [*arms, *_compared_in(told, arms)]
    return _numbered(size_arms((abstract, body) if body else (abstract,), arms))


def _compared_in(told: Sequence[ArmMention], arms: Sequence[ArmMention]) -> Iterator[ArmMention]:
    """Comparators that the methods tell where the front names none; not what is tested itself.

    Who "did not receive" something in methods is mostly left out of the study, and no untreated group.
    """
    tested = {fact.concept for arm in arms for fact in arm.facts if fact.field == "type"} | {"no_treatment"}
    for arm in told:
        types = {fact.concept for fact in arm.facts if fact.field == "type"}
        if arm.role == "comparator" and not types & tested:
            yield arm


def _numbered(arms: Sequence[ArmMention]) -> tuple[ArmMention, ...]:
    return tuple(ArmMention(f"a{i}", arm.role, arm.facts, arm.strains) for i, arm in enumerate(arms, 1))


def _read_arms(reading: Reading, scope: Scope, methods: tuple[Sentence, ...]) -> list[ArmMention]:
    """Arms told in the scope's sentences; `methods` are asked for a dose that these do not state."""
    given = _find_given(reading, scope)
    types = choose_types(given.mentions, given.microbes, given.setting) or _product_type(reading, given.product)
    if not types and (told := find_told_treatment(given.setting, given.mentions)):
        given, types = replace(given, mentions=(told, *given.mentions)), (told.type,)
    if given.setting.title is not None and _OBSERVATIONAL.search(given.setting.title.text.lower()):
        types = ()  # a survey gives nothing, whatever it asks about
    listed = roles_of_lists(find_group_lists(reading, given.setting), types, given.setting) if types else ListedRoles()
    given = replace(given, mentions=(*given.mentions, *listed.tested))
    interventions, compared = split_roles(reading, given.setting, types, given.mentions)
    interventions = (*interventions, *(mention.type for mention in listed.tested))
    arms = [_intervention(reading, scope, given, t, interventions) for t in interventions]
    arms = [dosed for arm in arms for dosed in _with_dose(reading, given.setting, arm, arms, methods)]
    tested = [mention for mention in given.mentions if mention.type in interventions]
    chosen = choose_comparators(reading, given.setting, Tested(interventions, tested), (compared, listed.compared))
    arms.extend(_comparator(reading, c) for c in chosen)
    return arms


def _with_dose(
    reading: Reading, setting: Setting, arm: ArmMention, arms: Sequence[ArmMention], methods: tuple[Sentence, ...]
) -> list[ArmMention]:
    """The arm with its dose, once for each of several doses: the first arm, a prebiotic, the first with microbes."""
    facts = {fact.field: fact for fact in arm.facts}
    kind = facts["type"].concept or ""
    microbial = next((other for other in arms if _MICROBIAL & {fact.concept for fact in other.facts}), None)
    if arm is not arms[0] and arm is not microbial and kind != "prebiotic":
        return [arm]
    asked = methods if arm is arms[0] else ()
    doses = dose_facts(reading, setting, kind, facts["label_reported"].quote.text, asked)
    return split_by_dose(reading, replace(arm, facts=(*arm.facts, *doses)))


def _find_given(reading: Reading, scope: Scope) -> _Given:
    setting = find_setting(reading, scope)
    mentions = find_typed_mentions(reading, setting)
    microbes = find_administered(reading, setting, mentions)
    if not microbes and not setting.review:
        microbes = borrow_microbes(reading, scope)
    product, borrowed = _find_product(reading, scope, setting, mentions)
    if product is not None and not any(s.strain for s in microbes):
        microbes = find_composition(reading, product) or microbes
    return _Given(setting, mentions, microbes, product, borrowed)


def _find_product(
    reading: Reading, scope: Scope, setting: Setting, mentions: Sequence[TypedMention]
) -> tuple[ProductMention | None, bool]:
    for sentence in setting.own:
        if found := find_products(reading, sentence.start, sentence.end):
            return found[0], False
    if scope.naming is not Naming.OWN_REPORT:
        if setting.review or any(m.type in BIOTIC for m in mentions):
            return None, False
        return main_product(reading), True
    for sentence in setting.background:
        if found := find_products(reading, sentence.start, sentence.end):
            return found[0], False
    return None, False


def _product_type(reading: Reading, product: ProductMention | None) -> tuple[str, ...]:
    """What a product is: by the vocabulary, else by what the page calls it in a sentence that names it."""
    if product is None:
        return ()
    kind = product.type or called_type(reading, product)
    return (kind,) if kind else ()


def _intervention(reading: Reading, scope: Scope, given: _Given, arm_type: str, all_types: Sequence[str]) -> ArmMention:
    label = _label(reading, scope, given, arm_type)
    strains = _strains_of(given, arm_type, all_types)
    facts = [
        Fact("label_reported", label.quote, label.rule, inferred=label.inferred),
        Fact("role", label.quote, label.rule, "intervention"),
        Fact("type", label.quote, label.rule, arm_type, label.confidence, label.inferred),
    ]
    if given.product is not None and _is_made_of(reading, given.product, arm_type):
        facts.append(_product_fact(reading, given))
    if arm_type == all_types[0]:
        details = form_fact(reading, given.setting), adjunct_fact(reading, given.setting)
        facts.extend(fact for fact in details if fact is not None)
    return ArmMention("", "intervention", tuple(facts), strain_mentions(reading, strains))


def _is_made_of(reading: Reading, product: ProductMention, arm_type: str) -> bool:
    if product.concept is None:
        called = called_type(reading, product)
        return called == arm_type or (
            called is None and arm_type in _MICROBIAL and bool(find_composition(reading, product))
        )
    return arm_type in (product.type or arm_type, "probiotic", "synbiotic")


def _product_fact(reading: Reading, given: _Given) -> Fact:
    product = given.product
    assert product is not None
    confidence = 0.6 if given.borrowed else 0.95
    quote = reading.quote(product.start, product.end)
    return Fact("product", quote, "products.name", product.concept, confidence, given.borrowed)


def _strains_of(given: _Given, arm_type: str, all_types: Sequence[str]) -> tuple[Sighting, ...]:
    """Microbes go to the first arm that is made of them; a heat-killed twin shares them."""
    holders = [t for t in all_types if t in _MICROBIAL] or [t for t in all_types if t not in {"prebiotic"}][:1]
    holder = (holders or [""])[0]
    if arm_type == holder or (arm_type, holder) == ("probiotic", "postbiotic"):
        return given.microbes
    return tuple(s for s in given.microbes if s.strain)[:1] if arm_type == "postbiotic" else ()


def _label(reading: Reading, scope: Scope, given: _Given, arm_type: str) -> Fact:
    """The words that name the arm: its type's heaviest mention, else its first microbe, else its product."""
    for mention in given.mentions:
        if mention.type == arm_type:
            return Fact("", reading.quote(mention.start, mention.end), mention.rule, confidence=0.95)
    if given.microbes:
        first = given.microbes[0]
        quote = reading.quote(first.start, first.end)
        return Fact("", quote, "administration.microbe", confidence=0.85, inferred=True)
    if given.product is not None:
        quote = reading.quote(given.product.start, given.product.end)
        return Fact("", quote, "products.name", confidence=0.8, inferred=True)
    return Fact("", scope.name.quote, "arms.scope", confidence=0.4, inferred=True)


def _comparator(reading: Reading, mention: ComparatorMention) -> ArmMention:
    quote = reading.quote(mention.start, mention.end)
    confidence = 0.5 if mention.inferred else 0.95
    rule = "comparators.untreated_model" if mention.inferred else "comparators.term"
    facts = [
        Fact("label_reported", quote, rule, inferred=mention.inferred),
        Fact("role", quote, rule, "comparator"),
        Fact("type", quote, rule, mention.type, confidence, mention.inferred),
    ]
    return ArmMention("", "comparator", tuple(facts))
