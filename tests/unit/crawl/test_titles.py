"""Which lines of a column are reports by their titles, which are something else, and which are fetched
to be judged by what they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

from pipelines.crawl.titles import has_sign, judge, words
from tests.data.driven import night, source
from tests.data.portal_pages import Line, list_page, report

OFFICE = "云溪街道办事处"


@pytest.mark.parametrize(
    "title",
    [
        "云溪街道办事处2021年政府信息公开工作年…",
        "青禾县人民政府办公室2021年政府信息公...",
        "青禾县2021年度政府信息公开年度报",
        "2020年政府信息公开工 作告年度报",
        "青禾县2020年政府信息公开总结",
        "2019年政府信息公开年度公报",
        "关于2021年政府信息公开工作情况的报告",
        "青禾县干部培训中心2021年政府信息公开年报",
        "青禾县预算绩效评价中心2021年政府信息公开工作年度报告",
        "青禾县网站年检管理局2021年政府信息公开年报",
        "云溪小学年度信息公开报告",
        "2021年度 政府信息公开工作 年 报",
    ],
)
def test_reports(title: str) -> None:
    assert judge(title) == "report"


@pytest.mark.parametrize(
    "title",
    [
        "2022年政府网站工作年报",
        "政府信息公开年度报告制度",
        "政府信息公开工作年度报告编制发布规范",
        "2020-2021学年信息公开年度报告",
        "关于举办政府信息公开年度报告培训的通知",
        "2021年部门预算公开年度报告",
        "关于报送2021年政府信息公开年报的通知……",
        "关于做好2022年政府信息公开工作年度报告编制工作的通知",
        "2022年政府信息公开年报解读",
        "青禾县政府网站2022年年度报告",
    ],
)
def test_something_else(title: str) -> None:
    assert judge(title) == "other"


@pytest.mark.parametrize(
    "title", ["2021年度", "云溪街道2021年", "青禾县2021年工作情况的报告", "点击查看", ""]
)
def test_open_ones(title: str) -> None:
    assert judge(title) == "open"


@pytest.mark.parametrize(
    "title",
    [
        "关于印发《青禾县2022年政府信息公开工作年度报告》的通知",
        "青禾县人民政府关于发布2022年政府信息公开年度报告的通告",
        "青禾县方案审查中心2022年政府信息公开年报",
        "法治政府建设办公室2022年政府信息公开年度报告",
        "2022年政府信息公开工作年度报告（附目录）",
        "2022年政府信息公开工作年度报告及2023年工作要点",
    ],
)
def test_what_is_to_be_judged_by_what_it_holds(title: str) -> None:
    assert judge(title) == "doubtful"


REPORTS = [Line(f"{y}.html", f"{OFFICE}{y}年政府信息公开工作年度报告") for y in (2018, 2019, 2020)]
PAGES = {f"/nb/{y}.html": report(OFFICE, y) for y in range(2012, 2024)}


@pytest.mark.parametrize(
    "line",
    [
        "<li><a href='2021.html'>2021年度</a> 2022-01-20</li>",
        "<li><a href='2021.html'>云溪街道2021年</a></li>",
        "<li><a href='2021.html'>云溪街道工作情况的报告</a> 2022-01-20</li>",
        "<li><a href='2021.html'><img src='a.png' alt='二〇二一年'></a></li>",
        "<li><a href='2021.html'><img src='a.png'></a> 2022-01-20</li>",
        "<li><a href='2021.html'>云溪街道政府信息公开年报</a></li>",
        "<li><a href='2021.html'>云溪街道工作情况的报告</a></li>",
    ],
)
def test_a_line_beside_reports_is_fetched_in_doubt(line: str, tmp_path: Path) -> None:
    page = list_page(REPORTS).replace("</ul>", f"{line}</ul>")
    crawled = night(tmp_path, source(), PAGES | {"/nb/": page})
    assert (crawled.outcome, crawled.outcomes()["2021.html"]) == ("complete", "new")


def test_what_turns_out_to_be_none_is_not_kept_and_not_asked_for_again(tmp_path: Path) -> None:
    line = "<li><a href='other.html'>2021年度</a> 2022-01-20</li>"
    page = list_page(REPORTS).replace("</ul>", f"{line}</ul>")
    pages = PAGES | {"/nb/": page, "/nb/other.html": "<html><title>绿化</title><p>全县绿化情况</p></html>"}
    crawled = night(tmp_path, source(), pages)
    assert (crawled.outcome, crawled.outcomes()["other.html"]) == ("complete", "not_report")
    assert "/nb/other.html" not in night(tmp_path, source(), pages).asked


def test_a_line_in_another_part_of_the_page_is_not_fetched(tmp_path: Path) -> None:
    news = (
        "<ul><li><a href='n1.html'>2021年绿化总结</a> 2022-01-20</li><li><a href='n2.html'>要闻</a></li></ul>"
    )
    crawled = night(tmp_path, source(), PAGES | {"/nb/": list_page(REPORTS, more=news)})
    assert (crawled.outcome, [p for p in crawled.asked if "/n" in p[3:]]) == ("complete", [])


def test_the_name_of_a_column_speaks_for_its_lines(tmp_path: Path) -> None:
    page = "<title>政府信息公开年报</title><ul><li><a href='2021.html'>2021年度</a> 2022-01-20</li></ul>"
    crawled = night(tmp_path, source(), PAGES | {"/nb/": page})
    assert (crawled.outcome, crawled.outcomes()) == ("complete", {"2021.html": "new"})


def test_no_word_for_a_report_is_passed_over_by_the_quick_look() -> None:
    assert words()["report"] and all(map(has_sign, words()["report"]))
    assert not has_sign("政府信息公开指南")
