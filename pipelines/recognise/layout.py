"""What the rows that read well say of those that do not: in which columns and places their values stand.

And whether the printed columns are those of the form at all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import key
from pipelines.recognise.labels import labels, row_keys
from pipelines.recognise.match_in_order import RowFields
from pipelines.recognise.places import Spans, spans_of
from pipelines.recognise.runs import pieces
from pipelines.recognise.tokens import Token
from pipelines.values import is_value

MIN_TOTAL_FIRST = 3
MIN_ROWS = 12  # half of table 3: from so many alike, one can tell how a dump is made
MOSTLY = 0.9  # of the runs that blanks must cut into just as many values as there are cells


@dataclass(frozen=True, slots=True)
class Style:
    """How the figures of a report are set. `filled`: no run has fewer figures than cells, so no
    cell is blank. `separated`: blanks stand between all of its values, so a blank is a border and
    no piece holds two numbers. `kept`: the rows of table 3 have a field for each cell, blank ones
    included, so a row of as many fields is whole."""

    filled: bool = False
    separated: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where values stand. `columns`: by (table of the document, cells of the row). `places`: among
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
    newest = catalogue().editions[max(catalogue().editions)]
    filled, runs, separated = True, 0, 0
    for table, tokens in tables.items():
        form = newest.tables[table]
        cells = {"t2": 1, "t4": len(form.cells)}.get(table, len(form.columns))
        for token in tokens:
            if token.kind == "run":
                parts = pieces(token.text) or []
                filled &= sum(map(len, parts)) >= cells
                if table == "t3":
                    runs += 1
                    separated += len(parts) == cells and all(map(is_value, parts))
    return Style(filled, runs > 0 and separated >= MOSTLY * runs, _keeps_blanks(tables.get("t3", [])))


def _keeps_blanks(tokens: list[Token]) -> bool:
    """Whether a dump of table 3 has a field for each cell of nearly every row, and blank ones among
    them."""
    cells = len(catalogue().editions[max(catalogue().editions)].tables["t3"].columns)
    rows: list[list[Token]] = []
    for token in tokens:
        if token.grid:
            return False
        if token.kind == "label":
            rows.append([])
        elif rows:
            rows[-1].append(token)
    printed = [row for row in rows if any(t.kind != "blank" for t in row)]
    whole = sum(len(row) == cells for row in printed)
    blanks = any(t.kind == "blank" for row in printed for t in row if len(row) == cells)
    return blanks and whole >= MOSTLY * max(len(printed), MIN_ROWS)


def sequence(fields: list[Token]) -> list[Token]:
    """The fields on the line of the values where a row is a line; all of them where each cell has a
    line of its own."""
    lines = {t.line for t in fields if t.kind == "value"}
    return [t for t in fields if t.line in lines] if len(lines) == 1 else fields


def layout_of(form: Form, rows: list[RowFields], tokens: list[Token], style: Style) -> Layout:
    """The layout of one printed table, from its full rows and its headings."""
    columns: dict[tuple[int | None, int], Counter[tuple[int, ...]]] = {}
    places: dict[tuple[int, int], set[tuple[int, ...]]] = {}
    for fields in rows:
        cells = len(fields.row.columns)
        values = [t for t in fields.fields if t.kind == "value"]
        if len(values) != cells:
            continue
        if values[0].grid:
            if len({t.line for t in values}) == 1:
                at = tuple(t.spot.column or 0 for t in values)
                columns.setdefault((values[0].spot.table, cells), Counter())[at] += 1
        else:
            printed = sequence([t for t in fields.fields if t.kind != "label"])
            at = tuple(i for i, t in enumerate(printed) if t.kind == "value")
            places.setdefault((len(printed), cells), set()).add(at)
    most = {k: c.most_common(1)[0] for k, c in columns.items()}
    named = _by_headings(form, tokens)
    # rows that have a blank cell and a remark look full, too, but leave a gap that the headings do
    # not have
    known = {k: at for k, (at, _) in most.items() if not (k in named and at != named[k] and _gapped(at))}
    return Layout(
        named | known,
        {k: next(iter(at)) for k, at in places.items() if len(at) == 1},
        _headings(form, rows, tokens),
        style,
        spans_of(form, rows, tokens),
        frozenset(k for k, (_, alike) in most.items() if alike > 1 and k in known),
    )


def _gapped(columns: tuple[int, ...]) -> bool:
    return columns[-1] - columns[0] >= len(columns)


def _names(form: Form) -> dict[str, str]:
    return {
        key(label): code for code in form.columns for label in catalogue().column(form.table, code).labels
    }


def _by_headings(form: Form, tokens: list[Token]) -> dict[tuple[int | None, int], tuple[int, ...]]:
    """Columns of table 3 under its seven headings, for tables of which no row is full."""
    if form.table != "t3":
        return {}
    names = _names(form)
    columns_of: dict[int | None, dict[str, int]] = {}
    for token in tokens:
        if token.kind == "label" and token.key in row_keys(form.table):
            break
        if token.grid and token.kind == "label" and token.key in names and token.spot.column:
            columns_of.setdefault(token.spot.table, {}).setdefault(names[token.key], token.spot.column)
    out = {}
    for table, at in columns_of.items():
        columns = tuple(at.get(c, 0) for c in form.columns)
        if all(columns) and list(columns) == sorted(set(columns)):
            out[table, len(columns)] = columns
    return out


def _headings(form: Form, rows: list[RowFields], tokens: list[Token]) -> tuple[str, ...]:
    """Columns named above table 3, in the order of the form, where its first row lacks a value: a
    page break often takes the last column's heading along with the value."""
    if form.table != "t3" or not rows or sum(t.kind == "value" for t in rows[0].fields) == len(form.columns):
        return ()
    names = _names(form)
    seen = set()
    for token in tokens:
        if token.kind == "label" and rows[0].row.code in labels("t3").rows.get(token.key, ()):
            break
        seen.add(names.get(token.key))
    return tuple(c for c in form.columns if c in seen)


