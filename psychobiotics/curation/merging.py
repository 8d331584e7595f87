"""Two studies that are one: everything of the first goes to the second."""

from psychobiotics.curation.decisions import Decision
from psychobiotics.records.tables import Row, Tables
from schemas.computed import COMPUTED

_CHILDREN = ("findings", "claims", "document_studies", "conflicts", "study_aliases")
_LIKE = ("role", "type", "product_id")  # arms that share these, and their strains, are one arm


def merge_study(tables: Tables, row: Row, into: Row, decision: Decision) -> None:
    """Move everything of one study to another; what the other does not state it takes over.

    Where both state a field, the other's value stands and an open conflict says so.
    """
    old, new = str(row["study_id"]), str(into["study_id"])
    arms = _arm_ids(tables, old, new)
    _move_evidence(tables, (old, new), arms)
    _move_arms(tables, (old, new), arms)
    for table in _CHILDREN:
        for child in rows_of(tables, table, old):
            _move_child(child, (old, new), arms)
            if table == "document_studies":
                child |= {"resolution": "curated", "link_reason": f"{decision.method}: {decision.reason}"}
    for study in tables.rows["studies"]:
        if study.get("parent_study_id") == old:
            study["parent_study_id"] = new
    _take_over(tables, row, into)
    tables.rows["studies"].remove(row)
    tables.rows["study_aliases"].append({"old_id": old, "study_id": new})
    into["review_status"] = "corrected"


def rows_of(tables: Tables, table: str, study_id: str) -> list[Row]:
    """Rows of a table that belong to a study."""
    return [row for row in tables.rows[table] if row.get("study_id") == study_id]


def _arm_ids(tables: Tables, old: str, new: str) -> dict[str, str]:
    """Arm ids of the old study to those in the new one: of the like arm, else the next free one."""
    there = rows_of(tables, "arms", new)
    free = {str(arm["arm_id"]): _likeness(tables, arm) for arm in there}
    count = len(there)
    ids: dict[str, str] = {}
    for arm in rows_of(tables, "arms", old):
        like = next((arm_id for arm_id, likeness in free.items() if likeness == _likeness(tables, arm)), None)
        if like is None:
            count += 1
            like = f"a{count}"
        free.pop(like, None)
        ids[str(arm["arm_id"])] = like
    return ids


def _likeness(tables: Tables, arm: Row) -> tuple[object, ...]:
    mine = [s for s in rows_of(tables, "arm_strains", str(arm["study_id"])) if s["arm_id"] == arm["arm_id"]]
    strains = frozenset((strain.get("taxon"), strain.get("strain")) for strain in mine)
    return (*(arm.get(column) for column in _LIKE), strains)


def _move_arms(tables: Tables, studies: tuple[str, str], arms: dict[str, str]) -> None:
    """Arms and strains that are in the new study already are told by it; the old rows only lend what it lacks."""
    old, new = studies
    for table, key in (("arms", ("arm_id",)), ("arm_strains", ("arm_id", "position"))):
        there = {tuple(row[column] for column in key): row for row in rows_of(tables, table, new)}
        for row in rows_of(tables, table, old):
            row |= {"study_id": new, "arm_id": arms[str(row["arm_id"])]}
            twin = there.get(tuple(row[column] for column in key))
            if twin is not None:
                twin |= {name: value for name, value in row.items() if twin.get(name) in (None, ())}
                tables.rows[table] = [other for other in tables.rows[table] if other is not row]


def _move_child(child: Row, studies: tuple[str, str], arms: dict[str, str]) -> None:
    for column in ("arm_id", "comparator_arm_id"):
        if child.get(column):
            child[column] = arms[str(child[column])]
    child["study_id"] = studies[1]
    if child.get("record_id"):
        child["record_id"] = _moved(str(child["record_id"]), studies, arms)


def _move_evidence(tables: Tables, studies: tuple[str, str], arms: dict[str, str]) -> None:
    """Quotes of both studies support the one record; a quote that both had counts once."""
    kept: dict[tuple[object, ...], Row] = {}
    for evidence in tables.rows["evidence"]:
        if evidence["table"] in ("studies", "arms", "arm_strains"):
            evidence["record_id"] = _moved(str(evidence["record_id"]), studies, arms)
        key = ("table", "record_id", "field", "document_id", "char_start")
        kept.setdefault(tuple(evidence[column] for column in key), evidence)
    tables.rows["evidence"] = list(kept.values())


def _moved(record: str, studies: tuple[str, str], arms: dict[str, str]) -> str:
    old, new = studies
    if record == old:
        return new
    if not record.startswith(f"{old}/"):
        return record
    arm, *position = record[len(old) + 1 :].split("/")
    return "/".join([new, arms.get(arm, arm), *position])


def _take_over(tables: Tables, row: Row, into: Row) -> None:
    for field, value in row.items():
        if into.get(field) in (None, ()):
            into[field] = value
        elif value not in (None, ()) and field not in COMPUTED["studies"] and value != into[field]:
            tables.rows["conflicts"].append(_conflict(tables, into, field, value))
    study_id = into["study_id"]
    mine = {str(link["document_id"]): link for link in rows_of(tables, "document_studies", str(study_id))}
    others = [link for link in tables.rows["document_studies"] if link["study_id"] != study_id]
    tables.rows["document_studies"] = [*others, *mine.values()]
    into["n_documents"] = len(mine)


def _conflict(tables: Tables, into: Row, field: str, other: object) -> Row:
    mine = [
        str(e["document_id"])
        for e in tables.rows["evidence"]
        if (e["table"], e["record_id"], e["field"]) == ("studies", into["study_id"], field)
    ]
    return {
        "study_id": into["study_id"],
        "record_id": into["study_id"],
        "field": field,
        "values": (_printed(into[field]), _printed(other)),
        "document_ids": tuple(dict.fromkeys(mine)),
        "resolution": "open",
        "chosen": _printed(into[field]),
    }


def _printed(value: object) -> str:
    return " | ".join(map(str, value)) if isinstance(value, tuple) else str(value)
