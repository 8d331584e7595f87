"""Results on single taxa are left out, those on diversity kept.

Pattern: the abundance of a taxon is no outcome of this dataset (its taxa are those that were given; entities hold the
rest), and neither is "the microbiota" at large, or a function predicted from its genes; diversity, richness and ratios
are where a statistic or a word of significance stands with them.

It must not be fooled by: a taxon that was given ("L. plantarum raised A"), a list that begins with a taxon.
"""

import re

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.result import Result
from psychobiotics.extraction.results.syntax.tokens import Line
from psychobiotics.vocab.cues import token_set
from psychobiotics.vocab.study_phrases import phrase_pattern

_TAXON_WORDS = re.compile(
    rf"\b(?:(?i:{phrase_pattern('taxon_words')})|(?<!oxygen )(?<!nitrogen )species"
    r"|[A-Z][a-z]+(?:aceae|ales|bacteri(?:um|a|ota)|coccus|bacillus|bacter|monas|vibrio|spira|ella|ococci|idetes|icutes|ota))\b"
    r"|\b[a-z]_{1,2}[A-Z]|\b[A-Z][a-z]+_"
)
# What sequencing lets suppose that the microbes do, not what was measured in a body.
_PREDICTED = re.compile(
    rf"{phrase_pattern('predicted_functions')}|predicted (?:\w+ ){{0,3}}(?:functions?|pathways?)",
    re.ASCII | re.IGNORECASE,
)
_KEPT_WORDS = re.compile(phrase_pattern("diversity_words"), re.IGNORECASE)


def is_taxon(text: str) -> bool:
    """The outcome phrase is a taxon's abundance or the microbiota at large."""
    if text.partition(" ")[0] in token_set("genera"):
        return True
    return bool(_TAXON_WORDS.search(text)) and not _KEPT_WORDS.search(text)


def leave_out_taxa(reading: Reading, line: Line, results: list[Result]) -> list[Result]:
    """Drop taxa, and single capitalised names in a list with taxa (a vocabulary never knows all of them)."""
    if _PREDICTED.search(line.sentence.text):
        return []
    texts = [_text(reading, line, result) for result in results]
    named = [is_taxon(text) for text in texts]
    taxa = {id(result.frame) for result, is_named in zip(results, named, strict=True) if is_named}
    kept = []
    for result, text, is_named in zip(results, texts, named, strict=True):
        if result.frame.kind == "association" and is_named:
            kept.append(_other_side(result))
            continue
        in_list = id(result.frame) in taxa and text[:1].isupper() and " " not in text and text[1:].islower()
        if _KEPT_WORDS.search(text) and not _has_evidence(line, result):
            continue
        if not is_named and not in_list and not is_taxon(_text(reading, line, result, partner=True)):
            kept.append(result)
    return kept


def _has_evidence(line: Line, result: Result) -> bool:
    """A p-value, an interval or a word of significance stands with it."""
    frame = result.frame
    near = line.tokens[max(0, frame.first) : frame.last + 4]
    return bool(result.statistics or frame.significance) or any("significan" in token.lower for token in near)


def _other_side(result: Result) -> Result:
    """As in "a decrease of a taxon went with an improved A": the improvement of A."""
    frame = result.frame
    return Result(
        Frame(frame.cue, frame.partners, frame.first, frame.last, frame.negation), frame.partners[0], result.statistics
    )


def _text(reading: Reading, line: Line, result: Result, partner: bool = False) -> str:
    phrases = result.frame.partners[:1] if partner else [result.phrase]
    return "".join(reading.document.text[line.tokens[p.first].start : line.tokens[p.end - 1].end] for p in phrases)
