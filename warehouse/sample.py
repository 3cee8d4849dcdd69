"""A draft that carries rows of the build before, and a seeded sample of shards -> the tables in which
the two differ: what is carried must be what a full build makes of the same shards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from warehouse import schema
from warehouse.build import build, connect
from warehouse.content_digest import rows

if TYPE_CHECKING:
    from pandas import DataFrame

SHARDS = 2
"""So many are made again each night, some 2,000 reports."""


def differing(
    draft: Path, shards: Sequence[Path], frames: Mapping[str, DataFrame], names: Sequence[str], seed: str
) -> list[str]:
    """Which of the tables `names`, all of which have `report_id`, hold other rows for the reports of a
    sample of shards than a full build of these makes. Raises Unbuildable."""
    import pyarrow.parquet as pq

    chosen = Random(seed).sample(sorted(shards), min(SHARDS, len(shards)))
    held = {
        number
        for shard in chosen
        for number in pq.ParquetFile(shard / "filings.parquet").read(["report_id"])["report_id"].to_pylist()
    }
    reports = frames["reports"][frames["reports"]["report_id"].isin(held)]
    filings = frames["quality.filings"][frames["quality.filings"]["report_id"].isin(held)]
    sample = draft.with_name("sample.duckdb")
    try:
        build(sample, chosen, reports, frames["offices"], filings, comments=False)
        only = f"report_id IN ({', '.join(map(str, sorted(held))) or 'NULL'})"
        with connect(draft) as carried, connect(sample) as made:
            return [
                name
                for name in names
                for table in (schema.tables()[name],)
                if rows(carried, table, only) != rows(made, table)
            ]
    finally:
        sample.unlink(missing_ok=True)
