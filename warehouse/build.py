"""Turns shards of read reports and the frames of offices, reports and filings into a draft of the
database.

Leaves findings to findings/, the check of our promises to promises.py and publication to
publish.py.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.catalogue import catalogue
from pipelines.catalogue.corrections import Correction
from pipelines.input_error import InputError
from warehouse import reading_quality, schema, table_sums, versions
from warehouse.beside import take_away
from warehouse.due import owe
from warehouse.filling import (
    Unbuildable,
    fill_codebook,
    fill_facts,
    fill_spots,
    insert_rows,
    open_shards,
    refuse_floats,
    take_frame,
)
from warehouse.indicator_values import measure
from warehouse.nesting import nest
from warehouse.pivot import widen
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

MEMORY, TO_JUDGE = "2GB", "1GB"
"""With it a million reports go through, in the same time as with 3 GB. What Great Expectations asks takes
up to 1.7 GB beside its limit, for the cells of each report as bits, and no longer with half of it."""
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?) ?[KMGT]i?B", re.IGNORECASE | re.ASCII)
SQL = Path(__file__).parent / "sql"
Step = Callable[["DuckDBPyConnection"], None]
"""Fills a table from others."""
LINKS: dict[str, Step] = {"previous_reports": versions.link, "nesting": nest, "due_reports": owe}
"""What links reports to each other and to the years -> the step that fills it."""
SCOPE = {
    "scope": "coalesce(frame.scope, (SELECT o.scope FROM offices AS o WHERE o.office_id = frame.office_id))"
}
"""What a report counts follows from its office, where nothing else says it."""


def memory_limit(default: str = MEMORY) -> str:
    """What DuckDB may take: GONGKAI_MEMORY as DuckDB has it (`6GB`), or the default. Raises InputError
    for what is no amount: less than nothing would be no limit to DuckDB."""
    said = os.environ.get("GONGKAI_MEMORY", "").strip()
    amount = _AMOUNT.fullmatch(said)
    if said and not (amount and float(amount[1])):
        raise InputError(f"GONGKAI_MEMORY={said}：应为如 6GB / expected an amount such as 6GB")
    return said or default


def connect(path: Path, memory: str | None = None, scratch: Path | None = None) -> DuckDBPyConnection:
    """A connection that may write to the draft at `path`.

    `memory` is its limit, by default `memory_limit()`; what exceeds it goes to `scratch`, by
    default beside it.
    """
    import duckdb

    overflow = {"temp_directory": str(scratch)} if scratch else {}
    return duckdb.connect(str(path), config={"memory_limit": memory or memory_limit(), **overflow})


def build(
    draft: Path,
    shards: Sequence[Path],
    reports: DataFrame,
    offices: DataFrame,
    filings: DataFrame,
    *,
    issues: DataFrame | None = None,
    mapping: dict[str, DataFrame] | None = None,
    corrections: Sequence[Correction] = (),
    memory: str | None = None,
    scratch: Path | None = None,
    comments: bool = True,
) -> dict[str, int]:
    """Make the database `draft` again and return the number of rows of each table.

    `shards` are folders with filings, cells, sections and issues as Parquet; no report may be in
    two of them. `issues` are those met after reading, with the columns of a shard's. `mapping` are
    further tables, by name; it is emptied. `corrections` are those of the catalogue. Without
    `comments`, tables and columns have none. Raises Unbuildable; the draft is then useless.
    """
    import duckdb

    if draft.is_symlink():
        raise Unbuildable(f"{draft} is a link to a published build; a draft must be a file of its own")
    take_away(draft)
    frames = {} if mapping is None else mapping
    frames |= {"offices": offices, "reports": reports, "quality.filings": filings}
    del offices, reports, filings
    try:
        with connect(draft, memory, scratch) as connection:
            schema.create(connection, comments)
            open_shards(connection, shards)
            place(connection, frames)
            fill_codebook(connection, catalogue())
            take_in(connection)
            derive(connection, issues, corrections)
            measure(connection)
            table_sums.store(connection, table_sums.sums_of(connection, table_sums.summed()))
            return counts(connection)
    except duckdb.Error as error:
        raise Unbuildable(f"{draft.name} could not be built: {' '.join(str(error).split())}") from error


def place(
    connection: DuckDBPyConnection,
    frames: dict[str, DataFrame],
    put: Callable[[DuckDBPyConnection, schema.Table, str], None] = insert_rows,
) -> None:
    """The tables that identity makes, and what follows from them alone; `put` puts the rows of a SELECT
    into a table. Empties `frames`: of a million reports they are 3 GB, and each is let go when it is put
    down."""
    for name in sorted(frames, key=lambda name: name != "offices"):  # reports look at them
        take_frame(connection, name, frames.pop(name), SCOPE if name == "reports" else None, put)
    connection.execute(statement(SQL / "keys_of_offices_without.sql"))


def take_in(connection: DuckDBPyConnection) -> None:
    """The tables that depend on single reports, for those that are there, of which the shards are open.
    A full build, a night and its proof all fill them by this. Raises Unbuildable."""
    fill_spots(connection)
    fill_facts(connection)
    widen(connection)
    reading_quality.tally(connection)
    versions.revise(connection)


def derive(
    connection: DuckDBPyConnection,
    issues: DataFrame | None,
    corrections: Sequence[Correction],
    fill: Callable[[DuckDBPyConnection, schema.Table, Step], None] = lambda to, _, step: step(to),
) -> None:
    """The tables that follow from many reports at once, when those of single ones are there. `fill` lets
    a step fill its table."""
    if issues is not None:
        refuse_floats("issues", issues)
    reading_quality.fill(connection, catalogue(), issues)
    for name, step in LINKS.items():
        fill(connection, schema.tables()[name], step)
    versions.correct(connection, corrections)


def counts(connection: DuckDBPyConnection) -> dict[str, int]:
    """The number of rows of each table."""
    return {
        name: connection.execute(f"SELECT count(*) FROM {table.sql}").fetchall()[0][0]
        for name, table in schema.tables().items()
    }
