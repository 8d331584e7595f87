"""Whole numbers that count people or animals: which number, which noun, and how the two stand together.

Pattern: "44 subjects", "208 chemotherapy-naive patients" (noun after the number, nothing but adjectives between),
"patients with pain (n = 120)", "the number of patients was 120" (noun before), "181 were randomised" or "randomised
181" (a verb stands in for the noun).

It must not be fooled by: "18 years", "20 mg", "12%", "n = 10/group", "97 of the responses", "May 2015", "the mean
number of patients was 40".
"""

import re
from collections.abc import Iterator

from psychobiotics.extraction.study_cues import CueHit
from psychobiotics.extraction.study_text import StudySentence
from psychobiotics.records.record import record
from psychobiotics.vocab.months import month_pattern
from psychobiotics.vocab.study_cues import counted_nouns
from psychobiotics.vocab.study_phrases import phrase_pattern

_MONTH = month_pattern()
# What follows a number that is a measure, a percentage, a range or a fraction, not a count.
_NOT_COUNTED = re.compile(
    r"\s*(?:%|‰|percent|per\s?cent|±|\+/-|°|/|x\b|×|fold\b|-fold|times\b|years?\b|yrs?\b|y\b|months?\b|weeks?\b|days?\b"
    r"|hours?\b|h\b|min\b|minutes?\b|[mkµμ]?g\b|kg\b|[mµμ]?l\b|[cmkµμ]?m\b|iu\b|gy\b|cfu\b|points?\b|hz\b"
    r"|[:∶]\s?\d|(?:st|nd|rd|th)?\s"
    rf"{_MONTH}"
    r"[a-z]*\.?,?\s(?:19|20)\d\d|-\s?(?:\d|years?|months?|weeks?|days?|year|month|week|day|hour|h\b|item|point|arm|strain|fold|center|centre))"
    r"|\s*(?:to|-|and)\s*\d+\s*(?:years|months|weeks|days|%|mg|g\b|y\b)",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(rf"{_MONTH}[a-z]*\.?,?\s+(?:\d{{1,2}},?\s+)?$", re.IGNORECASE)
_YEAR_CONTEXT = re.compile(
    r"(?:\b(?:in|since|from|between|until|to|and|through|during|by|of|before|after)|[-/,(])\s*$", re.IGNORECASE
)
_LABEL_BEFORE = re.compile(rf"(?:\b{phrase_pattern('number_labels')}(?:\s\d+(?:,|\s(?:and|or)))*|[#$£€])\s*$")
_STUDY_LABEL = re.compile(r"(?:trial|study|least)\s*$")
_N_EQUALS = re.compile(r"\bn\s*[=:]\s*$", re.IGNORECASE)
# Words that end the search for the noun that a number counts.
_BLOCK = re.compile(rf"^,|,\s*$|[.;:()\[\]%=]|\d\d|\b{phrase_pattern('noun_search_stops')}\b")
_VERB_LINK = re.compile(
    r"[\s,]*(?:\(\d[^()]{0,24}\))?\s*(?:(?:were|was|had|have|has|been|are|will|to|be|who|did|not|then|\w+ly)\s+)*"
)
_VERB_BEFORE = re.compile(r"\s+(?:(?:a total of|in total|was|were|is|about|only)\s+)?|:\s+")
_CLAUSE_GOES_ON = re.compile(
    r"\s*(?:[,.;()]|$|(?:and|or|but|in|to|into|for|at|on|between|from|before|over|the|with)\b)"
)
_NUMBER_OF = re.compile(
    r"(?:^|\bthe |\btotal |\boverall )number of (?:included |enrolled |randomi[sz]ed )?(?P<noun>\w+)"
    r" (?:was|were|amounted to|came to|totall?ed|reached) $"
)
_SUM_OF = re.compile(r"\btotal (?:number )?of\s*$|\bsample (?:size )?of\s*$|\bleaving\s*$")
_AUXILIARY = re.compile(r"\b(?:were|was|had|have|has|been|are|will|be|who)\b")
_OTHER_NOUN = re.compile(rf"\s+(?:\w+\s+)?{phrase_pattern('other_counted_things')}\b")
_ELLIPSIS_BEFORE = re.compile(
    r"(?:\b(?:and|versus|vs\.?|while|or|against)\s+(?:the (?:other|remaining) )?|[,;:]\s+|\()$"
)
_ELLIPSIS_AFTER = re.compile(
    r"\s*(?:\(\d[^()]{0,20}\))?\s*(?:were |was )?(?:assigned |allocated |randomi[sz]ed )?"
    r"(?:to|in|into|on|received?|had|others)\b"
)
_BRACKETED = re.compile(r"\s\([^()]{0,120}\)")
_PART_OF = re.compile(r"(?:\s*[(\[]\d[^()\[\]]{0,12}%[)\]])?\s+(?:out )?of\s+(?:the\s+|these\s+|all\s+)?\d[\d,]*(?=\s)")
_BEFORE_NEXT = re.compile(r"\s+(?:[\w/+-]+\s+){0,5}(?:and|or|versus|vs\.?)\s+|(?:\s+[\w/+-]+){1,5},\s+(?:and\s+)?")
_MOST_NUMBERS = 60  # in one sentence; with more it is a table run together
_LIST_BEFORE = re.compile(r"[(,;/]\s?$|\band $")
_NO_LIST = re.compile(r"[(;:.]|\b(?:with|by|received|treated|using|at|for)\b")
_LIST_AFTER = re.compile(r"\s(?!(?:of|to|out|times|items|points|doses)\b)[a-z]")
_REACH = 90


@record(frozen=True, slots=True)
class CountedNumber:
    """A number that counts people or animals, offsets within its sentence.

    Attributes:
        noun: The cue of what it counts, or None where a verb or "n =" stands alone.
        shape: "noun" ("44 subjects"), "n_equals" ("subjects (n = 44)"), "verb" ("44 enrolled", "enrolled 44"),
            "ellipsis" ("and 44 to placebo"), "told" ("the number of subjects was 44") or "total" ("a total of 44").
    """

    start: int
    end: int
    noun: CueHit | None
    shape: str


def find_counted_numbers(sentence: StudySentence) -> tuple[CountedNumber, ...]:
    """Numbers of the sentence that count people or animals, in text order."""
    if not (sentence.of("species_words") or sentence.of("enrolment_cues") or "n =" in sentence.folded):
        return ()
    if len(sentence.number_spans) > _MOST_NUMBERS:
        return ()
    found: list[CountedNumber] = []
    waiting: list[tuple[int, int]] = []
    for start, end in find_whole_numbers(sentence):
        number = _counted(sentence, start, end) or (_elliptic(sentence, found[-1].end, start, end) if found else None)
        linked = bool(waiting) and _is_link(sentence.folded[waiting[-1][1] : start])
        if number and linked:  # "63 active and 62 control patients": one noun for all
            found.extend(CountedNumber(*span, number.noun, "ellipsis") for span in waiting)
            number = CountedNumber(number.start, number.end, number.noun, "ellipsis")
        if number:
            found.append(number)
            waiting = []
        elif _OTHER_NOUN.match(sentence.folded, end):
            waiting = []
        else:
            waiting = [*waiting, (start, end)] if linked else [(start, end)]
    return tuple(found)


def _is_link(between: str) -> bool:
    return _BEFORE_NEXT.fullmatch(between) is not None and not _BLOCK.search(between.replace(",", ""))


def _elliptic(sentence: StudySentence, last: int, start: int, end: int) -> CountedNumber | None:
    """A group told after another number (that ends at `last`) with its noun left out.

    "... 31 to acupuncture and 29 to sham", "60 women (31 active, 29 sham)".
    """
    folded = sentence.folded
    if _OTHER_NOUN.match(folded, end):
        return None
    opening = folded.rfind("(", 0, start)
    opened = (
        opening - last < _REACH and opening > folded.rfind(")", 0, start) and not _NO_LIST.search(folded[last:opening])
    )
    if opened and _LIST_BEFORE.search(folded[max(0, start - 5) : start]) and _LIST_AFTER.match(folded, end):
        return CountedNumber(start, end, None, "ellipsis")
    if _ELLIPSIS_BEFORE.search(folded[max(0, start - 24) : start]) and _ELLIPSIS_AFTER.match(folded, end):
        return CountedNumber(start, end, None, "ellipsis")
    return None


def find_whole_numbers(sentence: StudySentence) -> Iterator[tuple[int, int]]:
    """Whole numbers of the sentence that are no measure, percentage, range, year or label."""
    text = sentence.text
    for start, end in sentence.number_spans:
        if _NOT_COUNTED.match(text, end) or _is_year(text, start, end) or _is_label(sentence, start, end):
            continue
        yield start, end


def _is_label(sentence: StudySentence, start: int, end: int) -> bool:
    """True for "group 2", "day 14"; not for "in this trial 83 women took"."""
    label = _LABEL_BEFORE.search(sentence.folded[max(0, start - 24) : start])
    if label is None:
        return False
    return not (_STUDY_LABEL.match(label.group()) and end - start > 1 and _noun_after(sentence, end))


def _is_year(text: str, start: int, end: int) -> bool:
    if end - start != 4 or text[start : start + 2] not in {"19", "20"}:
        return False
    before = text[max(0, start - 24) : start]
    return (
        bool(_MONTH_BEFORE.search(before))
        or (bool(_YEAR_CONTEXT.search(before)) and not re.match(r"\s+[a-z]+", text[end : end + 12]))
        or bool(re.match(r"\s*(?:[,.;)]|to\b|and\b|-)", text[end : end + 6]) and _YEAR_CONTEXT.search(before))
    )


def _counted(sentence: StudySentence, start: int, end: int) -> CountedNumber | None:
    if _N_EQUALS.search(sentence.text[max(0, start - 6) : start]):
        return CountedNumber(start, end, _noun_before(sentence, start), "n_equals")
    if told := _NUMBER_OF.search(sentence.folded, max(0, start - _REACH), start):
        nouns = (c for c in sentence.cues if c.start == told.start("noun") and _is_countable(sentence, c))
        if noun := next(nouns, None):
            return CountedNumber(start, end, noun, "told")
    part = _PART_OF.match(sentence.text, end)  # "68 (62%) of 109 patients": both numbers count patients
    if noun := _noun_after(sentence, part.end() if part else end):
        return CountedNumber(start, end, noun, "noun")
    alone = sentence.folded[start:end] in {"1", "one"}  # mostly "one of", "one was"
    if not alone and _has_verb_beside(sentence, start, end):
        return CountedNumber(start, end, None, "verb")
    if _SUM_OF.search(sentence.folded[max(0, start - 24) : start]) and _goes_on(sentence, end):
        return CountedNumber(start, end, None, "total")
    return None


def _noun_after(sentence: StudySentence, end: int) -> CueHit | None:
    for cue in sentence.cues:
        if cue.start < end or not _is_countable(sentence, cue):
            continue
        between = _BRACKETED.sub("", sentence.text[end : cue.start]).replace("U.S. ", "US ")
        if any(end <= start < cue.start for start, _ in sentence.number_spans if sentence.folded[start].isalpha()):
            return None
        if cue.start - end > _REACH or _BLOCK.search(between):
            return None
        return cue if between[:1].isspace() or between == "-" else None
    return None


def _noun_before(sentence: StudySentence, start: int) -> CueHit | None:
    """The noun that "(n = 44)" belongs to: the last one before its bracket, within the clause."""
    nouns = [c for c in sentence.cues if c.end <= start and _is_countable(sentence, c)]
    return nouns[-1] if nouns and start - nouns[-1].end <= 2 * _REACH else None


def _is_countable(sentence: StudySentence, cue: CueHit) -> bool:
    if cue.lexicon != "species_words":
        return False
    word = sentence.text[cue.start : cue.end]
    return word.lower() in counted_nouns() or word.isupper() or word[:-1].isupper()


def _has_verb_beside(sentence: StudySentence, start: int, end: int) -> bool:
    """True for "181 were randomised", "28 enrolled and ...", "enrolled 82 and 100"; not for "two randomised trials"."""
    for cue in sentence.of("enrolment_cues"):
        if cue.start >= end:
            link = sentence.folded[end : cue.start]
            if len(link) > _REACH or not _VERB_LINK.fullmatch(link):
                return False
            return _AUXILIARY.search(link) is not None or _goes_on(sentence, cue.end, ",")
        if 0 < start - cue.end <= 26 and _VERB_BEFORE.fullmatch(sentence.folded[cue.end : start]):
            into = sentence.folded.endswith("into", cue.start, cue.end)  # "divided into 20 segments"
            if cue.concept in {"randomised", "enrolled"} and not into and not _OTHER_NOUN.match(sentence.folded, end):
                return True
            return _goes_on(sentence, end)
    return False


def _goes_on(sentence: StudySentence, at: int, unless: str = "") -> bool:
    """True where a clause ends or goes on at `at`, so that no noun of its own follows the number."""
    match = _CLAUSE_GOES_ON.match(sentence.text, at)
    return match is not None and (not unless or unless not in match.group())
