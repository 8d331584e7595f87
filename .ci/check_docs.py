"""Fail when a Markdown file of the repository names a path that is not there."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\]\(([^)\s#]+)")
# `code spans` that look like a path of the checkout: a known top folder, then a slash.
SPAN = re.compile(r"`((?:flows|schemas|psychobiotics|tests|docs|bench|\.ci)/[\w./-]*)`")
# Made by a run, never in the repository.
BUILT = ("data/processed/", "data/interim/", "eval-report/")


def find_missing(markdown: Path) -> list[str]:
    """Paths that `markdown` names and that are neither beside it nor in the checkout."""
    text = markdown.read_text(encoding="utf-8")
    links = [t for t in LINK.findall(text) if "://" not in t and not t.startswith("mailto:")]
    named = links + SPAN.findall(text)
    return [
        p for p in named if not p.startswith(BUILT) and not (markdown.parent / p).exists() and not (ROOT / p).exists()
    ]


def main() -> int:
    """Print one line for each missing path; 1 when there is any."""
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, check=True, capture_output=True, text=True)
    files = [ROOT / line for line in listed.stdout.splitlines() if not line.startswith("data/")]
    missing = [f"{f.relative_to(ROOT)}: names {p}, which is not there" for f in files for p in find_missing(f)]
    print("\n".join(missing) or f"{len(files)} documents: every path is there")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
