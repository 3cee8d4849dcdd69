"""The statutory tables as the form prints them, with merged cells: for drawing a report again.

Reading does not use this: only the order of cells is trusted there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from pipelines.catalogue.entries import Form
from pipelines.catalogue.load import catalogue


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
    shared = {
        code: sum(f"{table}.{row.code}.{column}" in codes for row in form.rows for column in row.columns)
        for code, form in catalogue().forms(table).items()
    }
    best = max(shared, key=lambda code: shared[code])
    return best if shared[best] else None


def rows(table: str, edition: str, codes: Collection[str] = ()) -> Rows:
    """`table` in the layout of `edition`; a local row that the form does not have is drawn if
    `codes` has its cells."""
    form = catalogue().editions[edition].tables[table]
    return {"blocks": _blocks, "grid": _grid, "one_line": _one_line, "list": _list}[form.printed](form, codes)


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
            drawn.append([Slot(row.title, row.title_en, across=width + 1)])
            names = [_label(form, "column", c, span) for c, span in zip(row.columns, spans, strict=True)]
            drawn.append([_above_labels(form), *names])
        values = [Slot(across=span, code=cell) for cell, span in zip(cells, spans, strict=True)]
        drawn.append([_label(form, "row", row.code), *values])
    return drawn


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading with those below it, and the lines of the form that they all are."""

    slot: Slot
    lines: frozenset[str]
    below: tuple[_Head, ...] = ()

    @property
    def width(self) -> int:
        return sum(head.width for head in self.below) or 1

    @property
    def height(self) -> int:
        return 1 + max((head.height for head in self.below), default=0)


def _heads(form: Form, heads: list[_Head]) -> list[_Head]:
    """The headings of lines, and above them, the narrowest first, the words that the form prints
    over several."""
    for words in sorted(catalogue().headings[form.table], key=lambda heading: len(heading.over)):
        covered = tuple(head for head in heads if head.lines <= words.over)
        if covered:
            head = _Head(Slot(words.zh, words.en), words.over, covered)
            first = heads.index(covered[0])
            heads = [*heads[:first], head, *(h for h in heads[first:] if h not in covered)]
    return heads


def _drawn(heads: list[_Head]) -> Rows:
    """Headings as rows, each level a row; one that has fewer levels below reaches further down."""
    height = max(head.height for head in heads)
    drawn: Rows = [[] for _ in range(height)]

    def draw(head: _Head, level: int) -> None:
        down = 1 if head.below else height - level
        drawn[level].append(replace(head.slot, across=head.width, down=down))
        for below in head.below:
            draw(below, level + 1)

    for head in heads:
        draw(head, 0)
    return drawn


def _above_labels(form: Form) -> Slot:
    """The heading of the labels in front of the rows."""
    words = next(heading for heading in catalogue().headings[form.table] if not heading.over)
    return Slot(words.zh, words.en)


def _columns(form: Form) -> list[_Head]:
    return [_Head(_label(form, "column", code), frozenset({code})) for code in form.columns]


def _grid(form: Form, codes: Collection[str]) -> Rows:
    depths = {
        row.code: sum(above in form.groups for above in _above(form.table, row.code)) for row in form.rows
    }
    labels = 1 + max(depths.values())
    drawn = _drawn(_heads(form, _columns(form)))
    drawn[0].insert(0, replace(_above_labels(form), across=labels, down=len(drawn)))
    printed = {row.code for row in form.rows}
    groups: list[Slot] = []
    for code in form.order:
        if code in form.groups:
            groups.append(
                _label(form, "row", code, down=sum(code in _above(form.table, other) for other in printed))
            )
            continue
        values = [Slot(code=f"{form.table}.{code}.{column}") for column in form.columns]
        drawn.append([*groups, _label(form, "row", code, across=labels - depths[code]), *values])
        groups = []
    return drawn


def _above(table: str, code: str) -> list[str]:
    """The rows of a table that a row is part of, from the nearest."""
    parent = catalogue().row(table, code).parent
    return [parent, *_above(table, parent)] if parent else []


def _list(form: Form, codes: Collection[str]) -> Rows:
    filled = {row.code for row in form.rows}
    heads = [
        _above_labels(form),
        Slot(catalogue().lists.unit[0], "Unit"),
        _label(form, "column", form.columns[0]),
    ]
    drawn = [heads]
    for code in form.order:
        cells = [f"{form.table}.{code}.{column}" for column in form.columns if code in filled]
        unit = Slot(catalogue().row(form.table, code).unit or "")
        drawn.append([_label(form, "row", code), unit, Slot(code="".join(cells))])
    return drawn


def _one_line(form: Form, codes: Collection[str]) -> Rows:
    columns = tuple(_columns(form))
    heads = [_Head(_label(form, "row", row.code), frozenset({row.code}), columns) for row in form.rows]
    values = [Slot(code=f"{form.table}.{row.code}.{column}") for row in form.rows for column in form.columns]
    return [*_drawn(_heads(form, heads)), values]
