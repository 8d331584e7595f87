"""Bytes that are no document: each is refused by name and reason, and nothing is raised."""

import gzip
import io
import os
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from psychobiotics.parsing.limits import DEFAULT_LIMITS, Limits
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem
from psychobiotics.records.reasons import Reason, Rejection

RECORD = (
    "<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><ArticleTitle>Yoghurt and mood</ArticleTitle>"
    "<Abstract><AbstractText>We gave yoghurt to the adults of one village and asked how they were.</AbstractText>"
    "</Abstract><Language>eng</Language></Article></MedlineCitation></PubmedArticle>"
)


def parse(data: bytes, name: str = "file.bin", limits: Limits = DEFAULT_LIMITS) -> list[Document | Rejection]:
    item = RawItem(sha256(data).hexdigest(), name, name, name, "")
    return list(parse_item(item, data, limits))


def refusal(data: bytes, name: str = "file.bin", limits: Limits = DEFAULT_LIMITS) -> Rejection:
    [result] = parse(data, name, limits)
    assert isinstance(result, Rejection)
    assert result.message.startswith(result.file_name)
    assert len(result.message.splitlines()) == 1
    return result


@pytest.mark.parametrize("data", [b"", b"  \n\t\r\n "])
def test_empty_file__is_refused_as_empty(data: bytes) -> None:
    assert refusal(data).reason is Reason.EMPTY_FILE


@pytest.mark.parametrize("head", [b"", b"\x7fELF", b"\x89PNG\r\n\x1a\n", b"MZ"])
def test_binary_junk__is_no_document(head: bytes) -> None:
    assert refusal(head + bytes(range(256)) * 40).reason is Reason.NOT_A_DOCUMENT


