"""The statutory tables as the form prints them, with merged cells: for drawing a report again.

Reading does not use this: only the order of cells is trusted there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipelines.catalogue.entries import Form
from pipelines.catalogue.load import catalogue

LABEL_COLUMNS = 3
"""Columns of a grid that its nested row labels take."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of the drawn table: its words in both languages, how far it reaches, the code of the
    cell it shows."""

    zh: str = ""
    en: str = ""
    across: int = 1
    down: int = 1
    code: str = ""


Rows = list[list[Slot]]
"""Rows of slots; a merged one is listed once, at its upper left."""


def edition_of(table: str, codes: Collection[str]) -> str | None:
    """The edition whose form of `table` has most of the cells `codes`; None where none of them is a
    cell of it."""
    found = {
        code: sum(f"{table}.{row.code}.{column}" in codes for row in form.rows for column in row.columns)
        for code, form in catalogue().forms(table).items()
    }
    best = max(found, key=lambda code: found[code])
    return best if found[best] else None


def rows(table: str, edition: str, codes: Collection[str] = ()) -> Rows:
    """`table` in the layout of `edition`; a local row that the form does not have is drawn if
    `codes` has its cells."""
    form = catalogue().editions[edition].tables[table]
    return {"blocks": _blocks, "grid": _grid, "one_line": _one_line}[form.printed](form, codes)


def placed(drawn: Rows) -> Iterator[tuple[int, int, Slot]]:
    """Every slot with its row and column, from 0, for whoever has no merged cells of its own."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(drawn):
        x = 0
        for slot in row:
            while (y, x) in taken:
                x += 1
            yield y, x, slot
            taken |= {(y + dy, x + dx) for dy in range(slot.down) for dx in range(slot.across)}
            x += slot.across


def _label(form: Form, kind: str, code: str, across: int = 1, down: int = 1) -> Slot:
    line = catalogue().lines[form.table, kind, code]
    return Slot(catalogue().editions[form.edition].labels.get(code, line.zh), line.en, across, down)


def _blocks(form: Form, codes: Collection[str]) -> Rows:
    width = max(len(row.columns) for row in form.rows)
    drawn: Rows = []
    title = None
    for row in form.rows:
        cells = [f"{form.table}.{row.code}.{column}" for column in row.columns]
        if row.optional and not set(cells) & set(codes):
            continue
        spans = [1] * (len(cells) - 1) + [width - len(cells) + 1]
        if row.title != title:
            title = row.title
            drawn.append([Slot(row.title, across=width + 1)])
            names = [_label(form, "column", c, span) for c, span in zip(row.columns, spans, strict=True)]
            drawn.append([Slot(catalogue().headings[form.table][0], "Information"), *names])
        values = [Slot(across=span, code=cell) for cell, span in zip(cells, spans, strict=True)]
        drawn.append([_label(form, "row", row.code), *values])
    return drawn


def _grid(form: Form, codes: Collection[str]) -> Rows:
    corner, applicants, organisations = catalogue().headings[form.table]
    first, *inner, last = form.columns
    drawn: Rows = [
        [
            Slot(corner, across=LABEL_COLUMNS, down=3),
            Slot(applicants, "Applicants", across=len(form.columns)),
        ],
        [
            _label(form, "column", first, down=2),
            Slot(organisations, "Legal persons and other organisations", across=len(inner)),
            _label(form, "column", last, down=2),
        ],
        [_label(form, "column", code) for code in inner],
    ]
    printed = {row.code for row in form.rows}
    groups: list[Slot] = []
    for code in form.order:
        if code in form.groups:
            groups.append(
                _label(form, "row", code, down=sum(code in _above(form.table, other) for other in printed))
            )
            continue
        depth = sum(above in form.groups for above in _above(form.table, code))
        values = [Slot(code=f"{form.table}.{code}.{column}") for column in form.columns]
        drawn.append([*groups, _label(form, "row", code, across=LABEL_COLUMNS - depth), *values])
        groups = []
    return drawn


def _above(table: str, code: str) -> list[str]:
    """The rows of a table that a row is part of, from the nearest."""
    parent = catalogue().row(table, code).parent
    return [parent, *_above(table, parent)] if parent else []


def _one_line(form: Form, codes: Collection[str]) -> Rows:
    alone, *paired = form.rows
    many = len(form.columns)
    heading = Slot(
        catalogue().headings[form.table][1], "Administrative litigation", across=many * len(paired)
    )
    return [
        [_label(form, "row", alone.code, across=many), heading],
        [*(_label(form, "column", c, down=2) for c in form.columns)]
        + [_label(form, "row", row.code, across=many) for row in paired],
        [_label(form, "column", c) for _ in paired for c in form.columns],
        [Slot(code=f"{form.table}.{row.code}.{column}") for row in form.rows for column in form.columns],
    ]
