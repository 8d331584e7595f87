"""The data root and its folders."""

from dataclasses import dataclass
from pathlib import Path


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
