"""Mutated real files through every parser: no defect, no hang, bounded memory, no network.

    python -m bench.fuzz [--each 20000] [--format jats] [FOLDER ...]

Takes the golden files of the tests and every file of the folders, groups them by the parser that reads them, and gives
each group so many damaged copies (seeded: the same every time). Prints a table; exit code 1 where anything broke.
"""

import argparse
import random
import resource
import signal
import socket
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from bench.mutation import mutate
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem
from psychobiotics.records.reasons import Reason, Rejection

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden"
LARGEST = 300_000  # bytes; larger files are as robust, only slower
MEMORY = 2_000_000_000  # bytes of address space that one input may need at most
SLOW = 20.0  # seconds


@dataclass
class Tally:
    """What became of one format's inputs."""

    inputs: int = 0
    documents: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    defects: list[str] = field(default_factory=list)


def main() -> int:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--each", type=int, default=20_000, help="inputs a format")
    parser.add_argument("--format", action="append", help="only this parser, as documents.parser names it")
    options = parser.parse_args()
    groups = _by_parser(_files([GOLDEN, *options.folders]))
    _forbid_network()
    signal.signal(signal.SIGALRM, _give_up)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))
    print("| format | files | inputs | documents | refused, by reason | slowest | defects |")
    print("|---|---|---|---|---|---|---|")
    broken = False
    for name in sorted(options.format or groups):
        tally = _run(groups[name], options.each)
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in sorted(tally.reasons.items()))
        row = f"{len(groups[name])} | {tally.inputs:,} | {tally.documents:,} | {reasons} | {tally.slowest:.2f} s"
        print(f"| {name} | {row} | {len(tally.defects)} |", flush=True)
        for defect in tally.defects[:5]:
            print(f"  {defect}", file=sys.stderr)
        broken = broken or bool(tally.defects)
    print(f"\nPeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB.")
    return int(broken)


def _files(folders: Iterable[Path]) -> list[Path]:
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [p for p in found if ".golden." not in p.name and p.suffix not in {".py", ".pyc", ".md"}]


def _by_parser(paths: Iterable[Path]) -> dict[str, list[bytes]]:
    groups: dict[str, list[bytes]] = defaultdict(list)
    for path in paths:
        data = path.read_bytes()
        if len(data) > LARGEST:
            continue
        first = next(parse_item(_item(data, path.name), data), None)
        if isinstance(first, Document):
            groups[first.parser].append(data)
    return dict(groups)


def _item(data: bytes, name: str) -> RawItem:
    return RawItem(sha256(data).hexdigest(), "fuzz", name, name, "")


def _run(files: list[bytes], count: int) -> Tally:
    tally, rng = Tally(), random.Random(20261121)
    for number in range(count):
        data = mutate(files[number % len(files)], rng)
        started = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, SLOW)
        try:
            results = list(parse_item(_item(data, "fuzz"), data))
        except Exception as error:  # a parser must never raise: that is what this run is about
            tally.defects.append(f"input {number}: {type(error).__name__}: {error}")
            results = []
        signal.setitimer(signal.ITIMER_REAL, 0)
        took = time.monotonic() - started
        tally.inputs += 1
        tally.slowest = max(tally.slowest, took)
        for result in results:
            _count(result, number, tally)
    return tally


def _count(result: Document | Rejection, number: int, tally: Tally) -> None:
    if isinstance(result, Document):
        tally.documents += 1
        return
    tally.reasons[result.reason] += 1
    if result.reason is Reason.INTERNAL_ERROR:
        tally.defects.append(f"input {number}: {result.message}")


def _give_up(_signal: int, _frame: object) -> None:
    raise TimeoutError(f"took longer than {SLOW:g} s")


def _forbid_network() -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("a parser opened a socket")

    socket.socket.connect = refuse  # type: ignore[assignment, method-assign]


if __name__ == "__main__":
    sys.exit(main())
