"""Where across the page the columns of a table without rulings are, and which values are in them.

Told by the values of full rows and by the printed headings, broken over lines as they may be. A
value belongs to a column if it reaches into that one and no other; whether that can be is for the
sums to say (solve.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import fold, key
from pipelines.recognise.match_in_order import RowFields
from pipelines.recognise.tokens import Token

MIN_FULL = 3  # rows that show where columns are whose headings do not

_FIGURE_BEHIND = re.compile(r"[\d/-]$")  # a label: the value in the first column may be too near to it

Span = tuple[float, float]
Spans = tuple[Span, ...]
"""From where to where each column of a row reaches, left to right, in points."""


@dataclass(slots=True)
class _Heading:
    """Pieces of one heading, printed below each other."""

    text: str
    left: float
    right: float


def spans_of(form: Form, rows: Sequence[RowFields], tokens: Sequence[Token]) -> dict[str, Spans]:
    """The columns of each row of a table on a page whose cells are not known, by the code of the
    row; rows of whose columns nothing is known, or of which two meet, are left out."""
    if not any(t.spot.box for t in tokens) or any(t.grid for t in tokens):
        return {}
    out: dict[str, Spans] = {}
    full = _full(rows)
    glued = {t.line for t in tokens if t.kind == "label" and _FIGURE_BEHIND.search(fold(t.text))}
    for row in rows:
        columns = row.row.columns
        if len(columns) < 2 or any(t.line in glued for t in row.fields if t.kind == "value"):
            continue
        named = _named(form, columns, _above(row, rows, tokens))
        learned = full.get(len(columns), ())
        if spans := _joined(named, learned) or learned or named:
            out[row.row.code] = spans
    return out


def placed(values: Sequence[Token], spans: Spans) -> dict[int, Token] | None:
    """Column -> value, if each of the values, on one line of a page, is in one column and no
    two in one."""
    by_column: dict[int, Token] = {}
    for token in values:
        if token.spot.box is None or token.line != values[0].line:
            return None
        left, _, right, _ = token.spot.box
        reached = [i for i, (start, end) in enumerate(spans) if left < end and start < right]
        if len(reached) != 1 or reached[0] in by_column:
            return None
        by_column[reached[0]] = token
    return by_column if list(by_column) == sorted(by_column) else None


def _full(rows: Sequence[RowFields]) -> dict[int, Spans]:
    """By the number of cells: how far each column reaches over the full rows."""
    boxes: dict[int, list[list[Span]]] = {}
    for row in rows:
        values = [t for t in row.fields if t.kind == "value"]
        if len(values) == row.row.cells and len({t.line for t in values}) == 1:
            boxed = [(t.spot.box[0], t.spot.box[2]) for t in values if t.spot.box]
            if len(boxed) == len(values):
                boxes.setdefault(len(values), []).append(boxed)
    reach = {
        cells: tuple((min(a for a, _ in column), max(b for _, b in column)) for column in zip(*lines))
        for cells, lines in boxes.items()
        if len(lines) >= MIN_FULL
    }
    return {cells: spans for cells, spans in reach.items() if _apart(spans)}


def _apart(spans: Spans) -> bool:
    return all(before[1] < after[0] for before, after in pairwise(spans))


def _joined(named: Spans, learned: Spans) -> Spans:
    """Both together, if they tell of the same columns."""
    both = tuple((min(a, c), max(b, d)) for (a, b), (c, d) in zip(named, learned))
    return both if _apart(both) else ()


def _above(row: RowFields, rows: Sequence[RowFields], tokens: Sequence[Token]) -> list[Token]:
    """The labels above the block of the form in which a row is, back to the last value before
    it."""
    block = (field for other in rows if other.row.title == row.row.title for field in other.fields)
    first = next((field for field in block if field.kind in ("value", "run")), None)
    above: list[Token] = []
    for token in tokens:
        if token is first:
            break
        if token.kind in ("value", "run"):
            above.clear()
        elif token.kind == "label":
            above.append(token)
    return above


def _named(form: Form, columns: tuple[str, ...], above: list[Token]) -> Spans:
    """The columns under their headings; nothing unless each is there once, in the order of the
    form."""
    names = {key(label): c for c in form.columns for label in catalogue().column(form.table, c).labels}
    headings: list[_Heading] = []
    for token in above:
        if token.spot.box is None:
            continue
        left, _, right, _ = token.spot.box
        over = [h for h in headings if left < h.right and h.left < right]
        upper = over[0] if len(over) == 1 else None
        if upper and _begins(upper.text + token.text, names):
            upper.text += token.text
            upper.left, upper.right = min(upper.left, left), max(upper.right, right)
        elif _begins(token.text, names):
            headings.append(_Heading(token.text, left, right))
    whole = sorted((h.left, h.right, names[key(h.text)]) for h in headings if key(h.text) in names)
    spans = tuple((left, right) for left, right, _ in whole)
    return spans if tuple(code for *_, code in whole) == columns and _apart(spans) else ()


def _begins(text: str, names: dict[str, str]) -> bool:
    return bool(begun := key(text)) and any(name.startswith(begun) for name in names)
