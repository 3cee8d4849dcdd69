"""The published build and what changed since -> a draft that is what a full build would make.

The draft begins as a copy of the published file. Rows of reports that changed are taken out and put
in again, as the steps of a full build make them of these reports (some_reports.py);
`depends` in schema.yml says which tables these are, and which are made anew as a whole. Whatever
cannot be told apart raises NotTold, and the build is a full one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipelines.catalogue.corrections import Correction
from warehouse import schema, table_sums
from warehouse.beside import beside
from warehouse.build import LINKS, connect, counts, derive, place
from warehouse.copying import Copied, copy
from warehouse.difference import NotOneRow, make_again, put_right
from warehouse.filling import open_shards, take_frame
from warehouse.indicator_values import measure
from warehouse.part import copy_rows
from warehouse.query import attach
from warehouse.some_reports import make_apart
from warehouse.statements import statement
from warehouse.table_sums import Sums

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

SQL = Path(__file__).parent / "sql"
MOST = 0.25
"""Above this share of reports a full build costs no more, and leaves the file in better order."""

LISTED = 5_000
"""So many reports are put down one by one in a statement."""


class Renewed(NamedTuple):
    """The number of rows of each table, how many reports were put in again, and the shards that were
    opened for them."""

    counts: dict[str, int]
    reports: int
    opened: tuple[Path, ...]


def changed_beside(draft: Path) -> Path:
    """The Parquet file with the keys of the reports that were taken out of a renewed draft or put in
    again, beside it; there is none beside a draft that was made in full."""
    return beside(draft, "changed.parquet")


class NotTold(RuntimeError):
    """What changed cannot be told apart, or is too much; the message says why."""


def renew(
    draft: Path,
    published: Path,
    shards: Sequence[Path],
    changed: Collection[str],
    frames: Mapping[str, DataFrame],
    issues: DataFrame,
    corrections: Sequence[Correction],
    copied: Copied,
) -> Renewed:
    """Make `draft`, which is a copy of the build `published` when it is `copied`, with what was found in
    it, and beside it the file of the reports that changed (`changed_beside`).

    `changed` are the names of the shards that are new or other than then; `frames` are those of all
    tables that identity makes. Raises NotTold; the draft is then useless.
    """
    import duckdb

    try:
        copied()
        with connect(draft) as connection:
            _empty(connection, [t for name, t in _depending("all").items() if name not in {*frames, *LINKS}])
            place(connection, {**frames}, put_right)
            _open_filings(connection, "reread", [shard for shard in shards if shard.name in changed])
            connection.execute(statement(SQL / "reports_that_changed.sql"))
            count, total = _asked(connection, "SELECT count(*) FROM renewed"), frames["reports"].shape[0]
            if count > MOST * total:
                raise NotTold(f"{count:,} of {total:,} reports changed")
            opened, sums = _put_in_again(connection, draft, shards, frames)
            open_shards(connection, shards, ("issues",))
            derive(connection, issues, corrections, make_again)
            connection.execute(statement(SQL / "reports_linked_otherwise.sql"))
            table_sums.store(connection, _measure_again(connection, sums))
            connection.table("stale").write_parquet(str(changed_beside(draft)))
            return Renewed(counts(connection), count, opened)
    except (duckdb.Error, OSError, NotOneRow) as error:
        raise NotTold(f"{published.name}: {' '.join(str(error).split())}") from error


def keep(draft: Path, published: Path, sources: DataFrame) -> dict[str, int]:
    """Make `draft` a copy of the build `published` with other `sources`, beside it a file of no reports
    that changed, and return the number of rows of each table. Raises NotTold; the draft is then
    useless."""
    import duckdb

    try:
        copy(published, draft)
        with connect(draft) as connection:
            take_frame(connection, "quality.sources", sources, put=put_right)
            connection.execute("CREATE TEMP TABLE stale (report_id BIGINT)")
            connection.table("stale").write_parquet(str(changed_beside(draft)))
            return counts(connection)
    except (duckdb.Error, OSError, NotOneRow) as error:
        raise NotTold(f"{published.name}: {' '.join(str(error).split())}") from error


def _depending(kind: str) -> dict[str, schema.Table]:
    """The tables that depend on this, by name."""
    return {name: table for name, table in schema.tables().items() if table.depends == kind}


def _empty(connection: DuckDBPyConnection, tables: Iterable[schema.Table]) -> None:
    """Take everything out of these tables; their blocks are free for what comes."""
    for table in tables:
        connection.execute(f"DELETE FROM {table.sql}")
    connection.execute("CHECKPOINT")


def _put_in_again(
    connection: DuckDBPyConnection, draft: Path, shards: Sequence[Path], frames: Mapping[str, DataFrame]
) -> tuple[tuple[Path, ...], Sums]:
    """Take the rows of reports in `stale` out of the tables that depend on single reports, and put in
    those of reports in `renewed`. Returns the shards that were opened, and the sums of all rows that
    there should be now."""
    tables, sums = _depending("report"), table_sums.recorded(connection)
    if gone := connection.execute("SELECT report_id FROM was_there").fetchall():
        only = f"report_id IN {_listed(gone)}"
        sums = table_sums.moved(sums, table_sums.sums_of(connection, tables, only, reports="was_there"), {})
        for table in tables.values():
            connection.execute(f"DELETE FROM {table.sql} WHERE {only}")
    renewed = {number for (number,) in connection.execute("FROM renewed").fetchall()}
    if not renewed:
        return (), sums
    _open_filings(connection, "held", shards)
    files = connection.execute("SELECT DISTINCT filename FROM held SEMI JOIN renewed USING (report_id)")
    opened = tuple(sorted(Path(name).parent for (name,) in files.fetchall()))
    apart = beside(draft, "renewed.duckdb")
    try:
        make_apart(apart, opened, frames, renewed)
        attach(connection, apart, "apart")
        come = table_sums.sums_of(connection, tables, database="apart.")
        for table in tables.values():
            copy_rows(connection, table, f"apart.{table.sql}")
        connection.execute("DETACH apart")
    finally:
        apart.unlink(missing_ok=True)
    return opened, table_sums.moved(sums, {}, come)


def _measure_again(connection: DuckDBPyConnection, sums: Sums) -> Sums:
    """Make the rows of reports in `linked` anew of the tables that depend on links, and return the sums
    of all rows that there should be now."""
    tables, only = _depending("links"), "report_id IN (SELECT report_id FROM linked)"
    gone = table_sums.sums_of(connection, tables, only)
    measure(connection, "linked")
    return table_sums.moved(sums, gone, table_sums.sums_of(connection, tables, only))


def _listed(reports: Sequence[tuple[int]]) -> str:
    """What stands after IN for the reports of `was_there`, which these are. Few are put down one by one:
    DuckDB then looks at them while it reads, in half the time."""
    if len(reports) > LISTED:
        return "(SELECT report_id FROM was_there)"
    return f"({', '.join(str(int(number)) for (number,) in reports)})"


def _open_filings(connection: DuckDBPyConnection, name: str, shards: Sequence[Path]) -> None:
    """The view `name` of the reports in these shards, each with the file that it is in."""
    if not shards:
        connection.execute(f"CREATE TEMP TABLE {name} (report_id BIGINT, filename VARCHAR)")
        return
    files = [str(shard / "filings.parquet") for shard in shards]
    connection.register(name, connection.read_parquet(files, union_by_name=True, filename=True))


def _asked(connection: DuckDBPyConnection, sql: str) -> int:
    ((number,),) = connection.execute(sql).fetchall()
    return int(number)
