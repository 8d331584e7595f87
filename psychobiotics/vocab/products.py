"""Products: names in trade, what is in them, and the name that holds now."""

from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows, split_list


@dataclass(frozen=True, slots=True)
class Product:
    """One product.

    Attributes:
        id: Vocabulary id ("cerebiome").
        name: Name in trade.
        synonyms: Spellings and short forms of the same name.
        company: Maker or brand owner where it was read.
        type: A value of `arms.type`, or None where the composition was not read.
        strains: Designations in the strain vocabulary; empty where a source does not name them.
        taxa: Current names, where the source names species alone.
        composition_note: Why strains and taxa are empty or incomplete.
        current_product_id: The product under which this former name is sold now, or None.
        context_names: Names that are ordinary words and mean the product only near a taxon, a strain or a company.
    """

    id: str
    name: str
    synonyms: tuple[str, ...]
    company: str | None
    type: str | None
    strains: tuple[str, ...]
    taxa: tuple[str, ...]
    composition_note: str | None
    current_product_id: str | None
    context_names: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the one in trade first."""
        return (self.name, *self.synonyms)


@cache
def load_products() -> tuple[Product, ...]:
    """All products, sorted by id."""
    return tuple(
        Product(
            row["id"],
            row["product_name"],
            split_list(row["synonyms"]),
            row["company"] or None,
            row["type"] or None,
            split_list(row["strains"]),
            split_list(row["taxa"]),
            row["composition_note"] or None,
            row["current_product_id"] or None,
            frozenset(split_list(row["needs_context"])),
        )
        for row in read_rows("products")
    )


@cache
def products_by_id() -> dict[str, Product]:
    """Products by id."""
    return {product.id: product for product in load_products()}


def current_product(product_id: str) -> Product:
    """The product of an id, or its successor where the name is a former one.

    >>> current_product("probio-stick").name
    'CEREBIOME'

    Raises:
        KeyError: No product has this id.
    """
    product = products_by_id()[product_id]
    return products_by_id()[product.current_product_id] if product.current_product_id else product
