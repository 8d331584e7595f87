"""The scale that a sentence says an outcome was read from.

Pattern: "worry, measured with the PSWQ, fell", "according to the DASS, stress and anxiety fell", "anxiety on the HADS",
"sleep quality improved, as assessed by the PSQI": the scale is linked to outcomes that it measures.

It must not be fooled by: a scale of another construct ("stress fell, and sleep was read from the PSQI"), two scales of
one construct, a name whose better end is not the scale's ("higher sleep quality", where higher PSQI scores are worse).
"""

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.result import Result
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.tokens import Line, Token
from psychobiotics.extraction.terms import TermHit
from psychobiotics.vocab.instruments import Instrument, instruments_by_id
from psychobiotics.vocab.result_words import outcome_orientations, phrase_roles

_BY = frozenset({"by", "with", "using", "via", "through"})
_LEADS = frozenset({"according to", "using", "on"})
_JOINED = frozenset({"and", "comma", "det"})
_VALUES = frozenset({"improve", "worsen", "relieve", "none"})
_BETTER = {"better": "higher", "worse": "lower"}


class InstrumentLinks:
    """The instruments that a sentence names as its means."""

    def __init__(self, reading: Reading, line: Line) -> None:
        """Find them once for the sentence."""
        hits = [h for h in reading.hits_in(line.sentence.start, line.sentence.end) if h.vocabulary == "instruments"]
        self._tokens = line.tokens
        self._named = [(hit, instruments_by_id()[hit.concept]) for hit in _led(line.tokens, hits)]

    def find(self, result: Result) -> tuple[int, int, str] | None:
        """(start, end, concept) of the instrument that the result's outcome was read from, or None."""
        words = _words(self._tokens, result.phrase)
        fitting = [(hit, i, told) for hit, i in self._named if (told := words & _constructs(i))]
        if len({instrument.id for _, instrument, _ in fitting}) != 1:
            return None
        hit, named, told = fitting[0]
        instrument = _part_for(named, told)
        return (hit.start, hit.end, f"instruments/{instrument.id}") if self._agrees(result, instrument) else None

    def part(self, concept: str, phrase: Phrase) -> str:
        """The subscale that the name's other words tell: "the depression subscale of the HADS"."""
        instrument = instruments_by_id()[concept]
        told = _words(self._tokens, phrase) & _constructs(instrument)
        return _part_for(instrument, told).id if told else concept

    def _agrees(self, result: Result, instrument: Instrument) -> bool:
        """More of the outcome is more on the scale, or the sentence says better and worse and not more and less."""
        cue = self._tokens[result.frame.cue].cue
        better = outcome_orientations().get(self._tokens[result.phrase.core_end - 1].lower)
        same = better is None or instrument.higher_is is None or better == _BETTER[instrument.higher_is]
        return same or (cue is not None and cue.direction in _VALUES)


def _led(tokens: list[Token], hits: list[TermHit]) -> list[TermHit]:
    """Those that "measured with", "according to" or "on" leads to, alone or first in a list."""
    led: list[TermHit] = []
    for hit in sorted(hits, key=lambda hit: hit.start):
        first = next((i for i, token in enumerate(tokens) if token.start == hit.start), None)
        if first is None:
            continue
        before = first
        while before and tokens[before - 1].tag in _JOINED:
            before -= 1
        joined = led and before and tokens[before - 1].end == led[-1].end
        if joined or (before and _leads(tokens, before - 1)):
            led.append(hit)
    return led


def _leads(tokens: list[Token], index: int) -> bool:
    word = tokens[index].lower
    if word in _LEADS:
        return True
    if word in _BY and index and "measuring" in tokens[index - 1].roles:
        return True
    words = word.removeprefix("as ").split()
    return words[-1] in _BY and "measuring" in phrase_roles().get(words[0], ())


def _words(tokens: list[Token], phrase: Phrase) -> set[str]:
    return {token.lower for token in tokens[phrase.first : phrase.end] if token.tag == "w"}


def _constructs(instrument: Instrument) -> set[str]:
    words = instrument.construct.lower().replace("/", " ").split()
    return {word for word in words if len(word) > 3}


def _part_for(instrument: Instrument, told: set[str]) -> Instrument:
    """The subscale of the one construct that the outcome names, where the scale has several."""
    if len(_constructs(instrument)) == len(told):
        return instrument
    parts = [i for key, i in instruments_by_id().items() if key.startswith(f"{instrument.id}-")]
    fitting = [part for part in parts if _constructs(part) == told]
    return fitting[0] if len(fitting) == 1 else instrument
