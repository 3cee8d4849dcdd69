"""Says what a release changes against the one before it: rows, offices, reports, and every value
that changed."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from export.files import file_name
from export.parts import by_year
from warehouse.query import table as as_table
from warehouse.schema import FACTS, quoted, tables
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_log = logging.getLogger(__name__)
MOST_NAMES = 20
EARLIER = "earlier_"
"""Before the name of a table: the view of it in the earlier release."""
SQL = Path(__file__).parent / "sql" / "values_changed_since.sql"


def write_changes(
    connection: DuckDBPyConnection,
    release: Path,
    previous: Path | None,
    counts: Mapping[str, int],
    written: Mapping[str, Collection[int]],
) -> None:
    """Write CHANGES.md of the tables, which have so many rows as `counts` says, and, where there is an
    earlier release, changes.csv with one row for each changed value; `written`: the years of each table
    that are not the files of the earlier release, in which no value can have changed."""
    lines = ["# 数据变更 Changes of the data", ""]
    if previous is None:
        (release / "CHANGES.md").write_text(
            "\n".join([*lines, "首个版本。 The first release.", ""]), encoding="utf-8"
        )
        return
    import duckdb

    try:
        lines += _compared(connection, release, previous, counts, written)
    except duckdb.Error as error:  # a file of it is damaged
        _log.warning("%s cannot be compared with: %s", previous, error)
        (release / "changes.csv").unlink(missing_ok=True)
        lines += [f"`{previous.name}` 无法读取，未作比较。 It cannot be read, nothing is compared.", ""]
    (release / "CHANGES.md").write_text("\n".join(lines), encoding="utf-8")


def _compared(
    connection: DuckDBPyConnection,
    release: Path,
    previous: Path,
    counts: Mapping[str, int],
    written: Mapping[str, Collection[int]],
) -> list[str]:
    earlier = _earlier_tables(connection, previous)
    lines = [f"与 `{previous.name}` 相比。 Compared with `{previous.name}`.", "", "## 行数 Rows", ""]
    rows = [(name, earlier.get(name), counts[name]) for name in map(file_name, tables().values())]
    lines += _block(
        ("table", "before", "now", "change"), [(n, b, m, m - (b or 0)) for n, b, m in rows if b != m]
    )
    for title, name, key, labels in (
        ("机关 Offices", "offices", "office_id", ("name",)),
        ("报告 Reports", "reports", "report_id", ("original_name", "raw_path")),
    ):
        now, then = f'main."{name}"', quoted(EARLIER + name)
        for word, one, other in (("新增 new", now, then), ("不再出现 gone", then, now)):
            known = connection.sql(f"FROM {one}").columns  # an earlier release may not have the first label
            label = next(label for label in labels if label in known)
            differing = connection.execute(
                f"SELECT {label} FROM {one} WHERE {key} NOT IN (SELECT {key} FROM {other}) ORDER BY 1"
            ).fetchall()
            if differing:
                names = "、".join(str(value) for (value,) in differing[:MOST_NAMES])
                more = " …" if len(differing) > MOST_NAMES else ""
                lines += ["", f"## {title}: {word} {len(differing)}", "", names + more]
    changed = _changed_values(connection, release / "changes.csv", earlier, written)
    lines += [
        "",
        f"## 改变的数值 Values changed: {changed}",
        "",
        "逐条见 `changes.csv`。 Each is in `changes.csv`.",
        "",
    ]
    return lines


def _earlier_tables(connection: DuckDBPyConnection, previous: Path) -> dict[str, int]:
    """A temporary view for each table of the earlier release, and its rows; left out is one that it
    has not, or an empty one in partitions."""
    import duckdb

    rows = {}
    for table in tables().values():
        name = file_name(table)
        pattern = previous / "parquet" / (f"{name}/*/*.parquet" if by_year(table) else f"{name}.parquet")
        try:
            earlier = connection.read_parquet(str(pattern), hive_partitioning=True, union_by_name=True)
        except duckdb.IOException as error:
            _log.info("%s: nothing of it in %s: %s", name, previous.name, error)
            continue
        connection.register(EARLIER + name, earlier)
        ((many,),) = connection.execute(f"SELECT count(*) FROM {quoted(EARLIER + name)}").fetchall()
        rows[name] = int(many)
    return rows


def _changed_values(
    connection: DuckDBPyConnection,
    target: Path,
    earlier: Mapping[str, int],
    written: Mapping[str, Collection[int]],
) -> int:
    """Write the cells of an office and year that both releases have, with another value, status or
    text."""
    compared = {code: fact for code, fact in FACTS.items() if earlier.get(fact[0])}
    if not compared:
        return 0
    parts = [
        statement(
            SQL,
            table=table,
            facts=facts,
            previous=quoted(EARLIER + facts),
            row=row,
            column=column,
            years=", ".join(str(int(year)) for year in sorted(written[facts])) or "NULL",
        )
        for table, (facts, row, column) in compared.items()
    ]
    changed = " UNION ALL ".join(parts) + " ORDER BY ALL"
    connection.execute(f"COPY ({changed}) TO ? (FORMAT csv, HEADER)", [str(target)])
    ((many,),) = connection.execute(
        "SELECT count(*) FROM read_csv(?, header = true, all_varchar = true)", [str(target)]
    ).fetchall()
    return int(many)


def _block(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> list[str]:
    return ["```", as_table(head, rows).rstrip("\n"), "```"] if rows else ["不变。 None."]
