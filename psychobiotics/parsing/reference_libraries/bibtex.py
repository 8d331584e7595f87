"""BibTeX libraries, read by the bibtexparser library."""

import logging
import re
from collections.abc import Iterator

from psychobiotics.parsing.character_encoding import decode_text
from psychobiotics.parsing.reference_libraries.bibliographic_record import LibraryEntry, last_name_first, parse_entries
from psychobiotics.parsing.source_file import Parsed, SourceFile
from psychobiotics.records.reasons import Reason

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
# LaTeX superscripts, before LaTeX is decoded: 10$^9$, 10$^{-1}$, 10\textsuperscript{9}.
_POWER = re.compile(r"\$\s*\^\s*\{?\s*([-−+]?\w{1,12})\s*\}?\s*\$|\\textsuperscript\{([-−+]?\w{1,12})\}")
_BRACES = re.compile(r"[{}]")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)

Fields = dict[str, str]


def parse_bibtex(file: SourceFile) -> Iterator[Parsed]:
    """Parse a library, one document an entry; blocks that break the syntax are refused one by one."""
    from bibtexparser.entrypoint import parse_string  # optional: only libraries of this kind need it

    text = decode_text(file.data)
    library = parse_string(_POWER.sub(lambda m: "^" + (m.group(1) or m.group(2)), text))
    raws: list[Fields] = [
        {field.key.lower(): str(field.value) for field in entry.fields} | {"entry type": str(entry.entry_type)}
        for entry in library.entries
    ]
    yield from parse_entries(file, "bibtex", raws, read_bibtex)
    for number, block in enumerate(library.failed_blocks):
        line = (block.start_line or 0) + 1
        message = f"entry at line {line}: expected BibTeX, found a block that breaks its syntax; mend the braces"
        yield file.rejection(Reason.MALFORMED, message, len(raws) + number)


def read_bibtex(fields: Fields) -> LibraryEntry:
    """One entry of a library."""
    plain = {name: _decode(value) for name, value in fields.items() if name != "author"}
    names = [name.strip() for name in _AND.split(fields.get("author", "")) if name.strip()]
    authors = [_decode(name) if _is_group(name) else last_name_first(_decode(name)) for name in names]
    date = plain.get("date") or " ".join(filter(None, (plain.get("year"), plain.get("month"), plain.get("day"))))
    return LibraryEntry(
        title=plain.get("title", ""),
        abstract=plain.get("abstract", ""),
        authors=tuple(authors),
        journal=plain.get("journal") or plain.get("journaltitle") or plain.get("booktitle", ""),
        publisher=plain.get("publisher", ""),
        year=date,
        volume=plain.get("volume", ""),
        issue=plain.get("number") or plain.get("issue", ""),
        pages=plain.get("pages", "").replace("–", "-").replace("--", "-"),
        language=plain.get("language", ""),
        doi=plain.get("doi", ""),
        pmid=plain.get("pmid", ""),
        pmcid=plain.get("pmcid", ""),
        url=plain.get("url", ""),
        keywords=tuple(k.strip() for k in re.split(r"[;,]", plain.get("keywords", "")) if k.strip()),
        publication_types=(plain["entry type"],),
    )


def _decode(latex: str) -> str:
    """LaTeX as text; LaTeX that is broken stays as it is written, without its braces."""
    if "\\" not in latex and "$" not in latex:
        return _BRACES.sub("", latex)
    from pylatexenc.latex2text import LatexNodes2Text

    return _BRACES.sub("", LatexNodes2Text(math_mode="verbatim").latex_to_text(latex))


def _is_group(name: str) -> bool:
    return name.startswith("{") and name.endswith("}") and "," not in name
