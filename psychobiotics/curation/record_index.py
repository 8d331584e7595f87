"""Rows found by the id that a decision names, each behind the decision's guard."""

from typing import Any

from psychobiotics.curation.decisions import Decision
from psychobiotics.records.drafts import Scalar
from psychobiotics.records.tables import RECORD_KEYS, Row, Tables, record_id


class RecordIndex:
    """Rows of the tables by id, read once a table until rows move."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._by_id: dict[str, dict[str, Row]] = {}

    def forget(self) -> None:
        """Rows were added, moved or taken out."""
        self._by_id.clear()

    def get(self, table: str, record: str) -> Row | None:
        """The row of that id; a study also answers to its aliases."""
        if table not in RECORD_KEYS:
            return None
        rows = self._rows(table)
        if record not in rows and table == "studies":
            aliases = self._tables.rows["study_aliases"]
            record = next((str(alias["study_id"]) for alias in aliases if alias["old_id"] == record), record)
        return rows.get(record)

    def find(self, decision: Decision, table: str, record: str) -> Row:
        """The row of that id.

        Raises:
            CurationError: There is none.
        """
        row = self.get(table, record)
        if row is None:
            raise decision.broken(
                f"{record!r} in {table}", "no such row; correct the id, or remove the decision if the record left"
            )
        return row

    def guarded(self, decision: Decision, table: str, record: str) -> Row:
        """The row of that id, holding what the decision expects.

        Raises:
            CurationError: There is none, or it holds something else.
        """
        row = self.find(decision, table, record)
        expected = {**decision.expect, **dict.fromkeys(decision.expect_null)}
        for field, value in expected.items():
            if (found := _plain(row.get(field))) != _plain(value):
                raise decision.broken(
                    f"{field} of {record} to be {value!r}", f"{found!r}: the source changed, review the decision"
                )
        return row

    def _rows(self, table: str) -> dict[str, Row]:
        if table not in self._by_id:
            self._by_id[table] = {record_id(table, row): row for row in self._tables.rows[table]}
        return self._by_id[table]


def _plain(value: Scalar | Any | None) -> Any:
    """Lists compare as lists; an empty list is null, as an absent key is."""
    return list(value) or None if isinstance(value, tuple | list) else value
