"""Boxes on a page -> a picture of the page with these outlined, at the places where the page itself
has its cells."""

import io

import pytest
from PIL import Image

from pipelines.read.page_image import COLOURS, DPI, page_png
from pipelines.read.pdf import reader
from tests.data import pdf_walls, pdf_writing, scans

DARK = 160
POINT = DPI / 72


def opened(png: bytes | None) -> Image.Image:
    assert png is not None
    return Image.open(io.BytesIO(png))


def boxes(data: bytes) -> list[tuple[float, float, float, float]]:
    (grid,) = (block for block in reader.read_pdf(data).blocks if block.kind == "grid")
    return [cell.spot.box for row in grid.rows for cell in row if cell.spot.box]


def is_ruled(picture: Image.Image, x: float, y: float) -> bool:
    """Whether the page has ink within a point and a half of this place."""
    left, top = round((x - 1.5) * POINT), round((y - 1.5) * POINT)
    return picture.convert("L").crop((left, top, left + 6, top + 6)).getextrema()[0] < DARK


@pytest.mark.parametrize("by_page", [True, False])
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_boxes_stand_on_the_rulings_of_the_page_however_it_is_turned(quarters: int, by_page: bool) -> None:
    data = pdf_writing.turned(quarters, by_page=by_page)
    plain = opened(page_png(data, 1, []))
    for left, top, right, bottom in boxes(data):
        across, down = (left + right) / 2, (top + bottom) / 2
        for x, y in ((left, down), (right, down), (across, top), (across, bottom)):
            assert is_ruled(plain, x, y)


def test_each_mark_has_its_colour_and_only_what_is_marked_is_tinted() -> None:
    data = pdf_walls.stroked()
    first, second, third, *_ = boxes(data)
    picture = opened(page_png(data, 1, [(first, "read"), (second, "doubt"), (third, "finding")]))
    inside = []
    for mark, (left, top, _, bottom) in zip(COLOURS, (first, second, third)):
        assert picture.getpixel((round(left * POINT), round((top + bottom) / 2 * POINT))) == COLOURS[mark]
        inside.append(picture.getpixel((round(left * POINT) + 6, round(top * POINT) + 6)))
    white = (255, 255, 255)
    assert inside[0] == white
    assert white not in inside[1:]
    assert inside[1] != inside[2]


def test_print_below_a_mark_stays_legible() -> None:
    data = pdf_walls.stroked()
    plain, marked = page_png(data, 1, []), page_png(data, 1, [(box, "finding") for box in boxes(data)])
    left, top, right, bottom = (round(side * POINT) for side in boxes(data)[0])
    inside = left + 4, top + 4, right - 4, bottom - 4
    ink, tinted = (opened(png).convert("L").crop(inside).getextrema() for png in (plain, marked))
    assert tinted[1] - tinted[0] > 0.6 * (ink[1] - ink[0])


@pytest.mark.parametrize("mode", ["L", "RGBA"])
def test_boxes_of_a_picture_are_points_of_its_page(mode: str) -> None:
    data = scans.saved(scans.picture(200).convert(mode))
    box = scans.XS[0], scans.YS[0], scans.XS[1], scans.YS[1]
    plain, marked = opened(page_png(data, 1, [])), opened(page_png(data, 1, [(box, "doubt")]))
    assert plain.size == marked.size
    assert is_ruled(plain, (box[0] + box[2]) / 2, box[1])
    assert marked.getpixel((round(box[0] * POINT), round((box[1] + box[3]) / 2 * POINT))) == COLOURS["doubt"]


@pytest.mark.parametrize(
    ("data", "page"),
    [(b"<html><p>1</p></html>", 1), (b"text", 1), (b"", 1), (b"%PDF-1.4 torn", 1), (pdf_walls.stroked(), 2)],
    ids=["html", "text", "empty", "torn", "no such page"],
)
def test_what_has_no_such_page_has_no_picture(data: bytes, page: int) -> None:
    assert page_png(data, page, []) is None


def test_why_a_page_cannot_be_drawn_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    page_png(pdf_walls.stroked(), 2, [])
    assert [(r.name, r.levelname, r.exc_info is not None) for r in caplog.records] == [
        ("pipelines.read.page_image", "WARNING", True)
    ]
