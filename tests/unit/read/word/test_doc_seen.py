"""What is to be seen in a cell of a Word 97-2003 file, whatever its text holds."""

from __future__ import annotations

import struct

import pytest

from pipelines.model import NOT_TEXT, Cell
from pipelines.read.word.doc import read_doc
from tests.data.doc_looks import (
    AUTOMATIC,
    BLUE_OLD,
    DATA,
    LETTERS,
    LINES,
    LISTED,
    LOWERED,
    NONE,
    PEN_BLACK,
    RAISED,
    STRUCK,
    STRUCK_TWICE,
    WHITE,
    WHITE_OLD,
    colour,
    form_field,
    line,
    rise,
    size,
    style,
    style_sheet,
    styled,
)
from tests.data.forms_doc import HIDDEN, IN_TABLE, ROW_END, SPECIAL, row_properties
from tests.data.word_file import LINE_STYLE, Run, word_file

OPEN = NOT_TEXT
BLUE_CELLS = struct.pack("<HB4s4sH", 0xD612, 10, b"\0\0\0\xff", b"\x00\x00\x80\x00", 0)
PLAIN_CELLS = struct.pack("<HB4s4sH", 0xD612, 10, b"\0\0\0\xff", b"\0\0\0\xff", 0)
STYLES = [
    style(LINES, NONE, b"\0\0", b""),
    style(LETTERS, NONE, HIDDEN),
    style(LETTERS, 1, size(20)),
    style(LETTERS, 1, b"\x3c\x08\x00"),
    style(LETTERS, NONE, WHITE),
    style(LINES, 0, b"\5\0", STRUCK),
    style(LINES, 5, b"\6\0", size(20)),
    style(LINES, 0, b"\7\0" + LISTED, b""),
    style(LETTERS, 8, STRUCK),
    b"\0\0",
    style(LETTERS, NONE, STRUCK),
]
SHEET = style_sheet(STYLES)


def height(twips: int) -> bytes:
    """Of the lines of a paragraph; below 0 it is exact."""
    return struct.pack("<Hhh", 0x6412, twips, 0)


def seen(*runs: Run | str, paragraph: bytes = b"", row: bytes = b"") -> Cell:
    """The cell with these runs, between two others."""
    inside = [Run(run) if isinstance(run, str) else run for run in runs]
    own = paragraph[:4] if paragraph.startswith(LINE_STYLE) else b""
    listed = own + IN_TABLE + paragraph[len(own) :]
    cell = [run._replace(paragraph=listed) for run in (*inside, Run("\a"))]
    end = IN_TABLE + ROW_END + row_properties([(1, 0)] * 3) + row
    file = [Run("1\a", b"", IN_TABLE), *cell, Run("2\a", b"", IN_TABLE), Run("\a", b"", end)]
    ((before, middle, behind),) = read_doc(word_file(file, styles=SHEET)).blocks[0].rows
    assert (before.text.strip(OPEN), behind.text) == ("1", "2")
    return middle


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        pytest.param(HIDDEN, "12", id="hidden"),
        pytest.param(styled(1), "12", id="hidden-by-style"),
        pytest.param(styled(2), "12", id="hidden-by-base-of-style"),
        pytest.param(styled(3), "912", id="shown-by-style-on-hidden-base"),
        pytest.param(styled(1) + b"\x3c\x08\x00", "912", id="shown-by-own-switch"),
        pytest.param(styled(1) + b"\x3c\x08\x80", "12", id="as-the-style"),
        pytest.param(styled(1) + b"\x3c\x08\x81", "912", id="opposite-of-the-style"),
        pytest.param(b"\x3c\x08\x81", "12", id="opposite-of-no-style"),
        pytest.param(WHITE, "12", id="white"),
        pytest.param(WHITE_OLD, "12", id="white-of-the-sixteen"),
        pytest.param(WHITE_OLD + AUTOMATIC, "912", id="automatic-after-white"),
        pytest.param(styled(4), "12", id="white-by-style"),
        pytest.param(BLUE_OLD, "912", id="blue"),
        pytest.param(WHITE + b"\x66\x48\x20\x01", "912", id="white-on-blue-letters"),
        pytest.param(colour(0, 0, 0) + PEN_BLACK, "12", id="black-under-a-black-pen"),
        pytest.param(WHITE + PEN_BLACK, "912", id="white-under-a-black-pen"),
        pytest.param(WHITE + b"\x0c\x2a\x00", "12", id="white-under-no-pen"),
        pytest.param(size(2), f"{OPEN}912", id="tiny"),
        pytest.param(STRUCK, "12", id="struck"),
        pytest.param(STRUCK_TWICE, "12", id="struck-twice"),
        pytest.param(styled(8), "12", id="struck-by-style-based-on-itself"),
        pytest.param(RAISED, "12", id="superscript"),
        pytest.param(LOWERED, "12", id="subscript"),
        pytest.param(rise(8), "12", id="raised"),
        pytest.param(rise(-8), "12", id="lowered"),
        pytest.param(rise(1), "912", id="evened-out"),
        pytest.param(styled(99), "912", id="style-that-is-not-there"),
    ],
)
def test_marks_of_a_digit_beside_a_figure(properties: bytes, text: str) -> None:
    assert seen(Run("9", properties), "12").text == text


