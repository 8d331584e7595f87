"""The text of one PubMed record: title, abstract section by section, conflicts, then the bibliographic lines."""

from lxml import etree

from psychobiotics.parsing.inline_markup import clean_text
from psychobiotics.parsing.pubmed.elements import Children, children, text_of
from psychobiotics.parsing.pubmed.facts import write_facts
from psychobiotics.parsing.pubmed.lists import languages
from psychobiotics.parsing.section_labels import section_kind, split_labelled
from psychobiotics.parsing.source_file import Traits
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import Metadata, Quote, SectionKind

# NlmCategory of a structured abstract's section, for labels that say nothing by themselves.
_CATEGORIES = {
    "BACKGROUND": SectionKind.BACKGROUND,
    "OBJECTIVE": SectionKind.OBJECTIVE,
    "METHODS": SectionKind.METHODS,
    "RESULTS": SectionKind.RESULTS,
    "CONCLUSIONS": SectionKind.CONCLUSION,
}
_RETRACTION = frozenset({"RetractionIn"})


def lay_out_record(element: etree._Element, index: int) -> tuple[TextBuilder, Metadata, Traits]:
    """Lay out a PubmedArticle or PubmedBookArticle."""
    top = children(element)
    citation = top.get("MedlineCitation")
    if citation is None:
        citation = top.get("BookDocument", element)
    parts = children(citation)
    article = children(parts["Article"]) if "Article" in parts else parts
    builder = TextBuilder()
    title = _write_title(builder, article)
    _write_abstract(builder, article, parts)
    _write_conflicts(builder, parts)
    metadata = write_facts(builder, top, parts, article, title)
    corrections = [c.get("RefType", "") for c in parts.get("CommentsCorrectionsList", ())]
    retracted = any(c in _RETRACTION for c in corrections) or any(
        quote.text == "Retracted Publication" for quote in metadata.publication_types
    )
    has_english = "Abstract" in article or languages(article) in (["eng"], [])
    traits = Traits("pubmed_xml", "abstract", "en" if has_english else None, retracted, index)
    return builder, metadata, traits


def _write_title(builder: TextBuilder, article: Children) -> Quote | None:
    text = text_of(article.get("ArticleTitle")) or text_of(article.get("VernacularTitle"))
    if not text and "Book" in article:
        text = text_of(article["Book"].find("BookTitle"))
    return builder.block(SectionKind.TITLE, text) if text else None


def _write_abstract(builder: TextBuilder, article: Children, parts: Children) -> None:
    abstract = article.get("Abstract")
    if abstract is not None:
        builder.gap()
        sections = abstract.findall("AbstractText")
        if len(sections) == 1 and not sections[0].get("Label"):
            write_unlabelled(builder, text_of(sections[0]))
        else:
            for section in sections:
                _write_labelled(builder, section)
    first = parts.get("OtherAbstract")
    for other in () if first is None else (first, *first.itersiblings("OtherAbstract")):
        if other.get("Language", "eng") == "eng":
            builder.heading(f"Other abstract ({other.get('Type', 'unknown')})")
            for section in other.iterchildren("AbstractText"):
                builder.block(SectionKind.BODY, text_of(section), "Other abstract")


def _write_conflicts(builder: TextBuilder, parts: Children) -> None:
    if text := text_of(parts.get("CoiStatement")):
        builder.gap()
        builder.block(SectionKind.CONFLICT, text, "Conflict of interest statement")


def _write_labelled(builder: TextBuilder, section: etree._Element) -> None:
    text = text_of(section)
    if not text:
        return
    label = clean_text(section.get("Label", "")).rstrip(": ")
    kind = section_kind(label) or _CATEGORIES.get(section.get("NlmCategory", "")) or SectionKind.ABSTRACT
    if label and label != "UNLABELLED":
        builder.labelled(kind, label, text)
    else:
        builder.block(kind, text)


def write_unlabelled(builder: TextBuilder, text: str) -> None:
    """Write an abstract that is one run of text, split where it carries labels inside."""
    if not text:
        return
    quote = builder.write(text)
    parts = split_labelled(text)
    for part in parts:
        builder.mark(part.kind, quote.start + part.start, quote.start + part.end, part.label)
    if not parts:
        builder.mark(SectionKind.ABSTRACT, quote.start, quote.end)
    builder.write("\n")
