r"""Passages that must be in a PDF, out of the TeX source that it was made from.

    python -m bench.tex_truth FOLDER_OF_TEX FOLDER_OF_PDF

Writes FOLDER_OF_PDF/truth.json for each PDF with a .tex of its name: its sentences of plain words, in order. Sentences
with commands, formulas, quotations of code or references are left out, and so are comments, tables and listings: what
is left is printed as it stands. A title that stands in `titles.json` (file name to title) beside the PDFs goes along.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_COMMENT = re.compile(r"(?<!\\)%.*")
_ENVIRONMENT = re.compile(
    r"\\begin\{(verbatim|lstlisting|Schunk|Sinput|Soutput|equation|align|eqnarray|table|figure|tabular|CCSXML|comment"
    r"|thebibliography|filecontents|deluxetable|longtable|widetext|acmart|gather|multline)\*?\}.*?\\end\{\1\*?\}",
    re.DOTALL,
)
_CHUNK = re.compile(r"^<<.*?^@\s*$", re.DOTALL | re.MULTILINE)
_BODY = re.compile(r"\\begin\{document\}(.*)\\end\{document\}", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_PLAIN = re.compile(r"[A-Z][^\\{}$&#_^~\[\]@<>|\"]{45,400}[.!?]")
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("'", "’"))


def plain_sentences(source: str) -> Iterator[str]:
    """Sentences of a TeX source that are printed as they stand, in order."""
    source = _COMMENT.sub("", source)
    body = _BODY.search(source)
    text = _CHUNK.sub("\n\n", _ENVIRONMENT.sub("\n\n", body[1] if body else source))
    for paragraph in re.split(r"\n\s*\n|\\(?:item|section|subsection|subsubsection|paragraph)\b", text):
        for sentence in _SENTENCE.split(" ".join(paragraph.split())):
            if _PLAIN.fullmatch(sentence) and len(sentence.split()) > 7:
                yield _as_printed(sentence)


def _as_printed(sentence: str) -> str:
    for written, printed in _LIGATURES:
        sentence = sentence.replace(written, printed)
    return sentence


def main() -> None:
    sources, pdfs = Path(sys.argv[1]), Path(sys.argv[2])
    titles = json.loads((pdfs / "titles.json").read_text("utf-8")) if (pdfs / "titles.json").is_file() else {}
    truth = {}
    for pdf in sorted(pdfs.glob("*.pdf")):
        source = sources / f"{pdf.stem}.tex"
        if source.is_file():
            sentences = list(dict.fromkeys(plain_sentences(source.read_text("utf-8", "replace"))))
            truth[pdf.name] = {"title": titles.get(pdf.name), "with": sentences}
            print(f"{pdf.name}: {len(sentences)} sentences")
    (pdfs / "truth.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
