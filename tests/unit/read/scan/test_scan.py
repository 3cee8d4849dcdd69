"""Pictures of pages -> Document. Each recognises a page for a second or two, so that there are
few."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from pipelines.catalogue import catalogue
from pipelines.model import Document
from pipelines.read.door import read_bytes
from pipelines.read.pdf import reader
from pipelines.read.scan import picture
from pipelines.read.scan.text import installed, recognise
from pipelines.recognise.scanned import SURE
from tests.data import copies, scans

needs_the_extra = pytest.mark.skipif(not installed(), reason="the extra is not installed: make scan")
FIGURES = [row[1:] for row in scans.ROWS]
HIDDEN = "Received in this year 9999 and carried in 77"


def figures(document: Document) -> list[tuple[str, ...]]:
    """What stands right of the labels of the one table."""
    (grid,) = (block for block in document.blocks if block.kind == "grid")
    assert [row[0].text for row in grid.rows] == [row[0] for row in scans.ROWS]
    return [tuple(cell.text for cell in row[1:]) for row in grid.rows]


def prose(document: Document) -> list[str]:
    return [block.rows[0][0].text for block in document.blocks if block.kind == "prose"]


def codes(document: Document) -> list[str]:
    for issue in document.issues:
        assert issue.severity == catalogue().issues[issue.code].severity
    return [issue.code for issue in document.issues]


@needs_the_extra
def test_a_picture_becomes_prose_and_a_grid_with_spots() -> None:
    document = read_bytes(scans.saved(scans.picture()))
    assert (document.format, document.reader, document.pages) == ("image", "rapidocr", 1)
    assert codes(document) == ["read.scanned"]
    assert figures(document) == FIGURES
    assert [block.kind for block in document.blocks] == ["prose", "grid", "prose"]
    assert prose(document) == [scans.TITLE, scans.CLOSING]
    (grid,) = (block for block in document.blocks if block.kind == "grid")
    spot = grid.rows[2][3].spot
    assert (spot.page, spot.table, spot.row, spot.column) == (1, 1, 3, 4)
    assert spot.box == pytest.approx((scans.XS[3], scans.YS[2], scans.XS[4], scans.YS[3]), abs=1)
    assert grid.rows[3][2].text == "" and grid.rows[3][2].confidence == 1.0
    assert all(cell.confidence is not None and cell.confidence > 0.5 for row in grid.rows for cell in row[1:])


@needs_the_extra
@pytest.mark.parametrize(
    ("dpi", "angle", "noise", "blur", "quality"),
    [(150, 0.7, 8, 0.6, 70), (200, -2.0, 12, 0.8, 50), (300, 1.3, 12, 1.2, 50)],
)
def test_a_bad_copy_reads_like_a_clean_one(
    dpi: int, angle: float, noise: float, blur: float, quality: int
) -> None:
    document = read_bytes(scans.saved(scans.spoilt(scans.picture(dpi), angle, noise, blur, quality)))
    assert figures(document) == FIGURES
    assert prose(document) == [scans.TITLE, scans.CLOSING]


@needs_the_extra
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_sheet_is_read_along_and_keeps_its_places(quarters: int) -> None:
    turns = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
    document = read_bytes(scans.pdf(scans.picture().transpose(turns[quarters - 1])))
    assert figures(document) == FIGURES
    (grid,) = (block for block in document.blocks if block.kind == "grid")
    x0, y0, x1, y1 = scans.XS[0], scans.YS[0], scans.XS[1], scans.YS[1]
    width, height = scans.PAGE
    there = {
        1: (y0, width - x1, y1, width - x0),
        2: (width - x1, height - y1, width - x0, height - y0),
        3: (height - y1, x0, height - y0, x1),
    }[quarters]
    assert grid.rows[0][0].spot.box == pytest.approx(there, abs=1)


@needs_the_extra
def test_two_pages_side_by_side_are_read_one_after_the_other() -> None:
    page = scans.picture(150)
    (sheet,) = copies.side_by_side([page, page])
    document = reader.read_pdf(copies.image_pdf([copies.noisy(sheet, random.Random(2))], 150))
    grids = [block for block in document.blocks if block.kind == "grid"]
    assert [[tuple(cell.text for cell in row[1:]) for row in grid.rows] for grid in grids] == [
        FIGURES,
        FIGURES,
    ]
    left, right = (grid.rows[0][0].spot for grid in grids)
    assert (left.table, right.table) == (1, 2)
    assert left.box and right.box and right.box[0] - left.box[0] == pytest.approx(scans.WIDTH, abs=12)


@needs_the_extra
def test_grains_of_a_fax_are_no_print() -> None:
    document = read_bytes(scans.saved(copies.faxed(scans.picture(), random.Random(7))))
    assert figures(document) == FIGURES


@needs_the_extra
def test_grey_print_on_grey_paper_is_not_lost() -> None:
    """A pale figure that is not seen would be a blank cell, which nothing marks."""
    document = read_bytes(scans.saved(copies.dark(scans.picture(), random.Random(7), print_shade=112)))
    assert figures(document) == FIGURES


@needs_the_extra
def test_text_behind_a_picture_is_not_believed() -> None:
    document = reader.read_pdf(scans.pdf(scans.picture(), hidden=HIDDEN))
    assert (document.reader, codes(document)) == ("pdfium+rapidocr", ["read.scanned"])
    assert figures(document) == FIGURES
    assert not any("9999" in text for text in prose(document))


@needs_the_extra
def test_frames_of_a_tif_are_pages() -> None:
    page = scans.picture(150)
    document = read_bytes(scans.saved(page, Image.new("L", page.size, 255), page, format="TIFF"))
    assert document.pages == 3
    assert [(i.code, str(i.where)) for i in document.issues] == [
        ("read.scanned", "page 1"),
        ("read.page_unreadable", "page 2"),
        ("read.scanned", "page 3"),
    ]
    grids = [block for block in document.blocks if block.kind == "grid"]
    assert [(g.rows[0][0].spot.page, g.rows[0][0].spot.table) for g in grids] == [(1, 1), (3, 2)]


@needs_the_extra
def test_pictures_that_cannot_be_read_say_why() -> None:
    whole = scans.saved(scans.picture(72))
    assert codes(read_bytes(whole[: len(whole) // 2])) == ["read.damaged"]
    assert codes(read_bytes(scans.saved(Image.new("1", (9000, 9000))))) == ["read.too_large"]
    assert codes(read_bytes(scans.saved(Image.new("RGBA", (300, 400))))) == ["read.no_text"]


@needs_the_extra
def test_a_red_seal_over_a_table_fades_and_red_figures_stay() -> None:
    page = scans.picture(200)
    sealed = copies.sealed(page, random.Random(4), (0.45, 0.22))
    assert figures(read_bytes(scans.saved(sealed))) == FIGURES
    assert (
        figures(read_bytes(scans.saved(Image.merge("RGB", (Image.new("L", page.size, 220), page, page)))))
        == FIGURES
    )


@needs_the_extra
@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of a process where Linux tells it")
def test_a_worker_reads_a_scan_without_a_network_and_within_its_memory(tmp_path: Path) -> None:
    bad = scans.spoilt(scans.picture(200), 1.3, 10, 0.8, 50)
    (tmp_path / "scan.pdf").write_bytes(scans.pdf(bad))
    code = (
        "import re, socket, sys, pathlib\n"
        "def refuse(*_, **__): raise OSError('no network')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from pipelines.read import read_bytes\n"
        "document = read_bytes(pathlib.Path(sys.argv[1]).read_bytes())\n"
        "print(sum(len(b.rows) for b in document.blocks if b.kind == 'grid'))\n"
        "own = pathlib.Path('/proc/self/status').read_text()\n"  # ru_maxrss is that of the parent, where it is larger
        "print(int(re.search(r'VmHWM:\\s*(\\d+)', own)[1]) // 1024)\n"
    )
    root = Path(__file__).parents[4]
    command = [sys.executable, "-c", code, str(tmp_path / "scan.pdf")]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    rows, peak = map(int, done.stdout.split())
    assert rows == len(scans.ROWS)
    assert peak < 800  # MB


@needs_the_extra
def test_slender_print_that_is_not_known_is_the_likest_figure_and_not_trusted() -> None:
    for blur, noise, sure in ((0.3, 0, True), (1.0, 12, False)):
        found = recognise(scans.figure("1", 150, blur, noise))
        assert (found.text, found.confidence > SURE) == ("1", sure)


def test_without_the_extra_the_issue_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "installed", lambda: False)
    monkeypatch.setattr(picture, "installed", lambda: False)
    clean = Image.new("L", (595, 842), 200)
    documents = [read_bytes(scans.saved(clean)), reader.read_pdf(scans.pdf(clean))]
    assert [codes(d) for d in documents] == [["read.no_text"], ["read.no_text"]]
    hidden = reader.read_pdf(scans.pdf(clean, hidden=HIDDEN))
    assert codes(hidden) == ["read.recognised_text"]
    assert [(cell.text, cell.confidence) for block in hidden.blocks for cell in block.rows[0]] == [
        (HIDDEN, 0.0)
    ]
    assert all("make scan" in d.issues[0].detail for d in (*documents, hidden))


def test_the_recogniser_is_not_loaded_for_pages_of_text() -> None:
    code = (
        "import sys; from pipelines.read.door import read_bytes; from tests.data import pdf_walls;"
        "read_bytes(pdf_walls.stroked()); sys.exit(str({'cv2', 'onnxruntime', 'rapidocr'} & set(sys.modules) or ''))"
    )
    root = Path(__file__).parents[4]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, check=False, capture_output=True, text=True)
    assert done.stderr.strip() == ""
