"""Files too large to be held in memory, of the one format that is read as a stream: PubMed XML, not packed."""

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from psychobiotics.parsing.detect import MediaType, detect_media_type
from psychobiotics.parsing.limits import Limits
from psychobiotics.parsing.pubmed.pubmed_xml import parse_pubmed_stream
from psychobiotics.parsing.source_file import Parsed, SourceFile
from psychobiotics.parsing.xml_reading import refuse_entities
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

STREAMED = frozenset({MediaType.PUBMED_XML.value})
HEAD_BYTES = 65_536


def parse_large(file: SourceFile, stream: BinaryIO) -> Iterator[Parsed]:
    """Parse the records of a file from a stream that can be wound back; memory stays that of one record.

    Raises:
        ParseError: TOO_LARGE for a file of another format, or beyond the limit; and what its format raises.
    """
    head = stream.read(HEAD_BYTES)
    size = stream.seek(0, os.SEEK_END)
    refuse_too_large(head, size, file.limits)
    refuse_entities(head)
    stream.seek(0)
    yield from parse_pubmed_stream(replace(file, media_type=MediaType.PUBMED_XML.value), stream)


def refuse_too_large(head: bytes, size: int, limits: Limits) -> None:
    """Refuse what is larger than a file of its format may be.

    Raises:
        ParseError: TOO_LARGE.
    """
    if size <= limits.max_raw_bytes:
        return
    most = limits.max_streamed_bytes if _is_streamed(head) else limits.max_raw_bytes
    if size > most:
        raise ParseError(Reason.TOO_LARGE, f"expected at most {most:,} bytes, found {size:,}; split the file")


def _is_streamed(head: bytes) -> bool:
    try:
        return detect_media_type(head).value in STREAMED
    except ParseError:
        return False
