"""What was given, as one id for each arm: the product, else its strains, else its species, else its type."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd

from psychobiotics.vocab.products import Product, current_product, load_products, products_by_id


def interventions(arms: pd.DataFrame, strains: pd.DataFrame) -> pd.DataFrame:
    """One row per intervention arm.

    Args:
        arms: The `arms` frame.
        strains: The `arm_strains` frame.

    Returns:
        Columns study_id, arm_id, type, intervention_id, intervention, intervention_kind; arms of unknown type left out.
    """
    given = arms[arms["role"].eq("intervention").fillna(False) & arms["type"].notna()]
    named = _microbes(strains)
    rows = []
    for study, arm, kind, product in given[["study_id", "arm_id", "type", "product_id"]].itertuples(index=False):
        how, ids, name = _identify(kind, product, named.get((study, arm)))
        rows.append((study, arm, kind, f"{how}:{ids}", name, how))
    columns = ["study_id", "arm_id", "type", "intervention_id", "intervention", "intervention_kind"]
    return pd.DataFrame(rows, columns=columns, dtype="string")


@dataclass(slots=True)
class _Microbes:
    """What an arm's rows of `arm_strains` name; `whole` once each row has named a strain."""

    strains: set[str] = field(default_factory=set)
    taxa: set[str] = field(default_factory=set)
    whole: bool = True


def _microbes(strains: pd.DataFrame) -> dict[tuple[str, str], _Microbes]:
    named: dict[tuple[str, str], _Microbes] = {}
    for study, arm, taxon, strain in strains[["study_id", "arm_id", "taxon", "strain"]].itertuples(index=False):
        microbes = named.setdefault((study, arm), _Microbes())
        microbes.taxa.add(taxon)
        if pd.isna(strain):
            microbes.whole = False
        else:
            microbes.strains.add(strain)
    return named


def _identify(kind: str, product_id: Any, microbes: _Microbes | None) -> tuple[str, str, str]:
    if not pd.isna(product_id) and product_id in products_by_id():
        product = current_product(product_id)
        return "product", product.id, product.name
    if microbes is None:
        return "arm_type", kind, kind.replace("_", " ")
    if microbes.whole:
        # An animal study names the strains, the trial of the same strains their product: one intervention.
        known = _products_by_strains().get(frozenset(microbes.strains))
        if known:
            return "product", known.id, known.name
        return _set("strain_set", microbes.strains)
    return _set("taxon_set", microbes.taxa)


def _set(kind: str, names: set[str]) -> tuple[str, str, str]:
    return kind, "+".join(sorted(names)), " + ".join(sorted(names))


@cache
def _products_by_strains() -> dict[frozenset[str], Product]:
    """Products sold now by their strains; strains that two products share name neither."""
    found: dict[frozenset[str], list[Product]] = {}
    for product in load_products():
        if product.strains and product.current_product_id is None:
            found.setdefault(frozenset(product.strains), []).append(product)
    return {strains: products[0] for strains, products in found.items() if len(products) == 1}
