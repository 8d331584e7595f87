"""Speed and memory of parsing beside what else reads the same files, each in a process of its own.

PubMed: `pubmed_parser.parse_medline_xml` over the same packed files, which gives fewer fields. JATS: a bare lxml
parse of the same bytes, which gives none.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from lxml import etree

from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem

PER_FILE = 30_000  # records of a file of PubMed's baseline
ROUNDS = 3


def measure_pubmed(eval_folder: Path, records: int) -> list[str]:
    """Rows of the report for PubMed: rates, ratio, and our peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        maker = [sys.executable, str(eval_folder / "make_pubmed_xml.py"), str(eval_folder / "gutbrainie/articles.json")]
        maker += [folder, "--per-file", str(min(PER_FILE, records)), "--total", str(records), "--gzip"]
        subprocess.run(maker, check=True, stdout=subprocess.DEVNULL)
        ours, theirs = _child("ours", folder), _child("pubmed_parser", folder)
    if theirs is None:
        return ["| PubMed XML | pubmed_parser is not installed: pip install '.[bench]' | | |"]
    assert ours is not None
    rates = ours["count"] / ours["seconds"], theirs["count"] / theirs["seconds"]
    names = f"{records:,} PubMed records, packed; peak {ours['megabytes']} MB"
    return [f"| {names} | {rates[0]:,.0f}/s | pubmed_parser {rates[1]:,.0f}/s | {rates[0] / rates[1]:.2f} |"]


def measure_jats(eval_folder: Path) -> list[str]:
    """The row of the report for JATS, best of some rounds each."""
    files = [path.read_bytes() for path in sorted((eval_folder / "jats" / "docs").iterdir())]
    items = [(RawItem(sha256(data).hexdigest(), "j", "j.nxml", "j.nxml", ""), data) for data in files]
    ours = _best(lambda: [list(parse_item(item, data)) for item, data in items])
    bare = _best(lambda: [etree.fromstring(data, etree.XMLParser(resolve_entities=False)) for data in files])
    rates = len(files) / ours, len(files) / bare
    row = (
        f"| {len(files)} JATS articles | {rates[0]:,.0f}/s | bare lxml {rates[1]:,.0f}/s | {rates[0] / rates[1]:.2f} |"
    )
    return [row]


def _best(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return min(seconds)


def _child(reader: str, folder: str) -> dict[str, float] | None:
    command = [sys.executable, "-m", "bench.parsing", reader, folder]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    return json.loads(run.stdout) if run.returncode == 0 else None


def _read(reader: str, folder: Path) -> dict[str, float]:
    """Read every file; seconds are those of the processor, which a busy machine does not stretch."""
    count, started = 0, time.process_time()
    for path in sorted(folder.iterdir()):
        if reader == "ours":
            data = path.read_bytes()
            item = RawItem(sha256(data).hexdigest(), path.name, path.name, path.name, "")
            count += sum(isinstance(parsed, Document) for parsed in parse_item(item, data))
        else:
            import pubmed_parser  # type: ignore[import-not-found]

            count += sum(1 for _ in pubmed_parser.parse_medline_xml(str(path)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"count": count, "seconds": time.process_time() - started, "megabytes": peak}


if __name__ == "__main__":
    print(json.dumps(_read(sys.argv[1], Path(sys.argv[2]))))
