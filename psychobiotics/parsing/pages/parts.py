"""Which lines of a page are not its article: navigation, cookie notice, product list, words on an organisation."""

import re
from functools import cache

from psychobiotics.parsing.pages.lines import Line, has_cue
from psychobiotics.vocab.files import read_rows

_MAX_CUE_LINE = 220
_TAIL_FROM = 0.5  # a "Related articles" heading ends an article only in the second half of a page
_ABOUT = re.compile(r"^about (?:the )?(?P<name>[A-Z0-9][^.:!?]{1,80})(?P<rest>[.:].*)?$", re.IGNORECASE)
_REFERENCE_CUE = re.compile(
    r"\b(?:19|20)\d{2}\b|\bdoi\b|https?://|\bet al\b|\bpmid\b|^\[?\d{1,3}[\].)]\s", re.IGNORECASE
)


def find_boilerplate(lines: list[Line], title: int) -> set[int]:
    """Indices of the lines that stand around the article.

    Args:
        lines: All lines of the page.
        title: Index of the title's line, 0 where none was found; what stands above it is boilerplate.
    """
    found = set(range(title))
    found |= {i for i, line in enumerate(lines) if len(line.text) <= _MAX_CUE_LINE and has_cue(line.text, "line")}
    found |= _selling_blocks(lines)
    tail = _find_tail(lines)
    found |= set(range(tail, len(lines)))
    found |= _about_blocks(lines)
    return found - {title}


def _selling_blocks(lines: list[Line]) -> set[int]:
    """Blocks of short lines of which at least one sells something: coupons, product lists."""
    found: set[int] = set()
    blocks: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        blocks.setdefault(line.block, []).append(index)
    for members in blocks.values():
        short = [i for i in members if not lines[i].is_prose]
        if len(short) >= 2 and any(has_cue(lines[i].text, "block") for i in short):
            found.update(short)
    return found


def _find_tail(lines: list[Line]) -> int:
    """Index from which on nothing but boilerplate follows; references keep their own section."""
    if not lines:
        return 0
    half = lines[-1].end * _TAIL_FROM
    for index, line in enumerate(lines):
        if line.start >= half and has_cue(line.text, "tail"):
            rest = lines[index + 1 :]
            prose = sum(len(other.text) for other in rest if other.is_prose)
            if prose < 0.1 * lines[-1].end and not any(is_reference_heading(other.text)[0] for other in rest):
                return index
    return len(lines)


def _about_blocks(lines: list[Line]) -> set[int]:
    """Lines of "About <organisation>" and its paragraphs: late in the page, corporate words in what follows."""
    found: set[int] = set()
    half = lines[-1].end * 0.4 if lines else 0
    index = 0
    while index < len(lines):
        line = lines[index]
        match = _ABOUT.match(line.text)
        if line.start < half or not match or not (_is_named(match["name"]) or "author" in line.text.lower()):
            index += 1
            continue
        end = index + 1
        while end < len(lines) and not _starts_other_part(lines[end]):
            end += 1
        words = " ".join(other.text for other in lines[index:end]).lower()
        if any(cue in words for cue in _organisation_cues()):
            found.update(range(index, end))
        index = end
    return found


def _is_named(name: str) -> bool:
    """True for a name: every longer word is capitalised."""
    words = [word for word in name.split() if len(word) > 3 and word[0].isalpha()]
    return all(word[0].isupper() for word in words)


def _starts_other_part(line: Line) -> bool:
    return is_reference_heading(line.text)[0] or bool(_ABOUT.match(line.text))


def find_references(lines: list[Line], boilerplate: set[int]) -> set[int]:
    """Indices of the lines of reference lists: a heading and the entries after it."""
    found: set[int] = set()
    open_list = False
    for index, line in enumerate(lines):
        is_heading, rest = is_reference_heading(line.text)
        if is_heading and (rest or _leads_to_entry(lines, index)):
            found.add(index)
            open_list = not rest or open_list
        elif open_list and index not in boilerplate and _REFERENCE_CUE.search(line.text):
            found.add(index)
        elif open_list and line.block != lines[index - 1].block and index - 1 not in found:
            open_list = False
    return found


def is_reference_heading(text: str) -> tuple[bool, bool]:
    """Whether a line begins a reference list, and whether an entry follows on the same line.

    >>> is_reference_heading("Reference: Lee A (2020). Gut and mood."), is_reference_heading("## Sources")
    ((True, True), (True, False))
    """
    head, colon, rest = text.strip("#* \t").partition(":")
    if head.strip("* .").lower() not in _reference_headings():
        return False, False
    if colon and rest.strip():
        return bool(_REFERENCE_CUE.search(rest)), True
    return True, False


def _leads_to_entry(lines: list[Line], index: int) -> bool:
    return any(_REFERENCE_CUE.search(line.text) for line in lines[index + 1 : index + 3])


@cache
def _reference_headings() -> frozenset[str]:
    return frozenset(row["heading"] for row in read_rows("reference_headings"))


@cache
def _organisation_cues() -> tuple[str, ...]:
    return tuple(row["cue"] for row in read_rows("organisation_cues"))
