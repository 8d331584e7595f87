"""Fail where a page names a path of the repository that is not there, or an extractor does not say what it reads."""

import ast
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


# What a module of extraction that searches texts says of itself. The tagger's patterns are learned: docs/models/.
STATED = re.compile(r"\bPatterns?\b.*^It must not be fooled by: \S", re.DOTALL | re.MULTILINE)
SEARCHES = re.compile(r"\bre\.compile\(|^from psychobiotics\.vocab\b", re.MULTILINE)


def silent_extractors() -> list[Path]:
    """Modules of extraction that search texts and do not state pattern and trap, or state the one without the other."""
    modules = [m for m in (ROOT / "psychobiotics/extraction").rglob("*.py") if m.parent.name != "tagging"]
    return sorted(module for module in modules if not _states_pattern(module.read_text("utf-8")))


def _states_pattern(source: str) -> bool:
    docstring = ast.get_docstring(ast.parse(source)) or ""
    needed = SEARCHES.search(source) or "Pattern" in docstring or "must not be fooled" in docstring
    return not needed or STATED.search(docstring) is not None


def main() -> int:
    """Print each missing path with its page, and each extractor that does not say what it reads."""
    silent = silent_extractors()
    for module in silent:
        print(f"{module.relative_to(ROOT)}: expected 'Pattern:' and 'It must not be fooled by:' in its docstring")
    pages = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
    missing = [(page.relative_to(ROOT), name) for page in pages for name in missing_paths(page)]
    for page, name in missing:
        print(f"{page}: expected {name} in the repository, found no such path")
    return 1 if missing or silent else 0


if __name__ == "__main__":
    sys.exit(main())
