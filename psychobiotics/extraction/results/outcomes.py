"""Which results are kept: no single taxa, no vague microbiota, one finding a result.

Pattern: the abundance of a taxon is no outcome of this dataset (its taxa are those given, and entities hold the rest);
diversity and richness are. A result told twice (in the text and again in other words) is one, the fuller one.

It must not be fooled by: a taxon that was given ("L. plantarum increased BDNF"), "class", "order" in other senses.
"""

import re

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.attribution import Result
from psychobiotics.extraction.results.tokens import Line, Token
from psychobiotics.records.mentions import FindingMention
from psychobiotics.vocab.cues import token_set

_AGENTS = frozenset({"taxa", "strains", "products", "supplements"})
_MEASURED = frozenset({"instruments", "biomarkers"})
_AGENT_ROLE = frozenset({"agent"})
_TESTED_WITH = frozenset({"preference", "consumption", "test", "tolerance", "challenge"})  # "sucrose preference"
_MEASURED_ROLE = frozenset({"measured"})
_TAXON_WORDS = re.compile(
    r"\b(?:abundances?|genus|genera|famil(?:y|ies)|phyl(?:um|a)|taxa|taxon|OTUs?|ASVs?|SGBs?|species|microbiota|microbiome"
    r"|flora|[A-Z][a-z]+(?:aceae|ales|bacteri(?:um|a|ota)|coccus|bacillus|bacter|monas|vibrio|spira|ella|ococci|idetes|icutes))\b"
    r"|\b[a-z]_{1,2}[A-Z]|\b[A-Z][a-z]+_"
)
_KEPT_WORDS = re.compile(r"diversity|richness|evenness|Shannon|Simpson|Chao|F/B|/Bacteroidetes", re.IGNORECASE)


def mark_agents(reading: Reading, tokens: list[Token]) -> None:
    """Give tokens that name a taxon, strain, product or supplement the role of an agent, in place."""
    if not tokens:
        return
    hits = reading.hits_in(tokens[0].start, tokens[-1].end)
    measured = {(h.start, h.end) for h in hits if h.vocabulary in _MEASURED}
    given = [(h.start, h.end) for h in hits if h.vocabulary in _AGENTS and (h.start, h.end) not in measured]
    for index, token in enumerate(tokens) if given or measured else ():
        if token.tag != "w":
            continue
        if index + 1 < len(tokens) and tokens[index + 1].lower in _TESTED_WITH:
            continue
        if any(a <= token.start and token.end <= b for a, b in given):
            token.roles = token.roles | _AGENT_ROLE
        elif any(a <= token.start and token.end <= b for a, b in measured):
            token.roles = token.roles | _MEASURED_ROLE


def find_group_names(text: str) -> frozenset[str]:
    """Abbreviations that a text gives its groups: "low-dose group (LD, n = 40)", "usual care (UC)"."""
    return frozenset(match[1].lower() for match in _GROUP_NAME.finditer(text))


def mark_groups(tokens: list[Token], names: frozenset[str]) -> None:
    """Give tokens that are names of groups that role, in place."""
    for token in tokens:
        if token.lower in names and token.tag == "w":
            token.roles = token.roles | _GROUP_ROLE


_GROUP_ROLE = frozenset({"group"})
_GROUP_NAME = re.compile(
    r"\b(?:group|arm|placebo|control|controls|supplement|supplements|probiotics?|prebiotics?|synbiotics?|treatment|intervention"
    r"|therapy|training|diet|care|waitlist|program|programme|exercise|education|counselling|counseling|interviewing)"
    r"\s\(([A-Z][A-Za-z+&-]{0,7})[,;) ]"
)


def tells_baseline_only(tokens: list[Token]) -> bool:
    """ "At baseline, groups did not differ": no result of an intervention."""
    words = [t.lower for t in tokens]
    for index, word in enumerate(words):
        if word == "baseline" and index and words[index - 1] in {"at", "between-group"}:
            return not any(w in {"from", "after", "post-intervention", "follow-up", "week", "weeks", "end"} for w in words)
    return False


def tells_disease_only(tokens: list[Token], before: bool) -> bool:
    """The sentence tells what a disease or a model did, and nothing of a treatment.

    Args:
        tokens: The sentence.
        before: Whether the sentence before did; "they also showed" goes on with its subject.
    """
    if any("agent" in t.roles for t in tokens):
        return False
    if any(t.lower in _GOING_ON for t in tokens[:3]):
        return before
    return any(t.roles & _MODELS for t in tokens) or any(t.lower == "healthy" for t in tokens)


_GOING_ON = frozenset({"it", "they", "these", "this"})
_MODELS = frozenset({"inducer", "animal"})


def is_taxon(text: str) -> bool:
    """The outcome phrase is a taxon's abundance or the microbiota at large."""
    if text.partition(" ")[0] in token_set("genera"):
        return True
    return bool(_TAXON_WORDS.search(text)) and not _KEPT_WORDS.search(text)


def leave_out_taxa(reading: Reading, line: Line, results: list[Result]) -> list[Result]:
    """Drop taxa, and single capitalised names in a list with taxa (a vocabulary never knows all of them)."""
    texts = [_text(reading, line, result) for result in results]
    taxa = {id(r.frame) for r, text in zip(results, texts, strict=True) if is_taxon(text)}
    kept = []
    for result, text in zip(results, texts, strict=True):
        in_list = id(result.frame) in taxa and text[:1].isupper() and " " not in text and text[1:].islower()
        if not is_taxon(text) and not in_list and not is_taxon(_text(reading, line, result, partner=True)):
            kept.append(result)
    return kept


def _text(reading: Reading, line: Line, result: Result, partner: bool = False) -> str:
    phrases = result.frame.partners[:1] if partner else [result.phrase]
    return "".join(
        reading.document.text[line.tokens[p.first].start : line.tokens[p.end - 1].end] for p in phrases
    )


def merge_repeated(findings: list[FindingMention]) -> list[FindingMention]:
    """One finding for results told twice: same outcome, same direction, nothing that tells them apart."""
    kept: list[FindingMention] = []
    for finding in findings:
        twin = next((i for i, other in enumerate(kept) if _same(other, finding)), None)
        if twin is None:
            kept.append(finding)
        elif len(finding.facts) > len(kept[twin].facts) and _count(finding) > _count(kept[twin]):
            kept[twin] = finding
    return kept


_TELLING = ("p_value", "comparator_cue", "arm_cue", "effect_value", "subgroup_cue", "timepoint_cue", "species_cue")


def _count(finding: FindingMention) -> int:
    return sum(fact.field in _TELLING for fact in finding.facts)


def _same(one: FindingMention, other: FindingMention) -> bool:
    a = {fact.field: fact for fact in one.facts}
    b = {fact.field: fact for fact in other.facts}
    if _name(one) != _name(other) or _way(one) != _way(other):
        return False
    return not any(
        field in a and field in b and a[field].quote.text.lower() != b[field].quote.text.lower() for field in _TELLING
    )


def _name(finding: FindingMention) -> str:
    parts = [f for f in finding.facts if f.field in {"outcome", "outcome_partner"}]
    return "|".join(f.concept or " ".join(f.quote.text.lower().split()) for f in parts)


def _way(finding: FindingMention) -> tuple[str, ...]:
    cues = {"direction_cue", "reversal_cue", "null_cue", "correlation_cue"}
    return tuple((f.concept or "") if f.field == "direction_cue" else f.field for f in finding.facts if f.field in cues)
