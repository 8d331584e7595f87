"""Measure the pipeline against gold folders and write docs/evaluation.md.

    python -m bench.evaluate ../shared/eval [--write]

Each gold folder with a `docs/` (and `seeds/`, whose texts lie beside the eval folder) is built from scratch in a
temporary data root; the scorers of the eval folder compare the published version with the gold.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from psychobiotics.pipeline.refresh import ingest, refresh
from psychobiotics.pipeline.workspace import Workspace

GOLD = ("seeds", "abstracts", "participants", "jats")
PAGE = Path(__file__).resolve().parent.parent / "docs" / "evaluation.md"


def main() -> int:
    """Score every gold folder; print the tables, and write the page where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", type=Path)
    parser.add_argument("--write", action="store_true", help="write docs/evaluation.md")
    args = parser.parse_args()
    if not (args.eval / "score.py").is_file():
        print(f"{args.eval}: expected a folder with score.py and gold, found none; name it: make eval GOLD=DIR")
        return 2
    parts = [_section(args.eval, name) for name in GOLD] + [_entities(args.eval)]
    page = _HEAD.format(date=datetime.now(UTC).date().isoformat()) + "\n".join(parts)
    print(page)
    if args.write:
        PAGE.write_text(page, "utf-8")
    return 0


_HEAD = """# Evaluation

Written by `make eval` on {date}: each gold folder's texts are built from scratch and scored by the gold's own scorer.
The gold is not part of this repository; its hash is that of its CSV or JSON files.

"""


def _section(folder: Path, name: str) -> str:
    docs = folder / name / "docs" if name != "seeds" else folder.parent / "seeds"
    with tempfile.TemporaryDirectory() as data:
        dataset = _build(docs, Path(data))
        table = _run(folder / "score.py", "--dataset", dataset, "--gold", folder / name)
    command = f"python score.py --dataset <version of {name}> --gold {name}"
    return f"## {name}\n\nGold {_hash(folder / name)}, `{command}`:\n\n```\n{table}```\n"


def _entities(folder: Path) -> str:
    gold = folder / "gutbrainie" / "gold.json"
    with tempfile.TemporaryDirectory() as scratch:
        docs = Path(scratch) / "docs"
        _run(folder / "make_pubmed_xml.py", gold, docs)
        table = _run(folder / "score_entities.py", "--dataset", _build(docs, Path(scratch) / "data"), "--gold", gold)
    return f"## gutbrainie\n\nGold {_hash(gold.parent)}, entities. {_FIT}\n\n```\n{table}```\n"


_FIT = (
    "The shipped tagger was trained on these very texts, so this is a fit and not a test; "
    "`python -m flows.train` cross-validates it:"
)


def _build(docs: Path, data: Path) -> Path:
    workspace = Workspace(data)
    ingest(workspace, [docs], datetime.now(UTC))
    report = refresh(workspace, datetime.now(UTC))
    assert report.published.version is not None
    return report.published.version.folder


def _run(script: Path, *arguments: object) -> str:
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.csv"), *folder.glob("gold.json")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


if __name__ == "__main__":
    sys.exit(main())
