"""A report as blocks, written as Markdown and as one HTML page without scripts; all text of documents is escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A command."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as text.

    Attributes:
        numbers: Columns set flush right.
        marks: Positions of rows that are shaded.
        prose: Columns whose text may break into lines.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[str] = frozenset()
    marks: frozenset[int] = frozenset()
    prose: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG drawing with the words that say what it shows; Markdown has the words alone."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks behind a line that opens them."""

    title: str
    blocks: "Sequence[Block]"


Block = Heading | Text | Code | Table | Picture | Fold


def render_markdown(blocks: Sequence[Block]) -> str:
    """The report as Markdown."""
    return "\n\n".join(_markdown(block) for block in blocks) + "\n"


def _markdown(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {text}"
        case Text(text):
            return text
        case Code(text):
            return f"```sh\n{text}\n```"
        case Table(header, rows, numbers):
            rule = "|".join("---:" if name in numbers else "---" for name in header)
            lines = [f"| {' | '.join(map(_cell, row))} |" for row in [header, *rows]]
            return "\n".join([lines[0], f"|{rule}|", *lines[1:]])
        case Picture(_, words):
            return f"*{words}*"
        case Fold(title, blocks):
            return f"### {title}\n\n" + "\n\n".join(_markdown(inner) for inner in blocks)


def _cell(text: str) -> str:
    """A cell that Markdown reads as plain text: no pipe, no line break, no tag, no emphasis."""
    flat = " ".join(text.split())
    for sign in ("\\", "|", "`", "*", "_", "[", "]"):
        flat = flat.replace(sign, "\\" + sign)
    return flat.replace("&", "&amp;").replace("<", "&lt;")


def render_html(title: str, blocks: Sequence[Block]) -> str:
    """The report as one page: style inside, no script, nothing fetched."""
    body = "\n".join(_html(block) for block in blocks)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>\n{body}\n</main></body></html>\n"
    )


def _html(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Text(text):
            return f"<p>{escape(text)}</p>"
        case Code(text):
            return f"<pre><code>{escape(text)}</code></pre>"
        case Table():
            return _html_table(block)
        case Picture(svg, words):
            return f"<figure>{svg}<figcaption>{escape(words)}</figcaption></figure>"
        case Fold(title, blocks):
            inner = "\n".join(_html(one) for one in blocks)
            return f"<details><summary>{escape(title)}</summary>{inner}</details>"


def _html_table(table: Table) -> str:
    kinds = [_kind(table, name) for name in table.header]
    head = "".join(f'<th scope="col"{kind}>{escape(name)}</th>' for name, kind in zip(table.header, kinds, strict=True))
    rows = []
    for number, row in enumerate(table.rows):
        cells = "".join(f"<td{kind}>{escape(cell)}</td>" for cell, kind in zip(row, kinds, strict=True))
        rows.append(f'<tr class="miss">{cells}</tr>' if number in table.marks else f"<tr>{cells}</tr>")
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="table"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _kind(table: Table, name: str) -> str:
    return ' class="n"' if name in table.numbers else ' class="l"' if name in table.prose else ""


_STYLE = """
:root{color-scheme:light dark;--ink:#1c1f23;--page:#fff;--soft:#5b6470;--line:#d9dee4;--band:#f4f6f8;--miss:#fdecea;
--blue:#1f5fa8}
@media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--page:#15181c;--soft:#a0a9b4;--line:#343b44;--band:#1d2228;
--miss:#3a2020;--blue:#7fb2ea}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:62rem;margin:0 auto;padding:1rem 1rem 4rem}
h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.25rem;margin-top:2.2rem;border-bottom:1px solid var(--line)}
h3{font-size:1.05rem}
.scroll{overflow-x:auto;margin:.6rem 0}
table{border-collapse:collapse;font-size:.875rem;width:100%}
th,td{padding:.3rem .55rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);
white-space:nowrap}
th{background:var(--band)}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
tr.miss td{background:var(--miss)}
td.l{white-space:normal;overflow-wrap:anywhere;min-width:14rem}
pre{background:var(--band);padding:.6rem .8rem;overflow-x:auto;border-radius:.3rem;font-size:.85rem}
details{border:1px solid var(--line);border-radius:.3rem;margin:.6rem 0;padding:.2rem .8rem}
summary{cursor:pointer;padding:.4rem 0;font-weight:600}
figure{margin:1rem 0}figure svg{max-width:24rem;width:100%;height:auto}
figcaption{color:var(--soft);font-size:.875rem}
svg .axis{stroke:var(--soft);fill:none}svg .ideal{stroke:var(--soft);stroke-dasharray:4 4;fill:none}
svg .curve{stroke:var(--blue);fill:none;stroke-width:2}svg .dot{fill:var(--blue)}
svg text{fill:var(--ink);font-size:11px}
"""
