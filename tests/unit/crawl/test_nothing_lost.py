"""What can make a list look read while it is not: each of these ends as anything but complete, or is
read whole."""

from __future__ import annotations

from pathlib import Path
from time import sleep

import pytest

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

from tests.data.driven import HOST, Said, night, source
from tests.data.portal_pages import Line, list_page
from tests.data.yearly_list import REPORTS, TITLE, lines, on, shown, years

EXCUSES = {
    "an error with 200": "<html><body><h3>系统繁忙，请稍后再试</h3></body></html>",
    "a frame without lines": "<html><body><div class=list></div></body></html>",
    "a page that is gone": "<html><title>404</title><body>您访问的页面不存在</body></html>",
    "an error in JSON": '{"code":500,"msg":"系统异常"}',
    "a wall": "<html><script>var $_ts=1</script></html>",
    "nothing": "",
}


@pytest.mark.parametrize("answer", EXCUSES.values(), ids=EXCUSES)
def test_an_excuse_in_the_middle_of_a_list(answer: str, tmp_path: Path) -> None:
    script = "createPageHTML(3, 0, 'index', 'html')"
    pages = {
        "/nb/": shown([2022, 2023], script),
        "/nb/index_1.html": answer,
        "/nb/index_2.html": shown([2018]),
    }
    found = on(tmp_path, pages)
    assert (found.outcome, years(found)) == ("partial", [2018, 2022, 2023])


@pytest.mark.parametrize("answer", EXCUSES.values(), ids=EXCUSES)
def test_an_excuse_instead_of_a_list(answer: str, tmp_path: Path) -> None:
    assert on(tmp_path, {"/nb/": answer}).outcome == "broken"


def test_a_page_that_comes_twice_is_not_the_end(tmp_path: Path) -> None:
    """A proxy gives the first page once more where the second one was asked for."""
    by_number = {"1": [2020, 2021], "2": [2020, 2021], "3": [2018, 2019]}

    def answer(request: object) -> Said:
        number = str(request.url).rsplit("=", 1)[1]  # type: ignore[attr-defined]
        return Said(shown(by_number[number]) if number in by_number else "<p>没有了</p>")

    row = {"family": "numbered", "list": f"{HOST}/nb/list?p={{page}}"}
    found = on(tmp_path, {"/nb/list": answer}, **row)
    assert (found.outcome, years(found)) == ("complete", [2018, 2019, 2020, 2021])


OTHER_PAGES = {
    "an excuse that nobody thought of": "<html><title>提示</title><p>小编正在努力</p></html>",
    "an excuse": "<html><title>年报</title><p>数据加载失败</p></html>",
    "a form": "<html><title>年报</title><form><input name=u><input type=password></form></html>",
}


@pytest.mark.parametrize("answer", OTHER_PAGES.values(), ids=OTHER_PAGES)
def test_an_excuse_behind_a_list_is_not_its_end(answer: str, tmp_path: Path) -> None:
    row = {"family": "numbered", "list": f"{HOST}/nb/p{{page}}.html"}
    first = shown([2020]).replace("<body>", "<title>年报</title><body>")
    found = on(tmp_path, {"/nb/p1.html": first, "/nb/p2.html": answer, "/nb/p3.html": answer}, **row)
    assert (found.outcome, years(found)) == ("partial", [2020])


def test_a_next_page_that_the_row_does_not_name(tmp_path: Path) -> None:
    row = {"family": "numbered", "list": f"{HOST}/nb/list?p={{page}}&k=1"}
    page = shown([2020], more="<a href='/nb/list?pageIndex=2'>下一页</a>")
    assert on(tmp_path, {"/nb/list": page}, **row).outcome == "partial"
    page = shown([2020], more="<a href='/nb/list?k=1&amp;p=2'>下一页</a>")
    assert on(tmp_path / "2", {"/nb/list": page}, **row).outcome == "complete"


def test_a_numbered_list_ends_where_there_is_nothing(tmp_path: Path) -> None:
    row = {"family": "numbered", "list": f"{HOST}/nb/p{{page}}.html"}
    found = on(tmp_path, {"/nb/p1.html": shown([2020]), "/nb/p2.html": shown([2019])}, **row)
    assert (found.outcome, years(found)) == ("complete", [2019, 2020])


