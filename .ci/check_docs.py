"""Fail where a page of the documentation names a path of the repository that is not there."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
# `like/this.py` or [text](like/this.md): paths that begin with a folder or file of the repository.
NAMED = re.compile(r"`([\w.-]+(?:/[\w.-]+)+/?)`|\]\((?!https?:|#|mailto:)([^)#\s]+)")
# Written by a run or named as an example of what a user has.
MADE = ("data/interim", "data/processed", "data/curation", "eval-report", "my-papers", ".venv", "processed/", "raw/")


def missing_paths(page: Path) -> list[str]:
    """Paths that the page names and the repository does not have."""
    found = []
    for match in NAMED.finditer(page.read_text("utf-8")):
        name = match.group(1) or match.group(2)
        known = (ROOT / name.split("/")[0]).exists() or match.group(2)
        if known and not name.startswith(MADE) and not ((ROOT / name).exists() or (page.parent / name).exists()):
            found.append(name)
    return found


def main() -> int:
    """Print each missing path with its page."""
    pages = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
    missing = [(page.relative_to(ROOT), name) for page in pages for name in missing_paths(page)]
    for page, name in missing:
        print(f"{page}: expected {name} in the repository, found no such path")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
