"""What is to be seen in the cells of a workbook, whatever they hold."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from PIL import Image as Picture

from pipelines.model import NOT_TEXT, Cell
from pipelines.read.sheets.xlsx import read_xlsx
from pipelines.read.word.libreoffice import program
from tests.unit.read.sheets.test_shown import NUMBERS

RED = PatternFill("solid", fgColor="FFFF0000")
OPEN = NOT_TEXT


def sheet_with(change: Callable[[Any, Any], None], value: Any = 12) -> Cell:
    """The middle one of three cells below three others, after a change to the sheet or to it."""
    book = Workbook()
    sheet = book.active
    sheet.append(["甲", "乙", "丙"])
    sheet.append([1, value, 3])
    change(sheet, sheet["B2"])
    file = io.BytesIO()
    book.save(file)
    (grid,) = [b for b in read_xlsx(file.getvalue()).blocks if b.kind == "grid"]
    return grid.rows[1][1]


def rich(*pieces: str | TextBlock) -> CellRichText:
    return CellRichText(*pieces)


def piece(text: str, **font: Any) -> TextBlock:
    return TextBlock(InlineFont(**font), text)


@pytest.mark.parametrize(
    ("value", "text", "left_out"),
    [
        pytest.param(rich(piece("8", strike=True), "597"), "597", "8", id="struck before a figure"),
        pytest.param(rich("779", piece("3", vertAlign="superscript")), "779", "3", id="raised"),
        pytest.param(rich("779", piece("3", vertAlign="subscript")), "779", "3", id="lowered"),
        pytest.param(rich("921", piece("6", color="FFFFFFFF")), "921", "", id="white on white"),
        pytest.param(rich("921", piece("6", color="FFF0F0F0")), f"{OPEN}9216", "", id="nearly white"),
        pytest.param(rich("921", piece("6", rFont="Webdings")), f"{OPEN}9216", "", id="pictures for a digit"),
        pytest.param(rich("921", piece("6", sz=1)), f"{OPEN}9216", "", id="tiny"),
        pytest.param(rich("9", piece("21", b=True)), "921", "", id="bold is no mark"),
    ],
)
def test_runs_of_a_rich_text_carry_what_the_eye_sees(value: CellRichText, text: str, left_out: str) -> None:
    seen = sheet_with(lambda sheet, cell: None, value)
    assert (seen.text, seen.left_out) == (text, left_out)


def font(**looks: Any) -> Callable[[Any, Any], None]:
    def change(_: Any, cell: Any) -> None:
        cell.font = Font(**looks)

    return change


def filled(_: Any, cell: Any) -> None:
    cell.font, cell.fill = Font(color="FFFF0000"), RED


def white_on_red(_: Any, cell: Any) -> None:
    cell.font, cell.fill = Font(color="FFFFFFFF"), RED


def formatted(code: str) -> Callable[[Any, Any], None]:
    def change(_: Any, cell: Any) -> None:
        cell.number_format = code

    return change


def text_under_a_format(_: Any, cell: Any) -> None:
    cell.value, cell.number_format = "12", '0;-0;0;"第"@'


def repeated(_: Any, cell: Any) -> None:
    cell.alignment = Alignment(horizontal="fill")


def without_zeros(sheet: Any, cell: Any) -> None:
    cell.value = 0
    sheet.sheet_view.showZeros = False


def picture(sheet: Any, cell: Any) -> None:
    drawn = io.BytesIO()
    Picture.new("RGB", (20, 20)).save(drawn, "PNG")
    sheet.add_image(Image(drawn), "B2")


def picture_over_nothing(sheet: Any, cell: Any) -> None:
    cell.value = None
    picture(sheet, cell)


def when(rule: Any) -> Callable[[Any, Any], None]:
    return lambda sheet, cell: sheet.conditional_formatting.add("B1:B2", rule)


WHITE = Font(color="FFFFFFFF")


def zeros_are_white_all_over(sheet: Any, _: Any) -> None:
    sheet.conditional_formatting.add("A1:Z99", CellIsRule("equal", ["0"], font=WHITE))


def many_rules(sheet: Any, _: Any) -> None:
    for row in range(300):
        sheet.conditional_formatting.add(f"H{row + 1}", CellIsRule("equal", ["0"], font=WHITE))
    when(CellIsRule("lessThan", ["20"], font=WHITE))(sheet, _)


def picture_over_everything(sheet: Any, _: Any) -> None:
    drawn = io.BytesIO()
    Picture.new("RGB", (20, 20)).save(drawn, "PNG")
    image = Image(drawn)
    image.anchor = TwoCellAnchor(_from=AnchorMarker(), to=AnchorMarker(16_000, 9, 1_000_000, 9))
    sheet.add_image(image)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        pytest.param(font(strike=True), f"{OPEN}12", id="struck, nothing in its place"),
        pytest.param(font(color="FFFFFFFF"), "", id="white on white"),
        pytest.param(filled, "", id="red on red"),
        pytest.param(white_on_red, "12", id="white on red"),
        pytest.param(font(color="FF00B050"), "12", id="green"),
        pytest.param(formatted(";;;"), "", id="hidden by its format"),
        pytest.param(formatted("# ?/?"), f"{OPEN}12", id="format that is not rendered"),
        pytest.param(font(name="Wingdings"), f"{OPEN}12", id="pictures for digits"),
        pytest.param(repeated, f"{OPEN}12", id="repeated as often as it fits"),
        pytest.param(without_zeros, "", id="sheet without zeros"),
        pytest.param(picture, f"{OPEN}12", id="picture over a figure"),
        pytest.param(picture_over_nothing, OPEN, id="picture in an empty cell"),
        pytest.param(when(CellIsRule("lessThan", ["20"], font=WHITE)), "", id="condition that hides"),
        pytest.param(
            when(CellIsRule("lessThan", ["20"], font=Font(strike=True))),
            f"{OPEN}12",
            id="condition that strikes",
        ),
        pytest.param(
            when(CellIsRule("lessThan", ["5"], font=Font(strike=True))), "12", id="one that does not hold"
        ),
        pytest.param(text_under_a_format, "第12", id="text under a format"),
        pytest.param(when(CellIsRule("lessThan", ["5"], font=WHITE)), "12", id="condition that fails"),
        pytest.param(when(FormulaRule(["ISODD(B2)"], font=WHITE)), f"{OPEN}12", id="condition not followed"),
        pytest.param(when(CellIsRule("lessThan", ["20"], font=Font(b=True))), "12", id="bold by condition"),
        pytest.param(zeros_are_white_all_over, "12", id="zeros are white all over"),
        pytest.param(
            when(CellIsRule("lessThan", ["20"], fill=PatternFill(bgColor="FF000000"))), "", id="black ground"
        ),
        pytest.param(
            when(CellIsRule("lessThan", ["20"], font=WHITE, fill=PatternFill(bgColor="FFFF0000"))),
            "12", id="white on red by a condition",
        ),
        pytest.param(
            when(CellIsRule("lessThan", ["20"], font=WHITE, fill=PatternFill("gray125"))),
            f"{OPEN}12", id="white on dots by a condition",
        ),
        pytest.param(when(ColorScaleRule("min", None, "FF000000", "max", None, "FFFFFFFF")), f"{OPEN}12", id="scale from black"),
        pytest.param(when(ColorScaleRule("min", None, "FFFF0000", "max", None, "FFFFFFFF")), "12", id="scale from red"),
        pytest.param(many_rules, "", id="the 301st rule"),
        pytest.param(picture_over_everything, f"{OPEN}12", id="picture over everything"),
        pytest.param(
            when(DataBarRule("min", None, "max", None, "FF638EC6", showValue=False)), OPEN, id="bar alone"
        ),
    ],
)  # fmt: skip
def test_a_cell_is_what_is_seen_of_it(change: Callable[[Any, Any], None], text: str) -> None:
    assert sheet_with(change).text == text


def test_a_picture_beside_the_table_adds_no_column() -> None:
    def beside(sheet: Any, _: Any) -> None:
        drawn = io.BytesIO()
        Picture.new("RGB", (20, 20)).save(drawn, "PNG")
        sheet.add_image(Image(drawn), "H9")

    assert sheet_with(beside).text == "12"


AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
SAID_OTHERWISE = {"G/通用格式", "standard", "[红色]0;[Red]-0", "0!.0000", '0!.0000"万元"', "???0"}
"""Codes that LibreOffice does not know as Excel writes them in Chinese, and blanks in place of
digits."""


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_same(tmp_path: Path) -> None:
    cases = [(v, c, t) for v, c, t in NUMBERS if c not in SAID_OTHERWISE and "y" not in c and "h" not in c]
    book = Workbook()
    for row, (value, code, _) in enumerate(cases, 1):
        book.active.cell(row, 1, value).number_format = code
    book.save(tmp_path / "shown.xlsx")
    command = [
        str(program()),
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
    ]
    told = subprocess.run(
        [*command, AS_SHOWN, "--outdir", str(tmp_path), str(tmp_path / "shown.xlsx")], capture_output=True
    )
    assert told.returncode == 0, told.stderr
    with (tmp_path / "shown.csv").open(encoding="utf-8") as file:
        printed = [row[0].strip() if row else "" for row in csv.reader(file)]
    printed += [""] * (len(cases) - len(printed))
    differ = [(v, c, t, p) for (v, c, t), p in zip(cases, printed) if t != p]
    assert differ == []
