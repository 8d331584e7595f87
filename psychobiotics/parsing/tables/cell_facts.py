"""Cells of one study's rows as facts: what is known of the study, its groups, and what each row says of an outcome.

Facts: the fields of `column_fields.csv`; lists split at "|" and ";" (strains, outcomes); `first_author` and `year` out
of a cell such as "Lee et al., 2018". Where each row tells a group, its `n_enrolled` is the group's size (`n`).

It must not be fooled by: a number of the whole study beside each of its groups.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from psychobiotics.parsing.tables.columns import IDENTITY
from psychobiotics.records.document import Quote
from psychobiotics.records.mentions import ArmMention, Fact, FindingMention, Naming, StudyMention
from psychobiotics.vocab.cues import token_set

_LISTS = re.compile(r"[^|;]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_AUTHOR_END = re.compile(r",?\s+et al\b|\s+and (?:others|colleagues)\b|[\d,;(\[^*†‡]", re.IGNORECASE)
_LISTED = frozenset({"strains", "outcome"})
_OF_ARM = ("arm", "strains", "dose", "form", "n_arm", "n_intervention")
_OF_RESULT = ("outcome", "conclusion", "p_value", "effect_value", "effect_measure", "ci", "timepoint")
_OF_ALL = re.compile(r"\b(?:total|all|overall|enrolled|randomi[sz]ed|included)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a known column, and its heading, as characters of the text."""

    field: str
    heading: Quote
    quote: Quote


Row = Sequence[TableCell]


def study_of_cells(rows: Sequence[Row]) -> StudyMention | None:
    """The study that rows tell, or None where they do not name one."""
    first = {cell.field: cell for cell in reversed([cell for row in rows for cell in row])}
    name = next((first[field].quote for field in IDENTITY if field in first), None)
    if name is None:
        return None
    arms, keys = _arms(rows)
    sized = any(fact.field == "n" for arm in arms for fact in arm.facts)
    own = tuple(_own_facts(rows, sized))
    results = tuple(_results(rows, keys))
    return StudyMention("s1", Naming.AUTHOR_YEAR, _fact("study", name), own, arms, results)


def _own_facts(rows: Sequence[Row], sized: bool) -> Iterator[Fact]:
    """Each distinct cell that speaks of the study, once, in text order."""
    seen: set[tuple[str, str]] = set()
    for cell in (cell for row in rows for cell in row):
        if cell.field in _OF_ARM or (cell.field, cell.quote.text) in seen:
            continue
        seen.add((cell.field, cell.quote.text))
        if cell.field == "study":
            yield from _name_facts(cell.quote)
        elif cell.field == "n_enrolled" and sized:
            yield replace(_fact("n_arm", cell.quote), concept="rows")  # added up where nothing states their sum
        else:
            yield from _facts(cell)


def _arms(rows: Sequence[Row]) -> tuple[tuple[ArmMention, ...], list[str | None]]:
    """The groups, and the key of each row's group: a row that names none is of the group above it."""
    sized = _tell_sizes(rows)
    arms: dict[tuple[tuple[str, str], ...], ArmMention] = {}
    keys: list[str | None] = []
    for row in rows:
        cells = [cell for cell in row if cell.field in _OF_ARM]
        if keys and not any(cell.field in ("arm", "strains") for cell in cells):
            keys.append(keys[-1])
            continue
        told = tuple((cell.field, cell.quote.text) for cell in cells)
        if told and told not in arms:
            facts = [fact for cell in cells for fact in _facts(cell)]
            facts += [_fact("n", cell.quote) for cell in row if sized and cell.field == "n_enrolled"]
            arms[told] = ArmMention(f"a{len(arms) + 1}", "intervention", tuple(facts))
        keys.append(arms[told].key if told else None)
    return tuple(arms.values()), keys


def _tell_sizes(rows: Sequence[Row]) -> bool:
    """Whether the sizes in the rows are those of groups: each has one, and they differ or groups are named."""
    sizes = [cell for row in rows for cell in row if cell.field == "n_enrolled"]
    labels = {cell.quote.text for row in rows for cell in row if cell.field in ("arm", "strains")}
    if len(rows) < 2 or len(sizes) < len(rows) or len(labels) < 2:
        return False
    if any(_OF_ALL.search(cell.heading.text) for cell in sizes):
        return False
    by_name = all(any(cell.field == "arm" for cell in row) for row in rows)
    return by_name or len({cell.quote.text for cell in sizes}) > 1


def _results(rows: Sequence[Row], keys: Sequence[str | None]) -> Iterator[FindingMention]:
    """What each row says of outcomes, with the heading that names an effect ("SMD")."""
    for row, key in zip(rows, keys, strict=True):
        facts = [fact for cell in row if cell.field in _OF_RESULT for fact in _facts(cell)]
        facts += [_fact("effect_heading", cell.heading) for cell in row if cell.field == "effect_value"]
        if facts:
            yield FindingMention(tuple(facts), key)


def _facts(cell: TableCell) -> Iterator[Fact]:
    if cell.field == "duration":  # its unit may stand in the heading
        yield replace(_fact(cell.field, cell.quote), concept=cell.heading.text)
        return
    if cell.field not in _LISTED:
        yield _fact(cell.field, cell.quote)
        return
    for match in _LISTS.finditer(cell.quote.text):
        text = match.group().strip()
        if text:
            start = cell.quote.start + cell.quote.text.index(text, match.start())
            yield _fact(cell.field, Quote(start, start + len(text), text))


def _name_facts(quote: Quote) -> Iterator[Fact]:
    """Author and year out of "Lee et al., 2018"."""
    text = quote.text
    end = _AUTHOR_END.search(text)
    author = text[: end.start() if end else len(text)].rstrip()
    if len(author) > 1 and author.lower().strip(". ") not in token_set("reference_words"):
        yield _fact("first_author", Quote(quote.start, quote.start + len(author), author))
    year = _YEAR.search(text)
    if year:
        yield _fact("year", Quote(quote.start + year.start(), quote.start + year.end(), year.group()))


def _fact(field: str, quote: Quote) -> Fact:
    return Fact(field, quote, f"evidence_table.{field}")
