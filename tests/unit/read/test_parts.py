"""Parts of one report are read as the whole is; what a part lacks is said, and counting goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.model import Filing
from pipelines.read.door import read_bytes
from pipelines.read.parts import read_parts
from pipelines.report import report_of, report_of_parts

SAMPLE = Path(__file__).resolve().parents[3] / "raw/2022/qinghe-2022.html"
FILING = Filing("qinghe-2022.html", "0" * 64, 1)


def halves() -> list[bytes]:
    """The page cut in two between its tables."""
    text = SAMPLE.read_text(encoding="utf-8")
    at = text.index("<table", text.index("</table>"))
    head = text[: text.index("<body")]
    return [text[:at].encode(), f"{head}<body>{text[at:]}".encode()]


def test_two_halves_are_the_report() -> None:
    whole, joined = report_of(FILING, SAMPLE.read_bytes()), report_of_parts(FILING, halves())
    assert {f.code: (f.value, f.status) for f in joined.facts} == {
        f.code: (f.value, f.status) for f in whole.facts
    }
    assert joined.statement.year == whole.statement.year and joined.status == whole.status


def test_pages_and_tables_are_counted_on() -> None:
    first, second = (read_bytes(half) for half in halves())
    joined = read_parts(halves())
    tables = [
        cell.spot.table for block in joined.blocks for row in block.rows for cell in row if cell.spot.table
    ]
    assert max(tables) == len({*tables}) and joined.format == "html"
    assert len(joined.blocks) == len(first.blocks) + len(second.blocks)
    assert joined.pages == 2


def test_a_part_that_cannot_be_read_is_said_and_the_others_are_read() -> None:
    joined = report_of_parts(FILING, [*halves(), b"\x00\x01\x02nothing"])
    assert "read.unknown_format" in {issue.code for issue in joined.issues}
    assert joined.facts and joined.status == "partial"


@pytest.mark.parametrize("parts", [[], [b""], [b"", b""]])
def test_parts_without_content_are_quarantined(parts: list[bytes]) -> None:
    assert report_of_parts(FILING, parts).status == "quarantined"
