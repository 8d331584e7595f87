"""The tagger's own mathematics, tokens and features, on small models of our own."""

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

from psychobiotics.extraction.tagging.features import EDGE, OFFSETS, list_features, pair_keys, pair_name, word_features
from psychobiotics.extraction.tagging.model import Tagger, Weights, label_spans, load_tagger, read_weights
from psychobiotics.extraction.tagging.repeats import repeated_names
from psychobiotics.extraction.tagging.tokens import split_tokens
from psychobiotics.extraction.tagging.whole_names import whole_names
from psychobiotics.extraction.terms import TermHit, find_entity_terms
from psychobiotics.training.annotated import resolve_markup
from psychobiotics.training.crf import sentence_features, write_weights

LABELS = ("B-food", "I-food", "O")
SENTENCES = ("Kefir and green tea", "tea", "they drank much kefir , green tea and water .")


def small_weights() -> Weights:
    """Random weights over every feature of the sentences above."""
    names = sorted({n for s in SENTENCES for features in features_of(s) for n in features})
    random = np.random.default_rng(3)
    states = random.normal(size=(len(names) + 1, 3)).astype(np.float32)
    states[-1] = 0
    transitions = random.normal(size=(3, 3)).astype(np.float32)
    return Weights(LABELS, {n: i for i, n in enumerate(names)}, states, transitions, {"tea": (1, 2)})


def features_of(text: str) -> list[list[str]]:
    return sentence_features(split_tokens(text), [TermHit(0, 5, "taxa", "x")], False, {"tea": (1, 2)})


def best_path(weights: Weights, text: str) -> list[str]:
    """The best allowed label sequence, by trying all of them."""
    features = features_of(text)

    def score(path: tuple[int, ...]) -> float:
        labels = [LABELS[k] for k in path]
        if labels[0] == "I-food" or any(b == "I-food" and a == "O" for a, b in pairwise(labels)):
            return float("-inf")
        emitted = sum(
            float(weights.states[weights.rows[n], k]) for k, names in zip(path, features, strict=True) for n in names
        )
        return emitted + sum(float(weights.transitions[a, b]) for a, b in pairwise(path))

    best = max(product(range(3), repeat=len(features)), key=score)
    return [LABELS[k] for k in best]


def test_tagger__finds_the_best_of_all_sequences_for_each_sentence_of_a_document() -> None:
    weights = small_weights()
    hits = [TermHit(0, 5, "taxa", "x")]
    given = [(split_tokens(s), list_features(split_tokens(s), hits, False)) for s in SENTENCES[:2]]
    assert Tagger(weights).tag(given) == [best_path(weights, s) for s in SENTENCES[:2]]


def test_tagger__an_empty_sentence_and_an_empty_document_have_no_labels() -> None:
    tagger = Tagger(small_weights())
    assert tagger.tag([]) == []
    assert tagger.tag([(split_tokens(""), []), (split_tokens("tea"), [[]])])[0] == []


def test_weights__survive_the_file_and_give_the_same_bytes(tmp_path: Path) -> None:
    weights = small_weights()
    write_weights(weights, tmp_path / "a")
    write_weights(weights, tmp_path / "b")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert (tmp_path / "a.json.gz").read_bytes() == (tmp_path / "b.json.gz").read_bytes()
    back = read_weights(tmp_path / "a.json.gz")
    assert back.rows == weights.rows
    assert back.clusters == weights.clusters
    assert np.allclose(back.states, weights.states, atol=4e-3)


def test_word_features__differ_by_place() -> None:
    names = [set(word_features("BDNF", offset, {})) for offset in OFFSETS]
    assert all(names)
    assert not set.intersection(*names)
    assert "UP" in names[3]


def test_pair_keys__see_the_edges() -> None:
    keys = pair_keys(("Gut", "flora"))
    assert keys["b-"][0] == (EDGE, "gut")
    assert pair_name("b-", keys["b-"][1]) == "b-=gut\tflora"


def test_list_features__mark_the_tokens_of_a_hit_and_their_neighbours() -> None:
    tokens = split_tokens("more green tea daily")
    found = list_features(tokens, [TermHit(5, 14, "entity_terms", "food")], True)
    assert found[1][0] == "B_entity_terms_food"
    assert "I_entity_terms_food" in found[2]
    assert "+1entity_terms_food" in found[0]
    assert "-1entity_terms_food" in found[3]
    assert all("TITLE" in names for names in found)