def packed(**members: str) -> bytes:
    """A zip container; the names have "__" for "/"."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "found", "advice"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "before 2007", "save it as .docx"),
        (b"{\\rtf1\\ansi A trial of yoghurt}", "rich text", "save it as .docx"),
        (b"%!PS-Adobe-3.0\n%%Title: mood", "PostScript", "convert it to PDF"),
        (b"%0 Journal Article\n%A Doe, J.\n%T Yoghurt and mood\n", "EndNote's tagged export", "as RIS, BibTeX"),
        (b"FN Some Index\nVR 1.0\nPT J\nTI Yoghurt and mood\n", "Web of Science", "as RIS, BibTeX"),
        (b"\\documentclass{article}\n\\begin{document}Yoghurt", "LaTeX", "ingest the PDF"),
        (packed(mimetype="application/vnd.oasis.opendocument.text", content_xml="<x/>"), "OpenDocument", ".docx"),
        (packed(mimetype="application/epub+zip", a_xml="<x/>"), "e-book", "as PDF or as a web page"),
        (packed(ppt__presentation_xml="<p/>"), "slides", "export them as PDF"),
        (b"7z\xbc\xaf" + bytes(300), "archive", "unpack it"),
        (bytes(257) .replace(b"\0", b"n", 9) + b"ustar" + bytes(300), "archive (.tar)", "unpack it"),
        (b"SQLite format 3\0" + bytes(300), "a database", "as RIS, BibTeX"),
        (b"II*\x00" + bytes(300), "an image", "run OCR"),
        (b"<?xml version='1.0'?><eSearchResult><Count>1</Count></eSearchResult>", "esearch", "efetch"),
        (b"<?xml version='1.0'?><opml><body/></opml>", "XML of another kind (<opml>)", "take it as PDF"),
        (b'{"title": "Yoghurt and mood"}', "JSON that is no record", "as RIS, BibTeX"),
    ],
)  # fmt: skip
def test_known_format_that_is_not_read__is_named_with_what_to_do(data: bytes, found: str, advice: str) -> None:
    message = refusal(data).message
    assert found in message
    assert advice in message.partition(found)[2]


@pytest.mark.parametrize(
    "text",
    [
        "MZ twins and their mood\n\nIn a trial, 40 twins were given yoghurt or milk for 8 weeks and asked how they were.",
        "BZh yoghurt and mood\n\nIn a trial, 40 adults were given yoghurt or milk for 8 weeks and asked how they were.",
        "FN was given yoghurt\n\nIn a trial, 40 adults were given yoghurt or milk for 8 weeks and asked how they were.",
    ],
)
def test_text_that_begins_like_a_binary_file__is_read(text: str) -> None:
    [result] = parse(text.encode())
    assert isinstance(result, Document)


def test_oversized_file__is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:  # sparse: takes no room on disk
        file.truncate(3_000_000)
    rejection = refusal(path.read_bytes(), "huge.txt", replace(DEFAULT_LIMITS, max_raw_bytes=1_000_000))
    assert rejection.reason is Reason.TOO_LARGE
    assert "1,000,000" in rejection.message


def test_too_much_text__is_refused() -> None:
    data = b"A sentence about yoghurt and mood. " * 1_000
    assert refusal(data, limits=replace(DEFAULT_LIMITS, max_text_chars=10_000)).reason is Reason.TOO_LARGE


def test_wrong_extension__does_not_matter() -> None:
    data = f"<PubmedArticleSet>{RECORD.format(pmid=1)}</PubmedArticleSet>".encode()
    [document] = parse(data, "record.pdf")
    assert isinstance(document, Document)
    assert document.parser == "pubmed_xml"


@pytest.mark.parametrize(
    "data",
    [
        "Naïve mice – caged – ate yoghurt. ".encode() * 20 + b"\xe2\x80 and \xc3( then \xf0\x9f\x98 ended. " * 5,
        b"\xff\xfeA\x00b\x00\x00\xd8c\x00",
        b"Yoghurt lifts the mood of mice.\x00 It does so daily, and mice like it a lot. " + b"They ask for more. " * 20,
    ],
)
def test_broken_encoding__is_refused(data: bytes) -> None:
    assert refusal(data).reason is Reason.BROKEN_ENCODING


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_known_encodings__give_the_same_text(encoding: str) -> None:
    text = (
        "The mice’s naïve café – at 5 °C – was closed for the whole winter, and we were told of it by the owner. " * 3
    )
    [document] = parse(text.encode(encoding))
    assert isinstance(document, Document)
    assert document.text.split() == text.split()


def test_truncated_xml__gives_whole_records_and_then_the_reason() -> None:
    data = ("<PubmedArticleSet>" + "".join(RECORD.format(pmid=n) for n in (1, 2, 3))).encode()[:-60]
    *documents, rejection = parse(data, "cut.xml")
    assert [d.metadata.pmid.text for d in documents if isinstance(d, Document) and d.metadata.pmid] == ["1", "2"]
    assert isinstance(rejection, Rejection)
    assert rejection.reason is Reason.MALFORMED
    assert "after 2 whole records" in rejection.message


@pytest.mark.parametrize(
    "entities",
    [
        b"".join(b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 10) for c in range(ord("c"), ord("z") + 1)),
        b'<!ENTITY z "' + b"x" * 50_000 + b'">',
        b'<!ENTITY z SYSTEM "file:///etc/hostname">',
        b'<!ENTITY % p SYSTEM "http://127.0.0.1:9/evil.dtd"> %p;',
    ],
    ids=["billion laughs", "quadratic", "external file", "parameter entity"],
)
def test_entities__are_forbidden(entities: bytes) -> None:
    for root in (b"PubmedArticleSet", b"article", b"xml"):
        data = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY b "lol">%s]><%s>%s</%s>' % (
            entities,
            root,
            b"&z;" * 9,
            root,
        )
        assert refusal(data, "bomb.xml").reason in (Reason.FORBIDDEN_MARKUP, Reason.UNSUPPORTED_FORMAT)


def test_external_dtd__is_never_read() -> None:
    head = b'<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "http://127.0.0.1:9/pubmed.dtd">'
    data = head + f"<PubmedArticleSet>{RECORD.format(pmid=1)}</PubmedArticleSet>".encode()
    [document] = parse(data)
    assert isinstance(document, Document)


@pytest.mark.parametrize("root", ["article", "PubmedArticleSet", "html"])
def test_deep_nesting__is_refused_or_read_but_never_raised(root: str) -> None:
    data = (f"<{root}>" + "<div>" * 20_000 + "deep").encode()
    results = parse(data, "deep.xml")
    assert all(isinstance(result, Rejection) for result in results)


def test_long_attribute__is_forbidden() -> None:
    data = b'<article article-type="research-article" id="' + b"x" * 2_000_000 + b'"><front/></article>'
    assert refusal(data).reason is Reason.FORBIDDEN_MARKUP


def test_page_that_needs_javascript__has_no_text() -> None:
    data = b"""<!doctype html><html><head><title>Shop</title></head><body><div id="root"></div>
    <noscript>You need to enable JavaScript to run this app.</noscript><script src="/app.js"></script></body></html>"""
    rejection = refusal(data, "shop.html")
    assert rejection.reason is Reason.NO_TEXT
    assert "JavaScript" in rejection.message


def test_file_name_with_newlines__stays_on_one_line() -> None:
    rejection = refusal(b"", "a\nb\x1b[31m.txt")
    assert rejection.file_name == "a\\nb\\x1b[31m.txt"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Los pacientes que recibieron el probiótico durante ocho semanas no se diferenciaron de los que recibieron "
         "el placebo en la escala de ansiedad, pero el sueño mejoró en los dos grupos. ", "es"),
        ("Die Mäuse, die das Präparat mit dem Futter erhielten, waren nach vier Wochen nicht ruhiger als die der "
         "Kontrollgruppe, und auch bei den Ratten wurde das nicht gesehen. ", "de"),
        ("健康な成人は八週間にわたり乳酸菌を摂取しました。不安の得点は下がりませんでした。", "ja"),
    ],
)  # fmt: skip
def test_other_language__is_refused_and_named(text: str, language: str) -> None:
    rejection = refusal((text * 4).encode(), "autre.txt")
    assert rejection.reason is Reason.UNSUPPORTED_LANGUAGE
    assert repr(language) in rejection.message


def test_deleted_records__are_refused_one_by_one() -> None:
    deleted = "<DeleteCitation><PMID>7</PMID><PMID>8</PMID></DeleteCitation>"
    data = f"<PubmedArticleSet>{RECORD.format(pmid=1)}{deleted}</PubmedArticleSet>"
    document, *rest = parse(data.encode())
    assert isinstance(document, Document)
    assert [r.reason for r in rest if isinstance(r, Rejection)] == [Reason.DELETED_UPSTREAM] * 2
    assert [r.record_index for r in rest] == [1, 2]


def test_gzip_bomb__is_refused_within_its_ratio() -> None:
    data = gzip.compress(b"<PubmedArticleSet>" + b" " * 50_000_000)
    assert refusal(data, "bomb.xml.gz").reason is Reason.UNSAFE_ARCHIVE


def test_truncated_gzip__is_malformed() -> None:
    whole = gzip.compress(
        f"<PubmedArticleSet>{RECORD.format(pmid=1) * 50}</PubmedArticleSet>".encode() + os.urandom(9_000)
    )
    results = parse(whole[: len(whole) // 2], "cut.xml.gz")
    assert isinstance(results[-1], Rejection)
    assert results[-1].reason in (Reason.MALFORMED, Reason.NOT_A_DOCUMENT)


def test_archive_with_paths_outside__is_unsafe() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../../evil.txt", "Yoghurt lifts the mood of mice, and of men who keep them at home.")
    assert refusal(buffer.getvalue(), "evil.zip").reason is Reason.UNSAFE_ARCHIVE


def test_markup_like_text__is_not_eaten() -> None:
    abstract = (
        "It fell (P &lt; 0.001) in &lt;i&gt;mice&lt;/i&gt; given 10<sup>9</sup> CFU of <i>L. casei</i> (P &gt; 0.5)."
    )
    record = RECORD.format(pmid=1).replace(
        "We gave yoghurt to the adults of one village and asked how they were.", abstract
    )
    [document] = parse(f"<PubmedArticleSet>{record}</PubmedArticleSet>".encode())
    assert isinstance(document, Document)
    assert "It fell (P < 0.001) in <i>mice</i> given 10^9 CFU of L. casei (P > 0.5)." in document.text
