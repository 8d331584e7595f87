"""What a cell or a line that names an intervention says was given, without a word of giving.

Pattern: words of the intervention lexicon tell the type; microbes or a probiotic beside a prebiotic are a synbiotic;
the first dose of microbes counts, of grams for a prebiotic.

It must not be fooled by: two types of which none holds the other (no type).
"""

from psychobiotics.extraction.arms.arm_doses import mention_facts
from psychobiotics.extraction.arms.doses import find_doses, find_masses
from psychobiotics.extraction.arms.interventions import BIOTIC
from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.document import Quote, SectionKind
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.supplements import supplements_by_id


def given_type(reading: Reading, start: int, end: int) -> str | None:
    """The arm type that the words of a stretch name, or None."""
    kinds = {cue.concept for cue in reading.cues_of("intervention_terms", start, end)} & set(BIOTIC)
    supplements = [h.concept for h in reading.hits_in(start, end) if h.vocabulary == "supplements"]
    if any(supplements_by_id()[concept].role == "prebiotic" for concept in supplements):
        kinds.add("prebiotic")
    if "prebiotic" in kinds and ("probiotic" in kinds or reading.sightings_in(start, end)):
        return "synbiotic"
    return "synbiotic" if "synbiotic" in kinds else min(kinds) if len(kinds) == 1 else None


def given_dose(reading: Reading, quote: Quote | None, kind: str | None) -> tuple[Fact, ...]:
    """The parts of the first dose of a stretch, () where it states none.

    Args:
        reading: The document.
        quote: The stretch.
        kind: The arm's type; grams count where it is a prebiotic or a synbiotic.
    """
    if quote is None:
        return ()
    sentence = Sentence(quote.start, quote.end, quote.text, SectionKind.TABLE, 0, 0)
    mention = next(find_doses(sentence), None)
    if mention is None and kind in {"prebiotic", "synbiotic"}:
        mention = next(find_masses(sentence), None)
    return tuple(mention_facts(reading, mention)) if mention is not None else ()
