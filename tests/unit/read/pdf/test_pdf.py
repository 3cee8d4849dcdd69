"""PDF -> Document, by both readers, on small files with one trap each."""

from pathlib import Path

import pypdfium2
import pytest

from pipelines.catalogue import catalogue
from pipelines.model import Block, Document
from pipelines.read.pdf import plumber, reader
from pipelines.read.pdf.glyphs import lost_writing
from tests.data import pdf_walls, pdf_writing
from tests.data.pdf_sheet import TABLE, XS, YS, Rows

BOTH = pytest.mark.parametrize("reader", [reader, plumber], ids=["pdfium", "pdfplumber"])
SAMPLES = Path(__file__).parents[5] / "shared" / "samples"
BEFORE, AFTER = "二、主动公开政府信息情况", "本年度共制发规章12件。"


def texts(block: Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def printed(rows: Rows) -> list[list[str]]:
    return [[text for text in row if text is not None] for row in rows]


def grids(document: Document) -> list[list[list[str]]]:
    return [texts(block) for block in document.blocks if block.kind == "grid"]


def codes(document: Document) -> list[str]:
    for issue in document.issues:
        assert issue.severity == catalogue().issues[issue.code].severity
    return [issue.code for issue in document.issues]


WALLS = [pdf_walls.stroked, pdf_walls.thin_boxes, pdf_walls.double_lines]
ONLY_PDFIUM = [
    pdf_walls.dotted_lines,
    pdf_walls.thin_images,
]  # pdfplumber knows no edges that short, and no images


@BOTH
@pytest.mark.parametrize("draw", WALLS, ids=lambda f: f.__name__)
def test_walls_of_every_kind_make_the_same_cells(reader, draw) -> None:
    document = reader.read_pdf(draw())
    assert [block.kind for block in document.blocks] == ["prose", "grid", "prose"]
    assert [texts(block) for block in document.blocks] == [[[BEFORE]], printed(TABLE), [[AFTER]]]
    assert codes(document) == []


@pytest.mark.parametrize("draw", ONLY_PDFIUM, ids=lambda f: f.__name__)
def test_walls_that_the_referee_cannot_see(draw) -> None:
    assert grids(reader.read_pdf(draw())) == [printed(TABLE)]
    (lines,) = plumber.read_pdf(draw()).blocks
    assert lines.kind == "lines"
    assert [t for row in texts(lines)[1:-1] for t in row] == [t for row in printed(TABLE) for t in row if t]


@BOTH
def test_spots_name_page_table_row_column_and_box(reader) -> None:
    (grid,) = (block for block in reader.read_pdf(pdf_walls.stroked()).blocks if block.kind == "grid")
    cells = [cell for row in grid.rows for cell in row]
    last = cells[-2].spot
    assert (cells[-2].text, last.page, last.table, last.row, last.column) == ("9487", 1, 1, 4, 2)
    assert last.box == pytest.approx((XS[1], YS[3], XS[2], YS[4]), abs=0.6)
    merged = cells[0].spot
    assert merged.box == pytest.approx((XS[0], YS[0], XS[1], YS[2]), abs=0.6)


@BOTH
def test_backgrounds_are_no_tables(reader) -> None:
    document = reader.read_pdf(pdf_walls.white_backgrounds())
    assert [block.kind for block in document.blocks] == ["prose", "grid", "prose", "prose"]
    assert grids(document) == [printed(TABLE)]


@BOTH
@pytest.mark.parametrize("draw", [pdf_walls.borderless, pdf_walls.shaded_only], ids=lambda f: f.__name__)
def test_a_table_without_lines_is_rows_of_fields(reader, draw) -> None:
    (block,) = reader.read_pdf(draw()).blocks
    assert block.kind == "lines"
    assert texts(block) == printed(pdf_walls.BORDERLESS)
    assert [row[0].spot.line for row in block.rows] == [1, 2, 3]


@BOTH
def test_a_table_cut_by_the_page_loses_no_row(reader) -> None:
    document = reader.read_pdf(pdf_walls.cut_by_page())
    assert grids(document) == [
        [["三、办理结果", "予以公开", "50", "1"], ["部分公开", "9", "2"]],
        [["", "不予公开", "4", "3"], ["无法提供", "31", "0"]],
    ]
    assert [block.rows[0][0].spot.page for block in document.blocks] == [1, 2]
    assert [block.rows[0][0].spot.table for block in document.blocks] == [1, 2]


@BOTH
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_reads_like_an_upright_one(reader, quarters: int) -> None:
    document = reader.read_pdf(pdf_writing.turned(quarters, by_page=True))
    assert grids(document) == [printed(pdf_writing.LATIN)]
    first = document.blocks[0].rows[0][0].spot.box
    assert first == pytest.approx((XS[0], YS[0], XS[1], YS[2]), abs=0.6)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_text_that_stands_sideways_is_read_along(quarters: int) -> None:
    document = reader.read_pdf(pdf_writing.turned(quarters, by_page=False))
    assert grids(document) == [printed(pdf_writing.LATIN)]
    left, top, right, bottom = document.blocks[0].rows[0][0].spot.box or (0, 0, 0, 0)
    size = (right - left, bottom - top)
    assert size == pytest.approx((110, 50) if quarters == 2 else (50, 110), abs=0.6)  # as shown, not as read
    assert (
        grids(plumber.read_pdf(pdf_writing.turned(quarters, by_page=False))) == []
    )  # it would read 7849 for 9487


@BOTH
def test_vertical_writing_in_a_narrow_cell_stays_in_it(reader) -> None:
    document = reader.read_pdf(pdf_writing.vertical_label())
    assert grids(document) == [[["N\nO\nT\nE", "B12", "50"], ["9"]]]


@pytest.mark.parametrize("embedded", [True, False])
def test_a_blank_without_width_in_a_font_of_the_file_is_no_lost_writing(embedded: bool) -> None:
    page = pypdfium2.PdfDocument(pdf_writing.without_width(embedded))[0]
    assert lost_writing(page.raw) == (0 if embedded else 1)


def test_writing_that_pdfium_leaves_out_is_told() -> None:
    """It does where the file brings no font for vertical writing and the machine has none."""
    data = pdf_writing.vertical_label("办理结果")
    document = reader.read_pdf(data)
    assert codes(document) == ["read.page_unreadable"] or grids(document)[0][0][0] == "办\n理\n结\n果"
    assert grids(plumber.read_pdf(data))[0][0][0] == "办\n理\n结\n果"


def test_text_replaced_inside_nested_forms_stands_in_its_cell() -> None:
    assert grids(reader.read_pdf(pdf_writing.in_forms())) == [printed(TABLE)]


@BOTH
def test_bold_printed_twice_is_read_once(reader) -> None:
    assert grids(reader.read_pdf(pdf_writing.printed_twice())) == [printed(TABLE)]


@BOTH
def test_a_missing_wall_glues_no_numbers(reader) -> None:
    cells = [text for row in grids(reader.read_pdf(pdf_walls.missing_wall()))[0] for text in row]
    assert "12  0" in "\n".join(cells).split("\n")


@BOTH
def test_a_dash_at_the_end_of_a_line_is_a_dash(reader) -> None:
    assert grids(reader.read_pdf(pdf_writing.hyphenated())) == [[["no-\n5x", "-"]]]


def test_codes_without_meaning_are_no_digits(monkeypatch) -> None:
    monkeypatch.setattr(reader, "installed", lambda: False)  # nobody looks at what is drawn
    document = reader.read_pdf(pdf_writing.without_meaning())
    if codes(document) == ["read.scanned"]:
        return  # with the extra `scan` the page is recognised as a picture instead
    assert codes(document) == ["read.page_unreadable"]
    assert {c for row in grids(document)[0] for text in row for c in text} == {"\ufffd"}


@BOTH
def test_a_cropped_page_keeps_its_cells(reader) -> None:
    assert grids(reader.read_pdf(pdf_writing.cropped())) == [printed(TABLE)]


def test_boxes_count_from_the_corner_that_is_shown() -> None:
    box = reader.read_pdf(pdf_writing.cropped()).blocks[0].rows[0][0].spot.box
    assert box == pytest.approx((XS[0] - 20, YS[0] - 20, XS[1] - 20, YS[2] - 20), abs=0.2)


@BOTH
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "read.damaged"),
        (b"%PDF-1.4 and nothing else", "read.damaged"),
        (pdf_walls.stroked()[:700], "read.damaged"),
        (pdf_writing.encrypted(), "read.encrypted"),
        (pdf_writing.scan(hidden_text=False), "read.no_text"),
    ],
    ids=["empty", "header", "truncated", "encrypted", "scan"],
)
def test_what_cannot_be_read_says_why(reader, data: bytes, code: str) -> None:
    document = reader.read_pdf(data)
    assert document.blocks == ()
    assert codes(document) == [code]


