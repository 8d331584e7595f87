"""The rows of one study: merged fields, arms, strains, findings, links, evidence and conflicts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from psychobiotics.linking.arm_matching import MatchedArms, MergedArm, match_arms, merge_strains
from psychobiotics.linking.clusters import Cluster
from psychobiotics.linking.evidence_rows import evidence_rows
from psychobiotics.linking.finding_conflicts import finding_conflicts
from psychobiotics.linking.finding_ids import finding_ids
from psychobiotics.linking.identity import Telling
from psychobiotics.linking.merging import Conflict, Stated, merge_field
from psychobiotics.records.drafts import Fields
from psychobiotics.records.mentions import Naming
from psychobiotics.records.tables import Row, Tables, record_id
from psychobiotics.vocab.naming_words import noun_of, study_kinds

# Words of reasons (`identifier_joins`) that name a number where the telling has none of its own.
_IDENTIFYING = ("same registration", " names PMID ")
_RELATION = {Naming.OWN_REPORT: "primary_report", Naming.REFERENCE: "reference_list"}


@dataclass(frozen=True, slots=True)
class LinkedStudy:
    """One cluster under its id, with its parent's id where it re-analyses another study."""

    study_id: str
    cluster: Cluster
    parent_study_id: str | None


def add_study(tables: Tables, study: LinkedStudy) -> None:
    """Append all rows of one study."""
    tellings = study.cluster.tellings
    matched = match_arms(tellings)
    tables.rows["studies"].append(_study_row(tables, study))
    for arm in matched.arms:
        _add_arm(tables, study.study_id, arm)
    first = len(tables.rows["findings"])
    for telling in tellings:
        _add_findings(tables, study.study_id, telling, matched)
    tables.rows["conflicts"] += finding_conflicts(tables.rows["findings"][first:])
    links = (_link_row(study.study_id, t, why) for t, why in zip(tellings, study.cluster.reasons, strict=True))
    tables.rows["document_studies"] += _one_link_each(links)


def _study_row(tables: Tables, study: LinkedStudy) -> Row:
    tellings = study.cluster.tellings
    row: Row = {"study_id": study.study_id, "review_status": "automatic", "parent_study_id": study.parent_study_id}
    row |= _merge(tables, "studies", study.study_id, study.study_id, _told_of_study(tellings))
    row["label"] = label_of(row, tellings)
    row["n_documents"] = len({t.document.document_id for t in tellings})
    own = next((t for t in tellings if t.is_own_report), None)
    row["primary_document_id"] = own.document.document_id if own else None
    row["not_applicable"] = tuple(sorted({name for t in tellings for name in t.draft.not_applicable}))
    return row


def _told_of_study(tellings: Sequence[Telling]) -> list[tuple[Telling, Fields]]:
    """What each telling states of the study; the year of a registration is not the year of its paper."""
    published = any(t.year and not t.is_registry_record for t in tellings)
    return [
        (t, {name: value for name, value in t.draft.fields.items() if name != "year"})
        if published and t.is_registry_record
        else (t, t.draft.fields)
        for t in tellings
    ]


def label_of(row: Row, tellings: Sequence[Telling]) -> str:
    """As in "Kazemi 2018"; a study without an author is what a page calls it, and its year ("review 2016")."""
    year = f" {row['year']}" if row.get("year") else ""
    author = row.get("first_author")
    if author:
        return f"{_surname_as_printed(str(author))}{year}"
    design = str(row.get("design") or "")
    if design.endswith(("review", "meta_analysis")):
        return f"review{year}"
    described = [t.draft.cited_as.text for t in tellings if t.draft.naming is Naming.DESCRIBED]
    if not described:
        return f"{(design or 'study').replace('_', ' ')}{year}"
    called = noun_of(described[0])
    kind = study_kinds()[called] if called else "trial" if "randomi" in described[0] else "study"
    return f"{kind}{year}"


