"""PDF: what is published of a figure is what is painted, and what cannot be known is open."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfdoc import PDFName

from pipelines.model import NOT_TEXT
from pipelines.read.pdf.reader import read_pdf
from tests.data import pdf_annotated as notes
from tests.data import pdf_askew as askew
from tests.data import pdf_covered as cover
from tests.data import pdf_painted as paint
from tests.data.pdf_sheet import TABLE

OPEN = "open"
CASES = [
    (paint.white, "12"),
    (paint.white_alone, ""),
    (paint.same_as_its_ground, "12"),
    (paint.white_on_black, "12"),
    (paint.invisible, "12"),
    (paint.transparent, "12"),
    (paint.clipped, "12"),
    (paint.clip_that_cuts_nothing, "12"),
    (paint.covered, "12"),
    (cover.covered_by_a_picture, OPEN),
    (cover.covered_and_written_again, OPEN),
    (cover.black_under_white, OPEN),
    (cover.white_under_black, OPEN),
    (cover.black_under_a_white_pen, ""),
    (cover.minus_under_white, OPEN),
    (cover.covered_and_another_written, "45"),
    (cover.on_a_black_picture, OPEN),
    (cover.on_a_black_curve, OPEN),
    (cover.slash_drawn, OPEN),
    (paint.raised, "12"),
    (paint.lowered, "12"),
    (paint.raised_in_full_size, OPEN),
    (paint.tiny, "12"),
    (paint.covered_by_an_annotation, OPEN),
    (paint.struck, "12"),
    (paint.struck_from_wall_to_wall, "12"),
    (paint.struck_aslant, OPEN),
    (paint.replaced_by_more, OPEN),
    (paint.replaced_by_as_many, "12"),
    (paint.struck_alone, OPEN),
    (paint.underlined, "12"),
    (paint.one_over_another, OPEN),
    (paint.dot_drawn, OPEN),
    (paint.minus_drawn, OPEN),
    (paint.digits_drawn, OPEN),
    (paint.digits_drawn_as_curves, OPEN),
    (paint.figure_as_a_picture, OPEN),
    (paint.large_watermark, "12"),
    (paint.small_watermark, "12"),
    (paint.hardly_grey, OPEN),
    (paint.small_on_the_line, OPEN),
    (paint.grey, "12"),
    (paint.field, "12"),
    (askew.crossed_over_a_wide_cell, OPEN),
    (askew.covered_by_a_broad_white_stroke, OPEN),
    (askew.wide_digits_of_a_font_that_is_not_there, "12"),
]
TEXT, CHOICE, BUTTON = ({"FT": PDFName(kind)} for kind in ("Tx", "Ch", "Btn"))
OTHERS = {
    "mirrored": (askew.mirrored, OPEN),
    "flipped": (askew.flipped, OPEN),
    "on its head": (askew.on_its_head, OPEN),
    "a field as it is painted": (notes.annotated("Widget", "12", notes.shows("12"), **TEXT), "12"),
    "a field that nobody painted": (notes.annotated("Widget", "12", **TEXT), "12"),
    "a field that shows another value": (notes.annotated("Widget", "99", notes.shows("7"), **TEXT), OPEN),
    "a field that shows nothing": (notes.annotated("Widget", "99", " ", **TEXT), OPEN),
    "a password": (notes.annotated("Widget", "99", Ff=8192, **TEXT), OPEN),
    "a choice as it is painted": (notes.annotated("Widget", "12", notes.shows("12"), **CHOICE), "12"),
    "a choice with another name": (notes.annotated("Widget", "7", notes.shows("99"), **CHOICE), OPEN),
    "a choice that nobody painted": (notes.annotated("Widget", "7", **CHOICE), OPEN),
    "a box that is ticked": (notes.annotated("Widget", "", "2 2 5 5 re f", AS=PDFName("On"), **BUTTON), OPEN),
    "a box that is not": (notes.annotated("Widget", **BUTTON), ""),
    "a text as it is painted": (notes.annotated("FreeText", "12", notes.shows("12")), "12"),
    "a text that shows another": (notes.annotated("FreeText", "99", notes.shows("7")), OPEN),
    "blackened": (notes.over_the_figure(notes.annotated("Redact", "", "0 g 0 0 32 14 re f")), OPEN),
    "a line by hand": (notes.over_the_figure(notes.annotated("Ink", "", "0 0 m 32 14 l S")), OPEN),
}


@pytest.mark.parametrize(("draw", "seen"), CASES, ids=[case[0].__name__ for case in CASES])
def test_a_figure_is_what_is_painted(draw: paint.Draw, seen: str) -> None:
    (grid,) = [block for block in read_pdf(paint.page(draw)).blocks if block.kind == "grid"]
    cells = [[cell.text for cell in row] for row in grid.rows]
    text = cells[2][1]
    assert (OPEN if NOT_TEXT in text else text) == seen
    cells[2][1] = "12"
    assert cells == [[text for text in row if text is not None] for row in TABLE]


@pytest.mark.parametrize(("draw", "seen"), OTHERS.values(), ids=list(OTHERS))
def test_annotations_and_turned_writing_are_what_is_painted(draw: paint.Draw, seen: str) -> None:
    test_a_figure_is_what_is_painted(draw, seen)


def test_a_figure_on_a_wall_is_of_nobody() -> None:
    (grid,) = [block for block in read_pdf(paint.page(askew.through_a_wall)).blocks if block.kind == "grid"]
    assert NOT_TEXT in grid.rows[2][1].text
    assert grid.rows[3][1].text == "9487"


@pytest.mark.parametrize(("most", "seen"), [(0, OPEN), (10_000, "12")])
def test_what_may_not_be_seen_beyond_all_measure_is_open(
    most: int, seen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.read.pdf.reader.MOST_LOOKED_AT", most)
    (grid,) = [block for block in read_pdf(paint.page(paint.white)).blocks if block.kind == "grid"]
    text = grid.rows[2][1].text
    assert (OPEN if NOT_TEXT in text else text) == seen
