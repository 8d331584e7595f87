"""Training of the tagger on a handful of our own sentences; compiled or not, the code is the same."""

from dataclasses import replace
from itertools import pairwise, product

import numpy as np

from psychobiotics.extraction.tagging.features import list_features
from psychobiotics.extraction.tagging.model import Tagger, Weights
from psychobiotics.training.annotated import Passage, Span
from psychobiotics.training.crf import Options, examples, train
from psychobiotics.training.descent import Steps, _marginals
from psychobiotics.training.reading import read_article

FEW = Options(Steps(rate=0.3, l1=0.01, l2=0.1, epochs=6), seeds=(0,), boldness=0.0)


def passage(text: str, *names: str) -> Passage:
    """A passage in which each of `names` is annotated as food where it stands first."""
    spans = tuple(Span(text.index(n), text.index(n) + len(n), "food") for n in names)
    return Passage(text, False, spans)


TAUGHT = [
    passage("They drank kefir and green tea.", "kefir", "green tea"),
    passage("They drank green tea in winter.", "green tea"),
    passage("They sang in winter and summer."),
]


def tagged(weights: Weights, text: str) -> list[str]:
    ((article, hits, _),) = read_article([passage(text)])
    tokens = next(article.sentences())
    return Tagger(weights).tag([(tokens, list_features(tokens, hits, False))])[0]


def test_train__marks_what_was_annotated_in_a_new_sentence() -> None:
    weights = train(examples(TAUGHT, {}, True), {}, FEW)
    assert tagged(weights, "She drank green tea.") == ["O", "O", "B-food", "I-food", "O"]


def test_train__gives_the_same_weights_twice() -> None:
    first, second = (train(examples(TAUGHT, {}, True), {}, FEW) for _ in range(2))
    assert first.rows == second.rows
    assert np.array_equal(first.states, second.states)


def test_train__experts_overrule_the_others_where_they_differ() -> None:
    others = [passage("They drank kefir in winter."), passage("They drank kefir in summer.")]
    experts = [passage("They drank kefir in autumn.", "kefir")]
    given = [*examples(others, {}, False), *examples(experts, {}, True)]
    assert tagged(train(given, {}, FEW), "They drank kefir in spring.")[2] == "B-food"


def test_train__averages_what_the_seeds_give() -> None:
    given = list(examples(TAUGHT, {}, True))
    alone = [train(given, {}, replace(FEW, seeds=(seed,), smallest=0.0)) for seed in (0, 1)]
    both = train(given, {}, replace(FEW, seeds=(0, 1), smallest=0.0))
    assert not np.array_equal(alone[0].states, alone[1].states)
    assert np.allclose(both.states, (alone[0].states + alone[1].states) / 2, atol=1e-6)


def test_marginals__are_those_of_all_label_sequences() -> None:
    random = np.random.default_rng(5)
    scores = random.normal(size=(4, 3)).astype(np.float32)
    moves = np.exp(random.normal(size=(3, 3))).astype(np.float32)
    expected, pairs = np.zeros((4, 3)), np.zeros((3, 3))
    for path in product(range(3), repeat=4):
        weight = np.prod([np.exp(scores[t, k]) for t, k in enumerate(path)])
        weight *= np.prod([moves[a, b] for a, b in pairwise(path)])
        expected[np.arange(4), path] += weight
        for a, b in pairwise(path):
            pairs[a, b] += weight
    total = expected[0].sum()
    found = np.zeros((3, 3), np.float32)
    assert np.allclose(_marginals(scores, moves, found), expected / total, atol=1e-5)
    assert np.allclose(found, pairs / total, atol=1e-5)


def test_read_article__gives_each_passage_its_own_hits_and_names() -> None:
    title, body = passage("Anxiety in mice."), passage("Lactobacillus kefiriensis QX7716 lowered anxiety.")
    first, second = read_article([title, body])
    assert ("Anxiety", "conditions") in {(title.text[h.start : h.end], h.vocabulary) for h in first[1]}
    assert ("anxiety", "conditions") in {(body.text[h.start : h.end], h.vocabulary) for h in second[1]}
    assert [[article.text[slice(*n)] for n in names] for article, _, names in (first, second)] == [
        [],
        ["Lactobacillus kefiriensis QX7716"],
    ]
