"""One study as text: its fields, arms and findings, each with the words that support it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from psychobiotics.cli.tellings_text import read_tellings, telling_lines
from psychobiotics.dataset import Dataset
from psychobiotics.records.errors import PsychobioticsError
from psychobiotics.records.tables import record_id

_CLOSE = 80  # of 100; below it a name is not what was meant
_SHOWN = 6
_HIDDEN = frozenset({"study_id", "label", "flags", "not_applicable", "document_id", "finding_id", "arm_id", "position"})

Quotes = Mapping[tuple[str, str, str], list[str]]


def find_study(dataset: Dataset, wanted: str, what: str = "study") -> dict[str, Any]:
    """The study of that id, alias or label; a near label counts where it is the only one.

    Args:
        dataset: A version.
        wanted: An id, an alias, a label.
        what: What the name might be that of, for the message where it is that of none.

    Raises:
        PsychobioticsError: None or several answer to that name.
    """
    studies = dataset.arrow("studies").to_pylist()
    aliases = {row["old_id"]: row["study_id"] for row in dataset.arrow("study_aliases").to_pylist()}
    sought = aliases.get(wanted, wanted)
    for columns in (["study_id"], ["doi", "pmid", "pmcid"], ["registry_id"]):
        found = [study for study in studies if sought in [study[name] for name in columns]]
        if len(found) == 1:
            return dict(found[0])
        if found:
            several = ", ".join(f"{study['study_id']} ({study['label']})" for study in found[:_SHOWN])
            raise PsychobioticsError(f"study {wanted!r}: expected one, found {len(found)}: {several}; give its id")
    labels = {study["study_id"]: study["label"] for study in studies}
    exact = [study for study in studies if study["label"].casefold() == wanted.casefold()]
    if len(exact) == 1:
        return dict(exact[0])
    near = process.extract(
        wanted, labels, scorer=fuzz.token_set_ratio, processor=default_process, score_cutoff=_CLOSE, limit=_SHOWN
    )
    if len(near) == 1:
        return dict(next(study for study in studies if study["study_id"] == near[0][2]))
    names = ", ".join(f"{study_id} ({label})" for label, _, study_id in near) or "nothing like it"
    hint = "give its id" if near else "`psychobiotics studies` lists ids and labels"
    raise PsychobioticsError(f"{what} {wanted!r}: expected one {what} of that name or id, found {names}; {hint}")


def study_lines(dataset: Dataset, study: dict[str, Any]) -> Iterator[str]:
    """The study, line by line."""
    quotes = _quotes(dataset)
    yield f"{study['label']}  {study['study_id']}  (version {dataset.version})"
    yield from _record_lines("studies", study, quotes)
    for arm in _of(dataset, "arms", study):
        yield from ("", f"arm {arm['arm_id']}: {arm['label_reported'] or arm['type'] or 'unnamed'}")
        yield from _record_lines("arms", arm, quotes)
        for strain in _of(dataset, "arm_strains", study):
            if strain["arm_id"] == arm["arm_id"]:
                yield f"  strain: {' '.join(filter(None, (strain['taxon'], strain['strain'])))}"
    for finding in _of(dataset, "findings", study):
        against = f" against {finding['comparator']}" if finding["comparator"] else ""
        yield from ("", f"finding: {finding['outcome']}: {finding['direction']}{against}")
        yield from _record_lines("findings", finding, quotes)
    yield ""
    yield from telling_lines(read_tellings(dataset, study))


def _of(dataset: Dataset, table: str, study: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [row for row in dataset.arrow(table).to_pylist() if row["study_id"] == study["study_id"]]


def _quotes(dataset: Dataset) -> Quotes:
    quotes: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in dataset.arrow("evidence").to_pylist():
        quotes[row["table"], row["record_id"], row["field"]].append(row["quote"])
    return quotes


def _record_lines(table: str, row: Mapping[str, Any], quotes: Quotes) -> Iterator[str]:
    record = record_id(table, dict(row))
    for name, value in row.items():
        if value in (None, []) or name in _HIDDEN:
            continue
        shown = ", ".join(value) if isinstance(value, list) else str(value)
        said = quotes.get((table, record, name), [])
        quoted = f'   "{" ".join(said[0].split())}"' if said and " ".join(said[0].split()) != shown else ""
        yield f"  {name}: {shown}{quoted}"
