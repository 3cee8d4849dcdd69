"""The rows of a table as they are in order, held against headings of which one is missing: an office
leaves out a column, and another with no heading of its own (numbers of lines, noughts, a label that is
printed twice, last year's figure) makes its rows as long as those of the form.

The figures of such rows are under headings of other columns than their order gives them. No sum tells
the one from the other, as applicants add up in any order: these rows are open. Where it is not known
what is under which heading, a heading may be lost as well. The order is then borne out if the sums
hold in it, and in fewer rows where any cell is left out; a column of noughts adds up both ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.catalogue.entries import Form
from pipelines.catalogue.equations import fits_all, sums_within
from pipelines.recognise.candidate import RowCandidates
from pipelines.recognise.label_places import LabelPlaces
from pipelines.recognise.tokens import Token
from pipelines.values import parse

LEAST_NAMED = 3
"""Columns of a row that are named, for one that is not to be missing."""


def held_against_headings(
    form: Form, tokens: list[Token], rows: Sequence[RowCandidates]
) -> tuple[RowCandidates, ...]:
    """The rows, in doubt those that are certain and have one cell more than there are headings of the
    form for them. For tables with a heading above each column; `tokens`: with those above the table,
    which may be headings."""
    if form.printed == "one_line" or form.is_list:
        return tuple(rows)
    places = LabelPlaces(form, tokens)
    lines: dict[int, set[str]] = {}
    for token in tokens:
        if token.kind == "label" and token.key in places.columns:
            lines.setdefault(token.line, set()).add(token.key)
    said = {places.columns[name] for names in lines.values() for name in names}
    # 其他 and 总计 name rows as well: they are headings beside one that does not
    headed = {
        places.columns[name] for names in lines.values() if names - places.rows.keys() for name in names
    }
    if places.is_known and any(map(_has_columns, rows)):
        named = headed if any(token.grid for token in tokens) else said
        return tuple(_by_place(row, named, places) if row.certain else row for row in rows)
    said.update(code for t in tokens if t.kind == "label" and (code := places.column_of(t)))  # misprinted
    lacking = [row for row in rows if row.certain and _is_lacking(row, said, headed)]
    if lacking and not _is_borne_out(form, lacking, said):
        codes = {row.row.code for row in lacking}
        return tuple(_opened(row) if row.row.code in codes else row for row in rows)
    return tuple(rows)


def _has_columns(row: RowCandidates) -> bool:
    """Whether the values of a row are beside each other; in some dumps each is on a line of its own."""
    return len({token.spot.column for token in row.fields if token.kind == "value"}) > 1


def _is_borne_out(form: Form, rows: Sequence[RowCandidates], said: set[str]) -> bool:
    """Whether the sums of rows hold in their order, and in fewer of them where one of their cells is
    left out and the others are those of the headings that are `said`."""
    names = [row.row.names for row in rows]
    in_order = [[parse(text or "").summand for text in row.candidates[0].texts] for row in rows]
    holding = _holding(form, names, in_order)
    columns = rows[0].row.columns
    missing = [n for n, column in enumerate(columns) if column not in said]
    others = ([_without(row, n, cell) for row in in_order] for n in missing for cell in range(len(columns)))
    return holding > 0 and all(
        other == in_order or _holding(form, names, other) < holding for other in others
    )


def _without(row: list[float | None], missing: int, cell: int) -> list[float | None]:
    """The values of a row without a cell, and nothing in the column of the heading that is missing."""
    kept = row[:cell] + row[cell + 1 :]
    return [*kept[:missing], 0.0, *kept[missing:]]


def _holding(form: Form, names: Sequence[tuple[str, ...]], rows: Sequence[list[float | None]]) -> int:
    """How many rows with figures add up."""
    return sum(
        None not in row
        and any(row)
        and fits_all(sums_within(form, codes), dict(zip(codes, row, strict=True)))
        for codes, row in zip(names, rows, strict=True)
    )


def _by_place(row: RowCandidates, named: set[str], places: LabelPlaces) -> RowCandidates:
    """A row, open where not all of its columns are `named` and a cell is under the heading of another."""
    is_open = not named.issuperset(row.row.columns) and _is_elsewhere(row, places)
    return _opened(row) if is_open else row


def _opened(row: RowCandidates) -> RowCandidates:
    return replace(row, candidates=(), certain=False)


def _is_lacking(row: RowCandidates, said: set[str], headed: set[str]) -> bool:
    """Whether the total of a row of a dump is `headed`, and another of its columns is `said` nowhere. On
    a page headings may be set without a gap, and values have places of their own."""
    columns = row.row.columns
    if said.issuperset(columns) or any(token.spot.box for token in row.fields):
        return False
    return columns[-1] in headed and len(headed.intersection(columns)) >= LEAST_NAMED


def _is_elsewhere(row: RowCandidates, places: LabelPlaces) -> bool:
    """Whether a cell of a row is under the heading of another of its columns."""
    lines = {token.spot: token.line for token in row.fields}
    for candidate in row.candidates:
        for column, spot in zip(row.row.columns, candidate.spots, strict=True):
            if spot.column is None or spot not in lines:
                continue
            heading = places.above((lines[spot], spot.column))
            if heading is None or (heading.spot.page, heading.spot.table) != (spot.page, spot.table):
                continue  # columns are counted anew
            named = places.column_of(heading)
            if named in row.row.columns and named != column:
                return True
    return False
