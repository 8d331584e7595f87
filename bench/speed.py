"""Speed of the stages, as ratios within one run (`make bench`).

    python -m bench.speed [--quick] ../shared/eval

Needs the eval folder's texts; pubmed_parser and spaCy are compared with where they are installed
(`pip install ".[bench]"`). Prints a Markdown table.
"""

import argparse
import sys
from pathlib import Path

from bench.extraction import measure_extraction
from bench.parsing import measure_jats, measure_pubmed


def main() -> int:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="eval folder with gutbrainie/, jats/ and make_pubmed_xml.py")
    parser.add_argument("--quick", action="store_true", help="30,000 PubMed records and 400 abstracts (a minute)")
    options = parser.parse_args()
    if not (options.folder / "gutbrainie" / "articles.json").is_file():
        print(f"{options.folder}: expected abstracts to measure on, found none; name the folder: make bench GOLD=DIR")
        return 2
    print("| what | ours | beside it | ratio |\n|---|---|---|---|", flush=True)
    for measure in (
        lambda: measure_jats(options.folder),
        lambda: measure_extraction(options.folder, 400 if options.quick else 1_414),
        lambda: measure_pubmed(options.folder, 30_000 if options.quick else 300_000),
    ):
        print("\n".join(measure()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
