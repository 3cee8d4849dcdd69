"""A draft that carries rows of the build before, and a seeded sample of shards -> the tables in which
the two differ: what it holds must be what a full build makes of the same shards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from warehouse import schema
from warehouse.beside import beside
from warehouse.build import connect
from warehouse.content_digest import rows
from warehouse.indicator_values import measure
from warehouse.some_reports import make_apart

if TYPE_CHECKING:
    from pandas import DataFrame

EACH, YEARS, REPORTS = 1, 1, 250
"""Of so many shards of those that were opened, and of the others, and of so many years, so many reports are
made again each night. The rows of a year stand together, so that they are found at once."""
LINKED = frozenset({"quality.revisions"})
"""Left out: what changed from version to version needs the other shards of the same office."""


def differing(
    draft: Path,
    shards: Sequence[Path],
    opened: Collection[Path],
    frames: Mapping[str, DataFrame],
    seed: str,
) -> list[str]:
    """Which of the tables that depend on single reports hold other rows for the reports of a sample
    of shards than a full build of these makes; `opened` are those of reports that were put in again.
    Raises Unbuildable, duckdb.Error."""
    random, others = Random(seed), set(shards) - set(opened)
    chosen = [
        shard for some in (opened, others) for shard in random.sample(sorted(some), min(EACH, len(some)))
    ]
    held = {number for shard in chosen for number in _some(shard, random)}
    sample = beside(draft, "sample.duckdb")
    try:
        only = f"report_id IN ({', '.join(map(str, sorted(held))) or 'NULL'})"
        of_years = f"{only} AND {_of_years(frames, held)}"
        make_apart(sample, chosen, frames, held)
        with connect(draft) as carried, connect(sample) as made:
            differ = [
                name
                for name, table in schema.tables().items()
                if table.depends == "report" and name not in LINKED
                if rows(carried, table, of_years if _has_years(table) else only) != rows(made, table)
            ]
            carried.execute(
                f"CREATE TEMP TABLE sampled AS SELECT report_id FROM reports WHERE {only};"
                "CREATE TEMP TABLE measured AS FROM indicator_values LIMIT 0"
            )
            measure(carried, "sampled", "measured")
            figures = schema.tables()["indicator_values"]
            again = replace(figures, schema="temp", name="measured")
            same = rows(carried, figures, only) == rows(carried, again)
            return differ if same else [*differ, "indicator_values"]
    finally:
        sample.unlink(missing_ok=True)


def _some(shard: Path, random: Random) -> list[int]:
    """The numbers of reports in a shard that are made again."""
    import pyarrow.parquet as pq

    read = pq.ParquetFile(shard / "filings.parquet").read(["report_id", "year"]).to_pylist()
    years = sorted({row["year"] for row in read}, key=str)
    chosen = random.sample(years, min(YEARS, len(years)))
    numbers = sorted(row["report_id"] for row in read if row["year"] in chosen)
    return random.sample(numbers, min(REPORTS, len(numbers)))


def _has_years(table: schema.Table) -> bool:
    return any(column.name == "year" for column in table.columns)


def _of_years(frames: Mapping[str, DataFrame], held: Collection[int]) -> str:
    """SQL: the years of these reports, for the tables that have years."""
    reports = frames["reports"]
    years = reports[reports["report_id"].isin(held)]["year"]
    if years.hasnans:
        return "true"
    return f"year IN ({', '.join(str(int(year)) for year in sorted(set(years))) or 'NULL'})"
