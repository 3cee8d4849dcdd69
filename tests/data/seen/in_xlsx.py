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
from tests.data.seen.trick import Put

Change = Callable[[Any, int, int], None]
"""Changes a cell of openpyxl; given the figure that is seen and digits that are no part of it."""


@dataclass(frozen=True)
class _Way:
    kind: str
    name: str
    change: Change
    seen: Callable[[int, int], str | None]


def _f(f: int, _: int) -> str:
    return str(f)


def _none(*_: int) -> None:
    return None


def _blank(*_: int) -> str:
    return ""


def _stored(format: str, value: Callable[[int, int], object] = lambda f, _: f) -> Change:
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
    _Way("shape", "plain", _stored("0"), _f),
    _Way("shape", "general", _stored("General"), _f),
    _Way("shape", "thousands", _stored("#,##0"), _f),
    _Way("shape", "two places", _stored("0.00"), _f),
    _Way("shape", "with a unit", _stored('0"件"'), _f),
    _Way("shape", "scaled by a thousand", _stored("#,##0,", lambda f, _: 1000 * f), _f),
    _Way("shape", "scaled by a million", _stored("0,,", lambda f, _: 1_000_000 * f), _f),
    _Way("shape", "scaled and rounded", _stored("0,", lambda f, _: 1000 * f + 400), _f),
    _Way("shape", "rounded", _stored("0", lambda f, _: f + 0.4), _f),
    _Way("shape", "rounded to a place", _stored("0.0", lambda f, _: f + 0.04), _f),
    _Way("shape", "percent", _stored("0%", lambda f, _: f / 100), _f),
    _Way("shape", "ten thousands", _stored('0!.0,"万"', lambda f, _: 10_000 * f), lambda f, _: str(10_000 * f)),
    _Way("shape", "minus put in", _stored("-0"), lambda f, _: str(-f)),
    _Way("shape", "negative in words", _stored('0;"减"0', lambda f, _: -f), lambda f, _: str(-f)),
    _Way("shape", "negative without its sign", _stored("0;0", lambda f, _: -f), _f),
    _Way("shape", "negative in brackets", _stored("0;(0)", lambda f, _: -f), _none),
    _Way("shape", "accounting", _stored('_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'), _f),
    _Way("shape", "accounting nought", _stored('_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', lambda *_: 0), lambda *_: "—"),
    _Way("shape", "stroke for nought", _stored('[=0]"/";0', lambda *_: 0), lambda *_: "/"),
    _Way("shape", "stroke for nought, and none", _stored('[=0]"/";0'), _f),
    _Way("shape", "words for nought", _stored('0;-0;"无"', lambda *_: 0), lambda *_: "—"),
    _Way("shape", "words by size", _stored('[>100]"多";0'), _none),
    _Way("shape", "words before", _stored('"约"0'), _none),
    _Way("shape", "a digit put before", _stored('"1"0'), lambda f, _: f"1{f}"),
    _Way("shape", "leading noughts", _stored("0000000"), _none),
    _Way("shape", "a date", _stored("yyyy-m-d"), _none),
    _Way("shape", "a month", _stored('m"月"'), _none),
    _Way("shape", "powers of ten", _stored("0.0E+00"), _none),
    _Way("shape", "a fraction", _stored("# ?/?"), _f),
    _Way("shape", "red", _stored("[Red]0"), _f),
    _Way("shape", "text of digits", _stored("@", _f), _f),
    _Way("shape", "text under a format", _stored('0;-0;0;"第"@', _f), _none),
    _Way("shape", "Chinese numerals", _stored("[DBNum1]0"), _f),
    _Way("shape", "broken format", _stored('0"'), _none),
    _Way("shape", "a decimal as it is", _stored("General", lambda f, e: f + e / 10), lambda f, e: f"{f}.{e}"),
    _Way("blank", "shows nothing", _stored(";;;"), _blank),
    _Way("blank", "shows no number", _stored('"";"";"";@'), _blank),
    _Way("blank", "shows no nought", _stored("0;-0;;@", lambda *_: 0), _blank),
    _Way("blank", "hash for a nought", _stored("#", lambda *_: 0), _blank),
    _Way("blank", "white by its format", _stored("[White]0"), _blank),
    _Way("blank", "white", _font(color=WHITE), _blank),
    _Way("blank", "the colour of its ground", _fill("FF00B050", "FF00B050"), _blank),
    _Way("shown", "white on dark", _fill(WHITE, "FF1F497D"), _f),
    _Way("shown", "bold", _font(bold=True), _f),
    _Way("shown", "underlined", _font(underline="single"), _f),
    _Way("shown", "raised as a whole", _font(vertAlign="superscript"), _f),
    _Way("shown", "bold in part", _rich("Ab", b=True), _f),
    _Way("shown", "a comment beside", _commented, _f),
    _Way("shown", "chosen from a list", _listed, _f),
    _Way("shown", "quoted", _value(lambda f, _: f"'{f}"), _none),
    _Way("hidden", "white run behind", _rich("FE", color=WHITE), _f),
    _Way("hidden", "white run before", _rich("EF", color=WHITE), _f),
    _Way("hidden", "white run within", _rich("AEB", color=WHITE), _f),
    _Way("struck", "run before", _rich("EF", strike=True), _f),
    _Way("struck", "run behind", _rich("FE", strike=True), _f),
    _Way("struck", "alone", _font(strike=True), _none),
    _Way("struck", "text alone", _font(_f, strike=True), _none),
    _Way("struck", "in part", _rich("Ab", strike=True), lambda f, _: str(f)[: len(str(f)) // 2]),
    _Way("raised", "run behind", _rich("FE", vertAlign="superscript"), _f),
    _Way("raised", "lowered run", _rich("FE", vertAlign="subscript"), _f),
    _Way("doubt", "tiny", _font(sz=1), _none),
    _Way("doubt", "nearly white", _font(color="FFF2F2F2"), _none),
    _Way("blank", "white by a condition", _conditional(color=WHITE), _blank),
    _Way("doubt", "struck by a condition", _conditional(strike=True), _none),
    _Way("shown", "red by a condition", _conditional(color="FFFF0000"), _f),
    _Way("generated", "a sum", _formula(_f), _f),
    _Way("generated", "a sum without its result", _formula(_blank), _f),
    _Way("generated", "a sum that keeps another", _formula(lambda f, e: str(f + e)), _none),
    _Way("generated", "a sum that keeps a nought", _formula(lambda *_: "0"), _f),
    _Way("object", "a picture", _pictured, _none),
    _Way("object", "true", _value(lambda *_: True), _none),
    _Way("object", "an error", _value(lambda *_: "#N/A"), _none),
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

    data = xlsx(
        filled, sheets=chance.random() < 0.3, framed=chance.random() < 0.7, gaps=chance.random() < 0.7
    )
    if not put:
        return data
    book = load_workbook(io.BytesIO(data))
    places = {int(mark): put[code] for code, mark in marks.items()}
    cells = {c.value: c for sheet in book for row in sheet.iter_rows() for c in row if c.value in places}
    assert cells.keys() == places.keys()
    for mark, trick in places.items():
        trick.content(cells[mark])
    out = io.BytesIO()
    book.save(out)
    return _with_results(out.getvalue())


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
