"""Text with commas between cells -> grids, and what is no such text."""

from __future__ import annotations

import csv
import io

import pytest

from pipelines.read.text.reader import read_text
from tests.data.forms import Filled, render
from tests.data.forms_grid import fields, parts
from tests.data.matrix import Tally, fillings


def _kinds(text: str) -> list[str]:
    return [block.kind for block in read_text(text).blocks]


def _sheet(filled: Filled, quoting: int, broken: bool) -> bytes:
    """All of a report as one sheet of equal width, long cells broken over lines."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=quoting, lineterminator="\r\n")  # type: ignore[arg-type]
    for part in parts(filled):
        for row in fields(part.grid) if part.kind == "table" else [[part.text]]:
            cells = [f"{t[:4]}\n{t[4:]}" if broken and len(t) > 8 and len(row) > 1 else t for t in row]
            writer.writerow(cells + [""] * (15 - len(cells)))
    return out.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize("broken", [False, True], ids=["whole", "broken over lines"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL], ids=["all quoted", "some quoted"])
def test_a_sheet_saved_with_commas_is_read_with_its_blank_cells(quoting: int, broken: bool) -> None:
    tally = Tally()
    for _, filled in fillings():
        tally.add(filled, _sheet(filled, quoting, broken))
    assert (tally.flagged, tally.silent) == (0, [])


def test_spots_keep_the_line_and_the_place() -> None:
    _, filled = next(fillings())
    text = render(filled, "commas").decode()
    first = next(block for block in read_text(text).blocks if block.kind == "grid").rows[2][1]
    assert first.text == filled.printed("t2.government_rules.newly_made")
    assert (first.spot.table, first.spot.row, first.spot.column) == (1, 3, 2)
    assert first.text in text.split("\n")[first.spot.line - 1]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"甲{n} 1,234 2,345 3,456 4,567 5,678 6,789 7,890" for n in range(20)),  # thousands
        "\n".join(["本机关,某局,公开,办理,答复,受理,申请,人"] * 3),  # prose
        "1,2,3,4,5,6,7,8\n" * 5,  # too little to tell
    ],
)
def test_commas_alone_make_no_table(text: str) -> None:
    assert _kinds(text) == ["lines"]


def test_a_mark_that_is_never_closed_swallows_nothing() -> None:
    rows = "\n".join(f"甲{n},1,2,3,4,5,6,7" for n in range(14))
    document = read_text(f'他说"公开\n{rows}\n"引语"一句')
    assert [block.kind for block in document.blocks] == ["lines", "grid", "lines"]
    assert len(document.blocks[1].rows) == 14
