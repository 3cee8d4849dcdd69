"""The printed headings of columns: in which columns they are, and whether they are in the form's order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import key
from pipelines.recognise.labels import labels, row_keys
from pipelines.recognise.spoken_rows import all_spoken, spoken_in_order
from pipelines.recognise.tokens import Token

Group = list[tuple[float, int]]
"""Headings that follow each other without a value between them: (column, line). What is over the
inner columns of a grid comes between the first column and the second."""
OVER_INNER = 0.5
"""The place of a heading over several columns: behind the first of them."""


def column_names(form: Form) -> dict[str, str]:
    """Key of a heading -> its column."""
    return _column_names(form.edition, form.table)


@lru_cache(maxsize=16)
def _column_names(edition: str, table: str) -> dict[str, str]:
    data = catalogue()
    columns = data.editions[edition].tables[table].columns
    return {key(label): code for code in columns for label in data.column(table, code).labels}


def heading_columns(form: Form, tokens: list[Token]) -> dict[tuple[int | None, int], tuple[int, ...]]:
    """By (table of the document, cells of a row): the columns of a table under its headings, for
    rows of a length of which none is full. None for a length whose headings differ from block to
    block."""
    if form.printed == "one_line":
        return {}
    under: dict[tuple[int | None, int], set[tuple[int, ...]]] = {}
    for table, codes, at in _headed(form, tokens):
        under.setdefault((table, len(codes)), set()).add(tuple(at.get(code, 0) for code in codes))
    only = {key: next(iter(columns)) for key, columns in under.items() if len(columns) == 1}
    return {key: at for key, at in only.items() if all(at) and list(at) == sorted(set(at))}


def _headed(form: Form, tokens: list[Token]) -> Iterator[tuple[int | None, tuple[str, ...], dict[str, int]]]:
    """Of a grid each table of the document, of blocks each row: the columns of the form that it
    has, and those of the document in which their headings are."""
    names = column_names(form)
    if form.printed == "grid":
        above: dict[int | None, dict[str, int]] = {}
        for token in _before_rows(form, tokens):
            if token.grid and token.key in names and token.spot.column:
                above.setdefault(token.spot.table, {}).setdefault(names[token.key], token.spot.column)
        yield from ((table, form.columns, at) for table, at in above.items())
        return
    rows = {key: row.columns for row in form.rows for key in _row_labels(form, row.code)}
    at: dict[str, int] = {}
    line = 0
    for token in tokens:
        if not token.grid or token.kind != "label" or not token.spot.column:
            continue
        if token.key in names:
            at = at if token.line == line else {}
            line = token.line
            at[names[token.key]] = token.spot.column
        elif token.key in rows:
            yield token.spot.table, rows[token.key], at


def _before_rows(form: Form, tokens: list[Token]) -> Iterator[Token]:
    """The labels above the first row of a table."""
    rows = row_keys(form.table)
    for token in tokens:
        if token.kind != "label":
            continue
        if token.key in rows:
            return
        yield token


def columns_above(form: Form, row: str, tokens: list[Token]) -> tuple[str, ...]:
    """Columns named above `row` of a grid, in the order of the form: a page break often takes the
    last column's heading along with the value."""
    if form.printed != "grid":
        return ()
    names = column_names(form)
    seen = set()
    for token in tokens:
        if token.kind == "label" and row in labels(form.table).rows.get(token.key, ()):
            break
        seen.add(names.get(token.key))
    return tuple(c for c in form.columns if c in seen)


def in_order(form: Form, tokens: list[Token], above: Sequence[Token] = ()) -> bool:
    """Whether the printed column headings, and those of the same grid in front (`above`), follow each
    other as in the form; of a table in one line also those of its rows, none between values."""
    if form.is_list:
        return True
    if form.printed == "one_line" and not (_rows_rise(form, tokens) and _is_above(form, tokens)):
        return False
    if not (spoken_in_order(form, [*above, *tokens]) and all_spoken(form, tokens)):
        return False
    if not _rises_across(form, tokens):
        return False
    return all(_rises(form, group) for group in _groups(form, tokens))


def _rows_rise(form: Form, tokens: list[Token]) -> bool:
    """Whether the rows of a table in one line are named in order, again where headings are
    repeated. A word over several rows comes before the second; the title of the table may hold it,
    too."""
    names: dict[str, float] = {k: at for at, r in enumerate(form.rows) for k in _row_labels(form, r.code)}
    over = {key(heading.zh): OVER_INNER for heading in catalogue().headings[form.table]} | names
    named = [over[t.key] for t in tokens if t.kind == "label" and t.key in over]
    if 0 not in named:
        return named == sorted(named)
    first, last = named.index(0), len(named) - named[::-1].index(0) - 1
    before, again = named[:first], named[last:]
    if OVER_INNER not in again and named[:last].count(OVER_INNER) > named[:last].count(0):
        return False  # litigation again, in front of what comes first
    return max(before, default=0) < 1 and again == sorted(again) and (not before or OVER_INNER in again)


