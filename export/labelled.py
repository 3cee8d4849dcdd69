"""A build -> what can be opened and used at once: names, places and words instead of keys and codes,
headings in Chinese and English. CSV files, and the most asked of them as one workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from export.book import TIMELESS, book_at
from export.citation import about
from export.files import Body, key_letter, write_query
from export.form_sheet import A4, height
from export.keeping import Writing
from export.row_workbook import write_value
from findings.decisions import DECISIONS
from findings.finding import SEVERITIES
from pipelines.catalogue import catalogue
from pipelines.catalogue.strict_yaml import read_mapping
from warehouse.code_words import code_words
from warehouse.schema import Column, quoted, tables, wide_name
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HERE = Path(__file__).parent
READY = "打开即用-ready-to-use.xlsx"
"""The workbook of a release that needs no explanation."""
STATEMENTS = {
    "reports": "labelled_reports.sql",
    "findings": "labelled_findings.sql",
    "cells": "labelled_cells.sql",
}
"""The statement of each sheet of labelled.yml."""
IN_WORKBOOK = ("reports", "findings")
"""The sheets of labelled.yml that it has; all are there as CSV."""
MOST_ROWS = 100_000
"""Rows of a sheet of it. Of more, the latest years are there, since a larger workbook opens in no
office program."""
NUMBER_WIDTH = 12
"""Characters that a column of figures is wide."""
ACROSS = {"reports": 4, "findings": 2}
"""Sheets of A4 that a line takes in print, so that its letters can be read."""
HELD = 5
"""Columns that stay in sight: the place, the office and the year."""
REPEATED = (3, 4)
"""Those of them that stand on each of the sheets: office and year."""
BOLD = 1
"""Characters that a heading may be shorter than its column, being bold."""
MARGIN = 0.4
"""Inches of paper left blank at each side."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sheet: its name in both languages, its statement, and its columns in order, each with how many
    characters wide it is."""

    code: str
    zh: str
    en: str
    sql: str
    columns: tuple[tuple[Column, int], ...]

    @property
    def headings(self) -> dict[str, str]:
        """Column -> heading in both languages."""
        return {column.name: f"{column.zh} {column.en}" for column, _ in self.columns}


@lru_cache(maxsize=1)
def _entries() -> dict[str, Any]:
    return read_mapping(HERE / "labelled.yml")


def _starred(what: str) -> list[Column]:
    """The columns that the catalogue has words for."""
    if what == "indicators":
        every = catalogue().indicators.values()
        return [Column(one.code, "DOUBLE", one.zh, one.en) for one in every if one.bridge is None]
    cells = {wide_name(cell) for cell in catalogue().cells()}
    return [column for column in tables()["reports_wide"].columns if column.name in cells]


def labelled(connection: DuckDBPyConnection) -> Iterator[Labelled]:
    """The sheets of labelled.yml, with the types that their columns have in this build."""
    _bring_words(connection)
    for code, entry in _entries()["sheets"].items():
        listed: dict[str, tuple[str, str, int]] = {}
        starred = ""
        for name, said in entry["columns"].items():
            if name == "*":
                alias = {"indicators": "i", "cells": "w"}[said]
                starred = ", ".join(f"{alias}.{quoted(c.name)}" for c in _starred(said))
                listed |= {c.name: (c.zh, c.en, NUMBER_WIDTH) for c in _starred(said)}
            else:
                listed[name] = tuple(said)
        sql = statement(HERE / "sql" / STATEMENTS[code], columns=starred)
        described = connection.execute(f"SELECT column_name, column_type FROM (DESCRIBE {sql})").fetchall()
        types = {name: "VARCHAR" if kind.startswith("ENUM") else kind for name, kind in described}
        if set(types) != set(listed):
            raise ValueError(
                f"labelled.yml: {code}: {sorted(set(types) ^ set(listed))} are in one place only"
            )
        columns = tuple(
            (Column(name, types[name], zh, en), width) for name, (zh, en, width) in listed.items()
        )
        zh, en = entry["name"]
        yield Labelled(code, zh, en, sql, columns)


def _bring_words(connection: DuckDBPyConnection) -> None:
    groups = {
        group: {code: " ".join(pair) for code, pair in known.items()} for group, known in code_words().items()
    }
    groups["state"] |= {"unread": " ".join(_entries()["unread"])}
    groups |= {"severity": {code: words.both for code, words in SEVERITIES.items()}, "decision": DECISIONS}
    connection.execute(statement(HERE / "sql" / "placed_name.sql"))
    connection.execute("CREATE OR REPLACE TEMP TABLE code_words (kind VARCHAR, code VARCHAR, words VARCHAR)")
    rows = [(group, code, words) for group, known in groups.items() for code, words in known.items()]
    connection.executemany("INSERT INTO code_words VALUES (?, ?, ?)", rows)


def write_labelled(connection: DuckDBPyConnection, release: Writing, build: str) -> None:
    """Under `labelled/`, a CSV for each sheet of this build, safe as all others are. Offices of all years
    stand together, so that it is written as a whole."""
    for sheet in labelled(connection):
        columns = [column for column, _ in sheet.columns]
        ((many,),) = connection.execute(f"SELECT count(*) FROM ({sheet.sql})").fetchall()
        rows: list[Body] = [(build, sheet.sql, {})]
        write_query(connection, release, f"labelled/{sheet.code}", columns, many, rows, sheet.headings)


def write_ready(connection: DuckDBPyConnection, path: Path, build: str) -> None:
    """The workbook READY at `path`. Raises OSError."""
    with book_at(path, TIMELESS, in_memory=False, constant_memory=True) as book:
        kinds = {
            "head": book.add_format(
                {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#F3F5F8"}
            ),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
            "share": book.add_format({"num_format": "0.0%", "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "figure": book.add_format({"valign": "top"}),
        }
        notes = []
        for sheet in labelled(connection):
            if sheet.code in IN_WORKBOOK:
                page = book.add_worksheet(f"{sheet.zh} {sheet.en}")
                if cut := _fill(connection, page, sheet, kinds):
                    notes.append(cut)
        _explain(book.add_worksheet("说明 About"), build, notes, kinds)


def _fill(connection: DuckDBPyConnection, page: Any, sheet: Labelled, kinds: dict[str, Any]) -> str:
    """Write a sheet; returns what has to be said of what it leaves out."""
    page.set_paper(A4)
    page.set_landscape()
    page.set_margins(MARGIN, MARGIN, MARGIN, MARGIN)
    page.print_across()
    page.hide_gridlines(0)
    page.repeat_rows(0, 1)
    page.repeat_columns(*REPEATED)
    page.freeze_panes(2, HELD)
    shares = {one.code for one in catalogue().indicators.values() if one.made_of == "share"}
    for x, (_, width) in enumerate(sheet.columns):
        page.set_column(x, x, width)
    letters = [key_letter(column) for column, _ in sheet.columns]
    formats = [_format(column, shares, kinds) for column, _ in sheet.columns]
    page.fit_to_pages(ACROSS[sheet.code], 0)
    for y, heads in enumerate(zip(*((column.zh, column.en) for column, _ in sheet.columns), strict=True)):
        page.set_row(y, max(height(text, width - BOLD) for text, (_, width) in zip(heads, sheet.columns)))
        for x, text in enumerate(heads):
            page.write_string(y, x, text, kinds["head"])
    texts = [(x, width) for x, (column, width) in enumerate(sheet.columns) if column.type == "VARCHAR"]
    since, cut = _since(connection, sheet)
    y = 1
    asked = connection.execute(
        f"FROM ({sheet.sql}) WHERE ? IS NULL OR year >= ? LIMIT ?", [since, since, MOST_ROWS]
    )
    while rows := asked.fetchmany(1000):
        for row in rows:
            y += 1
            page.set_row(y, max(height(str(row[x] or ""), width - 1) for x, width in texts))
            for x, value in enumerate(row):
                write_value(
                    page,
                    y,
                    x,
                    f"{letters[x]}{value}" if letters[x] and value is not None else value,
                    formats[x],
                )
    page.autofilter(1, 0, max(2, y), len(sheet.columns) - 1)
    return cut


def _format(column: Column, shares: Collection[str], kinds: dict[str, Any]) -> Any:
    if column.name in shares:
        return kinds["share"]
    return kinds[{"DATE": "day", "VARCHAR": "text"}.get(column.type, "figure")]


def _since(connection: DuckDBPyConnection, sheet: Labelled) -> tuple[int | None, str]:
    """The first year of which all rows fit, where not all fit, and how to say so."""
    counted = connection.execute(
        f"SELECT year, count(*) FROM ({sheet.sql}) GROUP BY year ORDER BY year DESC NULLS LAST"
    )
    total, since = 0, None
    for year, many in counted.fetchall():
        total += many
        if total <= MOST_ROWS and year is not None:
            since = year
    if total <= MOST_ROWS:
        return None, ""
    latest = f"“{sheet.zh}”共 {total:,} 行，此处只有 "
    latest += f"{since} 年以来的" if since else f"最近年度的前 {MOST_ROWS:,} 行"
    here = f"here since {since}" if since else f"here the first {MOST_ROWS:,} of the latest year"
    return since, f"{latest}；全部见 labelled/ / {sheet.en}: {total:,} rows, {here}; all are in labelled/"


def _explain(page: Any, build: str, notes: list[str], kinds: dict[str, Any]) -> None:
    known, words = about(), _entries()["about"]
    title = " ".join(known["title"])
    licence = known["licences"]["data"]
    lines = [
        title,
        f"版本 version {build}",
        f"{licence['title']} ({licence['name']}) {licence['path']}",
        *notes,
    ]
    page.set_paper(A4)
    page.set_column(0, 0, 100)
    for y, line in enumerate([*lines, *words]):
        page.write_string(y, 0, line, kinds["text"])
        page.set_row(y, height(line, 98))
