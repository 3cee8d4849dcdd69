"""Which reports are versions of an office's report of a year, and which of them is current."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pytest

from pipelines.offices.figures import Figures, agree, tables
from pipelines.offices.remembered import Remembered
from pipelines.offices.versions import Versions, versions


class File(NamedTuple):
    figures: Figures
    published_on: str | None = None
    status: str = "parsed"
    taken_at: str | None = None
    office: int = 1
    page: str | None = None


def made(
    *files: File,
    unsure: bool = False,
    remembered: Remembered | None = None,
    asked: list[int] | None = None,
    read_in: str = "",
) -> Versions:
    names = [chr(ord("a") + n) for n in range(len(files))]
    reports = pa.table(
        {
            "office_id": pa.array([file.office for file in files], pa.int64()),
            "year": pa.array([2022] * len(files), pa.int64()),
            "report_id": pa.array(range(100, 100 + len(files)), pa.int64()),
            "status": [file.status for file in files],
            "raw_path": names,
            "published_on": pa.array([file.published_on for file in files], pa.string()),
            "taken_at": pa.array([file.taken_at for file in files], pa.string()),
            "page_url": pa.array([file.page for file in files], pa.string()),
        }
    )
    known = {100 + n: file.figures for n, file in enumerate(files)}

    def figures(wanted: Collection[int]) -> dict[int, Figures]:
        if asked is not None:
            asked.extend(wanted)
        return {n: known[n] for n in wanted}

    is_unsure = pa.array([unsure] * len(files))
    return versions(reports, figures, is_unsure, lambda row: f"{read_in}{files[row].office}", remembered)


def of(*figures: int, table: str = "t3", **more: float | None) -> Figures:
    return {f"{table}.row{n}.total": value for n, value in enumerate(figures)} | {
        f"{cell.replace('__', '.')}": value for cell, value in more.items()
    }


WHOLE = of(3, 4, 7) | of(9, table="t2") | of(0, table="t4")
HALF = of(3, 4)
OTHER = of(3, 5, 8) | of(9, table="t2") | of(0, table="t4")


@pytest.mark.parametrize(
    ("files", "number", "current", "copies", "doubts"),
    [
        # a page that was read whole and its text that was read half: one publication
        ((File(WHOLE), File(HALF, status="partial")), [1, 1], 0, [None, 100], []),
        ((File(HALF, status="partial"), File(WHOLE)), [1, 1], 1, [101, None], []),
        ((File(HALF, "2023-01-20", "partial"), File(WHOLE, "2023-01-10")), [1, 1], 1, [101, None], []),
        # of two that are read alike the first by path stands for both
        ((File(WHOLE), File(WHOLE)), [1, 1], 0, [None, 100], []),
        # real versions: the later publication wins, in whatever order the paths are
        ((File(OTHER, "2023-03-01"), File(WHOLE, "2023-01-20")), [2, 1], 0, [None, None], []),
        ((File(WHOLE, "2023-01-20"), File(OTHER, "2023-03-01")), [1, 2], 1, [None, None], []),
        ((File(WHOLE, taken_at="2023-02"), File(OTHER, taken_at="2023-05")), [1, 2], 1, [None, None], []),
        # nothing tells which came last
        ((File(WHOLE), File(OTHER)), [1, 2], 1, [None, None], [(1, "version.order_unknown")]),
        # attached to one page they are of one publication, and the best is current
        (
            (File(HALF, status="partial", page="x"), File(OTHER, page="x")),
            [1, 1],
            1,
            [101, None],
            [(0, "version.copies_differ")],
        ),
        ((File(WHOLE, page="x"), File(HALF, page="x")), [1, 1], 0, [None, 100], []),
        # attached later it may be a correction
        (
            (
                File(WHOLE, taken_at="2023-01-11T09", page="x"),
                File(OTHER, taken_at="2023-06-01T09", page="x"),
            ),
            [1, 2],
            1,
            [None, None],
            [],
        ),
        (
            (File(WHOLE, page="x"), File(OTHER, page="y")),
            [1, 2],
            1,
            [None, None],
            [(1, "version.order_unknown")],
        ),
        # a page under maintenance replaces nothing
        (
            (File(WHOLE, "2023-01-20"), File(of(8, table="t2"), "2023-06-01", "partial")),
            [1, 2],
            0,
            [None, None],
            [(1, "version.incomplete")],
        ),
        # what was not read is with what was published on its day, else by itself, and never current
        ((File(WHOLE, "2023-01-20"), File({}, "2023-01-20", "quarantined")), [1, 1], 0, [None, 100], []),
        ((File(WHOLE, "2023-01-20"), File({}, "2023-04-20", "quarantined")), [1, 2], 0, [None, None], []),
    ],
)
def test_two_files_of_one_office_and_year(
    files: tuple[File, ...], number: list[int], current: int, copies: list[Any], doubts: list[Any]
) -> None:
    said = made(*files)
    assert said.number == number
    assert [row for row, is_current in enumerate(said.current) if is_current] == [current]
    assert said.copy_of == copies
    assert said.doubts == doubts


def test_the_copies_of_each_version_go_with_it() -> None:
    said = made(
        File(WHOLE, "2023-01-20"), File(OTHER, "2023-03-01"), File(HALF, "2023-01-21", "partial"), File(OTHER)
    )
    assert said.number == [1, 2, 1, 2]
    assert said.current == [False, True, False, False]
    assert said.copy_of == [None, None, 100, 101]


def test_a_copy_elsewhere_of_the_best_of_a_page_is_of_its_publication() -> None:
    attached = File(WHOLE, "2023-01-10", page="x"), File(OTHER, "2023-01-10", "partial", page="x")
    for files in ((*attached, File(WHOLE)), (File(WHOLE), *attached)):
        said = made(*files)
        assert said.number == [1, 1, 1]
        assert [code for _, code in said.doubts] == ["version.copies_differ"]


def test_offices_of_one_name_have_no_versions_of_each_other() -> None:
    said = made(File(WHOLE), File(OTHER), File(WHOLE), unsure=True)
    assert said.apart == {1: 1}
    assert (said.number, said.current) == ([1, 1, 1], [True, True, False])
    assert said.doubts == []


def test_reports_of_two_offices_are_left_alone() -> None:
    said = made(File(WHOLE), File(OTHER, office=2))
    assert (said.number, said.current, said.copy_of) == ([1, 1], [True, True], [None, None])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (of(3, 4), of(3, 4, 7), True),
        (of(3, 4), of(3, 5), False),
        (of(3), of(3, table="t2"), True),
        ({"t3.granted.total": None}, {"t3.granted.total": 0.0}, False),
        ({"t3.granted.total": None}, {"t3.granted.total": None}, True),
    ],
)
def test_figures_agree_where_both_are_read(one: Figures, other: Figures, same: bool) -> None:
    assert agree(one, other) is same


def test_the_tables_of_figures() -> None:
    assert tables(WHOLE) == {"t2", "t3", "t4"}


TWO_OFFICES = (
    *(File(HALF, status="partial", page="x"), File(OTHER, page="x"), File(WHOLE, taken_at="2023-05")),
    *(File(WHOLE, office=2), File(HALF, "2023-01-20", "partial", office=2)),
)


@pytest.mark.parametrize("unsure", [False, True])
def test_what_is_remembered_is_what_was_told_and_asks_for_no_figures(tmp_path: Path, unsure: bool) -> None:
    told = made(*TWO_OFFICES, unsure=unsure)
    for expected in ([100, 101, 102, 103, 104], []):
        remembered, asked = Remembered(tmp_path, "1"), list[int]()
        assert made(*TWO_OFFICES, unsure=unsure, remembered=remembered, asked=asked) == told
        remembered.keep()
        assert sorted(asked) == expected


@pytest.mark.parametrize(
    ("files", "unsure", "read_in", "expected"),
    [
        ((*TWO_OFFICES[:4], TWO_OFFICES[4]._replace(published_on="2023-02-01")), False, "", [103, 104]),
        ((*TWO_OFFICES[:4], TWO_OFFICES[4]._replace(status="parsed")), False, "", [103, 104]),
        ((*TWO_OFFICES[:2], TWO_OFFICES[2]._replace(page="x"), *TWO_OFFICES[3:]), False, "", [100, 101, 102]),
        (TWO_OFFICES, True, "", [100, 101, 102, 103, 104]),
        (TWO_OFFICES, False, "read anew ", [100, 101, 102, 103, 104]),
    ],
    ids=["another day", "read better", "another page", "not known for sure", "another shard"],
)
def test_only_what_something_changed_for_is_told_again(
    tmp_path: Path, files: tuple[File, ...], unsure: bool, read_in: str, expected: list[int]
) -> None:
    remembered = Remembered(tmp_path, "1")
    made(*TWO_OFFICES, remembered=remembered)
    remembered.keep()
    asked: list[int] = []
    again = made(*files, unsure=unsure, read_in=read_in, remembered=Remembered(tmp_path, "1"), asked=asked)
    assert (again, sorted(asked)) == (made(*files, unsure=unsure), expected)
