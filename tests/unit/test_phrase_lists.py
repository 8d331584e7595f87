"""The one pass over a study's sentences tells which phrase lists each may hold: skipping the others loses nothing."""

import re
from pathlib import Path

import pytest

import psychobiotics.extraction
from psychobiotics.extraction.study_cues import PHRASE_LISTS, find_cues, fold_case
from psychobiotics.vocab.files import read_rows
from psychobiotics.vocab.study_phrases import phrase_pattern

PROSE = (
    "We recently showed that healthy controls slept well; their stress was lower.",
    "Patients were recruited at a university hospital, and none had missing data.",
    "It affects one in ten adults worldwide. Further trials are needed.",
    "The strain was well tolerated (p = 0.3).",
)


def _texts(phrase_list: str) -> list[str]:
    """Every phrase of a list in a sentence, its gap and its open ending filled, and sentences without any."""
    phrases = [row["phrase"] for row in read_rows("study_phrases") if row["list"] == phrase_list]
    filled = [phrase.replace("...", "two or three").replace("*", "ing") for phrase in phrases]
    close = [phrase.replace("... ", "").replace("*", "") for phrase in phrases]
    return [*(f"Then {phrase}, as told." for phrase in (*filled, *close)), *PROSE]


@pytest.mark.parametrize("phrase_list", PHRASE_LISTS)
def test_phrase_lists__a_sentence_without_the_list_matches_no_phrase_of_it(phrase_list: str) -> None:
    pattern = re.compile(rf"\b{phrase_pattern(phrase_list)}")
    texts = _texts(phrase_list)
    matched = 0
    for text, folded in zip(texts, find_cues(texts), strict=True):
        if pattern.search(fold_case(text)):
            matched += 1
            assert phrase_list in folded.phrase_lists, text
    assert matched


def test_phrase_lists__hardly_any_stand_in_a_sentence_that_holds_no_phrase() -> None:
    [folded] = find_cues(["The strain was well tolerated (p = 0.3)."])
    assert not folded.phrase_lists


def test_find_cues__keeps_sentences_apart() -> None:
    apart = find_cues(["They were", "recruited mice"])
    assert [[cue.start for cue in folded.cues if cue.lexicon == "species_words"] for folded in apart] == [[], [10]]
    assert apart[1].text == "recruited mice"


def test_phrase_lists__every_list_that_an_extractor_asks_for_is_looked_for() -> None:
    folder = Path(psychobiotics.extraction.__file__).parent
    asked = {name for path in folder.rglob("*.py") for name in re.findall(r'may_hold\("(\w+)"\)', path.read_text())}
    assert asked and asked <= set(PHRASE_LISTS)
    assert set(PHRASE_LISTS) <= {row["list"] for row in read_rows("study_phrases")}
