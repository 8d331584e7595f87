"""Merging two studies and splitting one, with all rows that hang on them."""

from psychobiotics.records.tables import Row, Tables

_CHILDREN = ("findings", "claims", "document_studies", "conflicts", "study_aliases")


def merge_study(tables: Tables, row: Row, into: Row) -> None:
    """Move everything of one study to another; what the other does not state it takes over."""
    old, new = str(row["study_id"]), str(into["study_id"])
    arms = _next_arm_ids(tables, old, new)
    for table in ("arms", "arm_strains"):
        for child in _of(tables, table, old):
            child["arm_id"] = arms[str(child["arm_id"])]
            child["study_id"] = new
    for table in _CHILDREN:
        for child in _of(tables, table, old):
            for column in ("arm_id", "comparator_arm_id"):
                if child.get(column):
                    child[column] = arms[str(child[column])]
            child["study_id"] = new
    for evidence in tables.rows["evidence"]:
        evidence["record_id"] = _moved(str(evidence["table"]), str(evidence["record_id"]), (old, new), arms)
    _take_over(tables, row, into)
    tables.rows["studies"].remove(row)
    tables.rows["study_aliases"].append({"old_id": old, "study_id": new})


def _take_over(tables: Tables, row: Row, into: Row) -> None:
    for field, value in row.items():
        if into.get(field) in (None, ()):
            into[field] = value
    links = {
        str(link["document_id"]): link
        for link in tables.rows["document_studies"]
        if link["study_id"] == into["study_id"]
    }
    others = [link for link in tables.rows["document_studies"] if link["study_id"] != into["study_id"]]
    tables.rows["document_studies"] = others + list(links.values())
    into["n_documents"] = len(links)


def _next_arm_ids(tables: Tables, old: str, new: str) -> dict[str, str]:
    """New ids for the arms that come along, after those that are there."""
    count = len(_of(tables, "arms", new))
    return {str(arm["arm_id"]): f"a{count + place}" for place, arm in enumerate(_of(tables, "arms", old), 1)}


def _moved(table: str, record: str, studies: tuple[str, str], arms: dict[str, str]) -> str:
    old, new = studies
    if table not in ("studies", "arms", "arm_strains") or not (record == old or record.startswith(f"{old}/")):
        return record
    if table == "studies":
        return new
    arm, *position = record[len(old) + 1 :].split("/")
    return "/".join([new, arms.get(arm, arm), *position])


def split_study(tables: Tables, row: Row, document_id: str, new_id: str) -> None:
    """Give what one document tells of a study to a study of its own; arms stay with the old one."""
    old = str(row["study_id"])
    tables.rows["studies"].append(
        {"study_id": new_id, "label": str(row["label"]), "n_documents": 1, "review_status": "corrected"}
    )
    for table in ("findings", "claims", "document_studies"):
        for child in _of(tables, table, old):
            if child["document_id"] == document_id:
                child["study_id"] = new_id
                for column in ("arm_id", "comparator_arm_id"):
                    child.pop(column, None)
    row["n_documents"] = len(_of(tables, "document_studies", old))


def _of(tables: Tables, table: str, study_id: str) -> list[Row]:
    return [row for row in tables.rows[table] if row.get("study_id") == study_id]
