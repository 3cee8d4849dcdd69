"""How long the strings are that the cells of an old workbook share, whatever they are cut into."""

from __future__ import annotations

import io
from struct import pack

import pytest
from xlwt import Workbook

from pipelines.read.sheets.xls import read_xls
from pipelines.read.sheets.xls_strings import Shared, shared_strings

HEAD = pack("<II", 0, 0)


def string(text: str, *, runs: int = 0, outside: int = 0) -> bytes:
    wide = not text.isascii()
    options = wide | (8 if runs else 0) | (4 if outside else 0)
    head = pack("<HB", len(text), options)
    head += (pack("<H", runs) if runs else b"") + (pack("<I", outside) if outside else b"")
    return head + text.encode("utf-16-le" if wide else "ascii") + bytes(4 * runs + outside)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([HEAD], [], id="an empty table"),
        pytest.param([HEAD + string("12") + string("政务公开") + string("")], [2, 4, 0], id="three"),
        pytest.param([HEAD + string("abc", runs=2) + string("年", outside=7) + string("x")], [3, 1, 1], id="with looks"),
        pytest.param([HEAD + string("ab"), string("cde")], [2, 3], id="each in a record of its own"),
        pytest.param([HEAD + string("abcdef")[:6], b"\0def" + string("g")], [6, 1], id="cut in its text"),
        pytest.param([HEAD + string("政务公开")[:5], b"\1" + "务公开".encode("utf-16-le") + string("g")], [4, 1], id="cut in a wide text"),
        pytest.param([HEAD + string("政务12")[:7], b"\x0012" + string("g")], [4, 1], id="narrow behind the cut"),
        pytest.param([HEAD + string("ab", runs=2)[:9], bytes(6) + string("cde")], [2, 3], id="cut in its looks"),
        pytest.param([HEAD + string("ab") + string("cdef")[:5]], [2], id="cut short"),
        pytest.param([HEAD + string("ab") + b"\1"], [2], id="cut in its head"),
    ],
)  # fmt: skip
def test_strings_are_measured(records: list[bytes], expected: list[int]) -> None:
    assert [shared.length for shared in shared_strings(records)] == expected


def test_what_is_outside_a_string_is_passed_over_however_many_records_it_fills() -> None:
    class Untouched(bytes):
        """A record whose bytes nobody may take; its length may be asked."""

        def __getitem__(self, key: object) -> object:
            raise AssertionError(f"bytes are taken: {key}")

    first = HEAD + pack("<HBHI", 2, 12, 1, 3000) + b"ab" + pack("<2H", 1, 5)
    assert shared_strings([first, *[Untouched(1000)] * 3, string("cde")]) == [Shared(2, ((1, 5),)), Shared(3)]


@pytest.mark.parametrize("cuts", [(), (2,), (1, 2, 3), (4, 4), (5,)])
def test_the_runs_of_a_string_are_put_together(cuts: tuple[int, ...]) -> None:
    runs = pack("<4H", 1, 5, 2, 6)
    parts = [runs[a:b] for a, b in zip((0, *cuts), (*cuts, len(runs)))]
    first = HEAD + pack("<HBH", 3, 8, 2) + b"abc" + parts[0]
    assert shared_strings([first, *parts[1:], string("x")]) == [Shared(3, ((1, 5), (2, 6))), Shared(1)]


@pytest.mark.parametrize(("most", "fits"), [(40_000, True), (39_999, False)])
def test_a_string_that_many_cells_show_counts_for_each_of_them(
    most: int, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.read.sheets.xls_records.MAX_CHARACTERS", most)
    book, out = Workbook(encoding="utf-8"), io.BytesIO()
    sheet = book.add_sheet("1")
    for row in range(2):
        sheet.write(row, 0, "年" * 10_000)
        sheet.write(row, 1, "1" * 10_000)
    book.save(out)
    assert bool(read_xls(out.getvalue()).blocks) is fits
