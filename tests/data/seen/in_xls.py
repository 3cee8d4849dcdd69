"""Cells of old workbooks that show something other than what is stored in them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from xlwt import Font, Formula, Pattern  # type: ignore[import-untyped]

from tests.data.biff import LIST, NOTE, PICTURE, condition, draw, drawn
from tests.data.forms import Filled
from tests.data.forms_sheet import xls
from tests.data.seen.hidden_lines import HIDDEN_COLUMN, HIDDEN_ROW, with_hidden
from tests.data.seen.number_shapes import SHAPES, Seen, nothing, number, plain, unknown
from tests.data.seen.trick import Put

BLACK, WHITE, RED, BLUE, OWN = 8, 9, 10, 12, 40
"""Places in the palette; the last one is a colour of the workbook's own."""
SIZE = 220
"""Of the usual type, in twentieths of a point."""


class Spot(NamedTuple):
    """Where a cell is written, and its style with the frame of its neighbours."""

    sheet: Any
    row: int
    column: int
    style: Any
    results: dict[tuple[int, int], float]
    """Results that formulas keep."""

    def write(self, value: object) -> None:
        self.sheet.write(self.row, self.column, value, self.style)


Change = Callable[[Spot, int, int], None]
"""Writes a cell; given the figure that is seen and digits that are no part of it."""


@dataclass(frozen=True)
class _Way:
    kind: str
    name: str
    change: Change
    seen: Seen


def _font(**said: object) -> Any:
    font = Font()
    font.height = SIZE
    for name, value in said.items():
        setattr(font, name, value)
    return font


def _stored(code: str, value: Callable[[int, int], object]) -> Change:
    def change(spot: Spot, f: int, e: int) -> None:
        spot.style.num_format_str = code
        spot.write(value(f, e))

    return change


def _looking(value: Callable[[int, int], object], ground: int | None = None, **said: object) -> Change:
    def change(spot: Spot, f: int, e: int) -> None:
        spot.style.font = _font(**said)
        if ground is not None:
            spot.style.pattern = Pattern()
            spot.style.pattern.pattern = Pattern.SOLID_PATTERN
            spot.style.pattern.pattern_fore_colour = ground
        spot.write(value(f, e))

    return change


def _rich(order: str, **said: object) -> Change:
    """Runs of the cell: F as usual, E of the font that is said, A and B the halves as usual, a
    small letter the same in that font."""

    def change(spot: Spot, f: int, e: int) -> None:
        text = str(f)
        half = len(text) // 2
        put = {"F": text, "E": str(e), "A": text[:half], "B": text[half:]}
        runs = [(put[c.upper()], _font(**said) if c == "E" or c.islower() else _font()) for c in order]
        spot.sheet.write_rich_text(spot.row, spot.column, runs, spot.style)

    return change


def _value(value: Callable[[int, int], object]) -> Change:
    def change(spot: Spot, f: int, e: int) -> None:
        spot.write(value(f, e))

    return change


def _formula(pattern: str, result: Callable[[int, int], object]) -> Change:
    """A formula with this result in the file, or none. H is the half of the figure, R the rest of
    it."""

    def change(spot: Spot, f: int, e: int) -> None:
        half = f // 2
        spot.write(Formula(pattern.replace("H", str(half)).replace("R", str(f - half))))
        kept = result(f, e)
        if isinstance(kept, int):
            spot.results[spot.row, spot.column] = kept

    return change


def _under(kind: int, value: Callable[[int, int], object]) -> Change:
    """A cell with an object of this kind over it."""

    def change(spot: Spot, f: int, e: int) -> None:
        spot.write(value(f, e))
        draw(spot.sheet, drawn(kind, spot.row, spot.column))

    return change


def _conditional(**said: Any) -> Change:
    """A cell with a font of its own where it is above nought."""

    def change(spot: Spot, f: int, _: int) -> None:
        spot.write(f)
        draw(spot.sheet, condition(spot.row, spot.column, **said))

    return change


