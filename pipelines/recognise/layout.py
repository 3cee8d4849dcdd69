"""What the rows that read well say of those that do not: in which columns and places their values
are.

And whether their total is in front, so that the columns are not those of the form.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pipelines.catalogue.entries import Form
from pipelines.recognise.headings import columns_above, heading_columns
from pipelines.recognise.match_in_order import RowFields
from pipelines.recognise.places import Spans, spans_of
from pipelines.recognise.printed_rows import latest_form
from pipelines.recognise.runs import pieces
from pipelines.recognise.tokens import Token
from pipelines.values import is_value

MIN_TOTAL_FIRST = 3
"""Rows that must add up with the total in front before it is taken to be there."""
MOSTLY = 0.9  # of the runs that blanks must cut into just as many values as there are cells


@dataclass(frozen=True, slots=True)
class Style:
    """How the figures of a report are set. `filled`: no run has fewer figures than cells, so no
    cell is blank. `separated`: blanks are between all of its values, so a blank is a border and
    no piece holds two numbers. `kept`: the rows of table 3 have a field for each cell, blank ones
    included, so a row of as many fields is whole."""

    filled: bool = False
    separated: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where values are. `columns`: by (table of the document, cells of the row). `places`: among
    the fields of a row, by (fields, cells), where columns are not known and all full rows agree.
    `spans`: from where to where across the page each column reaches, by row. `headings`: the
    columns named above. `firm`: the keys of `columns` on which more than one row agrees."""

    columns: dict[tuple[int | None, int], tuple[int, ...]] = field(default_factory=dict)
    places: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    style: Style = Style()
    spans: dict[str, Spans] = field(default_factory=dict)
    firm: frozenset[tuple[int | None, int]] = frozenset()


def style_of(tables: dict[str, list[Token]]) -> Style:
    """How the runs of all tables of a report are made."""
    parts = {
        table: [pieces(token.text) or [] for token in tokens if token.kind == "run"]
        for table, tokens in tables.items()
    }
    least = {table: _values_of_a_run(latest_form(table)) for table in tables}
    filled = all(sum(map(len, run)) >= least[table] for table, runs in parts.items() for run in runs)
    grids = [latest_form(table) for table in tables if latest_form(table).printed == "grid"]
    runs = [(run, len(form.columns)) for form in grids for run in parts[form.table]]
    separated = sum(len(run) == cells and all(map(is_value, run)) for run, cells in runs)
    return Style(
        filled,
        bool(runs) and separated >= MOSTLY * len(runs),
        any(_keeps_blanks(tables[form.table], form) for form in grids),
    )


def _values_of_a_run(form: Form) -> int:
    """The least that a run of glued figures holds: a cell, a row or a whole table."""
    return {"blocks": 1, "list": 1, "grid": len(form.columns), "one_line": len(form.cells)}[form.printed]


def _keeps_blanks(tokens: list[Token], form: Form) -> bool:
    """Whether a dump of a grid has a field for each cell of nearly every row, and blank ones among
    them. From half of the rows of its form alike, one can tell how a dump is made."""
    if any(token.grid for token in tokens):
        return False
    rows: list[list[Token]] = []
    for token in tokens:
        if token.kind == "label":
            rows.append([])
        elif rows:
            rows[-1].append(token)
    printed = [row for row in rows if any(t.kind != "blank" for t in row)]
    whole = [row for row in printed if len(row) == len(form.columns)]
    blanks = any(t.kind == "blank" for row in whole for t in row)
    return blanks and len(whole) >= MOSTLY * max(len(printed), len(form.rows) // 2)


def sequence(fields: list[Token]) -> list[Token]:
    """The fields on the line of the values where a row is a line; all of them where each cell has a
    line of its own."""
    lines = {t.line for t in fields if t.kind == "value"}
    return [t for t in fields if t.line in lines] if len(lines) == 1 else fields


def layout_of(form: Form, rows: list[RowFields], tokens: list[Token], style: Style) -> Layout:
    """The layout of one printed table, from its full rows and its headings."""
    full = [row for row in rows if len(_values(row)) == row.row.cells]
    most = {at: columns.most_common(1)[0] for at, columns in _columns(full).items()}
    named = heading_columns(form, tokens)
    # rows that have a blank cell and a remark look full, too, but leave a gap that the headings do
    # not have
    known = {k: at for k, (at, _) in most.items() if not (k in named and at != named[k] and _gapped(at))}
    first = rows[0] if rows else None
    lacking = first is not None and len(_values(first)) != len(form.columns)
    return Layout(
        named | known,
        {k: next(iter(at)) for k, at in _places(full).items() if len(at) == 1},
        columns_above(form, first.row.code, tokens) if first and lacking else (),
        style,
        spans_of(form, rows, tokens),
        frozenset(k for k, (_, alike) in most.items() if alike > 1 and k in known),
    )


def _values(row: RowFields) -> list[Token]:
    return [t for t in row.fields if t.kind == "value"]


def _columns(full: list[RowFields]) -> dict[tuple[int | None, int], Counter[tuple[int, ...]]]:
    """How often full rows on one line have their values in which columns, where cells are known."""
    columns: dict[tuple[int | None, int], Counter[tuple[int, ...]]] = {}
    for row in full:
        values = _values(row)
        if values[0].grid and len({t.line for t in values}) == 1:
            at = tuple(t.spot.column or 0 for t in values)
            columns.setdefault((values[0].spot.table, row.row.cells), Counter())[at] += 1
    return columns


def _places(full: list[RowFields]) -> dict[tuple[int, int], set[tuple[int, ...]]]:
    """In which places among their fields full rows of a dump have their values."""
    places: dict[tuple[int, int], set[tuple[int, ...]]] = {}
    for row in full:
        if not _values(row)[0].grid:
            printed = sequence([t for t in row.fields if t.kind != "label"])
            at = tuple(i for i, t in enumerate(printed) if t.kind == "value")
            places.setdefault((len(printed), row.row.cells), set()).add(at)
    return places


def _gapped(columns: tuple[int, ...]) -> bool:
    return columns[-1] - columns[0] >= len(columns)


def total_comes_first(rows: list[list[float]]) -> bool:
    """Whether full rows of a grid add up with the total in front instead of behind: then its
    columns are others than those of the form, whatever their headings say. An office's own mistakes
    spoil a row or two, never most of them."""
    telling = [r for r in rows if any(r)]
    front = [r for r in telling if r[0] == sum(r[1:]) and r[-1] != sum(r[:-1])]
    return len(front) >= MIN_TOTAL_FIRST and len(front) > len(telling) / 2
