"""Builds a DuckDB file with the tables that the rules read, from a handful of reports written down
as printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from expectations import arithmetic
from expectations.rule import Case
from expectations.rules import load
from pipelines.catalogue.load import catalogue
from pipelines.model import DOUBTFUL, NIL
from warehouse import view_sql
from warehouse.versions import link

ROOT = Path(__file__).resolve().parents[3]
Cell = tuple[str | None, float | None, str]

# Kinds of check that need neither prose nor another report.
INSIDE = ("sum", "column_blank", "non_negative", "integer", "token", "tables_present")
# What the tests print in cells; any other text is a plain number.
PRINTED: dict[str, tuple[float | None, str]] = {
    "": (None, "blank"),
    "/": (None, "slash"),
    "—": (None, "dash"),
    "0%": (0.0, "percent"),
    "减1237": (-1237.0, "text"),
    "ambiguous": (None, "ambiguous"),
    "unreadable": (None, "unreadable"),
    "absent": (None, "absent"),
}


def printed(text: str) -> Cell:
    if text in PRINTED:
        value, status = PRINTED[text]
        return (None if status in DOUBTFUL else text, value, status)
    return (text, float(text), "number")


@dataclass
class SmallReport:
    """A report in which every cell of its edition is `fill`, except `cells`. Tables not in `tables`
    have no cells; `sections` are those whose headings it has."""

    cells: dict[str, str] = field(default_factory=dict)
    edition: str = "f2021"
    year: int | None = 2022
    fill: str = "0"
    tables: tuple[str, ...] = tuple(catalogue().tables)
    sections: tuple[str, ...] = tuple(catalogue().sections)
    status: str = "parsed"
    is_current: bool = True

    def all_cells(self) -> dict[str, Cell]:
        found = {}
        forms = catalogue().editions.get(self.edition)
        if forms is not None:
            for table in set(self.tables) & forms.tables.keys():
                found.update({f"{table}.{cell}": printed(self.fill) for cell in forms.tables[table].cells})
        return found | {code: printed(text) for code, text in self.cells.items()}


def write(path: Path, reports: Iterable[SmallReport]) -> Path:
    """The file of a small warehouse."""
    with duckdb.connect(str(path)) as connection:
        fill(connection, reports)
    return path


def fill(connection: duckdb.DuckDBPyConnection, reports: Iterable[SmallReport]) -> None:
    """Makes `reports_wide`, `reports` and `cells`; report_id and office_id count from 1."""
    codes = catalogue().cells()
    columns = ", ".join(f'"{code.replace(".", "__")}" DOUBLE' for code in codes)
    types = {code: catalogue().column(code.split(".")[0], code.split(".")[2]).type for code in codes}
    connection.execute(
        f"CREATE TABLE reports_wide (office_id BIGINT, year INTEGER, report_id BIGINT, edition VARCHAR, {columns}, "
        "nil VARCHAR[], doubtful VARCHAR[], tables VARCHAR[])"
    )
    connection.execute(
        "CREATE TABLE reports (report_id BIGINT, office_id BIGINT, year INTEGER, edition VARCHAR, status VARCHAR, "
        "is_current BOOLEAN, scope VARCHAR, published_on DATE)"
    )
    connection.execute(
        "CREATE TABLE offices (office_id BIGINT, name VARCHAR, kind VARCHAR, level VARCHAR, resolution VARCHAR, parent_office_id BIGINT)"
    )
    named = {"mentions": "kind VARCHAR, value DOUBLE, text VARCHAR", "sections": "text VARCHAR"}
    named["wordings"] = "characters INTEGER, fingerprint BIGINT, sentences BIGINT[]"
    for name, more in named.items():
        connection.execute(
            f"CREATE TABLE {name} (report_id BIGINT, office_id BIGINT, year INTEGER, section VARCHAR, {more})"
        )
    connection.execute(
        "CREATE TABLE office_succession (year INTEGER, relation VARCHAR, previous_office_id BIGINT, office_id BIGINT)"
    )
    connection.execute(
        "CREATE TABLE roster (office_id BIGINT, first_year INTEGER, last_year INTEGER, deadline VARCHAR)"
    )
    connection.execute("CREATE TABLE territory_parts (territory_report_id BIGINT, report_id BIGINT)")
    connection.execute(view_sql.read("macros/values"))
    for view in ("predecessors", "first_publications", "timeliness"):
        connection.execute((ROOT / f"warehouse/views/{view}.sql").read_text(encoding="utf-8"))
    connection.execute(
        "CREATE TABLE previous_reports (report_id BIGINT, office_id BIGINT, year INTEGER, previous_id BIGINT,"
        " reason VARCHAR)"
    )
    connection.execute(
        'CREATE TABLE facts (report_id BIGINT, office_id BIGINT, year INTEGER, edition VARCHAR, "table" VARCHAR, '
        '"row" VARCHAR, "column" VARCHAR, cell VARCHAR, value DOUBLE, unit VARCHAR, status VARCHAR, text VARCHAR, '
        "type VARCHAR)"
    )
    connection.execute("CREATE VIEW cells AS FROM facts")
    for number, report in enumerate(reports, start=1):
        cells = report.all_cells()
        connection.execute(
            "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)",
            [number, number, report.year, report.edition, report.status, report.is_current],
        )
        if not report.is_current:
            continue
        connection.executemany(
            "INSERT INTO sections BY NAME SELECT ? AS report_id, ? AS section, '' AS text",
            [[number, section] for section in (*report.sections, "")],
        )
        wide: list[Any] = [number, report.year, number, report.edition]
        wide += [cells[code][1] if code in cells else None for code in codes]
        for statuses in (NIL, DOUBTFUL):
            wide.append([code for code, (_, _, status) in cells.items() if status in statuses])
        wide.append(list(report.tables))
        connection.execute(f"INSERT INTO reports_wide VALUES ({', '.join('?' * len(wide))})", wide)
        rows = [
            (*code.split("."), code, value, kind, text, types[code])
            for code, (text, value, kind) in cells.items()
        ]
        connection.execute(
            'INSERT INTO facts ("table", "row", "column", cell, value, status, text, type, report_id, office_id, year, '
            "edition) SELECT unnest(?), unnest(?), unnest(?), unnest(?), unnest(CAST(? AS DOUBLE[])), unnest(?), "
            "unnest(CAST(? AS VARCHAR[])), unnest(?), ?, ?, ?, ?",
            [
                *(map(list, zip(*rows, strict=True)) if rows else [[]] * 8),
                number,
                number,
                report.year,
                report.edition,
            ],
        )
    link(connection)


class Judged:
    """The answers of every rule over a small warehouse."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    @cached_property
    def findings(self) -> dict[str, list[Case]]:
        failing = {}
        for code, rule in load().items():
            result = self.connection.execute(arithmetic.query(rule))
            assert [column[0] for column in result.description] == [field.name for field in fields(Case)]
            failing[code] = [Case(*row) for row in result.fetchall()]
        return failing

    @cached_property
    def assessed(self) -> dict[str, int]:
        return {
            c: self.connection.execute(arithmetic.assessed(r)).fetchall()[0][0] for c, r in load().items()
        }

    @cached_property
    def not_assessable(self) -> dict[str, list[tuple[Any, ...]]]:
        return {
            c: self.connection.execute(arithmetic.not_assessable(r)).fetchall() for c, r in load().items()
        }

    def undecided(self) -> set[str]:
        """The rules of sums and cells that could not be judged somewhere."""
        return {c for c, rows in self.not_assessable.items() if rows and load()[c].check.kind in INSIDE}

    def found(self, report: int = 1, but: Iterable[str] = ()) -> set[tuple[str, str]]:
        """(rule, scope) of every finding about a report, except of the rules in `but`."""
        return {
            (code, f.scope)
            for code, rows in self.findings.items()
            for f in rows
            if f.report_id == report and code not in set(but)
        }

    def finding(self, rule: str, scope: str, report: int = 1) -> Case:
        (one,) = [f for f in self.findings[rule] if f.report_id == report and f.scope == scope]
        return one

    def unjudged(self, rule: str, report: int = 1) -> dict[str, str]:
        """scope -> reason."""
        return {
            scope: reason for number, _, _, scope, reason in self.not_assessable[rule] if number == report
        }
