"""Parts of one report are read as the whole is; what a part lacks is said, and counting goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.model import Filing, Report
from pipelines.read.door import read_bytes
from pipelines.read.parts import part_of, read_parts
from pipelines.report import report_of, report_of_parts
from tests.unit.read.test_zip import zipped

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


@pytest.mark.parametrize(("page", "expected"), [(1, (1, 1)), (2, (1, 2)), (3, (3, 1))])
def test_a_page_of_the_whole_is_one_of_a_part(page: int, expected: tuple[int, int]) -> None:
    assert part_of(page, [2, 0, 1]) == expected


def test_a_page_beyond_the_last_is_refused() -> None:
    with pytest.raises(ValueError, match="4"):
        part_of(4, [2, 0, 1])


def of_archive(*documents: tuple[str, bytes]) -> Report:
    data = zipped(*documents)
    return report_of(Filing("x.zip", "0" * 64, len(data)), data)


def test_an_archive_that_counts_the_pieces_of_a_report_is_that_report() -> None:
    first, second = halves()
    whole, packed = (
        report_of(FILING, SAMPLE.read_bytes()),
        of_archive(("y/2.html", second), ("y/1.htm", first)),
    )
    assert (packed.format, packed.part_pages, packed.status) == ("zip:html", (1, 1), "parsed")
    assert [(f.code, f.value, f.status) for f in packed.facts] == [
        (f.code, f.value, f.status) for f in whole.facts
    ]


def test_what_cannot_be_read_of_it_is_named() -> None:
    packed = of_archive(
        *((f"{n}.html", half) for n, half in enumerate(halves(), 1)), ("3.pdf", b"%PDF-1.4 torn")
    )
    assert [i.detail for i in packed.issues if i.code == "read.part_unread"] == ["3 3.pdf"]
    assert packed.facts and packed.status == "partial"


@pytest.mark.parametrize(
    ("names", "change"),
    [
        (("正文.html", "附表.html"), lambda half: half),
        (("1.html", "3.html"), lambda half: half),
        (("1.html", "2.html"), lambda half: half.replace("青禾县人民政府".encode(), "青禾县财政局".encode())),
        (("1.html", "2.html"), lambda half: SAMPLE.read_bytes()),
        (("1.html", "2.zip"), lambda half: zipped(("a.html", half))),
    ],
    ids=["no numbers", "a gap", "two offices", "a whole report", "an archive within"],
)
def test_any_other_archive_is_refused(names: tuple[str, str], change: Callable[[bytes], bytes]) -> None:
    first, second = halves()
    refused = of_archive((names[0], first), (names[1], change(second)))
    assert (refused.status, {issue.code for issue in refused.issues}) == (
        "quarantined",
        {"read.several_documents"},
    )