def in_order(form: Form, tokens: list[Token]) -> bool:
    """Whether the printed column headings follow each other as in the form.

    Headings stand in several lines, and 总计 may stand above the others: so those between the first
    and the last column of table 3 are compared among themselves, these two only within a line. The
    results of table 4 come three times.
    """
    names = _names(form)
    group: list[tuple[int, int]] = []  # (column, line) since the last value
    for token in tokens:
        if token.kind in ("value", "run") or (
            form.table == "t2" and token.key in labels("t2").heads - set(names)
        ):
            if not _rises(form, group):
                return False
            group = []
        elif form.table == "t4" and token.kind == "label" and token.key not in labels("t4"):
            if not _rises(
                form, group
            ):  # a piece of a heading that a page break tore: its column is passed over
                return False
            group = []
        elif token.kind == "label" and token.key in names:
            group.append((form.columns.index(names[token.key]), token.line))
    return True


def _rises(form: Form, group: list[tuple[int, int]]) -> bool:
    last = len(form.columns) - 1
    if form.table == "t4":
        # of headings broken over lines only a few may be whole: the same one again and again tells
        # no order
        return len({a for a, _ in group}) == 1 or all(b > a or b == 0 for (a, _), (b, _) in pairwise(group))
    inner = [column for column, _ in group if form.table == "t2" or 0 < column < last]
    if inner != sorted(inner):
        return False
    outer = [g for g in group if form.table == "t3" and g[0] in (0, last)]
    return all(a <= b or m != n for (a, m), (b, n) in pairwise(outer))


def total_comes_first(rows: list[list[float]]) -> bool:
    """Whether full rows of table 3 add up with the total in front instead of behind: then its
    columns are others than those of the form, whatever their headings say. An office's own mistakes
    spoil a row or two, never most of them."""
    telling = [r for r in rows if any(r)]
    front = [r for r in telling if r[0] == sum(r[1:]) and r[-1] != sum(r[:-1])]
    return len(front) >= MIN_TOTAL_FIRST and len(front) > len(telling) / 2
