"""Corrections are beside what was published; what a new version changed is listed cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.catalogue.corrections import Correction, corrections
from pipelines.catalogue.load import CatalogueError
from tests.unit.warehouse.small_build import Small, make

TOTAL = "t4.reconsideration.total"


def ask(draft: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(draft), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def made(folder: Path, correction: Correction, printed: dict[str, str]) -> Path:
    return make(folder, Small(1, 2022, printed=printed), corrections=[correction])


def test_a_correction_stands_beside_the_published_value(tmp_path: Path) -> None:
    correction = Correction(TOTAL, 0, 11, "漏填", "更正说明", office="机关1", year=2022)
    draft = made(tmp_path, correction, {"t4.reconsideration.upheld": "11"})
    both = f"SELECT value, published, is_corrected, reason FROM corrected_cells WHERE cell = '{TOTAL}'"
    assert ask(draft, both) == [(11.0, 0.0, True, "漏填")]
    assert ask(draft, f"SELECT value FROM cells WHERE cell = '{TOTAL}'") == [(0.0,)]
    assert ask(draft, "SELECT t4__reconsideration__total FROM reports_wide") == [(0.0,)]
    assert ask(draft, "SELECT count(*) FROM quality.issues WHERE code = 'correction.not_applied'") == [(0,)]
    assert ask(draft, "SELECT count(*) FILTER (is_corrected), count(*) FROM corrected_cells")[0][0] == 1


@pytest.mark.parametrize(
    ("correction", "detail"),
    [
        (
            Correction(TOTAL, 0, 11, "漏填", "更正说明", sha256=Small(1, 2022).sha256),
            "published 0.0, now 11.0",
        ),
        (
            Correction(TOTAL, None, 11, "漏填", "更正说明", office="机关1", year=2022),
            "published nil, now 11.0",
        ),
        (Correction(TOTAL, 0, 11, "漏填", "更正说明", office="机关9", year=2022), "no such report"),
    ],
)
def test_a_correction_that_does_not_fit_is_an_issue_and_not_applied(
    tmp_path: Path, correction: Correction, detail: str
) -> None:
    draft = made(tmp_path, correction, {TOTAL: "11"})
    assert ask(draft, "SELECT count(*) FILTER (is_corrected) FROM corrected_cells") == [(0,)]
    issues = "SELECT detail, what_to_do <> '' FROM quality.issues WHERE code = 'correction.not_applied'"
    assert ask(draft, issues) == [(detail, True)]


def test_a_correction_that_fits_two_offices_or_stands_twice_is_not_applied(tmp_path: Path) -> None:
    named = Correction(TOTAL, 0, 11, "漏填", "更正说明", office="民政局", year=2022)
    same_name = {1: {"name": "民政局"}, 2: {"name": "民政局"}}
    both = make(tmp_path / "1", Small(1, 2022), Small(2, 2022), offices=same_name, corrections=[named])
    by_file = Correction(TOTAL, 0, 12, "漏填", "更正说明", sha256=Small(1, 2022).sha256)
    twice = make(
        tmp_path / "2", Small(1, 2022), offices={1: {"name": "民政局"}}, corrections=[named, by_file]
    )
    for draft in (both, twice):
        assert ask(draft, "SELECT count(*) FILTER (is_corrected) FROM corrected_cells") == [(0,)]
        detail = "SELECT DISTINCT detail FROM quality.issues WHERE code = 'correction.not_applied'"
        assert ask(draft, detail) == [("several reports or corrections fit",)]


def test_the_file_that_ships_loads_and_a_wrong_entry_is_refused(tmp_path: Path) -> None:
    assert isinstance(corrections(), tuple)
    good = "- {sha256: ab, cell: t4.reconsideration.total, published: 0, corrected: 11, reason: 漏填, evidence: 说明}\n"
    path = tmp_path / "corrections.yml"
    path.write_text(good, encoding="utf-8")
    assert corrections(path) == (Correction(TOTAL, 0, 11, "漏填", "说明", sha256="ab"),)
    for change, message in (
        (("sha256: ab", "office: 某局"), "office and year"),
        (("t4.reconsideration.total", "t4.reconsideration.sum"), "no form has the cell"),
        (("corrected: 11", "corrected: many"), "no number"),
        (("reason: 漏填, ", ""), "reason"),
        (("evidence: 说明", "evidence: ''"), "in words"),
        ((good, good + good), "more than once"),
    ):
        path.write_text(good.replace(*change), encoding="utf-8")
        with pytest.raises(CatalogueError, match=message):
            corrections(path)


def test_what_a_new_version_changed_is_listed(tmp_path: Path) -> None:
    old = Small(1, 2022, printed={TOTAL: "0", "t3.granted.total": "4"}, is_current=False, version=1)
    new = Small(1, 2022, printed={TOTAL: "11", "t3.granted.total": "/"}, version=2)
    alone = Small(2, 2022, printed={TOTAL: "3"})
    draft = make(tmp_path, old, new, alone)
    changed = 'SELECT office_id, year, version, cell, "before", "after", status_after FROM quality.revisions'
    assert ask(draft, changed) == [
        (1, 2022, 2, "t3.granted.total", 4.0, None, "slash"),
        (1, 2022, 2, TOTAL, 0.0, 11.0, "number"),
    ]
    assert ask(draft, "SELECT DISTINCT previous_report_id, report_id FROM quality.revisions") == [
        (old.report_id, new.report_id)
    ]


def test_what_is_in_doubt_or_in_a_copy_is_no_change_of_the_office(tmp_path: Path) -> None:
    old = Small(1, 2022, printed={TOTAL: "?"}, is_current=False, version=1)
    copy = Small(1, 2022, printed={TOTAL: "?"}, is_current=False, name="copy", copy_of=old.report_id)
    new = Small(1, 2022, printed={TOTAL: "11", "t3.granted.total": "?"}, version=2)
    draft = make(tmp_path, old, copy, new)
    assert ask(draft, "SELECT count(*) FROM quality.revisions") == [(0,)]


def test_the_day_that_counts_is_that_of_the_first_version(tmp_path: Path) -> None:
    first = Small(1, 2022, published_on="2023-01-20", is_current=False, version=1)
    again = Small(1, 2022, printed={TOTAL: "11"}, published_on="2023-06-01", version=2)
    draft = make(tmp_path, first, again, offices={1: {"kind": "department", "level": "county"}})
    in_time = "SELECT published_on::VARCHAR, on_time, days_late FROM "
    for view in ("timeliness", "expected_reports", "publications"):
        assert ask(draft, in_time + view) == [("2023-01-20", True, 0)], view


def test_an_office_that_is_not_known_for_sure_is_compared_with_nothing(tmp_path: Path) -> None:
    both = [Small(1, 2021, printed={TOTAL: "2"}), Small(1, 2022, printed={TOTAL: "5"})]
    known = {"name": "民政局", "kind": "department", "level": "county"}
    for resolution, reason in (("resolved", "previous_year_missing"), ("ambiguous", "office_uncertain")):
        draft = make(tmp_path / resolution, *both, offices={1: {**known, "resolution": resolution}})
        assert ask(draft, "SELECT reason FROM previous_reports ORDER BY year LIMIT 1") == [(reason,)]
        compared = (
            "SELECT count(*) FROM year_over_year WHERE \"row\" = 'reconsideration' AND \"column\" = 'total'"
        )
        assert ask(draft, compared) == [(int(resolution == "resolved"),)]
        assert (ask(draft, "SELECT count(*) FROM peers") != [(0,)]) is (resolution == "resolved")
