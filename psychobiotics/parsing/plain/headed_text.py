"""An article pasted as text: headings on lines of their own ("Methods", "3. Results") open sections."""

from psychobiotics.parsing.pages.lines import Line
from psychobiotics.parsing.section_labels import section_kind
from psychobiotics.records.document import SectionKind

_MAX_HEADING = 70
# A page is an article only with both of these; "Discussion" alone may head a comment form.
_NEEDED = {SectionKind.METHODS, SectionKind.RESULTS}


def mark_headed_lines(lines: list[Line], kinds: list[SectionKind]) -> None:
    """Give each line the kind of the heading above it, where the text is headed like an article."""
    headings = {i: kind for i, line in enumerate(lines) if (kind := heading_kind(line.text))}
    if not set(headings.values()) >= _NEEDED:
        return
    current: SectionKind | None = None
    for index in range(len(lines)):
        current = headings.get(index, current)
        if current:
            kinds[index] = current


def heading_kind(text: str) -> SectionKind | None:
    """The kind of section that a line opens, for a line that is nothing but a heading.

    >>> heading_kind("## 2.1 Statistical analysis"), heading_kind("The results were clear.")
    (<SectionKind.METHODS: 'methods'>, None)
    """
    if len(text) > _MAX_HEADING or text.endswith((".", ",", ";")):
        return None
    return section_kind(text.strip("#*_ "))
