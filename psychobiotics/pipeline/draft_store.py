"""Drafts on disk: one file a raw file, under the stage version that made them. A cache: deleting it loses nothing.

A file holds frames: one byte of kind ("D" draft, "R" rejection, "E" end), four bytes of length (big-endian), then
MessagePack. A file without its end frame was cut short and counts as missing.
"""

import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from psychobiotics.records.drafts import DocumentDraft
from psychobiotics.records.reasons import Rejection

_HEADER = struct.Struct(">cI")
_encoder = msgspec.msgpack.Encoder()
_draft_decoder = msgspec.msgpack.Decoder(DocumentDraft)
_rejection_decoder = msgspec.msgpack.Decoder(Rejection)

Outcome = DocumentDraft | Rejection


def draft_path(interim: Path, stage_version: str, sha256: str) -> Path:
    """Where the drafts of one raw file lie."""
    return interim / "drafts" / stage_version / sha256[:2] / f"{sha256}.drafts"


def write_drafts(path: Path, outcomes: Iterable[Outcome]) -> tuple[int, int]:
    """Write all outcomes of one raw file; the file appears whole or not at all.

    Returns:
        Number of drafts and of rejections.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    drafts = rejections = 0
    with temporary.open("wb") as file:
        for outcome in outcomes:
            is_draft = isinstance(outcome, DocumentDraft)
            _write_frame(file, b"D" if is_draft else b"R", _encoder.encode(outcome))
            drafts += is_draft
            rejections += not is_draft
        _write_frame(file, b"E", b"")
    temporary.replace(path)
    return drafts, rejections


def _write_frame(file: BinaryIO, kind: bytes, payload: bytes) -> None:
    file.write(_HEADER.pack(kind, len(payload)))
    file.write(payload)


def read_drafts(path: Path) -> Iterator[Outcome]:
    """Read one file back, one outcome at a time.

    Raises:
        EOFError: The file has no end: it was cut short.
    """
    with path.open("rb") as file:
        while True:
            header = file.read(_HEADER.size)
            if len(header) < _HEADER.size:
                raise EOFError(f"{path.name}: expected an end frame, found the end of the file")
            kind, length = _HEADER.unpack(header)
            if kind == b"E":
                return
            payload = file.read(length)
            yield _draft_decoder.decode(payload) if kind == b"D" else _rejection_decoder.decode(payload)


def is_complete(path: Path) -> bool:
    """Whether the file is there and ends with its end frame."""
    try:
        with path.open("rb") as file:
            file.seek(-_HEADER.size, os.SEEK_END)
            return file.read() == _HEADER.pack(b"E", 0)
    except OSError:
        return False
