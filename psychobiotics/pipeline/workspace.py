"""The data root and its folders."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from psychobiotics.records.errors import PublishError

# What a small build and Prefect's database need; tuned on the shipped documents (7 MB), with room to spare.
ROOM_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Workspace:
    """One data root: `raw/` (originals), `interim/` (a cache, safe to delete), `processed/` (versions), `curation/`."""

    data: Path

    @property
    def raw(self) -> Path:
        """Original files by content hash, with sidecars."""
        return self.data / "raw"

    @property
    def interim(self) -> Path:
        """Drafts by stage version and content hash."""
        return self.data / "interim"

    @property
    def processed(self) -> Path:
        """Published versions."""
        return self.data / "processed"

    @property
    def curation(self) -> Path:
        """Decision files."""
        return self.data / "curation"

    def require_room(self) -> None:
        """Find out before a run, and not in its midst, that the data root cannot be written.

        Raises:
            PublishError: No permission, no folder, or less than `ROOM_BYTES` free.
        """
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.data):
                free = shutil.disk_usage(self.data).free
        except OSError as error:
            found = "a file" if self.data.is_file() else os.strerror(error.errno) if error.errno else str(error)
            raise PublishError(
                f"{self.data}: expected to write here, found: {found}; free space or permissions, then try again"
            ) from error
        if free < ROOM_BYTES:
            raise PublishError(
                f"{self.data}: expected {ROOM_BYTES // 1_000_000} MB free, found {free / 1e6:.1f} MB; free some space"
            )
