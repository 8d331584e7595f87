"""The vocabularies as data: unique, clean, sorted, and true to each other."""

import re
from collections import Counter, defaultdict
from importlib.resources import files

import pytest

from psychobiotics.vocab.biomarkers import load_biomarkers
from psychobiotics.vocab.conditions import load_conditions
from psychobiotics.vocab.countries import find_country, load_countries
from psychobiotics.vocab.designs import load_designs
from psychobiotics.vocab.files import read_rows, split_list
from psychobiotics.vocab.instruments import instruments_by_id, load_instruments
from psychobiotics.vocab.products import load_products, products_by_id
from psychobiotics.vocab.registry_numbers import load_registry_numbers, registry_number_pattern
from psychobiotics.vocab.strains import load_strains, strain_key
from psychobiotics.vocab.supplements import load_supplements
from psychobiotics.vocab.taxa import ambiguous_abbreviations, load_taxa
from psychobiotics.vocab.terms import load_terms
from schemas.finding_enumerations import OutcomeDomain, OutcomeKind, Rater
from schemas.study_enumerations import ArmType, StudyDesign

_ALL = sorted(
    path.name.removesuffix(".csv")
    for path in (files("psychobiotics.vocab") / "data").iterdir()
    if path.name.endswith(".csv")
)
# Vocabulary to its id column and its list columns; the other files are lexicons of single words.
_VOCABULARIES = {
    "biomarkers": ("id", ("synonyms", "needs_context")),
    "conditions": ("id", ("synonyms", "needs_context")),
    "countries": ("code", ("synonyms", "adjectives")),
    "designs": ("id", ("cue_phrases",)),
    "instruments": ("id", ("synonyms", "needs_context")),
    "products": ("id", ("synonyms", "strains", "taxa", "needs_context")),
    "strains": ("strain", ("synonyms", "culture_collection_ids", "needs_context")),
    "supplements": ("id", ("synonyms", "needs_context")),
    "taxa": ("current_name", ("former_names", "vernacular_names")),
}
_IDENTIFIERS = {
    "ncbi_taxid": r"[1-9]\d*",
    "ncbi_taxid_strain": r"[1-9]\d*",
    "mesh_id": r"D\d{6,9}",
    "broader_mesh_id": r"D\d{6,9}",
    "mondo_id": r"MONDO:\d{7}",
}


@pytest.mark.parametrize("name", _ALL)
def test_file__cells_have_no_stray_white_space(name: str) -> None:
    for row in read_rows(name):
        for column, cell in row.items():
            assert cell == cell.strip() and "\n" not in cell and "  " not in cell, (column, cell)


@pytest.mark.parametrize("name", _ALL)
def test_file__rows_are_unique(name: str) -> None:
    rows = [tuple(row.values()) for row in read_rows(name)]
    assert [row for row, n in Counter(rows).items() if n > 1] == []


@pytest.mark.parametrize("name", _VOCABULARIES)
def test_vocabulary__ids_are_unique_and_sorted(name: str) -> None:
    ids = [row[_VOCABULARIES[name][0]] for row in read_rows(name)]
    assert all(ids) and len(set(ids)) == len(ids) and ids == sorted(ids)


@pytest.mark.parametrize("name", _VOCABULARIES)
def test_vocabulary__list_cells_are_clean(name: str) -> None:
    for row in read_rows(name):
        for column in _VOCABULARIES[name][1]:
            parts = split_list(row[column])
            assert "|".join(parts) == row[column] and len(set(parts)) == len(parts), (column, row[column])


@pytest.mark.parametrize("name", _VOCABULARIES)
def test_vocabulary__identifiers_have_their_form_and_a_source(name: str) -> None:
    for row in read_rows(name):
        assert row["source"], row
        for column, form in _IDENTIFIERS.items():
            if row.get(column):
                assert re.fullmatch(form, row[column]), row


