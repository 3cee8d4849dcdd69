"""How long all rules take on made-up histories of 10 000 to a million office-years, as SQL and
through GX.

    python -m bench.rules [REPORTS ...]

The tables are made in DuckDB itself; about one cell in two hundred is spoilt. Each size runs in a
process of its own, so that the peak of memory is its own. `SQL` is one pass over every rule that
keeps each failing row; `GX` is Great Expectations over the same file, without its import.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.ratios import note
from expectations.arithmetic import query
from expectations.rules import load
from pipelines.catalogue import catalogue
from warehouse import schema
from warehouse.versions import link

SIZES = (10_000, 100_000, 1_000_000)
"""Numbers of office-years."""
YEARS = 10
"""Years of each office."""
MEMORY = "1500MB"
"""What DuckDB may take."""


def make(path: Path, reports: int) -> None:
    """A warehouse of so many reports: offices of ten years each, cells at random, a short text for
    each report."""
    import duckdb

    form = catalogue().latest
    cells = {f"{t}.{c}" for t in form.tables for c in form.tables[t].cells}
    columns = []
    for cell in catalogue().cells():
        spoilt = f"hash(n, {len(columns)}) % 200 = 0"
        value = f"CASE WHEN {spoilt} THEN hash(n, {len(columns)}) % 7 ELSE 0 END" if cell in cells else "NULL"
        columns.append(f"CAST({value} AS DOUBLE) AS {schema.wide_name(cell)}")
    with duckdb.connect(str(path), config={"memory_limit": MEMORY, "threads": 2}) as connection:
        schema.create(connection, comments=False)
        connection.execute(
            f"""
            CREATE TEMP TABLE n AS
            SELECT n, n // {YEARS} AS office_id, CAST({form.years[0]} + n % {YEARS} AS INTEGER) AS year
            FROM range({reports}) AS r (n);
            INSERT INTO offices BY NAME
            SELECT DISTINCT office_id, 'o' || office_id AS name, 'county' AS level,
                   ['government', 'department', 'street'][office_id % 3 + 1] AS kind,
                   CASE WHEN office_id % 30 > 0 THEN office_id - office_id % 30 END AS parent_office_id
            FROM n;
            INSERT INTO reports BY NAME
            SELECT n AS report_id, office_id, year, '{form.code}' AS edition, 'parsed' AS status,
                   1 AS version,
                   CASE office_id % 3 WHEN 0 THEN 'jurisdiction' ELSE 'own_body' END AS scope,
                   true AS is_current,
                   make_date(year + 1, 1, CAST(5 + n % 25 AS INTEGER)) AS published_on FROM n;
            INSERT INTO reports_wide BY NAME
            SELECT office_id, year, n AS report_id, '{form.code}' AS edition, {", ".join(columns)},
                   CAST([] AS VARCHAR[]) AS nil, CAST([] AS VARCHAR[]) AS doubtful,
                   {[*form.tables]} AS tables FROM n;
            INSERT INTO sections BY NAME
            SELECT office_id, year, s AS section, '无' AS text, n AS report_id
            FROM n, (VALUES ('overview'), ('problems'), ('other_matters')) AS v (s);
            INSERT INTO mentions BY NAME
            SELECT office_id, year, k AS kind, 'overview' AS section, n AS report_id,
                   CASE k WHEN 'requests_received' THEN n % 9
                          WHEN 'title_year' THEN year ELSE year + 1 END AS value
            FROM n, (VALUES ('title_year'), ('requests_received'), ('plan_year')) AS v (k);
            INSERT INTO wordings BY NAME
            SELECT office_id, year, s AS section, 200 AS characters,
                   CAST(hash(n, s) >> 1 AS BIGINT) AS fingerprint,
                   [CAST(hash(n, s, i) >> 1 AS BIGINT) FOR i IN range(8)] AS sentences, n AS report_id
            FROM n, (VALUES ('overview'), ('problems')) AS v (s);
            """
        )
        link(connection)
        for table, (name, row, column) in schema.FACTS.items():
            wide = ", ".join(schema.wide_name(f"{table}.{c}") for c in form.tables[table].cells)
            connection.execute(
                f"""
                INSERT INTO {name} BY NAME
                SELECT office_id, year,
                       string_split(cell, '__')[2] AS {row}, string_split(cell, '__')[3] AS {column},
                       value, 'number' AS status, CAST(CAST(value AS INTEGER) AS VARCHAR) AS text, report_id
                FROM (UNPIVOT (SELECT office_id, year, report_id, {wide} FROM reports_wide) ON {wide}
                      INTO NAME cell VALUE value)
                """
            )


def judge_plainly(path: Path, show: bool = False) -> tuple[float, int]:
    """Seconds for every rule as SQL that keeps each failing row, and how many fail."""
    import duckdb

    with duckdb.connect(str(path), config={"memory_limit": MEMORY, "threads": 2}) as connection:
        started, failing = time.perf_counter(), 0
        for code, rule in load().items():
            one = time.perf_counter()
            connection.execute(f"CREATE OR REPLACE TEMP TABLE found AS {query(rule)}")
            failing += connection.execute("SELECT count(*) FROM found").fetchall()[0][0]
            if show:
                print(f"  {time.perf_counter() - one:7.2f} s  {code}")
        return time.perf_counter() - started, failing


def measure(reports: int) -> None:
    """One line for one size."""
    from expectations.suites import judge

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.duckdb"
        started = time.perf_counter()
        make(path, reports)
        made = time.perf_counter() - started
        plain, failing = judge_plainly(path, show="-v" in sys.argv)
        import great_expectations  # noqa: F401  (its import is no part of the comparison)

        started = time.perf_counter()
        verdicts = judge(path, load()).verdicts
        gx = time.perf_counter() - started
        assert sum(v.unexpected for v in verdicts) == failing
        note("rules", f"{reports:,} reports: Great Expectations / the same SQL alone", gx / plain)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
        print(
            f"{reports:>9,} reports  made {made:6.1f} s  SQL {plain:6.2f} s  GX {gx:6.2f} s"
            f" ({gx / plain:.1f}x)"
            f"  {plain / reports * 1e6:6.2f} us a report  {failing:,} findings  peak {peak:,.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    sizes = [int(a) for a in sys.argv[1:] if a.isdigit()]
    if len(sizes) == 1:
        measure(sizes[0])
    for size in sizes if len(sizes) > 1 else () if sizes else SIZES:
        subprocess.run([sys.executable, "-m", "bench.rules", str(size)], check=True)
