"""Compare readers of PDF or HTML over a folder of files with a truth file.

    python -m bench.engine_scores pdf FOLDER [--files]
    python -m bench.engine_scores html FOLDER [--files]

FOLDER holds the files and `truth.json`: file name to {"title": ..., "date": "2020-01-31", "with": [passages that must
be in the text, in order], "without": [passages that must not]}. Texts of others stay outside the repository;
`python -m bench.tex_truth` makes the truth of papers from their TeX source.

A passage counts where it stands in the text whole: white space and the shapes of quotes and dashes aside, a word that
stays broken at a line's end or a column that is read into another loses it. A passage that no engine gives at all is
left out, as a defect of the truth; how many is told.
"""

import argparse
import json
import re
import time
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.engines import ENGINES, Engine, Read

_FOLDS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "\u00ad": None})
_TITLE_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Scores:
    """What one engine made of one file.

    Attributes:
        found: For each passage that must be there, where it begins; None where it is not.
        kept_out: For each passage that must not be there, whether it is not.
        title: Right or not; None where the truth has none.
        date: As title.
        words: In its text.
        seconds: Of processor time.
    """

    found: tuple[int | None, ...]
    kept_out: tuple[bool, ...]
    title: bool | None
    date: bool | None
    words: int
    seconds: float


def fold(text: str) -> str:
    """Text as passages are compared: one space for white space, ligatures resolved, one shape of quotes and dashes."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_FOLDS).split())


def measure(engine: Engine, data: bytes, truth: Mapping[str, Any]) -> Scores:
    """One engine over one file; an engine that fails has read nothing."""
    started = time.process_time()
    try:
        read = engine(data)
    except ImportError:
        raise
    except Exception as error:  # other people's engines fail in their own ways
        print(f"  failed with {type(error).__name__}: {error}")
        read = Read("")
    seconds = time.process_time() - started
    text = fold(read.text)
    places = [text.find(fold(passage)) for passage in truth.get("with", ())]
    return Scores(
        tuple(place if place >= 0 else None for place in places),
        tuple(fold(passage) not in text for passage in truth.get("without", ())),
        _is_title(read.title, truth.get("title")),
        None if truth.get("date") is None else read.date == truth["date"],
        len(text.split()),
        seconds,
    )


def _is_title(found: str | None, wanted: str | None) -> bool | None:
    if wanted is None:
        return None
    words = [_TITLE_WORDS.findall(fold(text or "").lower()) for text in (found, wanted)]
    return words[0] == words[1]


def _share(right: int, all_: int) -> str:
    return f"{right / all_:.3f}" if all_ else "-"


def _row(name: str, scored: Sequence[Scores], counted: Sequence[Sequence[bool]]) -> str:
    """One line of the table; `counted` tells which passages some engine gives.

    Order is the share of neighbours among the passages found that follow each other.
    """
    kept = [[p for p, c in zip(s.found, count, strict=True) if c] for s, count in zip(scored, counted, strict=True)]
    places = [place for places in kept for place in places]
    found = [[p for p in places if p is not None] for places in kept]
    pairs = [pair for places in found for pair in pairwise(places)]
    out = [good for s in scored for good in s.kept_out]
    titles = [s.title for s in scored if s.title is not None]
    dates = [s.date for s in scored if s.date is not None]
    cells = (
        name,
        _share(sum(p is not None for p in places), len(places)),
        _share(sum(a < b for a, b in pairs), len(pairs)),
        _share(sum(not good for good in out), len(out)),
        f"{sum(titles)}/{len(titles)}",
        f"{sum(dates)}/{len(dates)}" if dates else "-",
        f"{sum(s.words for s in scored):,}",
        f"{sum(s.seconds for s in scored):.1f}",
    )
    return f"| {' | '.join(cells)} |"


def compare(kind: str, folder: Path, by_file: bool = False) -> list[str]:
    """The table of a folder, Markdown line by line."""
    truths = json.loads((folder / "truth.json").read_text("utf-8"))
    files = {name: (folder / name).read_bytes() for name in sorted(truths)}
    scored: dict[str, list[Scores]] = {}
    for name, engine in ENGINES[kind].items():
        try:
            scored[name] = [measure(engine, data, truths[file]) for file, data in files.items()]
        except ImportError as error:
            print(f"{name} is left out: {error}")
    counted = [
        [any(scores[i].found[p] is not None for scores in scored.values()) for p in range(len(truths[file]["with"]))]
        for i, file in enumerate(files)
    ]
    left_out = sum(not there for passages in counted for there in passages)
    lines = [
        f"{len(files)} files, {sum(map(sum, counted))} passages ({left_out} that no engine gives are left out)",
        "| engine | recall | order | junk | title | date | words | seconds |",
        "|---|---|---|---|---|---|---|---|",
        *(_row(name, scores, counted) for name, scores in scored.items()),
    ]
    for i, file in enumerate(files if by_file else ()):
        lines.append(f"{file}:")
        lines += [_row(name, scores[i : i + 1], counted[i : i + 1]) for name, scores in scored.items()]
        lost = [p for p, there in enumerate(counted[i]) if there and scored["ours"][i].found[p] is None]
        lines += [f"  lost: {truths[file]['with'][p][:110]}" for p in lost]
        junk = [p for p, good in enumerate(scored["ours"][i].kept_out) if not good]
        lines += [f"  junk: {truths[file]['without'][p][:110]}" for p in junk]
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare readers of PDF or HTML.")
    parser.add_argument("kind", choices=sorted(ENGINES))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", action="store_true", help="Also file by file, with what ours loses and lets in.")
    given = parser.parse_args()
    print("\n".join(compare(given.kind, given.folder, given.files)))


if __name__ == "__main__":
    main()
