"""Titles and mastheads of pages whose menus and labels stand above the article."""

from hashlib import sha256

import pytest

from psychobiotics.extraction.documents.publisher import find_publisher
from psychobiotics.extraction.reading import Reading
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem

BODY = (
    "Tired nurses who drank kefir every night for a month were in a better mood than nurses who drank milk, say "
    "researchers who asked ninety nurses of three hospitals to fill in a questionnaire about their sleep and mood."
)


def read_page(*lines: str) -> Document:
    data = "\n".join((*lines, "", BODY, "", "© 2021 Milkworld Media Ltd")).encode()
    [document] = parse_item(RawItem(sha256(data).hexdigest(), "page.txt", "page.txt", "page.txt", ""), data)
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            ("Skip to content", "Drinks | Science | News", "News / Trials", "", "Kefir lifts the mood of nurses"),
            "Kefir lifts the mood of nurses",
        ),
        (
            ("BERN UNIVERSITY HOSPITAL", "For patients · Research · Donate", "Press release – for immediate release",
             "6 May 2021", "Nurses wanted: can kefir lift the mood?"),
            "Nurses wanted: can kefir lift the mood?",
        ),
        (
            ("Milkworld! – the best source of news for nurses", "HOME NEWS DRINKS MEETINGS AND LOGIN",
             "NEWS RELEASE 6 May 2021", "Kefir lifts the mood of nurses", "SHARE MAIL PRINT AND MORE OF IT"),
            "Kefir lifts the mood of nurses",
        ),
        (
            ("The Full Glass", "Drinks that do you good", "", "Kefir, Nurses and Mood: What Trials Say", "",
             "Posted on 6 May 2021 by Ann Berg"),
            "Kefir, Nurses and Mood: What Trials Say",
        ),
        (
            ("THE GLASS", "Kefir for the blues?", "Nurses drank it every night. What a trial found of mood and sleep",
             "Ann Berg", "6 May 2021"),
            "Kefir for the blues?",
        ),
        (
            ("Kefir and mood: your questions answered", "Published: 6 May 2021", "What is kefir then?",
             "Does kefir lift the mood?", "Which kefir should I buy?", "", "What is kefir then?", "It is milk.",
             "Does kefir lift the mood?", "It may.", "Which kefir should I buy?", "Any."),
            "Kefir and mood: your questions answered",
        ),
    ],
)  # fmt: skip
def test_title__is_told_from_menus_mottos_and_labels(head: tuple[str, ...], title: str) -> None:
    found = read_page(*head).metadata.title
    assert found is not None
    assert found.text == title


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        (("Milkworld — Drinks for life", "", "Kefir lifts the mood of tired nurses", "6 May 2021"), "Milkworld"),
        (("The Milkworld", "Science", "Kefir lifts the mood of tired nurses", "6 May 2021"), "The Milkworld"),
        (("Milkworld Media magazine", "Kefir lifts the mood of tired nurses", "6 May 2021"), "Milkworld Media"),
        (("Science", "Kefir lifts the mood of tired nurses", "6 May 2021"), "Milkworld Media"),
    ],
)
def test_publisher__is_the_masthead_that_the_page_says_again(head: tuple[str, ...], publisher: str) -> None:
    found = find_publisher(Reading(read_page(*head)))
    assert found is not None
    assert found.quote.text == publisher
