"""All printings of the tables in a document -> one reading of each table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pipelines.catalogue import catalogue
from pipelines.model import Issue, Place, Reading
from pipelines.recognise.edition import assumed
from pipelines.recognise.fields import without_page_numbers
from pipelines.recognise.gaps import BEHIND, beside_gaps, beside_rows_of, may_be_cut
from pipelines.recognise.labels import labels
from pipelines.recognise.layout import style_of
from pipelines.recognise.list_rows import ListRows, list_rows
from pipelines.recognise.regions import Region
from pipelines.recognise.table_titles import told_otherwise
from pipelines.recognise.tables import MatchedTable, TableReading, match_table, read_table
from pipelines.recognise.tokens import Token
from pipelines.recognise.unit_line import unit_line
from pipelines.values import parse


def read_tables(
    tokens: list[Token], regions: list[Region], year: int | None, whole: bool = False
) -> tuple[dict[str, TableReading], list[Issue]]:
    """One reading for each table that is there, and issues of those that are printed several times. Of
    a table that is printed for this report and for another (table_titles.py), that of this one. A list
    that ends a file is not cut where that is `whole`."""
    regions, issues = _of_one_form(regions, year)
    told = told_otherwise(tokens, regions, year)
    own = {r.table for r in regions if r not in told}
    regions = [r for r in regions if r not in told or r.table not in own]
    last = max(regions, key=lambda r: r.end, default=None)
    truncated = last if last and may_be_cut(tokens, last) else None
    listed = {
        r: list_rows(r.table, tokens[r.start : _line_end(tokens, r.end)], tokens[r.head : r.start], year)
        for r in regions
        if catalogue().tables[r.table].is_list
    }
    matched = _matched(tokens, regions, year, listed)
    edition = catalogue().edition_of({r.table: p.form.edition for r, p in matched.items()}, year)
    order = catalogue().tables_of(edition)
    tables: dict[str, TableReading] = {}
    for table in catalogue().tables:
        following = next(iter(order[order.index(table) + 1 :]), None) if table in order else None
        lacks_head = following is not None and _lacks_head(matched, following)
        readings = [
            _read(
                listed.get(region),
                printing,
                _in_doubt(printing, lacks_head),
                cut=region == truncated and not (whole and region in listed),
                unit_line=unit_line(tokens, region),
                told=told.get(region, ""),
            )
            for region, printing in matched.items()
            if region.table == table
        ]
        if len(readings) > 1:
            tables[table], issue = _compared(readings)
            issues.append(issue)
        elif readings:
            tables[table] = readings[0]
    rivals = {issue.where.table for issue in issues if issue.code == "form.table_rivals"}
    if len(rivals) > 1:  # two reports in one file: whose the other tables are cannot be told
        for table in tables.keys() - {issue.where.table for issue in issues}:
            tables[table], issue = _in_doubt_as_a_whole(tables[table], 1)
            issues.append(issue)
    return tables, issues


def _line_end(tokens: list[Token], end: int) -> int:
    """Where the line ends in which a printing does: what is in the place of its last figure may be none."""
    return next((i for i in range(end, len(tokens)) if tokens[i].line != tokens[end - 1].line), len(tokens))


def _of_one_form(regions: list[Region], year: int | None) -> tuple[list[Region], list[Issue]]:
    """The printings of tables that one edition has together. Of two that share none, that of the year
    is the report's, else the later one."""
    printed = {r.table for r in regions}
    if year is not None and year < next(iter(catalogue().editions.values())).years[0]:  # there was no form
        return [r for r in regions if not catalogue().tables[r.table].is_list], []
    having = [e for e in catalogue().editions.values() if not printed.isdisjoint(e.tables)]
    if not having or any(printed <= e.tables.keys() for e in having):
        return regions, []
    own = next((e for e in having if year is not None and e.covers(year)), having[-1]).tables
    issues = [Issue("recognise", "form.of_other_years", "info", Place(table=t)) for t in printed - own.keys()]
    return [r for r in regions if r.table in own], issues


def _read(listed: ListRows | None, printing: MatchedTable, *args: Any, **said: Any) -> TableReading:
    """The readings of a printing; those of a list have their printed label and unit as heading."""
    read = read_table(printing, *args, **said)
    if listed is None:
        return read
    heads = {row.row.code: listed.units.get((row.line, row.label), "") for row in printing.match.rows}
    return replace(
        read, solution=read.solution.with_readings(lambda r: replace(r, heading=heads.get(r.row, "")))
    )


def _matched(
    tokens: list[Token], regions: list[Region], year: int | None, listed: Mapping[Region, ListRows]
) -> dict[Region, MatchedTable]:
    """The rows of every printing, in the order of the form. A table that does not tell editions apart
    takes that of the table before it, else of one behind it that does, else of the year."""
    spans = {
        r: listed[r].tokens if r in listed else without_page_numbers(tokens[r.start : r.end]) for r in regions
    }
    style = style_of({r.table: span for r, span in spans.items()})
    matched: dict[Region, MatchedTable] = {}
    edition = assumed([(r.table, span) for r, span in spans.items()], year)
    for table in catalogue().tables:
        printings = {
            r: match_table(table, s, style, edition, tokens[r.head : r.start], tokens[r.end : r.end + BEHIND])
            for r, s in spans.items()
            if r.table == table
        }
        for r in printings.keys() & listed.keys():
            left_out, is_clear = tuple(listed[r].left_out), listed[r].is_clear
            printings[r] = replace(printings[r], left_out=left_out, is_clear=is_clear)
        edition = next((p.form.edition for p in printings.values()), edition)
        matched |= printings
    return matched


def _in_doubt(printing: MatchedTable, next_lacks_head: bool) -> frozenset[str]:
    """The rows that may be the head of one and the tail of another."""
    rivals = (beside_rows_of(printing.form, rival) for rival in printing.rivals)
    return beside_gaps(printing.rows, next_lacks_head, printing.labelled).union(*rivals)


def _lacks_head(matched: dict[Region, MatchedTable], table: str) -> bool:
    """Whether a table was not found, or begins with the label of a row or group that is not its first."""
    printing = next((p for region, p in matched.items() if region.table == table), None)
    if printing is None:
        return True
    begins = next((t.key for t in printing.tokens if t.kind == "label"), "")
    known = labels(table)
    is_heading = begins not in known.rows or begins in known.heads
    return not is_heading and not printing.rows[0].is_printed


def _compared(printings: list[TableReading]) -> tuple[TableReading, Issue]:
    """A table printed more than once: the same numbers are harmless, others leave all of its cells
    in doubt."""

    def content(printing: TableReading) -> list[tuple[str, object]]:
        return [
            (r.code, parse(r.text).summand if r.text is not None else r.doubt)
            for r in printing.solution.readings
        ]

    first = printings[0]
    if all(content(p) == content(first) for p in printings[1:]):
        place, times = Place(table=first.form.table), f"{len(printings)} 次"
        return first, Issue("recognise", "form.table_repeated", "warning", place, times)
    return _in_doubt_as_a_whole(first, len(printings))


def _in_doubt_as_a_whole(first: TableReading, times: int) -> tuple[TableReading, Issue]:
    """A table of which no cell is sure, printed so many times."""
    in_doubt = tuple(
        Reading(r.table, r.row, r.column, None, r.spot, "ambiguous", r.text or r.evidence)
        for r in first.solution.readings
    )
    solution = replace(first.solution, readings=in_doubt, lost=first.solution.printed)
    issue = Issue("recognise", "form.table_rivals", "error", Place(table=first.form.table), f"{times} 次")
    return replace(first, solution=solution), issue
