"""ClinicalTrials.gov API v2 records: a single study, a page of search results, or an array of studies.

One document a study: its modules as labelled lines, and the same facts by field in `Document.structured`.
"""

import json
from collections.abc import Iterator

from psychobiotics.parsing.character_encoding import decode_text
from psychobiotics.parsing.json_reading import Node, node_at, nodes_at, read_json, text_at
from psychobiotics.parsing.registry.administration import write_metadata, write_references
from psychobiotics.parsing.registry.protocol import write_protocol
from psychobiotics.parsing.registry.results import write_results
from psychobiotics.parsing.registry.writer import RegistryWriter
from psychobiotics.parsing.source_file import Parsed, SourceFile, Traits
from psychobiotics.records.document import Document
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason


def parse_clinicaltrials(file: SourceFile) -> Iterator[Parsed]:
    """Parse the studies of a file, in order.

    Raises:
        ParseError: MALFORMED, FORBIDDEN_MARKUP, or NO_TEXT where the file holds no study.
    """
    data = read_json(decode_text(file.data))
    studies = list(_studies(data))
    if not studies:
        raise ParseError(Reason.NO_TEXT, "expected registry records, found none with a protocol section")
    single = len(studies) == 1 and isinstance(data, dict) and "protocolSection" in data
    for index, study in enumerate(studies):
        file.deadline.restart()
        record = file.data if single else json.dumps(study, sort_keys=True, ensure_ascii=False).encode()
        try:
            yield _parse_study(file, study, record, None if single else index)
        except ParseError as error:
            yield file.rejection(Reason(error.reason), f"record {index}: {error}", None if single else index)


def _studies(data: object) -> Iterator[Node]:
    """Studies of a single record, of a search page ("studies"), or of an array of either."""
    if isinstance(data, list):
        for item in data:
            yield from _studies(item)
    elif isinstance(data, dict) and "protocolSection" in data:
        yield data
    else:
        for item in nodes_at(data, "studies"):
            yield from _studies(item)


def _parse_study(file: SourceFile, study: Node, record: bytes, index: int | None) -> Document:
    protocol = node_at(study, "protocolSection")
    if not text_at(protocol, "identificationModule", "nctId"):
        raise ParseError(Reason.NO_TEXT, "expected an NCT number, found none")
    writer = RegistryWriter()
    write_protocol(writer, protocol)
    write_results(writer, node_at(study, "resultsSection"))
    write_references(writer, protocol)
    metadata = write_metadata(writer, study)
    traits = Traits("clinicaltrials", "registry_record", "en", False, index, (writer.study(),))
    return file.document(writer.builder, metadata, record, traits)
