"""The catalogue as a whole, and what it answers about tables, rows, columns and editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.catalogue import rows
from pipelines.catalogue.entries import (
    Edition,
    Form,
    Heading,
    IssueKind,
    Line,
    Lists,
    Section,
    Sum,
    Table,
    Tokens,
)
from pipelines.catalogue.indicators import Groups, Indicator

MIXED = "mixed"
"""The edition of a report whose tables are of different ones."""
UNKNOWN = "unknown"
"""The edition of a report without a table."""


@dataclass(frozen=True)
class Catalogue:
    """All that is known of the forms. `lines` is keyed by (table, `row` or `column`, code),
    `editions` are in the order of their years."""

    lines: dict[tuple[str, str, str], Line]
    tables: dict[str, Table]
    editions: dict[str, Edition]
    sections: dict[str, Section]
    headings: dict[str, tuple[Heading, ...]]
    lists: Lists
    tokens: Tokens
    before_2019: tuple[str, ...]
    of_others: tuple[str, ...]
    report_names: tuple[str, ...]
    whole_text: tuple[str, ...]
    organs: tuple[str, ...]
    verbs: tuple[str, ...]
    plans: tuple[str, ...]
    sums: dict[str, Sum]
    issues: dict[str, IssueKind]
    indicators: dict[str, Indicator]
    groups: Groups

    def row(self, table: str, code: str) -> Line:
        """The line of a row, by table and code. Raises KeyError."""
        return self.lines[table, "row", code]

    def column(self, table: str, code: str) -> Line:
        """The line of a column, by table and code. Raises KeyError."""
        return self.lines[table, "column", code]

    def counted(self, table: str, row: str, column: str) -> Line:
        """The line that says what a cell counts, and in what unit: its row in a list, else its
        column. Raises KeyError."""
        return self.row(table, row) if self.tables[table].is_list else self.column(table, column)

    def cells(self) -> tuple[str, ...]:
        """Every cell of every edition as `table.row.column`, local rows included, in the order of
        the editions."""
        seen: dict[str, None] = {}
        for edition in self.editions.values():
            for table, form in edition.tables.items():
                for row in form.rows:
                    for column in row.columns:
                        seen[f"{table}.{row.code}.{column}"] = None
        return tuple(seen)

    def table_of(self, row: str) -> str:
        """The table that has a row. Raises KeyError."""
        tables = {code: table for table, kind, code in self.lines if kind == "row"}
        return tables[row]

    @property
    def latest(self) -> Edition:
        """The edition of the latest years, for what holds in all of them or cannot be decided."""
        return next(reversed(self.editions.values()))

    def forms(self, table: str) -> dict[str, Form]:
        """The forms of a table by edition; an edition that does not have the table is left out."""
        return {code: e.tables[table] for code, e in self.editions.items() if table in e.tables}

    def editions_with(self, table: str, kind: str, code: str) -> tuple[str, ...]:
        """The editions that print a line (of `kind` row or column) of a table, headings of rows
        included."""
        forms = self.forms(table).items()
        return tuple(e for e, form in forms if code in (form.order if kind == "row" else form.columns))

    def tables_of(self, edition: str) -> tuple[str, ...]:
        """The tables that a report of an edition has; those of the latest where it is not known."""
        known = self.editions.get(edition, self.latest)
        return tuple(t for t in self.tables if t in known.tables)

    def alike(self, table: str, edition: str) -> frozenset[str]:
        """The editions, `edition` among them, that print the same rows and columns in this table.
        Its cells read the same by each of them, and it does not tell which of them a report is
        of."""
        form = self.editions[edition].tables[table]
        return frozenset(code for code, other in self.forms(table).items() if other.cells_as(form))

    def edition_of(self, tables: Mapping[str, str], year: int | None = None) -> str:
        """Table -> the edition that it was read by, to the edition of the report: the one that all
        of these tables are of or print alike, `mixed` if there is none, `unknown` without tables.
        Where several are left, which is where only tables were read that they print alike, that of
        the year, else the latest."""
        if not tables:
            return UNKNOWN
        left = [set(self.alike(table, edition)) for table, edition in tables.items()]
        common = set.intersection(*left)
        fitting = [e for e in reversed(self.editions.values()) if e.code in common]
        of_year = (e for e in fitting if year is not None and e.covers(year))
        return next((e.code for e in (*of_year, *fitting)), MIXED)

    def total(self, table: str) -> str:
        """The column that adds up the others of a table (sums.yml); empty if it has none."""
        totals = (s.right[0] for s in self.sums.values() if s.table == table and s.each == "row")
        return next(totals, "")

    def breaks(self) -> tuple[float, ...]:
        """The points in time at which an edition takes over, from another or, the first, from none:
        between the last year before it and its first one: 2020.5."""
        return tuple(edition.years[0] - 0.5 for edition in self.editions.values())

    def first_year(self, indicator: str) -> int:
        """The first year whose form has a cell of an indicator that is a sum of cells."""
        cells = {*self.indicators[indicator].cells}
        return next(
            edition.years[0]
            for edition in self.editions.values()
            for table, form in edition.tables.items()
            if not cells.isdisjoint(f"{table}.{cell}" for cell in form.cells)
        )

    def children(self, table: str, row: str) -> tuple[str, ...]:
        """The rows right below one, in the order of lines.yml."""
        return rows.children(table, row, self.lines)

    def parts(self, table: str, row: str) -> tuple[str, ...]:
        """The filled rows that add up to `row` over all editions (rows.py)."""
        return rows.parts(table, row, self.lines, self.editions)

    def split_rows(self, table: str) -> dict[str, tuple[str, ...]]:
        """Rows that one edition fills and another splits -> the rows that they are split into."""
        forms = self.forms(table).values()
        filled = {row.code for form in forms for row in form.rows}
        headings = [c for form in forms for c in form.order if c in form.groups and c in filled]
        return {c: tuple(p for p in self.parts(table, c) if p != c) for c in dict.fromkeys(headings)}
