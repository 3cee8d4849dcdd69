"""The pages without a browser: what they say of a small build, of none, and of one that is
empty."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.unit.export.test_release import FORMULA, build
from tests.unit.warehouse.small_build import Small, make
from warehouse.publish import publish
from warehouse.query import run

pytest.importorskip("streamlit", reason="the extra `dashboard` is not installed")
from streamlit.testing.v1 import AppTest

PAGES = ("overview", "quality", "report", "office", "compare", "place", "publication", "check")


@pytest.fixture(autouse=True)
def _main_stays_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is run for a test takes the name of the main module, which processes started
    later would import."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


def shown(page: str, **state: str) -> Any:
    """A page after one run, with its state in the address."""
    app = AppTest.from_string(f"from dashboard import {page}\n{page}.page()", default_timeout=60)
    for name, value in state.items():
        app.query_params[name] = value
    return app.run()


def words(app: Any) -> str:
    """Everything that a page says."""
    spoken = [
        str(element.value)
        for kind in ("title", "caption", "info", "warning")
        for element in getattr(app, kind)
    ]
    return "\n".join([*spoken, *(element.proto.body for element in app.get("html"))])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GONGKAI_WAREHOUSE", str(tmp_path / "out"))
    monkeypatch.setenv("GONGKAI_RAW", str(tmp_path / "raw"))
    return tmp_path


def published(folder: Path, draft: Path) -> Path:
    (folder / "out").mkdir(exist_ok=True)
    return publish(draft.rename(folder / "out" / "draft.duckdb"), folder / "out")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_holds_with_some_reports_and_with_none(folder: Path, page: str) -> None:
    published(folder, make(folder / "none"))
    assert not shown(page).exception
    published(folder, build(folder / "some"))
    app = shown(page)
    assert not app.exception
    assert len(app.title) == 1


def test_counts_say_from_how_many_reports_of_how_many(folder: Path) -> None:
    published(folder, build(folder / "some"))
    assert "来自 2 / 4 份应有的报告 from 2 / 4 reports due" in words(shown("quality"))
    assert "来自 1 / 2 份应有的报告" in words(shown("quality", year="2021"))


def test_who_has_not_published_is_shown_by_place_and_by_office(folder: Path) -> None:
    here = {"kind": "department", "level": "county", "province": "甲省", "city": "乙市", "county": "丙县"}
    offices = {1: {**here, "name": "早局"}, 2: {**here, "name": "晚局"}, 3: {**here, "name": "无局"}}
    reports = (
        Small(1, 2021, published_on="2022-01-20"),
        Small(2, 2021, published_on="2022-02-10"),
        Small(3, 2020),
    )
    published(folder, make(folder / "some", *reports, offices=offices))
    nation = words(shown("publication"))
    assert "2 / 3<small>按期 1 / 2</small>" in nation and "1 / 3<small>&nbsp;</small>" in nation
    county = words(shown("publication", province="甲省", city="乙市", county="丙县", state="late"))
    assert 'class="late"><a href="report?' in county and ">2022-02-10</a>" in county
    listed = county[county.index("法定期限") :]
    assert (
        "晚局" in listed
        and "早局" not in listed
        and "无局" not in listed
        and '<td class="n">10</td>' in listed
    )


def test_a_county_without_a_city_is_listed_beside_cities_and_opens(folder: Path) -> None:
    here = {"kind": "department", "level": "county", "province": "甲省"}
    offices = {
        1: {**here, "city": "乙市", "county": "丙县"},
        2: {**here, "county": "丁市"},
        3: {**here, "level": "province"},
    }
    reports = [Small(n, 2021, published_on="2022-01-20") for n in offices]
    published(folder, make(folder / "some", *reports, offices=offices))
    province = words(shown("publication", province="甲省"))
    assert "city=%E4%B9%99%E5%B8%82" in province and "county=%E4%B8%81%E5%B8%82" in province
    assert "本级机关" in province and "unknown</td>" not in province
    county = words(shown("publication", province="甲省", county="丁市"))
    assert "县区内各机关" not in county and "机关2" in county and "机关1" not in county


def test_a_file_whose_reading_met_a_limit_is_told_so(folder: Path) -> None:
    script = """