def test_text_recognised_from_a_picture_is_not_trusted() -> None:
    assert codes(reader.read_pdf(pdf_writing.scan(hidden_text=True))) == ["read.recognised_text"]


def test_a_page_of_nothing_but_lines_keeps_its_text() -> None:
    document = reader.read_pdf(pdf_walls.hatching(21_000))
    assert codes(document) in (
        ["read.too_many_rulings"],
        ["read.scanned"],
    )  # the second where scans can be read
    assert [texts(block) for block in document.blocks] == [[["附图"]]]


def test_too_many_pages_are_refused() -> None:
    assert codes(reader.read_pdf(pdf_walls.pages(501))) == ["read.too_large"]


def test_the_referee_reads_only_the_pages_asked_for() -> None:
    document = plumber.read_pdf(pdf_walls.cut_by_page(), pages=[2])
    assert {cell.spot.page for block in document.blocks for row in block.rows for cell in row} == {2}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real samples are not beside this checkout")
def test_both_readers_agree_on_a_real_report() -> None:
    data = (SAMPLES / "hongze-2024-pdf.pdf").read_bytes()
    first, second = reader.read_pdf(data), plumber.read_pdf(data)
    assert [block.kind for block in first.blocks].count("grid") == 5

    def cells(document: Document) -> list[tuple[object, ...]]:
        every = [c for block in document.blocks for row in block.rows for c in row]
        return [
            (c.spot.page, c.spot.table, c.spot.row, c.spot.column, "".join(c.text.split())) for c in every
        ]

    assert cells(first) == cells(second)
