"""Matches a table that is printed in one line of values under its headings (table 4).

Also one with a line for each row of the form, or for each of its columns. A table behind it, or a
row that it does not have, is not read as part of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import key
from pipelines.recognise.fields import is_odd
from pipelines.recognise.labels import labels
from pipelines.recognise.match_in_order import RowFields, RowMatch
from pipelines.recognise.printed_rows import one_line
from pipelines.recognise.spoken_rows import spoken_row
from pipelines.recognise.tokens import Token


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The fields between two labels of the table, and the label before them."""

    label: str
    fields: list[Token] = field(default_factory=list)

    @property
    def values(self) -> int:
        return _count(self.fields)


def match_one_line(form: Form, tokens: list[Token]) -> RowMatch:
    """All fields of the table as those of one row."""
    row = one_line(form)
    stretches, last = _stretches(form, tokens)
    filled = [stretch for stretch in stretches if stretch.values]
    if _is_by_column(form, filled):
        row = row.by_column()
    if not filled:  # blanks between the headings are no cells, only those behind the last of them
        stretches = [s for s in stretches[-1:] if s.label == last == _column_keys(form)[-1]]
    fields = [t for stretch in stretches for t in stretch.fields]
    return RowMatch([RowFields(row, _of_first_table(fields, row.cells))])


def _stretches(form: Form, tokens: list[Token]) -> tuple[list[_Stretch], str]:
    """The stretches of fields, and the last label of the table. It ends with a label that it does
    not have, once all its values are there."""
    known, cells = labels(form.table), one_line(form).cells
    headings = {t.line for t in tokens if t.kind == "label" and t.key in known}
    valued = {t.line for t in tokens if t.kind == "value"} - headings
    named = _line_names(form, tokens)
    stretches: list[_Stretch] = []
    label = ""
    for token in tokens:
        if id(token) in named:
            continue
        if token.kind == "blank" and token.line in headings:
            continue  # no cell, but the rest of a merged heading
        content = token.line in valued and (token.grid or is_odd(form.table, token))
        if token.kind != "label" or (content and token.key not in known):
            if not stretches or stretches[-1].label != label:
                stretches.append(_Stretch(label))
            stretches[-1].fields.append(token)  # a word in a cell's place, too
        elif token.key in known:
            label = token.key
        elif sum(stretch.values for stretch in stretches) >= cells:
            break
    return stretches, label


def _line_names(form: Form, tokens: list[Token]) -> set[int]:
    """`id` of the words in front of a line, in an office's own words, that has a field for each cell
    of the table (案件数), or of the row that it names (行政诉讼（复议后起诉）): no content of a cell."""
    lines: dict[int, list[Token]] = {}
    for token in tokens:
        lines.setdefault(token.line, []).append(token)
    out = set()
    for first, *fields in lines.values():
        if not first.grid or first.kind != "label" or any(t.kind == "label" for t in fields):
            continue
        of_a_row = len(fields) == len(form.columns) and spoken_row(form, first) is not None
        if of_a_row or len(fields) == len(form.cells):
            out.add(id(first))
    return out


def _is_by_column(form: Form, filled: list[_Stretch]) -> bool:
    """Whether the values come column by column: behind each column's heading one for each row."""
    return [(s.label, len([t for t in s.fields if t.kind != "blank"])) for s in filled] == [
        (name, len(form.rows)) for name in _column_keys(form)
    ]


def _column_keys(form: Form) -> list[str]:
    return [key(catalogue().column(form.table, column).zh) for column in form.columns]


def _of_first_table(fields: list[Token], cells: int) -> list[Token]:
    """The fields of the document's table in which the first value is, if that has values enough."""
    first = next((t for t in fields if t.kind != "blank"), None)
    if first is None or not first.grid:
        return fields
    same = [t for t in fields if t.spot.table == first.spot.table]
    return same if _count(same) >= cells else fields


def _count(fields: list[Token]) -> int:
    return sum(t.kind in ("value", "run") for t in fields)