def test_list_features__tell_the_places_in_the_longest_name_apart() -> None:
    tokens = split_tokens("take strong green tea leaves daily")
    hits = [
        TermHit(12, 21, "entity_terms", "food"),
        TermHit(12, 28, "entity_terms", "drug"),
        TermHit(0, 4, "taxa", "x"),
    ]
    found = list_features(tokens, hits, False)
    assert [n for n in found[2] if n.startswith("L:")] == ["L:B_entity_terms_drug"]
    assert "L:I_entity_terms_drug" in found[3]
    assert "L:E_entity_terms_drug" in found[4]
    assert "V:S_taxa" in found[0]
    assert "L>+1entity_terms_drug" in found[1]
    assert "L>-1entity_terms_drug" in found[5]
    assert "L>+2entity_terms_drug" in found[0]


def test_entity_terms__know_a_species_by_its_short_name() -> None:
    assert [h.concept for h in find_entity_terms("where B. dentium lives")] == ["bacteria"]


def test_repeated_names__are_marked_wherever_they_stand_as_whole_words() -> None:
    texts = ["Kefiria laeta was given.", "Of Kefiria laeta, Kefiria laetans and pre-Kefiria laeta, one grew."]
    assert repeated_names(texts, [[(0, 13, "bacteria")], []]) == [[], [(3, 16, "bacteria")]]


def test_repeated_names__leave_common_words_doubtful_names_and_marked_places_alone() -> None:
    texts = ["mice ate Inulix", "Inulix and mice and Zymol", "Zymol"]
    marked = [[(0, 4, "animal"), (9, 15, "dietary_supplement")], [(20, 25, "drug")], [(0, 5, "dietary_supplement")]]
    assert repeated_names(texts, marked) == [[], [(0, 6, "dietary_supplement")], []]


def test_whole_names__go_on_to_the_end_of_the_name_and_swallow_what_stands_in_it() -> None:
    text = "Kefiria laeta ZZ 9 and Kefiria_laeta_2 grew"
    marked = [(0, 7, "bacteria"), (14, 18, "dietary_supplement"), (23, 30, "bacteria")]
    assert whole_names(text, marked, [(0, 18)]) == [(0, 18, "bacteria"), (23, 38, "bacteria")]


def test_whole_names__of_a_supplement_take_a_code_but_no_substance() -> None:
    text = "the blend QX7716 and the blend IL-6"
    marked = [(0, 9, "dietary_supplement"), (21, 30, "dietary_supplement")]
    assert whole_names(text, marked, []) == [(0, 16, "dietary_supplement"), (21, 30, "dietary_supplement")]


def test_whole_names__leave_other_labels_and_what_is_marked_further_alone() -> None:
    text = "Kefiria laeta ZZ 9 mice"
    beyond = [(0, 7, "bacteria"), (14, 23, "animal")]
    assert whole_names(text, beyond, [(0, 18)]) == beyond
    assert whole_names(text, [(0, 7, "food")], [(0, 18)]) == [(0, 7, "food")]
    assert whole_names(text, [(8, 13, "bacteria")], [(0, 18)]) == [(8, 13, "bacteria")]


def test_label_spans__ignores_an_inside_without_a_beginning() -> None:
    assert label_spans(["I-food", "O", "B-food", "I-food"]) == [(2, 4, "food")]


@pytest.mark.parametrize(
    ("written", "resolved"), [("10<sup>9</sup> CFU", "10^9 CFU"), ("p &lt; 0.05 <i>x</i>", "p < 0.05 x"), ("", "")]
)
def test_resolve_markup__keeps_the_way_back(written: str, resolved: str) -> None:
    text, moved = resolve_markup(written)
    assert text == resolved
    assert len(moved) == len(written) + 1
    assert moved[-1] == len(text)


def test_shipped_model__is_small_and_knows_the_labels_of_the_contract() -> None:
    weights = load_tagger().weights
    kinds = {label[2:] for label in weights.labels if label != "O"}
    assert kinds >= {"bacteria", "condition", "chemical", "dietary_supplement", "human", "animal"}
    folder = Path(__file__).parents[2] / "psychobiotics" / "extraction" / "models"
    assert sum(p.stat().st_size for p in folder.iterdir()) < 10_000_000
