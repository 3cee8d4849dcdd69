"""Says what a release changes against the one before it: rows, offices, reports, and every value
that is another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from export.files import by_year, file_name
from warehouse.query import table as as_table
from warehouse.schema import FACTS, literal, tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHOWN = 20


def write_changes(
    connection: DuckDBPyConnection, release: Path, previous: Path | None, counts: dict[str, int]
) -> None:
    """Write CHANGES.md and, where there is an earlier release, changes.csv with one row for each
    changed value."""
    lines = ["# 数据变更 Changes of the data", ""]
    if previous is None:
        (release / "CHANGES.md").write_text(
            "\n".join([*lines, "首个版本。 The first release.", ""]), encoding="utf-8"
        )
        return
    lines += [f"与 `{previous.name}` 相比。 Compared with `{previous.name}`.", "", "## 行数 Rows", ""]
    rows = [(name, _rows(connection, previous, name), many) for name, many in counts.items()]
    lines += _block(
        ("table", "before", "now", "change"), [(n, b, m, m - (b or 0)) for n, b, m in rows if b != m]
    )
    for title, name, key, label in (
        ("机关 Offices", "offices", "office_id", "name"),
        ("报告 Reports", "reports", "report_id", "raw_path"),
    ):
        now, then = f'main."{name}"', _source(previous, name)
        for word, one, other in (("新增 new", now, then), ("不再出现 gone", then, now)):
            found = connection.execute(
                f"SELECT {label} FROM {one} WHERE {key} NOT IN (SELECT {key} FROM {other}) ORDER BY 1"
            ).fetchall()
            if found:
                names = "、".join(str(value) for (value,) in found[:SHOWN])
                more = " …" if len(found) > SHOWN else ""
                lines += ["", f"## {title}: {word} {len(found)}", "", names + more]
    changed = _changed_values(connection, release, previous)
    lines += [
        "",
        f"## 改变的数值 Values changed: {changed}",
        "",
        "逐条见 `changes.csv`。 Each stands in `changes.csv`.",
        "",
    ]
    (release / "CHANGES.md").write_text("\n".join(lines), encoding="utf-8")


def _source(previous: Path, name: str) -> str:
    table = next(t for t in tables().values() if file_name(t) == name)
    pattern = previous / "parquet" / (f"{name}/*/*.parquet" if by_year(table) else f"{name}.parquet")
    return f"read_parquet({literal(str(pattern))}, hive_partitioning = true, union_by_name = true)"


def _rows(connection: DuckDBPyConnection, previous: Path, name: str) -> int | None:
    """The rows that a table had; None where the earlier release has no such table, or an empty one
    in partitions."""
    import duckdb

    try:
        ((many,),) = connection.execute(f"SELECT count(*) FROM {_source(previous, name)}").fetchall()
    except duckdb.IOException:
        return None
    return int(many)


def _changed_values(connection: DuckDBPyConnection, release: Path, previous: Path) -> int:
    """Cells of an office and year that both releases have, with another value, status or text."""
    parts = []
    for code, (name, row, column) in FACTS.items():
        if not _rows(connection, previous, name):
            continue
        parts.append(
            f"SELECT n.office_id, n.year, '{code}.' || n.{row} || '.' || n.{column} AS cell, p.value AS value_before,"
            " n.value, p.status::VARCHAR AS status_before, n.status::VARCHAR AS status,"
            " p.report_id AS report_before, n.report_id"
            f" FROM main.{name} AS n JOIN {_source(previous, name)} AS p"
            f" ON p.office_id = n.office_id AND p.year = n.year"
            f" AND p.{row}::VARCHAR = n.{row}::VARCHAR AND p.{column}::VARCHAR = n.{column}::VARCHAR"
            " WHERE n.value IS DISTINCT FROM p.value OR n.status::VARCHAR IS DISTINCT FROM p.status::VARCHAR"
            " OR n.text IS DISTINCT FROM p.text"
        )
    if not parts:
        return 0
    query = " UNION ALL ".join(parts) + " ORDER BY ALL"
    connection.execute(f"COPY ({query}) TO {literal(str(release / 'changes.csv'))} (FORMAT csv, HEADER)")
    ((many,),) = connection.execute(
        f"SELECT count(*) FROM read_csv({literal(str(release / 'changes.csv'))}, header = true, all_varchar = true)"
    ).fetchall()
    return int(many)


def _block(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> list[str]:
    return ["```", as_table(head, rows).rstrip("\n"), "```"] if rows else ["不变。 None."]
