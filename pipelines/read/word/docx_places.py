"""The style of a table of a Word file -> what it gives to each of its cells: a look of the text and
a ground.

A style has parts (the last row, every second column, ...); which of them a table takes is said by
its `tblLook` (ECMA-376 part 1, 17.7.6), and a later part goes before an earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.read.colours import WHITE, Colour, hex_colour
from pipelines.read.marks import Mark
from pipelines.read.word.docx_looks import ground_of, is_crossed
from pipelines.read.word.docx_styles import WHOLE, Styles
from pipelines.read.word.docx_xml import FALSE, Element, attribute, child_of
from pipelines.read.word.looks import PLAIN, Look

_SWITCHES = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200,
    "noVBand": 0x400,
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where text stands: on which ground (None: not known), and what it looks like and is marked
    with for standing there."""

    ground: Colour | None = WHITE
    look: Look = PLAIN
    marks: frozenset[Mark] = field(default_factory=frozenset)


PAGE = Place()
"""Outside of tables."""


class TablePlaces:
    """The places that the cells of a table are."""

    def __init__(self, table: Element, rows: int, styles: Styles, around: Place) -> None:
        properties = child_of(table, "tblPr")
        named = None if properties is None else child_of(properties, "tblStyle")
        self._theme = styles.theme
        self._around = around
        self._parts = {} if named is None else styles.parts(attribute(named))
        self._ground = ground_of(properties, around.ground, styles.theme)
        look = None if properties is None else child_of(properties, "tblLook")
        self._on = {name for name, bit in _SWITCHES.items() if look is not None and _is_on(look, name, bit)}
        self._rows = rows

    def cell(self, row: int, column: int, columns: int, properties: Element | None) -> Place:
        """The place of the cell at `column` of the `columns` in its row, both counted from 0."""
        look, ground = self._around.look, self._ground
        for name in self._names(row, column, columns):
            if name in self._parts:
                mine, fill = self._parts[name]
                look = mine.over(look)
                ground = hex_colour(fill) if fill else ground
        crossed: frozenset[Mark] = frozenset({"doubtful"}) if is_crossed(properties) else frozenset()
        return Place(ground_of(properties, ground, self._theme), look, self._around.marks | crossed)

    def _names(self, row: int, column: int, columns: int) -> list[str]:
        """The parts of the table that a cell belongs to, from the weakest to the strongest."""
        if self._parts.keys() <= {WHOLE}:
            return [WHOLE]
        first_row = "firstRow" in self._on and row == 0
        last_row = "lastRow" in self._on and row == self._rows - 1
        first_column = "firstColumn" in self._on and column == 0
        last_column = "lastColumn" in self._on and column == columns - 1
        names = [WHOLE]
        if "noVBand" not in self._on and not (first_column or last_column):
            names.append(f"band{1 + (column - ('firstColumn' in self._on)) % 2}Vert")
        if "noHBand" not in self._on and not (first_row or last_row):
            names.append(f"band{1 + (row - ('firstRow' in self._on)) % 2}Horz")
        edges = {
            "firstRow": first_row, "lastRow": last_row, "firstCol": first_column, "lastCol": last_column,
            "nwCell": first_row and first_column, "neCell": first_row and last_column,
            "swCell": last_row and first_column, "seCell": last_row and last_column,
        }  # fmt: skip
        return names + [name for name, holds in edges.items() if holds]


def _is_on(look: Element, name: str, bit: int) -> bool:
    """A switch of `tblLook`, by its name or as a bit of its value."""
    if stated := attribute(look, name):
        return stated.lower() not in FALSE
    try:
        return bool(int(attribute(look) or "0", 16) & bit)
    except ValueError:
        return False