def test_struck_alone_is_open() -> None:
    assert seen(Run("12", STRUCK)).text == f"{OPEN}12"


@pytest.mark.parametrize(
    ("paragraph", "runs", "text"),
    [
        pytest.param(line(5), ["12"], f"{OPEN}12", id="struck-by-style"),
        pytest.param(line(6), ["12"], f"{OPEN}12", id="struck-by-base-of-style"),
        pytest.param(height(-20), ["12"], f"{OPEN}12", id="cut-off-by-its-line"),
        pytest.param(height(-240), ["12"], "12", id="line-high-enough"),
        pytest.param(height(20), ["12"], "12", id="line-as-high-as-it-needs"),
        pytest.param(height(-20) + height(240), ["12"], "12", id="the-last-one-holds"),
        pytest.param(line(5), [Run("12", styled(10))], "12", id="two-styles-cancel-out"),
        pytest.param(LISTED, ["12"], f"{OPEN}12", id="number-of-list-before-figure"),
        pytest.param(LISTED, [], OPEN, id="number-of-list-alone"),
        pytest.param(line(7), [], OPEN, id="number-by-style"),
        pytest.param(line(7) + b"\x0b\x46\x00\x00", ["12"], "12", id="no-number-after-all"),
        pytest.param(LISTED, ["an item"], "an item", id="label-in-list"),
    ],
)
def test_styles_and_lists_of_paragraphs(paragraph: bytes, runs: list[Run | str], text: str) -> None:
    assert seen(*runs, paragraph=paragraph).text == text


def test_white_is_hidden_only_on_a_ground_that_is_known() -> None:
    assert seen(Run("12", WHITE), row=BLUE_CELLS).text == f"{OPEN}12"
    assert seen("12", row=BLUE_CELLS).text == "12"
    assert seen(Run("9", WHITE), "12", row=PLAIN_CELLS).text == "12"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        pytest.param([Run("\x01", SPECIAL)], OPEN, id="picture"),
        pytest.param(["12", Run("\x01", SPECIAL)], f"12{OPEN}", id="figure-and-picture"),
        pytest.param(["12", Run("\x01", SPECIAL + HIDDEN)], "12", id="picture-hidden"),
        pytest.param(["12", Run("\x01", SPECIAL + DATA)], "12", id="data-of-a-field"),
        pytest.param([Run("\x08", SPECIAL), "12"], f"{OPEN}12", id="floating"),
        pytest.param([Run("\x08", SPECIAL)], OPEN, id="floating-alone"),
        pytest.param(["\x13 EQ \\s\\up5(6)\x15"], OPEN, id="equation"),
        pytest.param(["\x13 FORMDROPDOWN ", Run("\x01", SPECIAL + DATA), "\x15"], OPEN, id="list-of-a-form"),
        pytest.param(["\x13 FORMTEXT \x1412\x15"], "12", id="text-of-a-form"),
        pytest.param(["\x13 PAGE \x15"], OPEN, id="field-of-the-layout"),
        pytest.param(["\x13 XE 12 \x15"], "", id="field-that-prints-nothing"),
    ],
)
def test_what_is_no_text(runs: list[Run | str], text: str) -> None:
    assert seen(*runs).text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(form_field(2, 1, "7", "12", "9"), "12", id="chosen"),
        pytest.param(form_field(2, 25, "7", "12", "9", default=2), "9", id="by-default"),
        pytest.param(form_field(2, 4, "7", "12"), OPEN, id="choice-that-is-not-there"),
        pytest.param(form_field(2, 1, "7", "12")[:100], OPEN, id="data-that-ends"),
        pytest.param(form_field(1, 1), OPEN, id="box-to-tick"),
        pytest.param(form_field(0, 0), "5", id="text"),
    ],
)
def test_fields_of_a_form(data: bytes, text: str) -> None:
    place = Run("\x01", SPECIAL + DATA + b"\x03\x6a\0\0\0\0", IN_TABLE)
    runs = [Run("1\a\x13 FORM ", b"", IN_TABLE), place, Run("\x145\x15\a", b"", IN_TABLE)]
    end = Run("\a", b"", IN_TABLE + ROW_END + row_properties([(1, 0)] * 2))
    cells = read_doc(word_file([*runs, end], data=data)).blocks[0].rows[0]
    assert [cell.text for cell in cells] == ["1", text]


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "12"), (1, f"{OPEN}12"), (2, "12"), (7, "12")],
    ids=["of-letters", "of-pictures", "of-signs-with-digits", "not-listed"],
)
def test_a_digit_in_a_typeface_of_pictures_is_open(number: int, text: str) -> None:
    row = IN_TABLE + ROW_END + row_properties([(1, 0)])
    runs = [
        Run("12", struct.pack("<2H", 0x4A4F, number), IN_TABLE),
        Run("\a", b"", IN_TABLE),
        Run("\a", b"", row),
        Run("\r"),
    ]
    (grid,) = read_doc(word_file(runs, fonts=("SimSun", "Wingdings 2", "Symbol"))).blocks
    assert grid.rows[0][0].text == text
