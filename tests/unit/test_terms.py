"""The term automaton: word boundaries, case, trade marks, offsets."""

from psychobiotics.extraction.terms import find_cues, find_terms


def spans(text: str, vocabulary: str) -> list[str]:
    return [text[h.start : h.end] for h in find_terms(text) if h.vocabulary == vocabulary]


def test_find_terms__reads_through_trade_marks() -> None:
    text = "CEREBIOME® holds Rosell®-52 and Rosell®-175."
    assert spans(text, "strains") == ["Rosell®-52", "Rosell®-175"]
    assert spans(text, "products") == ["CEREBIOME"]


def test_find_terms__needs_word_boundaries() -> None:
    assert spans("antidepressionist", "conditions") == []


def test_find_terms__takes_the_longest_of_one_vocabulary() -> None:
    text = "Bifidobacterium animalis subsp. lactis"
    assert spans(text, "taxa") == [text]


def test_find_terms__offsets_survive_letters_that_grow_in_lower_case() -> None:
    text = "İİ Lactobacillus gasseri"
    assert spans(text, "taxa") == ["Lactobacillus gasseri"]


def test_find_terms__hits_are_in_text_order() -> None:
    starts = [h.start for h in find_terms("BDNF rose; anxiety fell; Lactobacillus gasseri; BDNF again")]
    assert starts == sorted(starts)
    assert starts


def test_find_cues__gives_the_class_of_a_term() -> None:
    hits = [h for h in find_cues("mice got inulin") if h.vocabulary == "intervention_terms"]
    assert [h.concept for h in hits] == ["prebiotic"]
