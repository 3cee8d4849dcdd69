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

PAGES = ("", "findings", "offices", "compare", "places", "publication", "quality", "method", "check", "sql")


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
    assert len(site.text()) > 50
    assert site.elsewhere() == []


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_is_wider_than_the_screen(site: Site, width: int) -> None:
    site.page.set_viewport_size({"width": width, "height": 900})
    report = report_of(site, "2023/qinghe-2023.pdf")
    for name in (*PAGES, f"reports/{report}?cell=t3.carried_out.total"):
        page = site.open(name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    site.page.set_viewport_size({"width": 1440, "height": 1000})


def test_a_filter_changes_what_is_shown_and_the_address(site: Site) -> None:
    page = site.open("findings")
    assert "锦北街道" in site.text() and "青禾县人民政府" in site.text()
    page.locator("select[name=year]").select_option("2023")  # the script sends the form
    page.wait_for_url("**year=2023*")
    page.wait_for_selector("text=发现 2 条，1 条同因")
    site.open(page.url.removeprefix(f"{site.address}/"))  # the address alone brings the same back
    assert "发现 2 条，1 条同因" in site.text()


def test_from_a_count_down_to_the_printed_cell_and_back(site: Site) -> None:
    page = site.open("")
    page.get_by_role("link", name="第一项加第二项之和，等于第三项加第四项之和").click()
    page.wait_for_url("**/findings?rule=t3.balance*")
    page.get_by_role("link", name="第三表“商业企业”列：新收 19").first.click()
    page.wait_for_url("**/reports/*cell=t3.*")
    site.settle()
    assert "新收 19 + 上年结转 1 ≠ 办结 19 + 结转下年 2，相差 1" in site.text()
    assert page.locator(".form td.focus").inner_text().startswith("19")
    first = page.url
    page.evaluate("window.stays = 1")
    page.locator(".form td.error a").last.click()  # another cell of the finding
    page.wait_for_selector('#proof[data-cell="t3.carried_out.total"] .paper image')
    assert page.evaluate("window.stays") == 1 and page.url != first  # without a reload
    page.go_back()
    page.wait_for_selector('#proof[data-cell="t3.requests_new.commercial_enterprise"]')
    assert page.evaluate("window.stays") == 1
    assert site.errors() == []


def test_arrow_keys_go_from_cell_to_cell_and_tab_leaves_the_form(site: Site) -> None:
    page = site.open(f"reports/{report_of(site, '2023/qinghe-2023.pdf')}?cell=t3.granted.total")
    page.locator('table a[data-cell="t3.granted.total"]').focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector('#proof[data-cell="t3.partially_granted.total"]')
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector('#proof[data-cell="t3.partially_granted.other_organization"]')
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('table[data-form]')")


def test_words_typed_are_suggested(site: Site) -> None:
    page = site.open("")
    page.locator("#q").press_sequentially("qinghe")
    page.locator(".suggested a", has_text="青禾县人民政府").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/offices/*")
    assert "青禾县人民政府" in site.text()


def test_the_language_is_switched_in_the_address(site: Site) -> None:
    page = site.open("publication?year=2024")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**lang=en*")
    assert page.get_attribute("html", "lang") == "en"
    assert page.locator("h1").inner_text().startswith("Publication") and "year=2024" in page.url


def test_from_the_map_of_a_nation_down_to_who_is_missing_in_a_county(site: Site) -> None:
    page = site.open("publication?year=2024")
    page.locator(".map").get_by_role("link", name="福建省").click()
    page.wait_for_url("**province=*")
    assert "福州市" in page.locator(".map").inner_text()
    site.open("publication?year=2024&province=福建省&city=福州市&county=平潭县")
    assert page.locator(".map td.missing").count() > 5
    assert "平潭综合实验区公安局" in site.text() and "2 / 2" in site.text()
    assert "海坛街道" not in page.locator(".map").inner_text()  # never seen, so not known to be due
    page.locator(".map").get_by_role("link", name="2025-01-20").click()
    page.wait_for_url("**/reports/*")
    assert "平潭综合实验区公安局" in site.text()


@pytest.mark.parametrize(
    ("path", "cell", "where"),
    [
        ("2022/qinghe-2022.html", "t3.granted.total", "文件中第 2 个表格"),
        ("2024/qinghe-2024.docx", "t4.reconsideration.upheld", "表"),
        ("2020/zhengwu-2020.txt", "t3.granted.natural_person", "文本第"),
        ("2023/qinghe-2023.pdf", "t3.carried_out.total", "第 2 页"),
    ],
)
def test_each_format_shows_where_a_cell_stands(site: Site, path: str, cell: str, where: str) -> None:
    page = site.open(f"reports/{report_of(site, path)}?cell={cell}")
    page.wait_for_selector(".paper .focus", state="attached")
    assert where in page.locator(".place").inner_text()
    shown, mark = page.locator(".paper").bounding_box(), page.locator(".paper .focus").first.bounding_box()
    assert shown["y"] <= mark["y"] <= shown["y"] + shown["height"]  # scrolled to the cell
    assert site.errors() == []


def test_a_finding_is_decided_where_it_is_read(site: Site) -> None:
    page = site.open(f"reports/{report_of(site, '2023/qinghe-2023.pdf')}")
    page.locator(".decide summary").first.click()
    page.get_by_label("不成立").first.check()
    page.get_by_label("处理人").first.fill("王某")
    page.get_by_label("理由").first.fill("=1+1 原文如此")
    page.get_by_role("button", name="记入").first.click()
    page.wait_for_selector(".made")
    (made,) = decisions(site.raw)
    assert (made.decision, made.decided_by, made.rule) == ("dismissed", "王某", "t3.balance")
    assert "原文如此" in site.text()
    site.open("findings?year=2023")
    assert "王某：=1+1 原文如此" in site.text()  # at once, on the other pages too


def test_a_dropped_file_is_checked(site: Site) -> None:
    page = site.open("check")
    shipped = str(Path(__file__).parents[2] / "raw/2023/qinghe-2023.pdf")
    page.set_input_files("input[name=report]", shipped)
    page.get_by_role("button", name="核对", exact=True).click()
    page.wait_for_selector(".card .slips")
    assert page.locator(".gk td.error").count() > 8
    page.set_input_files("input[name=report]", shipped)
    with page.expect_download() as download:
        page.get_by_role("button", name="核对并下载核对单").click()
    assert "第三表“商业企业”列：新收 19" in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_new_build_is_shown_by_itself_and_runs_nothing_of_a_hostile_report(
    site: Site, tmp_path: Path
) -> None:
    page = site.open("findings")
    publish(hostile_build(tmp_path, site.folder), site.folder)
    site.open("findings")
    assert "来自 2 / 2 份应有的报告" in site.text()
    report = run("SELECT min(report_id) FROM reports", site.folder / "gongkai.duckdb")[1][0][0]
    for name in (
        *PAGES,
        f"reports/{report}?cell=t3.granted.total",
        "offices/1",
        "offices/2",
        "search?q=script",
    ):
        site.open(name)
        assert site.errors() == [], name
        assert page.evaluate("window.hacked") is None
        assert page.locator("img, iframe, main script").count() == 0
        assert page.locator("a[href^='javascript'], a[href^='http']").count() == 0
    site.open("findings")
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
