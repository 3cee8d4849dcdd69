"""Cells of workbooks that show something other than what is stored in them."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.data.forms import Filled
from tests.data.forms_sheet import xlsx
from tests.data.seen.hidden_lines import HIDDEN, HIDDEN_ROW, with_hidden
from tests.data.seen.number_shapes import SHAPES, Seen, nothing, plain, unknown
from tests.data.seen.trick import Put

Change = Callable[[Any, int, int], None]
"""Changes a cell of openpyxl; given the figure that is seen and digits that are no part of it."""


@dataclass(frozen=True)
class _Way:
    kind: str
    name: str
    change: Change
    seen: Seen


def _stored(format: str, value: Callable[[int, int], object]) -> Change:
    def change(cell: Any, f: int, e: int) -> None:
        cell.value, cell.number_format = value(f, e), format

    return change


def _font(value: Callable[[int, int], object] = lambda f, _: f, **said: object) -> Change:
    def change(cell: Any, f: int, e: int) -> None:
        from openpyxl.styles import Font  # type: ignore[import-untyped]

        cell.value, cell.font = value(f, e), Font(**said)

    return change


def _fill(font: str, ground: str) -> Change:
    def change(cell: Any, f: int, _: int) -> None:
        from openpyxl.styles import Font, PatternFill

        cell.value, cell.font = f, Font(color=font)
        cell.fill = PatternFill("solid", fgColor=ground)

    return change


def _rich(order: str, **said: object) -> Change:
    """Runs of the cell: F as usual, E of the font that is said, A and B the halves as usual, a
    small letter the same in that font."""

    def change(cell: Any, f: int, e: int) -> None:
        from openpyxl.cell.rich_text import CellRichText, TextBlock  # type: ignore[import-untyped]
        from openpyxl.cell.text import InlineFont  # type: ignore[import-untyped]

        text = str(f)
        half = len(text) // 2
        put = {"F": text, "E": str(e), "A": text[:half], "B": text[half:]}
        runs = [
            TextBlock(InlineFont(**said), put[c.upper()])
            if c == "E" or c.islower()
            else TextBlock(InlineFont(), put[c])
            for c in order
        ]
        cell.value = CellRichText(*runs)

    return change


def _value(value: Callable[[int, int], object]) -> Change:
    def change(cell: Any, f: int, e: int) -> None:
        cell.value = value(f, e)

    return change


def _formula(result: Callable[[int, int], object]) -> Change:
    """A sum of two numbers with this result in the file, which is put in behind (see
    `_with_results`)."""

    def change(cell: Any, f: int, e: int) -> None:
        half = f // 2
        cell.value = f'={half}+{f - half}+0*N("kept:{result(f, e)}")'

    return change


def _conditional(**said: object) -> Change:
    def change(cell: Any, f: int, _: int) -> None:
        from openpyxl.formatting.rule import CellIsRule  # type: ignore[import-untyped]
        from openpyxl.styles import Font

        cell.value = f
        rule = CellIsRule(operator="greaterThan", formula=["0"], font=Font(**said))
        cell.parent.conditional_formatting.add(cell.coordinate, rule)

    return change


def _listed(cell: Any, f: int, e: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]

    cell.value = f
    allowed = DataValidation(type="list", formula1=f'"{e},{f}"')
    cell.parent.add_data_validation(allowed)
    allowed.add(cell)


def _commented(cell: Any, f: int, e: int) -> None:
    from openpyxl.comments import Comment  # type: ignore[import-untyped]

    cell.value = f
    cell.comment = Comment(f"应为{e}", "甲")


def _pictured(cell: Any, *_: int) -> None:
    from openpyxl.drawing.image import Image  # type: ignore[import-untyped]
    from PIL import Image as Picture

    cell.value = None
    file = io.BytesIO()
    Picture.new("L", (48, 18), 90).save(file, "PNG")
    cell.parent.add_image(Image(file), cell.coordinate)


WHITE = "FFFFFFFF"
WAYS: tuple[_Way, ...] = (
    *(_Way(shape.kind, shape.name, _stored(shape.code, shape.stored), shape.seen) for shape in SHAPES),
    _Way("blank", "white", _font(color=WHITE), nothing),
    _Way("blank", "the colour of its ground", _fill("FF00B050", "FF00B050"), nothing),
    _Way("shown", "white on dark", _fill(WHITE, "FF1F497D"), plain),
    _Way("shown", "bold", _font(bold=True), plain),
    _Way("shown", "underlined", _font(underline="single"), plain),
    _Way("shown", "raised as a whole", _font(vertAlign="superscript"), plain),
    _Way("shown", "bold in part", _rich("Ab", b=True), plain),
    _Way("shown", "a comment beside", _commented, plain),
    _Way("shown", "chosen from a list", _listed, plain),
    _Way("shown", "quoted", _value(lambda f, _: f"'{f}"), unknown),
    _Way("hidden", "white run behind", _rich("FE", color=WHITE), plain),
    _Way("hidden", "white run before", _rich("EF", color=WHITE), plain),
    _Way("hidden", "white run within", _rich("AEB", color=WHITE), plain),
    _Way("struck", "run before", _rich("EF", strike=True), plain),
    _Way("struck", "run behind", _rich("FE", strike=True), plain),
    _Way("struck", "alone", _font(strike=True), unknown),
    _Way("struck", "text alone", _font(plain, strike=True), unknown),
    _Way("struck", "in part", _rich("Ab", strike=True), lambda f, _: str(f)[: len(str(f)) // 2]),
    _Way("raised", "run behind", _rich("FE", vertAlign="superscript"), plain),
    _Way("raised", "lowered run", _rich("FE", vertAlign="subscript"), plain),
    _Way("doubt", "tiny", _font(sz=1), unknown),
    _Way("doubt", "nearly white", _font(color="FFF2F2F2"), unknown),
    _Way("blank", "white by a condition", _conditional(color=WHITE), nothing),
    _Way("doubt", "struck by a condition", _conditional(strike=True), unknown),
    _Way("shown", "red by a condition", _conditional(color="FFFF0000"), plain),
    _Way("generated", "a sum", _formula(plain), plain),
    _Way("generated", "a sum without its result", _formula(nothing), plain),
    _Way("generated", "a sum that keeps another", _formula(lambda f, e: str(f + e)), unknown),
    _Way("generated", "a sum that keeps a nought", _formula(lambda *_: "0"), plain),
    _Way("object", "a picture", _pictured, unknown),
    _Way("object", "true", _value(lambda *_: True), unknown),
    _Way("object", "an error", _value(lambda *_: "#N/A"), unknown),
)  # fmt: skip


def any_trick(chance: random.Random, _: str) -> Put:
    """One by chance, of each kind alike."""
    kind = chance.choice(sorted({way.kind for way in WAYS}))
    way = chance.choice([way for way in WAYS if way.kind == kind])
    figure, other = chance.randint(1000, 89999), chance.randint(1, 9)

    def change(cell: Any) -> None:
        way.change(cell, figure, other)

    return Put(way.kind, way.name, change, way.seen(figure, other))


def write(filled: Filled, put: Mapping[str, Put], marks: Mapping[str, str], chance: random.Random) -> bytes:
    """The workbook with these cells in the place of their marks."""
    from openpyxl import load_workbook

    sheets, hides = chance.random() < 0.3, chance.random() < 0.3
    if hides:
        filled = with_hidden(filled, sheets, chance, put)
    data = xlsx(filled, sheets=sheets, framed=chance.random() < 0.7, gaps=chance.random() < 0.7)
    if not put and not hides:
        return data
    book = load_workbook(io.BytesIO(data))
    places = {int(mark): put[code] for code, mark in marks.items()}
    cells = {c.value: c for sheet in book for row in sheet.iter_rows() for c in row if c.value in places}
    assert cells.keys() == places.keys()
    for mark, trick in places.items():
        trick.content(cells[mark])
    for cell in [c for sheet in book for row in sheet.iter_rows() for c in row if c.value in HIDDEN]:
        _hide(cell)
    out = io.BytesIO()
    book.save(out)
    return _with_results(out.getvalue())


def _hide(cell: Any) -> None:
    if cell.value == HIDDEN_ROW:
        cell.parent.row_dimensions[cell.row].hidden = True
    else:
        cell.parent.column_dimensions[cell.column_letter].hidden = True
    cell.value = 88


def _with_results(data: bytes) -> bytes:
    """Puts the results of formulas into the file, which openpyxl leaves out."""
    kept = re.compile(
        rb'\+0\*N\("kept:(\d*)"\)</f><v ?/?>(?:</v>)?|\+0\*N\(&quot;kept:(\d*)&quot;\)</f><v ?/?>(?:</v>)?'
    )

    def result(match: re.Match[bytes]) -> bytes:
        digits = match[1] or match[2] or b""
        return b"</f>" + (b"<v>" + digits + b"</v>" if digits else b"")

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = kept.sub(result, content)
                assert b"kept:" not in content
            new.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()
