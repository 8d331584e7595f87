"""JATS and NLM articles (PubMed Central's .nxml and efetch sets): every paragraph and every table cell once.

Layout: title, abstracts, body, tables and figures that float outside it, back matter, references, then the metadata.
"""

from collections.abc import Iterator

from lxml import etree

from psychobiotics.parsing.inline_markup import bare_text, raise_superscripts
from psychobiotics.parsing.jats.body import JatsWriter
from psychobiotics.parsing.jats.front import is_retracted, write_front_facts
from psychobiotics.parsing.source_file import Parsed, SourceFile, Traits
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.parsing.xml_reading import canonical_bytes, first_child, read_tree
from psychobiotics.records.document import Document, Quote, SectionKind
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

_NAMESPACES = ("https://jats.nlm.nih.gov", "http://jats.nlm.nih.gov")


def parse_jats(file: SourceFile) -> Iterator[Parsed]:
    """Parse an article or a set of articles.

    Raises:
        ParseError: MALFORMED, FORBIDDEN_MARKUP, NO_TEXT.
    """
    root = read_tree(file.data, file.limits)
    _drop_namespaces(root)
    articles = [root] if root.tag == "article" else list(root.iter("article"))
    if not articles:
        raise ParseError(Reason.NO_TEXT, "expected a JATS article, found none")
    for index, article in enumerate(articles):
        file.deadline.restart()
        is_set = len(articles) > 1
        record = canonical_bytes(article) if is_set else file.data
        try:
            yield _parse_article(file, article, record, index if is_set else None)
        except ParseError as error:
            if not is_set:
                raise
            yield file.rejection(Reason(error.reason), f"article {index}: {error}", index)


def _parse_article(file: SourceFile, article: etree._Element, record: bytes, index: int | None) -> Document:
    raise_superscripts(article)
    builder = TextBuilder()
    writer = JatsWriter(builder, file.deadline)
    meta = article.find("front/article-meta")
    title = _write_title(builder, meta)
    for abstract in meta.iterchildren("abstract") if meta is not None else ():
        writer.write_abstract(abstract)
    for part in ("body", "floats-group", "floats-wrap", "back", "sub-article", "response"):
        for element in article.iterfind(part):
            builder.gap()
            writer.write_part(element)
    if meta is not None:
        writer.write_notes(meta)
    builder.start_facts()
    metadata = write_front_facts(builder, article, title, writer.licences)
    builder.end_facts()
    has_body = article.find("body") is not None
    kind = "full_text" if has_body else "abstract"
    return file.document(
        builder, metadata, record, Traits("jats", kind, _language(article), is_retracted(article), index)
    )


def _write_title(builder: TextBuilder, meta: etree._Element | None) -> Quote | None:
    group = first_child(meta, "title-group") if meta is not None else None
    if group is None:
        return None
    parts = [bare_text(first_child(group, "article-title")), *map(bare_text, group.iterchildren("subtitle"))]
    text = ": ".join(part for part in parts if part)
    return builder.block(SectionKind.TITLE, text) if text else None


def _language(article: etree._Element) -> str | None:
    """The declared language, where it is English: a wrong "en" is seldom, a missing one common."""
    declared = article.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    return "en" if declared.lower().startswith("en") else None


def _drop_namespaces(root: etree._Element) -> None:
    """JATS elements of a declared namespace by their bare names; those of MathML and others stay."""
    if not any(uri.startswith(_NAMESPACES) for uri in root.nsmap.values() if uri):
        return
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(tuple("{" + uri for uri in _NAMESPACES)):
            element.tag = element.tag.rpartition("}")[2]
