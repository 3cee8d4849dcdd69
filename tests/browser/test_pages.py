"""What people do on the pages: look, filter, go down from a count to the printed cell, see a new
build."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.synthetic import make as make_synthetic
from findings.decisions import decisions
from tests.browser.conftest import Site
from tests.browser.hostile import HOSTILE, hostile_build
from tests.unit.warehouse.small_build import make
from warehouse.publish import publish
from warehouse.query import run

PAGES = ("", "quality", "report", "office", "compare", "place", "publication", "check")


def report_of(site: Site, path: str) -> int:
    return int(
        run(f"SELECT report_id FROM reports WHERE raw_path = '{path}'", site.folder / "gongkai.duckdb")[1][0][
            0
        ]
    )


@pytest.mark.parametrize("name", PAGES)
def test_every_page_comes_up_whole_and_asks_nobody_else(site: Site, name: str) -> None:
    site.open(name)
    assert site.errors() == []
    assert len(site.text()) > 60
    assert site.elsewhere() == []


def test_a_filter_changes_what_is_shown_and_the_address(site: Site) -> None:
    page = site.open("quality")
    assert "锦北街道" in site.text() and "青禾县人民政府" in site.text()
    page.get_by_label("年度 Year").click()
    page.get_by_role("option", name="2023").click()
    page.wait_for_url("**year=2023*")
    page.wait_for_selector("text=第 1 / 1 页，共 1 处")  # two findings of one slip
    site.open(page.url.removeprefix(f"{site.address}/"))  # the address alone brings the same back
    assert "共 1 处" in site.text()


def test_from_a_count_down_to_the_printed_cell(site: Site) -> None:
    page = site.open("")
    page.get_by_role("link", name="第一项加第二项之和，等于第三项加第四项之和").click()
    page.wait_for_url("**/quality?rule=t3.balance*")
    site.settle()
    page.get_by_role("link", name="第三表“商业企业”列：新收 19").first.click()
    page.wait_for_url("**/report?*cell=t3.*")
    site.settle()
    assert "新收 19 + 上年结转 1 ≠ 办结 19 + 结转下年 2，相差 1" in site.text()
    assert page.locator(".form td.focus").inner_text().startswith("19")
    page.locator(".form td.error a").last.click()  # another cell of the finding
    site.settle()
    assert site.errors() == []


def test_from_the_map_of_a_nation_down_to_who_is_missing_in_a_county(site: Site) -> None:
    page = site.open("publication?year=2024")
    page.locator(".map").get_by_role("link", name="福建省").click()
    page.wait_for_url("**province=*")
    site.settle()
    assert "福州市" in page.locator(".map").inner_text()
    site.open("publication?year=2024&province=福建省&city=福州市&county=平潭县")
    assert page.locator(".map td.no").count() > 5
    assert "平潭综合实验区公安局" in site.text() and "2 / 2" in site.text()
    assert "海坛街道" not in page.locator(".map").inner_text()  # never seen, so not known to be due
    page.locator(".map").get_by_role("link", name="2025-01-20").click()
    page.wait_for_url("**/report?*")
    site.settle()
    assert "平潭综合实验区公安局" in site.text()


@pytest.mark.parametrize(
    ("path", "cell", "where"),
    [
        ("2022/qinghe-2022.html", "t3.granted.total", "第 2 表 table"),
        ("2024/qinghe-2024.docx", "t4.reconsideration.upheld", "表 table"),
        ("2020/zhengwu-2020.txt", "t3.granted.natural_person", "文本行 line"),
        ("2023/qinghe-2023.pdf", "t3.carried_out.total", "第 2 页 page"),
    ],
)
def test_each_format_shows_where_a_cell_stands(site: Site, path: str, cell: str, where: str) -> None:
    page = site.open(f"report?report={report_of(site, path)}&cell={cell}")
    page.wait_for_selector(".paper, [data-testid=stImage], .evidence")
    assert where in site.text()
    assert site.errors() == []


def test_a_finding_is_decided_where_it_is_read(site: Site) -> None:
    page = site.open(f"report?report={report_of(site, '2023/qinghe-2023.pdf')}")
    page.get_by_role("button", name="处理 Decide").first.click()
    page.get_by_text("不成立 Dismissed").click()
    page.get_by_label("处理人 Who decides").fill("王某")
    page.get_by_label("理由 Why").fill("=1+1 原文如此")
    page.get_by_label("理由 Why").press("Enter")
    site.settle()
    page.get_by_role("button", name="记入 Keep").click()
    page.wait_for_selector("text=重新处理 Decide again")
    (made,) = decisions(site.raw)
    assert (made.decision, made.decided_by, made.rule) == ("dismissed", "王某", "t3.balance")
    assert "原文如此" in site.text()


def test_a_dropped_file_is_checked(site: Site) -> None:
    page = site.open("check")
    page.set_input_files(
        "input[type=file] >> nth=0", str(Path(__file__).parents[2] / "raw/2023/qinghe-2023.pdf")
    )
    page.wait_for_selector("text=共 1 处：错误 1")
    page.wait_for_selector(".gk td.error")
    site.settle()
    assert page.locator(".gk td.error").count() > 8
    with page.expect_download() as download:
        page.get_by_role("button", name="下载核对单 Download the result").click()
    assert "第三表“商业企业”列：新收 19" in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_new_build_comes_up_by_itself_and_runs_nothing_of_a_hostile_report(
    site: Site, tmp_path: Path
) -> None:
    page = site.open("quality")
    publish(hostile_build(tmp_path, site.folder), site.folder)
    page.wait_for_selector("text=来自 2 / 2 份应有的报告")  # without a reload
    report = run("SELECT min(report_id) FROM reports", site.folder / "gongkai.duckdb")[1][0][0]
    for name in (*PAGES, f"report?report={report}&cell=t3.granted.total", "office?office=1"):
        site.open(name)
        assert site.errors() == []
        page.wait_for_timeout(200)
        assert page.evaluate("window.hacked") is None
        assert page.locator("main img[src^='http'], [data-testid=stMain] script, iframe").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0
    assert HOSTILE in page.inner_text("body")  # as plain text
    assert site.dialogs == []
    assert site.elsewhere() == []


@pytest.mark.parametrize("reports", [0, 6000])
def test_the_pages_hold_with_no_report_and_with_many(site: Site, tmp_path: Path, reports: int) -> None:
    if reports:
        make_synthetic(site.folder, reports)
    else:
        made = make(tmp_path)
        publish(made.rename(site.folder / "draft.duckdb"), site.folder)
    for name in PAGES:
        site.open(name)
        assert site.errors() == [], name
