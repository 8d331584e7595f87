"""Results to finding mentions: each part as a quoted fact."""

from dataclasses import replace

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.cue_facts import tell_cues
from psychobiotics.extraction.results.details import find_pooling, find_subgroup, find_time, find_time_within
from psychobiotics.extraction.results.groups.compared import Compared
from psychobiotics.extraction.results.groups.comparisons import Group
from psychobiotics.extraction.results.groups.groups import find_arm
from psychobiotics.extraction.results.groups.within_groups import find_every_group, tells_between
from psychobiotics.extraction.results.names.homonyms import is_homonym
from psychobiotics.extraction.results.names.instrument_links import InstrumentLinks
from psychobiotics.extraction.results.numbers.statistics import find_change, find_statistics, may_hold_statistic
from psychobiotics.extraction.results.result import Result
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.tokens import Line, Token
from psychobiotics.extraction.short_forms import spelled_in
from psychobiotics.records.mentions import Fact, FindingMention

_MEASURED = frozenset({"instruments", "biomarkers"})
_TIME_LINKS = frozenset({"at", "after", "during", "over", "through", "by", "until"})
_AROUND_CONCEPT = frozenset({"level", "level_head", "matrix", "test", "time", "product"})


class Assembler:
    """Writes the facts of one sentence's results."""

    def __init__(self, reading: Reading, line: Line, compared: Compared) -> None:
        """Take the sentence and what its results may be compared with."""
        self._reading = reading
        self._line = line
        self._tokens = line.tokens
        self._instruments = InstrumentLinks(reading, line)
        self._compared = compared

    def mentions(self, results: list[Result]) -> list[FindingMention]:
        """Finding mentions of the sentence, in order."""
        return [self._mention(result) for result in results]

    def _mention(self, result: Result) -> FindingMention:
        facts = [*self._outcome(result), *self._cues(result), *self._statistics(result), *self._groups(result)]
        if self._line.sentence.text.count(" from ") < 2:  # of two groups each may have its own start
            facts.extend(_start_of(facts))
        told = {fact.field: fact.quote.text for fact in facts}
        arm = find_arm(told.get("arm_cue"), self._compared.arms, "intervention")
        comparator = self._compared.find(told.get("comparator_cue"), self._tokens, result.frame)
        if comparator is None and self._compared.is_uncontrolled() and not tells_between(self._tokens):
            facts.append(replace(facts[-1], field="baseline_implied", inferred=True))
        return FindingMention(tuple(facts), arm, comparator)

    def _quote(self, field: str, start: int, end: int, concept: str | None = None) -> Fact:
        return Fact(field, self._reading.quote(start, end), f"findings.{field}", concept)

    def _token(self, field: str, index: int, concept: str | None = None) -> Fact:
        token = self._tokens[index]
        return self._quote(field, token.start, token.end, concept)

    def _outcome(self, result: Result) -> list[Fact]:
        phrase = result.phrase
        start, end = self._tokens[phrase.first].start, self._tokens[phrase.end - 1].end
        end = self._with_time(phrase.end, self._with_bracket(phrase.end, end))
        concept = self._concept(phrase)
        facts = [self._quote("outcome", start, end, concept)]
        if concept is None and (scale := self._instruments.find(result)):
            facts.append(self._quote("outcome_instrument", *scale))
        if result.head:
            facts.append(
                self._quote("outcome_head", self._tokens[result.head[0]].start, self._tokens[result.head[1] - 1].end)
            )
        if self._tokens[phrase.core_end - 1].end != end:
            facts.append(self._quote("outcome_core", start, self._tokens[phrase.core_end - 1].end))
        if spelled := spelled_in(facts[-1].quote.text, self._reading.short_forms):
            facts.append(Fact("outcome_spelled", spelled[1], "findings.outcome_spelled", spelled[0]))
        for partner in result.frame.partners[:1]:
            a, b = self._tokens[partner.first].start, self._tokens[partner.end - 1].end
            facts.append(self._quote("outcome_partner", a, b, self._concept(partner)))
        return facts

    def _with_bracket(self, index: int, end: int) -> int:
        """Take in a bracket without statistics right after the name: "range of motion (ROM)"."""
        text, offset = self._line.sentence.text, self._line.sentence.start
        for aside in self._line.asides:
            if aside.at == index and aside.start > end and not text[end - offset : aside.start - offset].strip(" ("):
                inner = text[aside.start - offset : aside.end - offset]
                closed = text[aside.end - offset : aside.end - offset + 1] == ")"
                told = may_hold_statistic(inner) or next(find_statistics(inner, 0, len(inner)), None)
                if closed and not told and not inner[:1].isdigit() and "±" not in inner:
                    return aside.end + 1
        return end

    def _with_time(self, index: int, end: int) -> int:
        """Take in the time right after the name: "pain after 4 weeks"."""
        tokens, first = self._tokens, index
        if index + 1 >= len(tokens) or tokens[index].lower not in _TIME_LINKS:
            return end
        index += 1
        while index < len(tokens) and (tokens[index].tag in {"num", "det", "of"} or tokens[index].roles & {"time"}):
            index += 1
            if index + 1 < len(tokens) and tokens[index].tag == "and" and tokens[index + 1].tag == "num":
                index += 1  # "after 4 and 16 weeks"
        told = any("time" in t.roles and not t.lower[0].isdigit() for t in tokens[first + 1 : index])
        return max(end, tokens[index - 1].end) if told and tokens[index - 1].tag != "det" else end

    def _concept(self, phrase: Phrase) -> str | None:
        """The instrument or biomarker that the phrase is, but for words of level, tissue and time around it."""
        start, end = self._tokens[phrase.first].start, self._tokens[phrase.end - 1].end
        hits = [h for h in self._reading.hits_in(start, end) if h.vocabulary in _MEASURED and h.end <= end]
        hits = [h for h in hits if not is_homonym(self._reading, h)]
        hits.sort(key=lambda h: (h.start - h.end, h.start))
        for hit in hits:
            rest = [t for t in self._tokens[phrase.first : phrase.end] if t.end <= hit.start or t.start >= hit.end]
            around = _AROUND_CONCEPT | {"construct"} if hit.vocabulary == "instruments" else _AROUND_CONCEPT
            if all(t.roles & around or t.tag in {"of", "prep", "det"} for t in rest):
                scale = hit.vocabulary == "instruments"
                concept = self._instruments.part(hit.concept, phrase) if scale else hit.concept
                found, bracketed = f"{hit.vocabulary}/{concept}", self._bracketed_concept(phrase.core_end)
                # "Hospital Anxiety and Depression Scale (HADS-A)": the bracket names the part.
                return bracketed if bracketed and bracketed.startswith(f"{found}-") else found
        return self._bracketed_concept(phrase.core_end)

    def _bracketed_concept(self, index: int) -> str | None:
        """The concept of an abbreviation in brackets right after the name."""
        for aside in self._line.asides:
            if aside.at == index and aside.end - aside.start <= 12:
                for hit in self._reading.hits_in(aside.start, aside.end):
                    whole = (hit.start, hit.end) == (aside.start, aside.end)
                    if hit.vocabulary in _MEASURED and whole and not is_homonym(self._reading, hit):
                        return f"{hit.vocabulary}/{hit.concept}"
        return None

    def _cues(self, result: Result) -> list[Fact]:
        return [self._token(told.field, told.token, told.concept) for told in tell_cues(self._tokens, result)]

    def _statistics(self, result: Result) -> list[Fact]:
        facts, seen = [], set()
        for field, start, end in result.statistics:
            if field not in seen:
                seen.add(field)
                facts.append(self._quote(field, start, end))
        return facts + self._change(result)

    def _change(self, result: Result) -> list[Fact]:
        """Baseline and endpoint values that follow the outcome with no other cue in between."""
        offset = self._line.sentence.start
        found = find_change(self._line.sentence.text)
        if not found:
            return []
        after = max(self._tokens[result.phrase.end - 1].end, self._tokens[result.frame.cue].end)
        at = found[0][1] + offset
        between = [t for t in self._tokens if after <= t.start < at and t.cue and t.cue.direction != "none"]
        if at < after or between:
            return []
        return [self._quote(field, start + offset, end + offset) for field, start, end in found]

    def _groups(self, result: Result) -> list[Fact]:
        facts = [*self._species(result), *self._details(result)]
        if result.comparator and not self._is_span(result):
            facts.append(self._group("comparator_cue", result.comparator, "trial" if self._compared.is_trial else None))
        elif every := find_every_group(self._tokens, result.frame):
            facts.append(self._group("comparator_cue", every, "baseline"))
        if result.group:
            facts.append(self._group("arm_cue", result.group))
        if result.swapped and result.comparator:
            facts.append(self._group("swapped_cue", result.comparator))
        return facts

    def _is_span(self, result: Result) -> bool:
        """As in "no difference between the groups from baseline to the end": when, not what it is compared with."""
        against = result.comparator
        if against is None or result.frame.kind != "null":
            return False
        named = self._tokens[against.first : against.end]
        of_start = any("baseline" in token.roles for token in named)
        return of_start and tells_between(self._tokens[: against.at])

    def _details(self, result: Result) -> list[Fact]:
        facts = []
        place, cue = result.place, result.frame.cue
        if time := find_time_within(self._line, *place) if place else find_time(self._line, cue):
            facts.append(self._quote("timepoint_cue", *time))
        if subgroup := find_subgroup(self._tokens, result.group):
            facts.append(self._quote("subgroup_cue", *subgroup))
        if pooling := find_pooling(self._tokens):
            facts.append(self._quote("pooling_cue", pooling.start, pooling.end))
        return facts

    def _species(self, result: Result) -> list[Fact]:
        """As in "in animals", "in humans": near the cue."""
        frame, tokens = result.frame, self._tokens
        for index in range(frame.first, min(len(tokens), max(frame.last, frame.cue + 1) + 8)):
            if index > frame.cue and tokens[index].tag in {"but", "comma"} and tokens[index].lower != ",":
                break
            if (species := _SPECIES_ROLES.get(_species_role(tokens[index]))) is not None:
                return [self._token("species_cue", index, species)]
        return []

    def _group(self, field: str, group: Group, concept: str | None = None) -> Fact:
        return self._quote(field, self._tokens[group.first].start, self._tokens[group.end - 1].end, concept)


def _start_of(facts: list[Fact]) -> list[Fact]:
    """What a change from one printed value to another is compared with: the first, unless a group is named."""
    if any(fact.field in {"comparator_cue", "group_value_1"} for fact in facts):
        return []
    return [
        Fact("comparator_cue", fact.quote, "findings.comparator_cue", "baseline")
        for fact in facts
        if fact.field == "baseline_value"
    ]


_SPECIES_ROLES = {"animal": "animal", "human": "human"}


def _species_role(token: Token) -> str:
    return next((role for role in _SPECIES_ROLES if role in token.roles), "")
