"""Each source file of our own wording parses to what stands beside it: structured (.json) and readable (.text)."""

import json
from dataclasses import fields, is_dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, Quote, RawItem
from psychobiotics.records.reasons import Rejection

HERE = Path(__file__).parent
SOURCES = sorted(p for p in HERE.glob("*/*") if p.is_file() and not p.name.endswith((".golden.json", ".golden.text")))
SOURCES = [p for p in SOURCES if p.suffix not in (".py", ".pyc")]


def parse(path: Path) -> list[Document | Rejection]:
    data = path.read_bytes()
    return list(parse_item(RawItem(sha256(data).hexdigest(), path.name, path.name, path.name, ""), data))


def plain(value: object) -> Any:
    """A record as dictionaries and lists, field by field."""
    if isinstance(value, Quote):
        return value._asdict()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def structured(result: Document | Rejection) -> dict[str, object]:
    shown: dict[str, Any] = plain(result)
    if isinstance(result, Rejection):
        return shown
    shown["sections"] = [
        [s.kind.value, s.start, s.end, s.heading, result.text[s.start : s.end][:60]] for s in result.sections
    ]
    shown["metadata"] = {k: v for k, v in shown["metadata"].items() if v}
    shown.pop("text")
    if not shown["structured"]:
        shown.pop("structured")
    return shown


def readable(result: Document | Rejection) -> str:
    """The text with the beginning of each section marked."""
    if isinstance(result, Rejection):
        return f"REFUSED {result.reason.value}: {result.message}\n"
    parts, position = [], 0
    for section in result.sections:
        parts += [
            result.text[position : section.start],
            f"⟦{section.kind.value}⟧",
            result.text[section.start : section.end],
        ]
        parts.append("⟦/⟧")
        position = section.end
    return "".join([*parts, result.text[position:]]).rstrip("\n") + "\n"


def quotes(value: object) -> list[Quote]:
    """Every quote inside a record, however deep."""
    if isinstance(value, Quote):
        return [value]
    if isinstance(value, tuple):
        return [quote for item in value for quote in quotes(item)]
    if hasattr(value, "__dataclass_fields__"):
        return [quote for name in value.__dataclass_fields__ for quote in quotes(getattr(value, name))]
    return []


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_golden(path: Path, updates_golden: bool) -> None:
    results = parse(path)
    shown = {
        ".golden.json": json.dumps([structured(r) for r in results], indent=1, ensure_ascii=False, sort_keys=True)
        + "\n",
        ".golden.text": "\n".join(readable(r) for r in results),
    }
    for ending, text in shown.items():
        golden = path.with_name(path.name + ending)
        if updates_golden:
            golden.write_text(text, encoding="utf-8")
        assert text == golden.read_text(encoding="utf-8"), (
            f"{path.name}: run pytest tests/golden --update-golden and read the diff"
        )


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_golden__every_quote_and_section_lies_in_the_text(path: Path) -> None:
    for document in parse(path):
        assert isinstance(document, Document)
        found = quotes(document.metadata) + quotes(getattr(document, "structured", ()))
        assert all(document.text[q.start : q.end] == q.text and q.text for q in found)
        ends = [0, *(s.end for s in document.sections)]
        assert all(
            end <= s.start < s.end <= len(document.text) for end, s in zip(ends, document.sections, strict=False)
        )


def test_superscript__is_a_power_in_every_format() -> None:
    """The first golden sentence: `10<sup>9</sup> CFU` is a dose, and never "109 CFU"."""
    texts = {p.parent.name: [d.text for d in parse(p) if isinstance(d, Document)] for p in SOURCES if "dose" in p.name}
    assert set(texts) >= {"pubmed_xml", "html", "jats", "plain_text"}
    for name, found in texts.items():
        assert found, name
        assert all("10^9 CFU" in text and "109 CFU" not in text for text in found), name


@pytest.mark.parametrize("ci", ["true", "1"])
def test_update_flag__is_refused_in_ci(ci: str) -> None:
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("golden_conftest", HERE / "conftest.py")
    assert spec and spec.loader
    conftest = module_from_spec(spec)
    spec.loader.exec_module(conftest)
    with pytest.raises(pytest.UsageError):
        conftest.refuse_in_ci(True, ci)
    conftest.refuse_in_ci(True, "")
    conftest.refuse_in_ci(False, ci)
