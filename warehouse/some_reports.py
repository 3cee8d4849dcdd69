"""Some reports of the frames, and the shards that they are in -> a database of their own, made by the
steps of a full build: what a night puts into the build before, and what it proves itself by.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import schema
from warehouse.build import connect, place, take_in
from warehouse.filling import READ, open_shards

if TYPE_CHECKING:
    from pandas import DataFrame


def make_apart(
    path: Path, shards: Sequence[Path], frames: Mapping[str, DataFrame], reports: Collection[int]
) -> None:
    """Make the database `path` with the tables that depend on single reports, for these, which are in the
    `shards`. What changed between versions is told of those that are among them. Raises Unbuildable,
    duckdb.Error."""
    path.unlink(missing_ok=True)
    these = frames["reports"][frames["reports"]["report_id"].isin(reports)]
    owners = frames["offices"][frames["offices"]["office_id"].isin(these["office_id"])]
    with connect(path) as connection:
        schema.create(connection, comments=False)
        place(connection, {"offices": owners, "reports": these})
        open_shards(connection, shards, READ)
        take_in(connection)
