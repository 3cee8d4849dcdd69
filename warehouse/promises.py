"""Turns a draft into the list of our own promises that it breaks; an empty list means that it may
be published.

Judges our work only: what the offices published wrongly is a finding and is not judged here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import yaml

from warehouse.beside import beside
from warehouse.build import memory_limit
from warehouse.part import take_part
from warehouse.query import attach
from warehouse.table_sums import PLACES
from warehouse.view_sql import filled

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_ROWS = 20
"""So many rows of a broken promise are kept: enough to see what is wrong."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A query that must return no row, and what it says when it does not. `of`: what is asked of a
    renewed draft, all rows, those of the reports that changed, or none any more. `previous`: it asks
    the last build, too."""

    name: str
    zh: str
    en: str
    sql: str
    of: Literal["whole", "reports", "years"] = "whole"
    previous: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that a draft breaks, with the first rows that prove it, column name to value."""

    name: str
    zh: str
    en: str
    rows: tuple[dict[str, Any], ...]


class NotJudged(ValueError):
    """A file that cannot be asked; the message is DuckDB's own, in one line."""


def promises() -> tuple[Promise, ...]:
    """Those of promises.yml, in its order."""
    path = Path(__file__).with_name("promises.yml")
    written = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(
        Promise(name=name, **{**entry, "sql": filled(entry["sql"], PLACES)})
        for name, entry in written.items()
    )


def broken(
    draft: Path,
    previous: Path | None = None,
    asked: Collection[str] | None = None,
    changed: Path | None = None,
) -> list[Broken]:
    """The promises that the database `draft` does not keep, in the order of `promises`; `asked`: of
    those with these names only. Opens it read-only.

    `previous` is the published build that it must not fall short of; without one those promises are
    not asked. `changed`: the Parquet file, if there is one, of the reports by which alone the draft
    is another than a build that kept them; what is promised of single reports is asked of these.
    Raises NotJudged for what is no database, or one of another version."""
    import duckdb

    wanted = [p for p in promises() if asked is None or p.name in asked]
    wanted = [p for p in wanted if previous is not None or not p.previous]
    renewed = changed is not None and changed.exists()
    if renewed:
        wanted = [p for p in wanted if p.of != "years"]
    of_reports = [p for p in wanted if renewed and p.of == "reports"]
    try:
        kept_not = _of_whole(draft, previous, [p for p in wanted if p not in of_reports])
        if changed is not None and of_reports:
            kept_not |= _of_reports(draft, changed, of_reports)
    except duckdb.Error as error:
        raise NotJudged(" ".join(str(error).split())) from error
    return [Broken(p.name, p.zh, p.en, kept_not[p.name]) for p in wanted if kept_not[p.name]]


Rows = dict[str, tuple[dict[str, Any], ...]]
"""The first rows that break each promise, by its name; none where it is kept."""


def _of_whole(draft: Path, previous: Path | None, asked: Sequence[Promise]) -> Rows:
    import duckdb

    with duckdb.connect(str(draft), read_only=True, config={"memory_limit": memory_limit()}) as connection:
        if previous is not None:
            attach(connection, previous, "previous")
        return {promise.name: _rows(connection, promise) for promise in asked}


def _of_reports(draft: Path, changed: Path, asked: Sequence[Promise]) -> Rows:
    """Of a database of their own with what the draft holds of the reports in the file `changed`."""
    import duckdb
    import pyarrow.parquet as pq

    reports = pq.read_table(changed, columns=["report_id"])
    if not reports.num_rows:
        return {promise.name: () for promise in asked}
    part = beside(draft, "promised.duckdb")
    try:
        take_part(draft, part, reports, reports, [promise.sql for promise in asked])
        with duckdb.connect(str(part), read_only=True) as connection:
            return {promise.name: _rows(connection, promise) for promise in asked}
    finally:
        part.unlink(missing_ok=True)


def _rows(connection: DuckDBPyConnection, promise: Promise) -> tuple[dict[str, Any], ...]:
    result = connection.execute(f"SELECT * FROM ({promise.sql}) LIMIT {MOST_ROWS}")
    columns = [column[0] for column in result.description]
    return tuple(dict(zip(columns, row, strict=True)) for row in result.fetchall())
