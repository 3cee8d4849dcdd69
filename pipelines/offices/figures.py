"""Shards -> what is known of the cells of some reports, to tell which of them are one
publication."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from pipelines.model import DOUBTFUL
from pipelines.offices.frames import values

Figures = dict[str, float | None]
"""Cell (`table.row.column`) -> its value, None where it is not filled in; cells in doubt are left
out."""


def figures(shards: Iterable[Path], reports: Collection[int]) -> dict[int, Figures]:
    """report_id -> its figures, of those that are in the shards; one shard in memory at a time."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    known: dict[int, Figures] = {number: {} for number in reports}
    wanted = pa.array(sorted(known), pa.int64())
    columns = ("report_id", "table", "row", "column", "value", "status")
    for shard in shards if known else ():
        held = pq.ParquetFile(shard / "filings.parquet").read(["report_id"], use_threads=False)
        if not pc.any(pc.is_in(held["report_id"], wanted)).as_py():
            continue
        cells = pq.ParquetFile(shard / "cells.parquet").read(list(columns), use_threads=False)
        of_these = cells.filter(pc.is_in(cells["report_id"], wanted))
        for number, table, row, column, value, status in values(of_these, *columns):
            if status not in DOUBTFUL:
                known[number][f"{table}.{row}.{column}"] = value
    return known


def agree(one: Figures, other: Figures) -> bool:
    """Whether both state the same wherever both are read. Of tables that only one of them has
    nothing can be said."""
    return all(one[cell] == other[cell] for cell in one.keys() & other.keys())


def tables(figures: Figures) -> frozenset[str]:
    """The tables that figures are known of."""
    return frozenset(cell.partition(".")[0] for cell in figures)