WAYS: tuple[_Way, ...] = (
    *(_Way(shape.kind, shape.name, _stored(shape.code, shape.stored), shape.seen) for shape in SHAPES),
    _Way("blank", "white", _looking(number, colour_index=WHITE), nothing),
    _Way("blank", "white text", _looking(plain, colour_index=WHITE), nothing),
    _Way("blank", "white by the palette", _looking(number, colour_index=OWN), nothing),
    _Way("blank", "the colour of its ground", _looking(number, RED, colour_index=RED), nothing),
    _Way("blank", "white by a condition", _conditional(colour=WHITE), nothing),
    _Way("doubt", "struck by a condition", _conditional(struck=True), unknown),
    _Way("shown", "red by a condition", _conditional(colour=RED), plain),
    _Way("shown", "white on dark", _looking(number, BLUE, colour_index=WHITE), plain),
    _Way("shown", "red", _looking(number, colour_index=RED), plain),
    _Way("shown", "bold", _looking(number, bold=True), plain),
    _Way("shown", "underlined", _looking(number, underline=Font.UNDERLINE_SINGLE), plain),
    _Way("shown", "raised as a whole", _looking(number, escapement=Font.ESCAPEMENT_SUPERSCRIPT), plain),
    _Way("shown", "bold in part", _rich("Ab", bold=True), plain),
    _Way("shown", "red in part", _rich("aB", colour_index=RED), plain),
    _Way("shown", "a note beside", _under(NOTE, number), plain),
    _Way("shown", "chosen from a list", _under(LIST, number), plain),
    _Way("shown", "quoted", _value(lambda f, _: f"'{f}"), unknown),
    _Way("shown", "text of digits", _value(plain), plain),
    *(_Way("hidden", f"white run {where}", _rich(order, colour_index=WHITE), plain)
      for where, order in (("behind", "FE"), ("before", "EF"), ("within", "AEB"))),
    _Way("hidden", "run that is white by the palette", _rich("FE", colour_index=OWN), plain),
    *(_Way("struck", f"run {where}", _rich(order, struck_out=True), plain)
      for where, order in (("behind", "FE"), ("before", "EF"), ("within", "AEB"))),
    _Way("struck", "alone", _looking(number, struck_out=True), unknown),
    _Way("struck", "text alone", _looking(plain, struck_out=True), unknown),
    _Way("struck", "in part", _rich("Ab", struck_out=True), lambda f, _: str(f)[: len(str(f)) // 2]),
    _Way("struck", "all runs", _rich("ab", struck_out=True), unknown),
    _Way("raised", "run behind", _rich("FE", escapement=Font.ESCAPEMENT_SUPERSCRIPT), plain),
    _Way("raised", "lowered run", _rich("FE", escapement=Font.ESCAPEMENT_SUBSCRIPT), plain),
    _Way("doubt", "tiny", _looking(number, height=20), unknown),
    _Way("doubt", "tiny run", _rich("FE", height=20), unknown),
    _Way("generated", "a sum", _formula("H+R", number), plain),
    _Way("generated", "a sum in brackets", _formula("(H+R)*1", number), plain),
    _Way("generated", "a sum by its name", _formula("SUM(H,R)", number), plain),
    _Way("generated", "a choice", _formula("IF(1,H+R,0)", number), plain),
    _Way("generated", "a sum without its result", _formula("H+R", unknown), plain),
    _Way("generated", "a sum that keeps another", _formula("H+R", lambda f, e: f + e), unknown),
    _Way("generated", "a sum that keeps a nought", _formula("H+R", lambda *_: 0), plain),
    _Way("generated", "a difference that keeps another", _formula("H-(-R)", lambda f, e: f + e), unknown),
    _Way("object", "a picture", _under(PICTURE, unknown), unknown),
    _Way("object", "a picture over a figure", _under(PICTURE, number), unknown),
    _Way("object", "true", _value(lambda *_: True), unknown),
)  # fmt: skip


def any_trick(chance: random.Random, _: str) -> Put:
    """One by chance, of each kind alike."""
    kind = chance.choice(sorted({way.kind for way in WAYS}))
    way = chance.choice([way for way in WAYS if way.kind == kind])
    figure, other = chance.randint(1000, 65000), chance.randint(1, 9)

    def change(spot: Spot) -> None:
        way.change(spot, figure, other)

    return Put(way.kind, way.name, change, way.seen(figure, other))


def write(filled: Filled, put: Mapping[str, Put], _: Mapping[str, str], chance: random.Random) -> bytes:
    """The workbook with these cells, perhaps with rows and columns that it hides."""
    results: dict[tuple[int, int], float] = {}
    sheets = chance.random() < 0.3
    hides = chance.random() < 0.3
    if hides:
        filled = with_hidden(filled, sheets, chance, put)

    def inside(trick: Put) -> Callable[[Any, int, int, Any], None]:
        return lambda sheet, row, column, style: trick.content(Spot(sheet, row, column, style, results))

    written = {code: inside(trick) for code, trick in put.items()}
    if hides:
        written |= {HIDDEN_ROW: _hide_row, HIDDEN_COLUMN: _hide_column}
    return xls(
        filled,
        sheets=sheets,
        framed=chance.random() < 0.7,
        gaps=chance.random() < 0.7,
        inside=written,
        colours={OWN: (255, 255, 255)},
        results=results,
    )


def _hide_row(sheet: Any, row: int, column: int, style: Any) -> None:
    sheet.write(row, column, 88, style)
    sheet.row(row).hidden = True


def _hide_column(sheet: Any, row: int, column: int, style: Any) -> None:
    sheet.write(row, column, 88, style)
    sheet.col(column).hidden = True
