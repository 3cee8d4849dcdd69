"""A published build of as many made-up office-years as wanted: python -m bench.synthetic N DIR.

Counts are made up but hang together: outcomes add up to the total, what is carried out is carried
in. Counties are spread over 31 provinces, findings over all rules. One report in a hundred breaks a
sum and has a finding or more, one cell in ten thousand is in doubt, one report in ten was never
published.
"""

from __future__ import annotations

import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from expectations.rules import load
from findings.record import STAMP, _store_rules
from pipelines.catalogue import catalogue
from pipelines.catalogue.strict_yaml import read_mapping
from warehouse import schema
from warehouse.build import connect
from warehouse.due import owe
from warehouse.indicator_values import measure
from warehouse.nesting import nest
from warehouse.pivot import widen
from warehouse.publish import publish
from warehouse.versions import link

FIRST, LAST = 2019, 2024
"""Years of the made-up reports."""
YEARS = LAST - FIRST + 1
PARTS = re.split(r"-- \[(\w+)\]\n", (Path(__file__).parent / "synthetic.sql").read_text(encoding="utf-8"))
"""The statements of synthetic.sql by their names."""
TILES = Path(__file__).parents[1] / "dashboard/tiles.yml"
"""The provinces, and where a map has them."""
SQL = dict(zip(PARTS[1::2], PARTS[2::2], strict=True))


def make(folder: Path, reports: int, memory: str = "4GB") -> Path:
    """A published build in `folder` with about so many office-years; returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / "draft.duckdb"
    draft.unlink(missing_ok=True)
    with connect(draft, memory, folder / "scratch") as connection:
        connection.execute(f"SET threads = {min(2, os.cpu_count() or 1)}")
        schema.create(connection)
        made = {"offices": round(reports / YEARS / 0.9), "provinces": [*read_mapping(TILES)["provinces"]]}
        connection.execute(SQL["offices"].partition(";")[0], made)
        connection.execute(SQL["offices"].partition(";")[2])
        connection.execute(SQL["reports"])
        _codebook(connection)
        connection.execute(SQL["filings"])
        for year in range(FIRST, LAST + 1):
            for table, (name, row, column) in schema.FACTS.items():
                connection.execute(
                    SQL["facts"].format(
                        name=name, t=table, row=row, column=column, value=SQL["value"].strip(), year=year
                    )
                )
        widen(connection)
        link(connection)
        nest(connection)
        owe(connection)
        measure(connection)
        _store_rules(connection, load())
        connection.execute(
            SQL["quality"].replace("$build", schema.literal(datetime.now(UTC).strftime(STAMP)))
        )
    return publish(draft, folder)


def _codebook(connection: object) -> None:
    """The lines of the forms, and the temporary table `cell` of the cells of each edition."""
    from warehouse.filling import fill_codebook as fill

    fill(connection, catalogue())  # type: ignore[arg-type]
    cells = [
        (edition.code, table, *cell.split("."))
        for edition in catalogue().editions.values()
        for table, form in edition.tables.items()
        for cell in form.cells
    ]
    connection.execute("CREATE TEMP TABLE cell (edition VARCHAR, t VARCHAR, r VARCHAR, col VARCHAR)")  # type: ignore[attr-defined]
    connection.executemany("INSERT INTO cell VALUES (?, ?, ?, ?)", cells)  # type: ignore[attr-defined]


if __name__ == "__main__":
    start = perf_counter()
    build = make(Path(sys.argv[2]), int(sys.argv[1]))
    print(f"{build}  {build.stat().st_size / 1e6:,.0f} MB  {perf_counter() - start:.0f} s")