def _rises_across(form: Form, tokens: list[Token]) -> bool:
    """Whether the headings of a page without rulings come from left to right as in the form,
    whatever lines they are broken into: the beginning of one tells its column, if it is of no
    other. Nothing is said of a page that is turned."""
    if form.printed == "blocks":
        return True
    names = column_names(form)
    at: list[tuple[float, int, float]] = []  # left edge, line, column
    for token in _before_rows(form, tokens) if form.printed == "grid" else _before_values(tokens):
        if token.grid or token.prose or token.spot.box is None or len(token.key) < 2:
            continue
        columns = {code for name, code in names.items() if name.startswith(token.key)}
        if len(columns) == 1:
            at.append((token.spot.box[0], token.line, form.columns.index(columns.pop())))
    if any(line == below and x <= left for (left, line, _), (x, below, _) in pairwise(at)):
        return True  # its lines do not run from left to right
    across = [column for _, _, column in sorted(at)]
    if form.printed == "grid":
        return across == sorted(across)
    # of some only pieces are there that tell no column, so each row may begin with any
    return sum(b < a for a, b in pairwise(across)) < len(form.rows)


def _before_values(tokens: list[Token]) -> Iterator[Token]:
    """The labels above the values of a table in one line."""
    for token in tokens:
        if token.kind in ("value", "run"):
            return
        if token.kind == "label":
            yield token


def _row_labels(form: Form, row: str) -> tuple[str, ...]:
    return tuple(key(label) for label in catalogue().row(form.table, row).labels)


def _is_above(form: Form, tokens: list[Token]) -> bool:
    """Whether no column of a table in one line but the first is named right behind a value: then
    they are lines, and the table is turned."""
    names, behind = column_names(form), False
    for token in tokens:
        if token.kind in ("value", "run"):
            behind = True
        elif token.kind == "label" and token.key in names:
            if behind and names[token.key] != form.columns[0]:
                return False
            behind = False
    return True


def _groups(form: Form, tokens: list[Token]) -> Iterator[Group]:
    """The headings up to each value, or to the next block of the form."""
    names: dict[str, float] = {k: form.columns.index(code) for k, code in column_names(form).items()}
    borders = labels(form.table).heads - set(names) if form.printed == "blocks" else frozenset()
    if form.printed == "grid":
        fixed = catalogue().headings[form.table]
        names |= {
            key(heading.zh): OVER_INNER
            for heading in fixed
            if heading.over and not heading.over.issuperset(form.columns)
        }
    group: Group = []
    for token in tokens:
        if token.kind == "blank":
            continue
        if token.kind != "label" or token.key in borders or _is_torn(form, token):
            if group:
                yield group
                group = []
        elif token.key in names:
            group.append((names[token.key], token.line))


def _is_torn(form: Form, label: Token) -> bool:
    """A piece of a heading of a table in one line that a page break tore: its column is passed
    over."""
    return form.printed == "one_line" and label.key not in labels(form.table)


def _rises(form: Form, group: Group) -> bool:
    """Headings are in several lines, and 总计 may be above the others: so those between the first and
    the last column of a grid are compared among themselves, these two only within a line, or where
    each heading has a line of its own. Those of a table in one line come once for each of its
    rows."""
    last = len(form.columns) - 1
    columns = [column for column, _ in group]
    if form.printed == "one_line":
        return _rises_again_and_again(columns, len(form.columns))
    if form.printed == "blocks":
        return columns == sorted(columns)
    inner = [column for column in columns if OVER_INNER < column < last]
    outer = [heading for heading in group if heading[0] in (0, OVER_INNER, last)]
    if inner != sorted(inner):
        return False
    alone = OVER_INNER in columns and len({line for _, line in group}) == len(group)
    return all(a <= b or (m != n and not alone) for (a, m), (b, n) in pairwise(outer))


def _rises_again_and_again(columns: list[float], width: int) -> bool:
    """Whether columns follow each other in order, and behind those of one row begins the next with
    the first. Of headings broken over lines only a few may be whole: the same one again and again
    tells no order. Where each comes once, the first of them may be that of the next row, but none
    behind it may be of the row before. Where all come equally often, none was broken."""
    if len(set(columns)) <= 1:
        return True
    if len(set(columns)) == width and len({columns.count(column) for column in columns}) == 1:
        return columns == sorted(set(columns)) * columns.count(columns[0])
    if not all(b > a or b == 0 for a, b in pairwise(columns)):
        return False
    first = columns.index(min(columns))
    once = len(set(columns)) == len(columns)
    return not once or columns[first:] + columns[:first] == sorted(columns)


def is_turned(form: Form, tokens: Sequence[Token]) -> bool:
    """Whether values follow the headings of columns more often than the labels of rows."""
    if form.printed == "one_line":
        return False
    rows = row_keys(form.table)
    columns = column_names(form).keys() - labels(form.table).rows.keys()
    solid = [t for t in tokens if t.kind != "blank"]
    followed = [a.key for a, b in pairwise(solid) if a.kind == "label" and b.kind in ("value", "run")]
    return sum(k in columns for k in followed) > sum(k in rows for k in followed)
