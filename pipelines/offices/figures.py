"""Shards -> what is known of the cells of some reports, to tell which of them are one
publication."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from pipelines.model import DOUBTFUL
from pipelines.offices.frames import values

Figures = dict[str, float | None]
"""Cell (`table.row.column`) -> its value, None where it is not filled in; cells in doubt are left
out."""


def figures(held: Mapping[Path, Collection[int]]) -> dict[int, Figures]:
    """report_id -> its figures, of the reports that each shard holds; one shard in memory at a time."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    known: dict[int, Figures] = {number: {} for numbers in held.values() for number in numbers}
    columns = ("report_id", "table", "row", "column", "value", "status")
    for shard, numbers in held.items():
        cells = pq.ParquetFile(shard / "cells.parquet").read(list(columns), use_threads=False)
        of_these = cells.filter(pc.is_in(cells["report_id"], pa.array(sorted(numbers), pa.int64())))
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
