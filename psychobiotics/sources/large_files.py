"""Files that are too large to be held in memory: hashed and copied piece by piece."""

import shutil
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

HEAD_BYTES = 65_536  # enough to tell a format by
_PIECE = 1 << 20


def digest_of(path: Path) -> str:
    """SHA-256 of a file, hex.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def head_of(path: Path) -> bytes:
    """The first bytes of a file.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def copy_into(path: Path, target: BinaryIO, digest: str) -> None:
    """Copy a file whose hash is known.

    Raises:
        OSError: It cannot be read or written, or has changed since it was hashed.
    """
    with path.open("rb") as source:
        shutil.copyfileobj(source, target, _PIECE)
    if digest_of(path) != digest:
        raise OSError(f"{path.name} has changed while it was read")
