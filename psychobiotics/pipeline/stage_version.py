"""What a cached draft depends on besides its document: the code and the vocabularies that made it."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from psychobiotics.vocab.files import vocabulary_hash

# The packages that turn bytes into drafts. Hashing their sources beats a number that somebody forgets to raise.
_STAGES = ("records", "vocab", "parsing", "extraction", "normalisation")


@cache
def stage_version() -> str:
    """Sixteen hex over the sources of every stage up to normalisation, and over all vocabulary files."""
    digest = sha256(vocabulary_hash().encode())
    for stage in _STAGES:
        for name, source in sorted(_sources(files("psychobiotics") / stage, stage)):
            digest.update(name.encode())
            digest.update(source)
    return digest.hexdigest()[:16]


def _sources(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _sources(entry, f"{prefix}/{entry.name}")
        elif not entry.name.endswith((".pyc", ".csv")):
            found.append((f"{prefix}/{entry.name}", entry.read_bytes()))
    return found
