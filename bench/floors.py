"""The project's own gold: measure it, and raise the floors that CI holds.

    python -m bench.floors            show scores beside floors
    python -m bench.floors --raise    raise each floor that the score has left behind; a floor is never lowered

`floors.json` in `tests/eval` (abstracts) and in `tests/eval/pages` (web pages) holds a floor (F1) a field and the hash
of texts and annotations. Changed texts or annotations have a new hash: `--raise` then writes all floors anew, which the
reader of the diff must agree with.
"""

import argparse
import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.scoring import Counts, score
from psychobiotics.extraction.extract import extract
from psychobiotics.linking.link import link
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem

GOLD = Path(__file__).resolve().parents[1] / "tests" / "eval"
PAGES = GOLD / "pages"  # web pages, which tell many studies
FOLDERS = (GOLD, PAGES)
_DIGITS = 3


def measure(folder: Path = GOLD) -> Counts:
    """Scores of the texts in `docs/` against the gold beside them."""
    drafts = []
    for path in sorted((folder / "docs").iterdir()):
        data = path.read_bytes()
        item = RawItem(sha256(data).hexdigest(), path.name, path.name, path.name, "")
        drafts += [normalise(d, extract(d)) for d in parse_item(item, data) if isinstance(d, Document)]
    return score(link(drafts), folder)


def gold_hash(folder: Path = GOLD) -> str:
    """Hash of all texts and annotations."""
    paths = sorted([*(folder / "docs").iterdir(), *folder.glob("*.csv")])
    return sha256(b"".join(path.name.encode() + b"\0" + path.read_bytes() for path in paths)).hexdigest()[:16]


def floors_path(folder: Path = GOLD) -> Path:
    """Where the floors of a gold folder lie."""
    return folder / "floors.json"


def read_floors(folder: Path = GOLD) -> dict[str, Any]:
    """What CI holds."""
    path = floors_path(folder)
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {"gold": "", "floors": {}}


def raised(old: dict[str, Any], counts: Counts, digest: str) -> dict[str, Any]:
    """The floors after a measurement."""
    reached = {field: int(count.f1 * 10**_DIGITS) / 10**_DIGITS for field, count in sorted(counts.items())}
    known = old["floors"] if old["gold"] == digest else {}
    return {"gold": digest, "floors": {field: max(value, known.get(field, 0.0)) for field, value in reached.items()}}


def main() -> int:
    """Read the command line, measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="raises", action="store_true", help="raise the floors")
    options = parser.parse_args()
    for folder in FOLDERS:
        _report(folder, options.raises)
    return 0


def _report(folder: Path, raises: bool) -> None:
    old, counts = read_floors(folder), measure(folder)
    print(f"\n{folder.relative_to(GOLD.parent)}\n")
    print("| field | gold | found | right | F1 | floor |\n|---|---|---|---|---|---|")
    for field, count in sorted(counts.items()):
        floor = old["floors"].get(field, 0.0)
        print(f"| {field} | {count.gold} | {count.predicted} | {count.correct} | {count.f1:.3f} | {floor:.3f} |")
    if raises:
        new = raised(old, counts, gold_hash(folder))
        floors_path(folder).write_text(json.dumps(new, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
