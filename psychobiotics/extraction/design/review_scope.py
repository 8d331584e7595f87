"""How many studies a review includes.

Pattern: a number that counts studies ("12 articles", "21 studies", "three RCTs") with a verb of inclusion near it;
among several, the ones that were included, met the criteria or were pooled. A bare number counts too where the
sentence has named studies ("of 212 studies screened, 11 were included"). Facts: `n_studies`.

It must not be fooled by: "3,868 studies identified", "5283 were excluded", "27 full-text articles were assessed",
"two studies used the same product" (a part of those included).
"""

import re
from collections.abc import Iterator

from psychobiotics.extraction.participants.pooled_numbers import find_pooled
from psychobiotics.extraction.study_cues import CueHit
from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.study_phrases import phrase_pattern

_ROLE_SCORE = {"included": 7.0, "reviewed": 4.0, "found": 3.5, "none": 1.0, "screened": -3.0, "excluded": -8.0}
_BLOCK = re.compile(r"[.;:()\[\]%=,]|\d\d|\b(?:of|with|in|to|from|were|was|had|have|that|which|on|by|and)\b")
_BARE = re.compile(
    r"\s*(?:\([^()]{0,30}\)\s*)?(?:of (?:them|these|which|the \w+)\s+)?(?:were|met|fulfilled|have been|was|remained)\b"
)
_PART = re.compile(r"\b(?:of|in|among) (?:the|these|them|which)\b[^.]{0,24}$")
_PART_OF = re.compile(r"(?:\s\(\d[^()]{0,12}\))?\s(?:out )?of (?:the )?(?:\d[\d,]*|[a-z]+-[a-z]+)(?=\s)")
_WHOLE_OF_PART = re.compile(
    r"(?:\d|\b[a-z]*(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty))\)? of (?:the )?$"
)
_TOTAL = re.compile(r"\b(?:total of|total|overall|finally|ultimately|in all),?\s+$")
# "a review of 21 studies", "the review (29 trials, ...)"
_REVIEW_OF = re.compile(
    r"\b(?:review|meta-analysis|analysis)(?: from \w+| \(\w+\)| published in \w+)?,? "
    r"(?:of|covering|pooling|based on|that (?:included|pooled|combined|looked at)|\()\s?(?:[a-z-]+ ){0,3}$"
)
_WORKED_ON = re.compile(
    rf"\b{phrase_pattern('worked_on')}(?: (?:the )?(?:data|results|findings) (?:from|of))?(?: only| just| all)? $"
)
_FOUND_ALL = re.compile(r"\bfound (?:only|just|a total of) $")  # "found only six trials": all that there were
_REACH = 60
_VERB_REACH = 150  # "five studies that report ... in 395 people were included"
_POOLED = 4.0  # a number of studies with the number of people in them is the scope of the review as a rule
_BRACKETED = re.compile(r"\([^()]{0,120}\)|\d,(?=\d)")


def extract_review_scope(text: StudyText) -> Iterator[Fact]:
    """Quote numbers of included studies."""
    for sentence in text.sentences:
        words = sentence.of("included_study_words")
        if not words:
            continue
        pooled = {span for span, _ in find_pooled(sentence)}
        for start, end in sentence.number_spans:
            if _WHOLE_OF_PART.search(sentence.folded[max(0, start - 24) : start]):
                continue
            score = _score(sentence, words, start, end) + (_POOLED if (start, end) in pooled else 0.0)
            before = sentence.folded[max(0, start - 40) : start]
            if score > 0 and not text.is_own and (_WORKED_ON.search(before) or _FOUND_ALL.search(before)):
                score = max(score, _ROLE_SCORE["included"])
            if score > 0:
                quote = sentence.quote(start, end)
                yield Fact("n_studies", quote, "review_scope.counted", confidence=min(1.0, score / 10))


def _score(sentence: StudySentence, words: tuple[CueHit, ...], start: int, end: int) -> float:
    folded = sentence.folded
    if folded.startswith("%", end):
        return 0.0
    part = _PART_OF.match(folded, end)  # "82 of 299 papers"
    end = part.end() if part else end
    noun = next((w for w in words if w.start >= end), None)
    counted = noun is not None and noun.start - end <= _REACH and not _BLOCK.search(folded, end, noun.start)
    bare = not counted and any(w.end <= start for w in words) and _BARE.match(folded, end)
    if not counted and not bare:
        return 0.0
    role, distance = _role(sentence, noun.end if counted and noun else end, start)
    if counted and _REVIEW_OF.search(folded[max(0, start - 60) : start]):
        role, distance = "included", 0.0
    score = _ROLE_SCORE[role] - (0.5 if bare else 0.0) - distance / 60
    if counted and noun and noun.concept == "record":
        score -= 3.0
    if _TOTAL.search(folded[max(0, start - 20) : start]):
        score += 1.0
    if _PART.search(folded[max(0, start - 40) : start]) and not bare:
        score -= 1.0
    return score


def _role(sentence: StudySentence, after: int, before: int) -> tuple[str, float]:
    """Class of the verb that says what became of the studies: the first after the number, else the last before it."""
    cues = sentence.of("selection_cues")
    for cue in cues:
        between = _BRACKETED.sub("", sentence.folded[after : cue.start]) if cue.start >= after else ";"
        if not re.search(r"[;,]", between):
            if len(between) < _VERB_REACH:
                return cue.concept, len(between)
            break
    lead = [c for c in cues if c.end <= before]
    if lead and before - lead[-1].end < 40:
        return lead[-1].concept, before - lead[-1].end
    return "none", 0.0