def _surname_as_printed(author: str) -> str:
    words = author.split(",", maxsplit=1)[0].strip().split()
    while len(words) > 1 and words[-1].replace(".", "").isupper() and len(words[-1].replace(".", "")) <= 3:
        words.pop()
    return " ".join(words)


def _merge(tables: Tables, table: str, study_id: str, record: str, told: Sequence[tuple[Telling, Fields]]) -> Row:
    """Merge one record's fields over its tellings; adds evidence and conflict rows."""
    stated: dict[str, list[Stated]] = defaultdict(list)
    for telling, fields in told:
        document_id = telling.document.document_id
        tables.rows["evidence"] += evidence_rows(table, record, document_id, fields)
        for name, value in fields.items():
            stated[name].append(Stated(value, document_id, telling.is_own_report, telling.age))
    row: Row = {}
    for name in sorted(stated):
        row[name], conflict = merge_field(name, stated[name])
        if conflict:
            tables.rows["conflicts"].append(_conflict_row(study_id, record, conflict))
    return row


def _conflict_row(study_id: str, record: str, conflict: Conflict) -> Row:
    return {
        "study_id": study_id,
        "record_id": record,
        "field": conflict.field,
        "values": conflict.values,
        "document_ids": conflict.document_ids,
        "resolution": conflict.resolution,
        "chosen": conflict.chosen,
    }


def _add_arm(tables: Tables, study_id: str, arm: MergedArm) -> None:
    row: Row = {"study_id": study_id, "arm_id": arm.arm_id}
    record = record_id("arms", row)
    told = [(telling, draft.fields) for telling, draft in arm.drafts]
    tables.rows["arms"].append(row | _merge(tables, "arms", study_id, record, told))
    for position, strain in enumerate(merge_strains(arm.drafts), 1):
        key: Row = row | {"position": position}
        merged = _merge(tables, "arm_strains", study_id, record_id("arm_strains", key), strain)
        tables.rows["arm_strains"].append(key | merged)


def _add_findings(tables: Tables, study_id: str, telling: Telling, matched: MatchedArms) -> None:
    def arm_id(key: str | None) -> str | None:
        return matched.ids.get((telling.document.document_id, telling.draft.key, key)) if key else None

    findings = telling.draft.findings
    arms = [arm_id(f.arm_key) for f in findings]
    for finding_id, finding, arm in zip(finding_ids(telling, findings, arms), findings, arms, strict=True):
        document_id = telling.document.document_id
        row: Row = {
            "finding_id": finding_id,
            "study_id": study_id,
            "document_id": document_id,
            "arm_id": arm,
            "comparator_arm_id": arm_id(finding.comparator_arm_key),
        }
        tables.rows["findings"].append(row | {name: value.value for name, value in finding.fields.items()})
        tables.rows["evidence"] += evidence_rows("findings", finding_id, document_id, finding.fields)


def _link_row(study_id: str, telling: Telling, reason: str) -> Row:
    return {
        "document_id": telling.document.document_id,
        "study_id": study_id,
        "relation": _RELATION.get(telling.draft.naming, "cites"),
        "cited_as": telling.draft.cited_as.text,
        "resolution": _resolution(telling, reason),
        "link_reason": reason,
    }


def _resolution(telling: Telling, reason: str) -> str:
    if telling.doi or telling.pmid or telling.pmcid or any(part in reason for part in _IDENTIFYING):
        return "identifier"
    if telling.title:
        return "bibliographic"
    return "author_year" if telling.surname else "described"


def _one_link_each(links: Iterable[Row]) -> list[Row]:
    """A page that names one study twice (in the text and in its references) links to it once, by the strongest tie."""
    best: dict[tuple[object, object], Row] = {}
    strength = ("reference_list", "cites", "primary_report")
    for link in links:
        key = link["document_id"], link["study_id"]
        if key not in best or strength.index(str(link["relation"])) > strength.index(str(best[key]["relation"])):
            best[key] = link
    return list(best.values())
