"""The title of a page, among the masthead, menus and labels that stand above an article.

Pattern: a Markdown heading; else the line of the page's head with the most signs of a title: a byline or a date right
below, a date right above, words that the article uses, a question or a colon, its second printing. "…Jan 11, 2024Title
of the page" and "Title of the page | Site" hold a title.

It must not be fooled by: menus ("For patients · Research · Donate"), mastheads ("The Plain Plate"), paths ("Home /
Science"), labels ("Press release – for immediate release"), a list of contents that names every heading twice.
"""

import re
from collections.abc import Iterator
from functools import cache

from psychobiotics.parsing.pages.facts import byline_role
from psychobiotics.parsing.pages.lines import Line, has_cue
from psychobiotics.parsing.pages.mastheads import is_letterhead, is_menu
from psychobiotics.parsing.printed_dates import find_dates, is_date_line
from psychobiotics.records.document import Quote
from psychobiotics.vocab.files import read_rows
from psychobiotics.vocab.study_phrases import phrase_pattern

HEAD = 30  # lines
_LENGTHS = (12, 250)
_FEWEST_WORDS, _MANY_WORDS = 3, 6
_MOST_TWICE = 2  # lines of the head that may stand twice; with more they are a list of contents
_BELOW = 3  # lines below a title in which its byline or date stands
_SITE_BEHIND = re.compile(r" \| (?P<site>[A-Z][^|\n]{2,40})$")
_BAR = len(" | ")
_READING_TIME = re.compile(r"\b\d+\s*-?\s*min(?:ute)?s?\b(?:\s+read)?", re.IGNORECASE)
_LABEL = re.compile(rf"{phrase_pattern('release_labels')}\b")
_TWO_SENTENCES = re.compile(r"[a-z]{3}\. [A-Z]")
_WITH_MOTTO = re.compile(r"\S+(?: \S+){0,2} [–—-] \w")  # "The Full Glass – drinks for life"
_WORD = re.compile(r"[^\W\d_]{5,}")
# How much each sign says; the first line wins among equals. Weighed on five sets of pages.
_TWICE, _GLUED, _BYLINE, _DATE, _DATE_ABOVE, _LOUD, _STANDFIRST, _MOTTO = 4, 4, 3, 2, 1, -3, -3, -2


def find_title(lines: list[Line]) -> tuple[int, Quote] | None:
    """Index of the title's line and the title's characters, or None where no line of the head can be one."""
    head = lines[:HEAD]
    for index, line in enumerate(head):
        if line.text.startswith("# "):
            return index, Quote(line.start + 2, line.end, line.text[2:])
    topic = _topic(lines)
    folded = [line.folded for line in head]
    twice = {text for text in folded if folded.count(text) > 1}
    twice = twice if len(twice) <= _MOST_TWICE else set()
    candidates = list(_candidates(lines, head))
    scores = [_score(lines, *candidate, topic) + _TWICE * (folded[candidate[0]] in twice) for candidate in candidates]
    return candidates[scores.index(max(scores))] if candidates else None


def split_site(line: Line) -> Quote | None:
    """The site in "Title of the page | Site"."""
    site = _SITE_BEHIND.search(line.text) if _can_be_title(line.text) else None
    return Quote(line.start + site.start("site"), line.end, site["site"]) if site else None


def _candidates(lines: list[Line], head: list[Line]) -> Iterator[tuple[int, Quote]]:
    """Lines of the head, up to its first paragraph, that can be a title."""
    for index, line in enumerate(head):
        if glued := _after_date(line):
            yield index, glued
        elif _can_be_title(line.text) and (index or len(lines) > 1):
            site = split_site(line)
            bare = line.text[: site.start - line.start - _BAR] if site else line.text
            bare = bare if len(bare) >= _LENGTHS[0] else line.text
            yield index, Quote(line.start, line.start + len(bare), bare)
        elif line.is_prose and not has_cue(line.text, "line"):
            return


def _score(lines: list[Line], index: int, quote: Quote, topic: set[str]) -> int:
    line, text = lines[index], quote.text
    below = lines[index + 1 : index + 1 + _BELOW]
    score = _GLUED if quote.start > line.start else 0
    score += _BYLINE if any(byline_role(other.text) for other in below) else 0
    score += _DATE if any(is_date_line(other.text) or find_dates(other.text[:60]) for other in below) else 0
    score += (len(text.split()) >= _MANY_WORDS) + (":" in text or text.endswith("?"))
    score += min(2, len({word for word in _WORD.findall(text.lower()) if word in topic}))
    score += _STANDFIRST if _TWO_SENTENCES.search(text) else 0
    score += _DATE_ABOVE if any(find_dates(other.text[:60]) for other in lines[max(0, index - 1) : index]) else 0
    score += _MOTTO if index == 0 and _WITH_MOTTO.match(text) else 0
    return score + (_LOUD if text.isupper() else 0)


def _topic(lines: list[Line]) -> set[str]:
    """Words of the page's paragraphs."""
    return {word for line in lines if line.is_prose for word in _WORD.findall(line.text.lower())}


def _after_date(line: Line) -> Quote | None:
    dates = find_dates(line.text)
    if not dates or not any(date.role for date in dates):
        return None
    rest = line.text[dates[-1].end :].lstrip(" |·•-–—")
    if not _can_be_title(rest) or not rest[0].isupper():
        return None
    return Quote(line.end - len(rest), line.end, rest)


def _can_be_title(text: str) -> bool:
    if not _LENGTHS[0] <= len(text) <= _LENGTHS[1] or text.endswith((".", ";", ":", ",", "…")):
        return False
    if text[0] in "•*-–|©[(" or text.startswith(("http", "www.")) or len(text.split()) < _FEWEST_WORDS:
        return False
    if is_letterhead(text) or is_menu(text) or " ".join(text.lower().strip("#* .:|").split()) in _section_names():
        return False
    if _LABEL.match(text.lower()) or has_cue(text, "line") or has_cue(text, "tail"):
        return False
    if _READING_TIME.search(text) or any(c in text for c in ">›»"):
        return False
    return not is_date_line(text) and byline_role(text) is None


@cache
def _section_names() -> frozenset[str]:
    return frozenset(row["name"] for row in read_rows("page_sections"))