@pytest.mark.parametrize("name", [name for name in _VOCABULARIES if "needs_context" in _VOCABULARIES[name][1]])
def test_vocabulary__terms_that_need_context_are_terms_of_the_row(name: str) -> None:
    key, lists = _VOCABULARIES[name]
    singles = [c for c in (key, "canonical_name", "abbreviation", "product_name") if c in read_rows(name)[0]]
    for row in read_rows(name):
        names = {row[c] for c in singles} | {part for c in lists[:-1] for part in split_list(row[c])}
        assert set(split_list(row["needs_context"])) <= names, row


def test_taxids__stand_only_where_one_was_read() -> None:
    for row in read_rows("taxa"):
        assert bool(row["ncbi_taxid"]) == row["verification"].startswith("taxid read"), row


def test_taxids__no_two_taxa_share_one() -> None:
    taxids = [taxon.ncbi_taxid for taxon in load_taxa() if taxon.ncbi_taxid]
    assert len(set(taxids)) == len(taxids) and len(taxids) > 100


def test_taxa__rank_fits_the_name() -> None:
    words = {"genus": 1, "species": 2, "subspecies": 4}
    for taxon in load_taxa():
        assert len(taxon.current_name.split()) == words.get(taxon.rank, 1), taxon


def test_taxa__no_full_name_means_two_taxa() -> None:
    claims = Counter(name for taxon in load_taxa() for name in {*taxon.names, *taxon.vernacular_names})
    assert [name for name, n in claims.items() if n > 1] == []


def test_taxa__shared_abbreviations_are_the_listed_ones() -> None:
    listed = {
        row["term"]: split_list(row["concepts"]) for row in read_rows("ambiguous_terms") if row["vocabulary"] == "taxa"
    }
    assert listed == ambiguous_abbreviations()


def test_strains__taxon_is_in_taxa() -> None:
    taxa = {taxon.current_name for taxon in load_taxa()}
    assert [s.designation for s in load_strains() if s.taxon and s.taxon not in taxa] == []


def test_strains__no_designation_means_two_strains() -> None:
    holders: dict[str, set[str]] = defaultdict(set)
    for strain in load_strains():
        for name in strain.names:
            holders[strain_key(name)].add(strain.designation)
    assert {key: names for key, names in holders.items() if len(names) > 1} == {}


def test_strains__strain_taxid_is_no_species_taxid() -> None:
    species = {taxon.ncbi_taxid for taxon in load_taxa()}
    assert [s for s in load_strains() if s.ncbi_taxid_strain in species and s.ncbi_taxid_strain] == []


def test_strains__codes_that_ordinary_text_holds_need_context() -> None:
    for strain in load_strains():
        for name in strain.names:
            code = re.sub(r"[^A-Za-z0-9]", "", name)
            if code.isdigit() or len(code) <= 2:
                assert name in strain.context_names, name


def test_products__strains_and_taxa_exist_or_a_note_explains() -> None:
    strains = {strain.designation for strain in load_strains()}
    taxa = {taxon.current_name for taxon in load_taxa()}
    for product in load_products():
        assert set(product.strains) <= strains and set(product.taxa) <= taxa, product
        assert product.strains or product.composition_note, product
        assert product.type is None or product.type in set(ArmType), product
        assert product.current_product_id is None or product.current_product_id in products_by_id(), product


def test_outcomes__instruments_and_biomarkers_share_no_id() -> None:
    assert {i.id for i in load_instruments()} & {b.id for b in load_biomarkers()} == set()


def test_outcomes__domain_orientation_and_rater_are_of_the_contract() -> None:
    for outcome in (*load_instruments(), *load_biomarkers()):
        assert outcome.outcome_domain in set(OutcomeDomain), outcome.id
        assert outcome.higher_is in {"better", "worse", None}, outcome.id
    assert {row["outcome_kind"] for row in (*read_rows("instruments"), *read_rows("biomarkers"))} <= set(OutcomeKind)
    assert {i.rater for i in load_instruments()} <= {*Rater, None}
    assert all((b.higher_is is None) == (b.orientation_basis is None) for b in load_biomarkers())


