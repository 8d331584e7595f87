"""Who did not know the allocation: participants, personnel, assessors, analysts.

Pattern: people named right before a word of blinding ("patients and nurses were blinded", "assessor-blind"), or behind
it where it speaks of them ("blinding of participants", "by blinded assessors", "unknown to the staff"), with those they
are listed with. Facts: `blinded_parties` and, where the blinding is denied, `unblinded_parties`; concept = the party.

It must not be fooled by: "double-blind" (which parties is not said), "patients were assessed by a blinded rater" (the
rater alone), "we were unaware of trials", "colour blindness", "neither patients nor staff were blinded" (the reverse).
"""

import re
from collections.abc import Iterator
from functools import cache

from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.document import Quote
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.reporting import blinded_parties, word_group
from psychobiotics.vocab.study_phrases import phrase_pattern

_CUE = re.compile(
    r"\bun(?:blind|mask)(?:ed|ing)?\b|\bblind(?:ed|ing)?\b(?! to the aim)|\bmask(?:ed|ing)\b"
    rf"|\bunaware of (?:the |their |which )?{phrase_pattern('kept_unknown')}|\bconcealed (?:to|from)\b"
)
_DENIED = re.compile(rf"\b{phrase_pattern('blinding_denied')}\b")
_DENIED_BEHIND = re.compile(rf"\b{phrase_pattern('not_blinded')}")
_LISTED = re.compile(r"\s*(?:,|and|or|nor|as well as|&|/)[\s\w,/-]{0,32}")
_NEAR = 60  # characters between the people and the word of blinding
_FAR = 160


def find_blinded_parties(sentence: Sentence, folded: str) -> Iterator[Fact]:
    """Quote the parties of one sentence; `folded` is its text in lower case."""
    if not ("blind" in folded or "mask" in folded or "conceal" in folded or "unaware" in folded):
        return
    people = [(m.start(), m.end(), blinded_parties()[m.group()]) for m in _people().finditer(folded)]
    for cue in _CUE.finditer(folded):
        parties = _before(folded, people, cue) or _behind(folded, people, cue)
        if not parties:
            continue
        first = min(cue.start(), *(start for start, _, _ in parties))
        last = max(cue.end(), *(end for _, end, _ in parties))
        field = "unblinded_parties" if _is_denied(folded, (first, last), cue) else "blinded_parties"
        quote = Quote(sentence.start + first, sentence.start + last, sentence.text[first:last])
        for party in sorted({party for _, _, party in parties}):
            yield Fact(field, quote, f"reporting.{field}", party, 0.9)


_People = list[tuple[int, int, str]]


def _before(folded: str, people: _People, cue: re.Match[str]) -> _People:
    """Those named last before the cue, and those they are listed with."""
    near = [p for p in people if cue.start() - _NEAR <= p[1] <= cue.start()]
    if not near or cue.group().startswith("concealed") or _is_of_others(folded, near[-1], cue):
        return []
    kept = [near[-1]]
    for start, end, party in reversed(people):
        if end > kept[-1][0] or kept[-1][0] - end > _NEAR or cue.start() - start > _FAR:
            continue
        between = folded[end : kept[-1][0]]
        if not _LISTED.fullmatch(between) or _acts().search(between):
            break
        kept.append((start, end, party))
    return kept


def _is_of_others(folded: str, last: tuple[int, int, str], cue: re.Match[str]) -> bool:
    """As in "patients received it in a blinded manner": what stands between is a statement of its own."""
    between = folded[last[1] : cue.start()]
    manner = _of_acts().match(folded, cue.end())
    return _plain().fullmatch(between) is None or manner is not None


def _behind(folded: str, people: _People, cue: re.Match[str]) -> _People:
    gap = _before_people().match(folded, cue.end())
    at = gap.end() if gap else cue.end()
    first = next((p for p in people if p[0] == at), None)
    if first is None or folded[first[1] : first[1] + 1] in {"'", "-"}:  # "blinded to the patients' group"
        return []
    kept = [first]
    for person in people:
        if person[0] > kept[-1][1]:
            if not _LISTED.fullmatch(folded[kept[-1][1] : person[0]]) or _acts().search(
                folded[kept[-1][1] : person[0]]
            ):
                break
            kept.append(person)
    return kept


def _is_denied(folded: str, span: tuple[int, int], cue: re.Match[str]) -> bool:
    if cue.group().startswith("un") and not cue.group().startswith("unaware"):
        return True
    clause = max(0, span[0] - 40, folded.rfind(";", 0, span[0]), folded.rfind(":", 0, span[0]))
    before = _DENIED.search(folded, clause, cue.end())
    return before is not None or _DENIED_BEHIND.search(folded, span[1], span[1] + _NEAR) is not None


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(rf"\b{word_group('acts')}\b")


@cache
def _before_people() -> re.Pattern[str]:
    return re.compile(rf"(?:\s*\b{word_group('before_people')}\b)*\s*")


@cache
def _plain() -> re.Pattern[str]:
    """What may stand between the people and the word that says that they were blinded."""
    return re.compile(rf"[-\s]*(?:\([^()]*\)\s*)?(?:\b{word_group('people_to_blinding')}\b[\s,-]*)*")


@cache
def _of_acts() -> re.Pattern[str]:
    return re.compile(rf"[\s-]*{word_group('blinding_of_acts')}\b")


@cache
def _people() -> re.Pattern[str]:
    words = sorted(blinded_parties(), key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