from pipelines.model import Filing, Issue, Report, Statement
from findings.finding import Checked
from dashboard import check
stopped = Issue("batch", "read.limit", "error", detail="60 s")
unread = Statement(None, None, "unknown")
check._show(Checked(Report(Filing("a.txt", "0" * 64, 1), "unknown", "quarantined", unread, (), (stopped,))))
"""
    app = AppTest.from_string(script, default_timeout=60).run()
    assert not app.exception
    assert "读取达到上限而中止" in app.error[0].value and "60 秒" in app.error[0].value


def test_a_new_build_is_seen_by_the_next_run(folder: Path) -> None:
    published(folder, make(folder / "one", Small(1, 2021)))
    assert shown("overview").metric[0].value == "1"
    published(folder, make(folder / "two", Small(1, 2021), Small(2, 2021), Small(3, 2021)))
    assert shown("overview").metric[0].value == "3"


def test_a_report_shows_its_findings_and_escapes_what_it_says(folder: Path) -> None:
    build_ = published(folder, build(folder / "some"))
    ((report,),) = run("SELECT report_id FROM quality.findings", build_)[1]
    app = shown("report", report=str(report), cell="t3.requests_new.total")
    assert not app.exception
    said = words(app)
    assert '<td class="error focus"' in said
    assert "=HYPERLINK(&quot;http" in said and '=HYPERLINK("' not in said


def test_the_value_of_a_cell_is_shown_to_its_last_digit(folder: Path) -> None:
    fee = Small(
        1, 2021, printed={"t2.administrative_fees.fee_amount": "1.795", "t3.requests_new.total": "53660"}
    )
    published(folder, make(folder / "one", fee))
    said = words(shown("report", report=str(fee.report_id), cell="t2.administrative_fees.fee_amount"))
    assert "数值 value 1.795 · 印出的数字" in said
    assert "数值 value 53,660 ·" in words(
        shown("report", report=str(fee.report_id), cell="t3.requests_new.total")
    )


def test_an_older_version_says_so_and_what_changed(folder: Path) -> None:
    old = Small(1, 2021, is_current=False)
    draft = make(folder / "two", old, Small(1, 2021))
    with duckdb.connect(str(draft)) as connection:
        connection.execute(
            "INSERT INTO quality.revisions (office_id, year, version, cell, text_before, text_after)"
            " VALUES (1, 2021, 2, 't3.granted.total', '3', '<b>4')"
        )
    published(folder, draft)
    said = words(shown("report", report=str(old.report_id)))
    assert "这是旧版本" in said
    assert "t3.granted.total" in said and "&lt;b&gt;4" in said


def test_a_decision_needs_a_reason_and_a_name_and_is_kept(folder: Path) -> None:
    from findings.decisions import decisions

    (folder / "raw").mkdir()
    ((report,),) = run("SELECT report_id FROM quality.findings", published(folder, build(folder / "some")))[1]
    app = shown("report", report=str(report))
    keep = next(button for button in app.button if button.label.startswith("记入"))
    keep.click().run()
    assert decisions(folder / "raw") == []
    why, by = (next(t for t in app.text_input if t.label.startswith(word)) for word in ("理由", "处理人"))
    why.set_value("已核实")
    by.set_value("王某")
    next(button for button in app.button if button.label.startswith("记入")).click().run()
    (made,) = decisions(folder / "raw")
    assert (made.decision, made.reason, made.office, made.year) == (
        "confirmed",
        "已核实",
        "青禾县民政局",
        2021,
    )
    assert "属实 Confirmed" in words(app)


def test_a_report_that_is_not_there_is_said(folder: Path) -> None:
    published(folder, make(folder / "one", Small(1, 2021)))
    assert "这一版数据没有这份报告" in words(shown("report", report="12345"))
    assert not shown("report", report="12'; DROP").exception


def test_files_outside_the_raw_folder_are_never_opened(folder: Path) -> None:
    from dashboard.source import file_of

    (folder / "raw").mkdir()
    (folder / "secret.txt").write_text("x")
    (folder / "raw" / "in.txt").write_text("x")
    assert file_of("../secret.txt") is None
    assert file_of(str(folder / "secret.txt")) is None
    assert file_of("in.txt") is not None


def test_a_download_runs_nothing_in_a_spreadsheet(folder: Path) -> None:
    from dashboard.download import as_csv

    published(folder, build(folder / "some"))
    text = as_csv("SELECT name FROM offices ORDER BY office_id").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [["name"], ["青禾县民政局"], [f"'{FORMULA}"]]


def test_lines_are_not_drawn_over_years_without_a_value() -> None:
    from pandas import DataFrame

    from dashboard.charts import stretches

    frame = DataFrame({"year": [2019, 2020, 2022, 2023, 2020], "what": ["a", "a", "a", "a", "b"]})
    assert stretches(frame) == ["a 0", "a 0", "a 1", "a 1", "b 0"]