def test_instruments__ranges_are_in_order_and_were_read() -> None:
    for row in read_rows("instruments"):
        assert bool(row["score_min"]) == bool(row["score_max"]), row
        if row["score_min"]:
            assert float(row["score_min"]) < float(row["score_max"])
            assert row["verification"].startswith("range read"), row


def test_severity_bands__tile_the_range_and_name_a_source() -> None:
    assert all(row["source"] and row["instrument"] in instruments_by_id() for row in read_rows("severity_bands"))
    banded = [instrument for instrument in load_instruments() if instrument.bands]
    assert banded
    for instrument in banded:
        assert instrument.bands[0].low == instrument.score_min, instrument.id
        for below, above in zip(instrument.bands, instrument.bands[1:], strict=False):
            assert below.high is not None and below.high + 1 == above.low, instrument.id


def test_designs_and_supplements__map_to_the_contract() -> None:
    assert {d.design for d in load_designs()} <= {*StudyDesign, None}
    assert {s.arm_type for s in load_supplements()} <= {*ArmType, None}


def test_countries__names_are_not_shared() -> None:
    names = Counter(n.lower() for c in load_countries() for n in {c.name, *c.synonyms, *c.adjectives})
    assert [name for name, n in names.items() if n > 1] == []
    assert all(re.fullmatch("[A-Z]{2}", c.code) and find_country(c.name) == c for c in load_countries())


def test_conditions__are_loaded() -> None:
    assert {"major-depressive-disorder", "depressive-symptoms"} <= {c.id for c in load_conditions()}


def test_terms__no_remark_is_a_term() -> None:
    bracketed = {term.text for term in load_terms() if "(" in term.text} - {"25(OH)D"}
    assert bracketed == set()
    assert [
        t.text for t in load_terms() if re.search(r"\b(?:ambiguous|see trap|heading|formerly|earlier)\b", t.text)
    ] == []


def test_terms__shared_by_two_concepts_are_listed_as_ambiguous_and_need_context() -> None:
    listed = {(row["vocabulary"], row["term"]) for row in read_rows("ambiguous_terms")}
    holders = defaultdict(set)
    for term in load_terms():
        holders[term.vocabulary, term.text if term.exact_case else term.text.lower()].add(term.concept)
    written = defaultdict(list)
    for term in load_terms():
        key = term.vocabulary, term.text if term.exact_case else term.text.lower()
        if len(holders[key]) > 1:
            written[key].append(term)
    for terms in written.values():
        assert all(term.needs_context for term in terms), terms
        assert any(
            (t.vocabulary, t.text) in listed or (t.vocabulary, t.text.replace(".", ". ", 1)) in listed for t in terms
        ), terms


def test_terms__abbreviations_that_are_words_match_in_their_case_alone() -> None:
    words = {"no", "na", "ne", "ad", "id", "sad", "bd", "ts", "cp", "ms", "car", "cat", "align", "add", "vas", "audit"}
    for term in load_terms():
        if term.text.lower() in words:
            assert term.exact_case and term.needs_context, term


def test_ambiguous_terms__name_real_concepts() -> None:
    concepts = defaultdict(set)
    for term in load_terms():
        concepts[term.vocabulary].add(term.concept)
    for row in read_rows("ambiguous_terms"):
        assert row["reason"]
        assert set(split_list(row["concepts"])) <= concepts[row["vocabulary"]], row


def test_registry_numbers__each_example_has_its_form_and_no_other() -> None:
    numbers = load_registry_numbers()
    assert [n.registry for n in numbers] == sorted(n.registry for n in numbers)
    for number in numbers:
        assert number.letters in number.example
        assert [n.registry for n in numbers if re.fullmatch(n.pattern, number.example)] == [number.registry]
        assert registry_number_pattern().fullmatch(number.example)