def test_fewer_lines_than_the_list_says(tmp_path: Path) -> None:
    pages = {"/nb/": shown([2020, 2021], more="<div class=page>共 5 条 共 1 页</div>")}
    found = on(tmp_path, pages)
    assert found.outcome == "partial"
    assert "5" in found.detail


def test_a_count_without_bound_costs_nothing(tmp_path: Path) -> None:
    script = "createPageHTML(999999999, 0, 'index', 'html')"
    found = on(tmp_path, {"/nb/": shown([2020], script)})
    assert (found.outcome, years(found)) == ("partial", [2020])
    assert len(found.asked) < 30


USELESS = {
    "walls": Said("<html><script>var $_ts=1</script></html>"),
    "soft walls": Said("<html><title>访问验证</title>请完成安全验证</html>"),
    "gone": Said("gone", 404),
    "soft gone": Said("<html><title>页面不存在</title><p>您访问的页面不存在</p></html>"),
    "led to the home page": Said("<html>首页</html>", url=f"{HOST}/"),
    "failing": Said("no", 503),
}
WORDS = {"walls": "blocked", "soft walls": "blocked", "failing": "failed"}


@pytest.mark.parametrize("name", USELESS)
def test_a_source_whose_reports_cannot_be_had(name: str, tmp_path: Path) -> None:
    found = on(
        tmp_path,
        {"/nb/": shown([2020, 2021]), "/nb/2020.html": USELESS[name], "/nb/2021.html": USELESS[name]},
    )
    assert (found.outcome, found.outcomes()["2020.html"]) == ("broken", WORDS.get(name, "gone"))


@pytest.mark.parametrize("name", USELESS)
def test_one_report_that_cannot_be_had(name: str, tmp_path: Path) -> None:
    """A link that leads nowhere stays in many lists for ever; what failed may come another
    night."""
    found = on(tmp_path, {"/nb/": shown([2020, 2021]), "/nb/2020.html": USELESS[name]})
    assert found.outcome == ("partial" if name in WORDS else "complete")
    assert found.detail


def test_a_field_for_a_code_is_no_wall(tmp_path: Path) -> None:
    field = "<form><input name='captcha'><img src='captcha.jpg'></form>"
    pdf = f"<html><title>{TITLE.format(2020)}</title>{field}<a href='1.pdf'>年报.pdf</a></html>"
    found = on(
        tmp_path, {"/nb/": shown([2020], more=field), "/nb/2020.html": pdf, "/nb/1.pdf": b"%PDF-1 %%EOF"}
    )
    assert (found.outcome, found.outcomes()) == ("complete", {"2020.html": "new", "1.pdf": "new"})


@pytest.mark.parametrize("flags", [("partial",), ("gongkai-cut",)])
def test_an_answer_that_was_cut_is_no_version(flags: tuple[str, ...], tmp_path: Path) -> None:
    pages = {"/nb/": shown([2020])}
    on(tmp_path, pages)
    half = REPORTS["/nb/2020.html"][:-900]
    found = on(tmp_path, pages | {"/nb/2020.html": Said(half, flags=flags)})
    assert found.outcomes() == {"2020.html": "failed"}


def test_an_answer_of_unknown_length_that_has_its_end_is_kept(tmp_path: Path) -> None:
    found = on(
        tmp_path, {"/nb/": shown([2020]), "/nb/2020.html": Said(REPORTS["/nb/2020.html"], flags=("partial",))}
    )
    assert found.outcomes() == {"2020.html": "new"}


def test_after_a_kill_between_a_page_and_its_file(tmp_path: Path) -> None:
    page = f"<html><title>{TITLE.format(2020)}</title><a href='1.docx'>年报.docx</a></html>"
    pages = {"/nb/": shown([2020]), "/nb/2020.html": page, "/nb/1.docx": b"PK\x03\x04 PK\x05\x06"}
    killed = night(tmp_path, source(revisit_hours=20), pages, stop_after=2)
    assert killed.asked == ["/nb/", "/nb/2020.html"]
    found = night(tmp_path, source(revisit_hours=20), pages)
    assert found.asked == ["/nb/", "/nb/1.docx"]
    assert night(tmp_path, source(revisit_hours=20), pages).asked == ["/nb/"]


