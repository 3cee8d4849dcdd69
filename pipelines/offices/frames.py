"""Rows, one after the other -> frames that hold them as Arrow, in a tenth of the memory of Python
objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pipelines.catalogue import catalogue
from pipelines.issue import Issue, Place, Stage
from pipelines.report_columns import names, stored_types

if TYPE_CHECKING:
    from pandas import DataFrame

_COLUMNS = {
    "offices": (
        *("office_id", "name", "kind", "level", "scope", "scope_confidence", "division_code"),
        *("province", "city", "county", "parent_office_id", "resolution", "confidence"),
        *("valid_from", "valid_to"),
    ),
    "filings": ("raw_path", "original_name", "sha256", "size", "source_url", "status", "report_id", "part"),
    "issues": ("report_id", "stage", "code", "severity", "where", "detail"),
    "office_evidence": ("office_id", "report_id", "kind", "value", "division_codes", "weight", "source"),
    "office_candidates": ("office_id", "rank", "division_code", "name", "province", "city", "county"),
    "office_aliases": ("office_id", "name", "provisional_id", "first_year", "last_year"),
    "roster": (
        "line",
        "office_id",
        "place",
        "under_office_id",
        "first_year",
        "last_year",
        "deadline",
        "note",
    ),
    "office_keys": ("office_id", "keys"),
    "office_succession": ("year", "relation", "previous_office_id", "office_id", "previous_name", "name"),
}
_INTEGERS = frozenset(
    {
        *("parent_office_id", "previous_office_id", "provisional_id", "under_office_id"),
        *("line", "size", "part", "weight", "rank", "first_year", "last_year"),
    }
)
"""Beside those of a report."""
PIECE = 10_000
"""So many rows wait as Python's objects."""


class Rows:
    """The rows of a table, added one by one in the order of its columns."""

    def __init__(self, columns: Iterable[str]) -> None:
        self._columns = tuple(columns)
        self._waiting: list[tuple[Any, ...]] = []
        self._pieces: list[Any] = []

    def add(self, row: tuple[Any, ...]) -> None:
        """One more row."""
        self._waiting.append(row)
        if len(self._waiting) >= PIECE:
            self._pack()

    def table(self) -> Any:
        """All of them as an Arrow table."""
        import pyarrow as pa

        self._pack()
        return pa.concat_tables(self._pieces)

    def _pack(self) -> None:
        import pyarrow as pa

        columns = list(zip(*self._waiting)) or [()] * len(self._columns)
        arrays = [pa.array(column, type=_type(name)) for name, column in zip(self._columns, columns)]
        self._pieces.append(pa.table(arrays, names=list(self._columns)))
        self._waiting = []


def issue_row(report: int | None, stage: Stage, code: str, path: str, detail: str = "") -> tuple[Any, ...]:
    """A row of an issue with a filing, as bad as issues.yml says."""
    issue = Issue(stage, code, catalogue().issues[code].severity, Place(file=path), detail)
    return (report, *issue.as_json().values())


def columns(name: str) -> tuple[str, ...]:
    """The columns of a frame, in their order."""
    return names() if name == "reports" else _COLUMNS[name]


def table(name: str, rows: Iterable[tuple[Any, ...]]) -> Any:
    """The table of this name with these rows."""
    gathered = Rows(columns(name))
    for row in rows:
        gathered.add(row)
    return gathered.table()


def frame(table: Any) -> DataFrame:
    """An Arrow table as a frame; nothing is copied, and a key beside a missing one keeps its 60
    bits."""
    import pandas as pd

    return table.to_pandas(types_mapper=pd.ArrowDtype, use_threads=False)


def values(table: Any, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The values of columns of an Arrow table, row by row, few of them as Python's objects at a
    time."""
    for batch in table.select(list(columns)).to_batches(max_chunksize=PIECE):
        yield from zip(*(column.to_pylist() for column in batch.columns))


def _type(name: str) -> Any:
    import pyarrow as pa

    if name == "division_codes":
        return pa.list_(pa.string())
    stored = stored_types().get(name, "string")
    if stored == "list<int64>":
        return pa.list_(pa.int64())
    return pa.int64() if name in _INTEGERS else pa.type_for_alias(stored)
