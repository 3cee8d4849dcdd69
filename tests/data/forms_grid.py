"""Turns a filled form into its three tables with merged cells, in the order and with the labels of
the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pipelines.catalogue.entries import Form
from pipelines.catalogue.load import catalogue
from tests.data.filled import Filled, Grid
from tests.data.filled import Part as Part
from tests.data.filled import Slot as Slot

TABLE_OF = {"proactive": "t2", "requests": "t3", "disputes": "t4", "appendix": "st"}
LABEL_COLUMNS = 3


class Place(NamedTuple):
    """A cell as it is in one row; `begun` further up if a cell of an earlier row reaches into
    this one."""

    slot: Slot
    begun: bool


def parts(filled: Filled) -> Iterator[Part]:
    """The report from its title to its last paragraph."""
    if filled.pieces is not None:
        yield from filled.pieces
        return
    if filled.heading:
        yield Part("title", filled.heading)
    yield from _paragraphs(filled, "intro")
    numbered = {code: section for code, section in catalogue().sections.items() if section.number}
    if has_table(filled, TABLE_OF["appendix"]):
        numbered |= {"appendix": catalogue().sections["appendix"]}
    for code, section in numbered.items():
        number = f"{section.number}、" if section.number else ""
        yield Part("heading", filled.headings.get(code, f"{number}{section.zh}"))
        yield from _paragraphs(filled, code)
        if code in TABLE_OF and has_table(filled, TABLE_OF[code]):
            yield from _pieces(filled, TABLE_OF[code])


def has_table(filled: Filled, table: str) -> bool:
    """Whether the edition of that table has it; a report of several editions names one for each."""
    edition = catalogue().editions.get(filled.edition_of(table))
    return edition is not None and table in edition.tables


def _pieces(filled: Filled, table: str) -> Iterator[Part]:
    rows = grid(filled, table)
    lines = places(rows)
    codes = [f"{table}.{row_of(row)}" for row in rows]
    ends = [n for n, code in enumerate(codes, 1) if code in filled.cuts and n < len(rows)] + [len(rows)]
    headings = rows[: next(n for n, row in enumerate(rows) if row_of(row))] if filled.repeated else []
    rest: dict[int, str] = {}
    start = 0
    for number, end in enumerate(ends, 1):
        piece = _taken(lines, [n for n in range(start, end) if codes[n] not in filled.lost], rest)
        yield Part("table", "", [*headings, *piece] if start else piece, table, not start)
        if end < len(rows):
            yield Part("break", f"- {number} -")
        start = end


def _taken(lines: list[list[Place]], numbers: list[int], rest: dict[int, str]) -> Grid:
    """These rows of a table. A cell that goes on below them prints half of its text here and has
    its `rest` left."""
    out: Grid = []
    for number in numbers:
        row = []
        for slot, _ in lines[number]:
            reach = [n for n, line in enumerate(lines) if any(place.slot is slot for place in line)]
            here = [n for n in numbers if n in reach]
            if number != here[0]:
                continue
            text = rest.pop(id(slot), slot.text)
            if reach[-1] > numbers[-1]:
                half = (len(text) + 1) // 2
                text, rest[id(slot)] = text[:half], text[half:]
            row.append(replace(slot, text=text, down=len(here)))
        out.append(row)
    return out


def _paragraphs(filled: Filled, code: str) -> Iterator[Part]:
    for paragraph in filled.prose.get(code, "").split("\n"):
        if paragraph:
            yield Part("prose", paragraph)


def grid(filled: Filled, table: str) -> Grid:
    """One of the tables `t2`, `t3`, `t4`, `st`, headings included."""
    form = catalogue().editions[filled.edition_of(table)].tables[table]
    return {"t2": _disclosures, "t3": _requests, "t4": _disputes, "st": _list}[table](filled, form)


def places(rows: Grid) -> list[list[Place]]:
    """Every row with the cells that reach into it from above, left to right."""
    width = sum(slot.across for slot in rows[0])
    reaching: dict[int, tuple[Slot, int]] = {}
    out = []
    for row in rows:
        own, line, column = iter(row), [], 0
        while column < width:
            if column in reaching:
                slot, left = reaching.pop(column)
                line.append(Place(slot, True))
            else:
                slot = next(own)
                left = slot.down
                line.append(Place(slot, False))
            if left > 1:
                reaching[column] = (slot, left - 1)
            column += slot.across
        out.append(line)
    return out


def fields(rows: Grid) -> list[list[str]]:
    """The table spread out: a merged cell's text at its upper left, empty text wherever else it
    reaches."""
    return [
        [text for slot, begun in line for text in (["" if begun else slot.text] + [""] * (slot.across - 1))]
        for line in places(rows)
    ]


def widths(rows: Grid, usual: tuple[float, ...]) -> tuple[float, ...]:
    """How wide the columns are: as usual; of a table that has others, all figures alike and labels
    by their length, in the same width together."""
    lines = [[slot for slot, _ in line for _ in range(slot.across)] for line in places(rows)]
    if len(lines[0]) == len(usual):
        return usual
    figures = {at for line in lines for at, slot in enumerate(line) if slot.code}
    longest = [
        1.0
        if at in figures
        else min(4.0, 1 + 0.4 * max(len(line[at].text) / line[at].across / line[at].down for line in lines))
        for at in range(len(lines[0]))
    ]
    return tuple(sum(usual) * share / sum(longest) for share in longest)


def row_of(row: list[Slot]) -> str:
    """The code of the row of the form that is in `row`; empty for headings."""
    return next((slot.code.split(".")[1] for slot in row if slot.code), "")


def _label(filled: Filled, form: Form, kind: str, code: str) -> str:
    own = filled.labels.get(f"{form.table}.{code}")
    return (
        own
        or catalogue().editions[form.edition].labels.get(code)
        or catalogue().lines[form.table, kind, code].zh
    )


def _value(filled: Filled, table: str, row: str, column: str, across: int = 1) -> Slot:
    code = f"{table}.{row}.{column}"
    return Slot(filled.printed(code), across=across, code=code)


def _disclosures(filled: Filled, form: Form) -> Grid:
    width = max(len(row.columns) for row in form.rows)
    rows: Grid = []
    title = ""
    for row in form.rows:
        if row.optional:
            continue
        spans = [1] * (len(row.columns) - 1) + [width - len(row.columns) + 1]
        if row.title != title:
            title = row.title
            labels = [_label(filled, form, "column", column) for column in row.columns]
            rows.append([Slot(title, across=width + 1)])
            rows.append([Slot(catalogue().headings["t2"][0].zh), *map(Slot, labels, spans)])
        values = [_value(filled, "t2", row.code, c, span) for c, span in zip(row.columns, spans, strict=True)]
        rows.append([Slot(_label(filled, form, "row", row.code)), *values])
    return rows


def _requests(filled: Filled, form: Form) -> Grid:
    corner, applicants, organisations = (heading.zh for heading in catalogue().headings["t3"])
    first, *inner, last = (_label(filled, form, "column", column) for column in form.columns)
    rows: Grid = [
        [Slot(corner, LABEL_COLUMNS, 3), Slot(applicants, len(form.columns))],
        [Slot(first, down=2), Slot(organisations, len(inner)), Slot(last, down=2)],
        [Slot(label) for label in inner],
    ]
    filled_rows = {row.code for row in form.rows}
    groups: list[Slot] = []
    for code in form.order:
        label = _label(filled, form, "row", code)
        if code in form.groups:
            reach = sum(code in _ancestors(other) for other in filled_rows)
            groups.append(Slot(label, down=reach))
            continue
        depth = sum(ancestor in form.groups for ancestor in _ancestors(code))
        values = [_value(filled, "t3", code, column) for column in form.columns]
        rows.append([*groups, Slot(label, across=LABEL_COLUMNS - depth), *values])
        groups = []
    return rows


def _ancestors(code: str) -> list[str]:
    parent = catalogue().row("t3", code).parent
    return [parent, *_ancestors(parent)] if parent else []


def _disputes(filled: Filled, form: Form) -> Grid:
    alone, *paired = form.rows
    results = [_label(filled, form, "column", column) for column in form.columns]
    heading = catalogue().headings["t4"][0].zh
    return [
        [
            Slot(_label(filled, form, "row", alone.code), len(results)),
            Slot(heading, len(results) * len(paired)),
        ],
        [*(Slot(text, down=2) for text in results)]
        + [Slot(_label(filled, form, "row", row.code), len(results)) for row in paired],
        [Slot(text) for _ in paired for text in results],
        [_value(filled, "t4", row.code, column) for row in form.rows for column in form.columns],
    ]


def _list(filled: Filled, form: Form) -> Grid:
    heads = (
        catalogue().headings["st"][0].zh,
        catalogue().lists.unit[0],
        _label(filled, form, "column", "figure"),
    )
    rows: Grid = [[Slot(text) for text in heads]]
    for code in form.order:
        unit = catalogue().row("st", code).unit
        value = _value(filled, "st", code, "figure") if unit else Slot("")
        rows.append([Slot(_label(filled, form, "row", code)), Slot(unit or ""), value])
    return rows