@pytest.mark.parametrize("way", ["gone", "altered"])
@pytest.mark.parametrize("what", ["/nb/", "/nb/2020.html"])
def test_what_the_archive_lost_is_asked_for_again(way: str, what: str, tmp_path: Path) -> None:
    """A byte that has turned leaves the size as it is."""
    pages = {"/nb/": shown([2020])}
    first = on(tmp_path, pages)
    sha256 = next(f.sha256 for f in first.log if f.url == HOST + what)
    kept = tmp_path / "archive" / "sha256" / str(sha256)[:2] / str(sha256)
    whole = kept.read_bytes()
    sleep(0.02)  # the clock of a file system stands still between its ticks
    kept.chmod(0o644)
    kept.unlink() if way == "gone" else kept.write_bytes(b"X" + whole[1:])
    found = night(tmp_path, source(revisit_hours=20), REPORTS | pages)
    assert (found.outcome, what in found.asked) == ("complete", True)
    assert kept.read_bytes() == whole


def test_a_list_that_shows_one_year_at_a_time(tmp_path: Path) -> None:
    tabs = (
        "<div><a href='?y=2020'>2020年</a><a href='?y=2019'>2019年</a><a href='2018.html'>2018年度</a></div>"
    )
    pages = {"/nb/": shown([2021], more=tabs), "/nb/?y=2020": shown([2020]), "/nb/?y=2019": shown([2019])}
    crawled = on(tmp_path, pages)
    assert (crawled.outcome, years(crawled)) == ("complete", [2018, 2019, 2020, 2021])
    assert crawled.outcomes()["2018.html"] == "new"


def test_a_report_that_only_a_browser_can_draw(tmp_path: Path) -> None:
    shell = "<html><body><div id=app></div><script src='/js/app.js'></script></body></html>"
    crawled = on(tmp_path, {"/nb/": shown([2020, 2021]), "/nb/2020.html": shell})
    assert (crawled.outcome, crawled.outcomes()["2020.html"]) == ("partial", "failed")
    assert on(tmp_path, {"/nb/": shell}).outcome == "broken"


def test_a_soft_404_with_all_of_the_site_around_it(tmp_path: Path) -> None:
    page = f"<html><title>404 - 青禾县政府网</title><body>{'<a href=/x/>政务公开</a>' * 99}</body></html>"
    crawled = on(tmp_path, {"/nb/": shown([2020, 2021]), "/nb/2020.html": page})
    assert crawled.outcomes()["2020.html"] == "gone"


def test_a_page_that_is_an_earlier_one_again(tmp_path: Path) -> None:
    script = "createPageHTML(2, 0, 'index', 'html')"
    pages = {"/nb/": shown([2020, 2021], script), "/nb/index_1.html": shown([2020, 2021], script)}
    assert on(tmp_path, pages).outcome == "partial"


def test_lines_that_only_a_script_opens_are_told(tmp_path: Path) -> None:
    line = f"<li><a href='javascript:view(7)'>{TITLE.format(2019)}</a> 2020-01-20</li>"
    page = shown([2020, 2021]).replace("</ul>", f"{line}</ul>")
    crawled = on(tmp_path, {"/nb/": page})
    assert (crawled.outcome, "2019" in crawled.detail) == ("partial", True)


def test_links_to_other_columns_are_no_lines(tmp_path: Path) -> None:
    menu = (
        "<div><a href='/mz/nb/'>民政局政府信息公开年报</a><a href='/jy/nb/'>教育局政府信息公开年报</a></div>"
    )
    crawled = on(tmp_path, {"/nb/": shown([2020, 2021], more=menu)})
    assert (crawled.outcome, crawled.asked) == ("complete", ["/nb/", "/nb/2020.html", "/nb/2021.html"])


def test_reports_that_lie_elsewhere_are_told(tmp_path: Path) -> None:
    """The neighbour's report of a year that is here, too, is none of ours; later years that lie
    elsewhere are."""
    there = [*lines(2018, 2019, 2020), Line("/art/1.html", "省政府2019年政府信息公开工作年度报告")]
    found = on(tmp_path, {"/nb/": list_page(there)})
    assert (found.outcome, found.outcomes()["1.html"]) == ("complete", "elsewhere")
    there.append(Line("/art/2.html", TITLE.format(2021)))
    found = on(tmp_path, {"/nb/": list_page(there)})
    assert (found.outcome, years(found)) == ("partial", [2018, 2019, 2020])
