"""Fonts whose digits look otherwise than they say."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pipelines.model import NOT_TEXT
from pipelines.read.pdf.reader import read_pdf
from tests.data import pdf_fonts as fonts
from tests.data.moved_font import moved_font
from tests.data.pdf_sheet import Sheet

OPEN = "open"


def _row(data: bytes) -> list[str]:
    (grid,) = [block for block in read_pdf(data).blocks if block.kind == "grid"]
    return [OPEN if NOT_TEXT in cell.text else cell.text for cell in grid.rows[0]]


@pytest.mark.parametrize("table", [True, False])
@pytest.mark.parametrize(
    ("shift", "covered", "seen"),
    [
        (0, 0, ["12", "112"]),
        (0, 1, ["12", "112"]),  # a digit that a line crosses makes no font a liar
        (1, 0, ["open", "open"]),
        (-3, 0, ["open", "open"]),
    ],
)
def test_a_font_is_believed_if_it_draws_what_it_says(
    shift: int, covered: int, seen: list[str], table: bool
) -> None:
    """Whether it says so by a table of characters or not."""
    name = f"Moved{shift}"
    pdfmetrics.registerFont(TTFont(name, io.BytesIO(moved_font(shift=shift))))
    sheet = Sheet()
    sheet.font = name
    for n, words in enumerate(("12", "112")):
        sheet.text(30 + 50 * n, 35, words)
    for y in (20, 40):
        sheet.line(20, y, 120, y)
    for x in (20, 70, 120):
        sheet.line(x, 20, x, 40)
    if covered:
        sheet.line(28, 32, 50, 32)
    data = sheet.bytes()
    read = _row(data if table else data.replace(b"/ToUnicode", b"/Obscured_"))
    assert read[covered:] == seen[covered:]


WIN = "/Encoding/WinAnsiEncoding"
NOT_EMBEDDED = {
    "as it says": (fonts.not_embedded("SimSun", encoding=WIN), ["12", "123"]),
    "without a description": (
        fonts.not_embedded("Helvetica", encoding=WIN, description=False),
        ["12", "123"],
    ),
    "glyphs of other names": (fonts.not_embedded("SimSun"), [OPEN, OPEN]),
    "standard, of other names": (fonts.not_embedded("Helvetica", kind="Type1"), [OPEN, OPEN]),
    "standard, not described": (
        fonts.not_embedded("Helvetica", kind="Type1", description=False),
        [OPEN, OPEN],
    ),
    "a table of other digits": (fonts.not_embedded("KaiTi", "0456789123", WIN), [OPEN, OPEN]),
}


@pytest.mark.parametrize(("data", "seen"), NOT_EMBEDDED.values(), ids=list(NOT_EMBEDDED))
def test_a_font_that_is_not_in_the_file_is_believed_if_it_draws_what_it_says(
    data: bytes, seen: list[str]
) -> None:
    assert _row(data) == seen


@pytest.mark.parametrize(("second", "seen"), [("0123456789", ["123", "123"]), ("0456789123", ["123", OPEN])])
def test_of_two_dictionaries_with_one_font_each_is_looked_at(second: str, seen: list[str]) -> None:
    assert _row(fonts.two_dictionaries(second)) == seen


def test_two_codes_of_one_digit_are_both_looked_at() -> None:
    assert _row(fonts.two_codes_of_one_digit()) == ["123", OPEN]
