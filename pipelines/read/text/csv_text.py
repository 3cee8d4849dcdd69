"""Lines of a text that holds tables with commas between their cells -> rows of cells, or nothing if
it holds none.

Such a table keeps a field for every cell, blank ones and those that a merged one covers included,
so its cells are known. Fields in quotation marks may hold commas and line breaks.
"""

from __future__ import annotations

import csv
import logging
import re
from collections.abc import Iterator
from itertools import groupby

from pipelines.model import Block, Cell, Spot

_log = logging.getLogger(__name__)

WIDEST, LONGEST = 8, 12
"""The columns and rows of table 3, at least: only a text with such a table is taken for one with
commas."""
LEAST_COLUMNS, LEAST_ROWS = 2, 3
LONG_LIST = 40
"""Rows of a table of any width that is taken for one besides: prose has no comma in so many lines."""
MOST_LINES = 6
"""Of one cell in quotation marks."""
_APART_BY_BLANKS = re.compile(r"\d\s+\d")
_ONE_NUMBER = re.compile(r"\d{1,3}(?:\s\d{3})+(?:\.\d+)?|\d(?:\s\d){2,}")
"""A field with blanks between thousands, or between all figures."""

Numbered = tuple[int, str]
Record = tuple[int, str, list[str]]
"""Number of its first line, as printed, its fields."""


def comma_tables(lines: list[Numbered]) -> list[tuple[Block | None, list[Numbered]]]:
    """The tables of a text in order, each with the lines before it; the last has no table. Empty:
    no such text."""
    if sum(line.count(",") >= WIDEST - 1 for _, line in lines) < LONGEST and not _many(lines):
        return []
    groups = [
        (width, list(group)) for width, group in groupby(_records(lines), key=lambda record: len(record[2]))
    ]
    sound = [(width, len(group)) for width, group in groups if width > LEAST_COLUMNS and _is_sound(group)]
    if sum(rows for width, rows in sound if width >= WIDEST) < LONGEST and all(
        n < LONG_LIST for _, n in sound
    ):
        return []
    out: list[tuple[Block | None, list[Numbered]]] = []
    before: list[Numbered] = []
    for width, group in groups:
        if width < LEAST_COLUMNS or len(group) < LEAST_ROWS or not _is_sound(group):
            before += [
                (number + n, line) for number, text, _ in group for n, line in enumerate(text.split("\n"))
            ]
            continue
        out.append((_grid(group, len(out) + 1), before))
        before = []
    return [*out, (None, before)]


def _many(lines: list[Numbered]) -> bool:
    return sum(line.count(",") >= LEAST_COLUMNS for _, line in lines) >= LONG_LIST


def _records(lines: list[Numbered]) -> Iterator[Record]:
    at = 0
    while at < len(lines):
        number, text = lines[at]
        size = 1
        while text.count('"') % 2 and size < MOST_LINES and at + size < len(lines):
            text += "\n" + lines[at + size][1]
            size += 1
        if text.count('"') % 2:  # a mark that is never closed is a character like others
            text, size = lines[at][1], 1
        at += size
        try:
            fields = next(csv.reader([text], strict=True), [])
        except csv.Error as error:
            _log.info("line %d is kept as one field: %s", number, error)
            fields = [text]
        yield number, text, fields


def _is_sound(group: list[Record]) -> bool:
    """Whether commas part the cells, and not the thousands of figures that blanks set apart."""
    return not any(
        _APART_BY_BLANKS.search(field) and not _ONE_NUMBER.fullmatch(field.strip())
        for *_, fields in group
        for field in fields
    )


def _grid(group: list[Record], table: int) -> Block:
    rows = (
        tuple(
            Cell(field.strip(), Spot(table=table, row=row, column=column, line=number))
            for column, field in enumerate(fields, 1)
        )
        for row, (number, _, fields) in enumerate(group, 1)
    )
    return Block("grid", tuple(rows))
