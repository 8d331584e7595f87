"""Which kind of section a `sec` of a JATS article is: by its title, else by its type, within what it stands in."""

from lxml import etree

from psychobiotics.parsing.section_labels import section_kind
from psychobiotics.records.document import SectionKind

_SECTION_TYPES = {
    "intro": SectionKind.BACKGROUND,
    "methods": SectionKind.METHODS,
    "materials": SectionKind.METHODS,
    "subjects": SectionKind.METHODS,
    "results": SectionKind.RESULTS,
    "cases": SectionKind.RESULTS,
    "discussion": SectionKind.DISCUSSION,
    "conclusions": SectionKind.CONCLUSION,
    "COI-statement": SectionKind.CONFLICT,
    "conflict": SectionKind.CONFLICT,
    "financial-disclosure": SectionKind.FUNDING,
}
# Kinds that a subsection takes although it stands in methods, results or a discussion.
_OVERRIDING = frozenset({
    SectionKind.FUNDING, SectionKind.CONFLICT, SectionKind.REGISTRATION, SectionKind.CONCLUSION,
    SectionKind.REFERENCE_LIST,
})  # fmt: skip
_LOOSE = frozenset({SectionKind.BODY, SectionKind.ABSTRACT, SectionKind.BOILERPLATE})
_PART_KINDS = {"ack": SectionKind.FUNDING, "glossary": SectionKind.BOILERPLATE, "bio": SectionKind.BOILERPLATE}
_NOTE_KINDS = {
    "conflict": SectionKind.CONFLICT,
    "COI-statement": SectionKind.CONFLICT,
    "financial-disclosure": SectionKind.FUNDING,
    "supported-by": SectionKind.FUNDING,
}


def kind_of_section(section: etree._Element, title: str, outer: SectionKind) -> SectionKind:
    """The kind that a section takes inside one of the kind `outer`."""
    own = section_kind(title) or _by_type(section.get("sec-type") or "")
    if own is None:
        return outer
    return own if outer in _LOOSE or own in _OVERRIDING else outer


def _by_type(section_type: str) -> SectionKind | None:
    return next((_SECTION_TYPES[part] for part in section_type.split("|") if part in _SECTION_TYPES), None)


def kind_of_note(note: etree._Element, title: str, outer: SectionKind) -> SectionKind:
    """Kind of back matter or a note: by its type, by its title, by its tag, else that of the section it stands in."""
    by_type = _NOTE_KINDS.get(note.get("fn-type") or note.get("notes-type") or "")
    return by_type or section_kind(title) or _PART_KINDS.get(str(note.tag), outer)
