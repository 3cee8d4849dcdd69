"""From the home of a portal the columns of reports are found, whichever family reads them, and nothing
else is proposed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

from pipelines.crawl import finding, scout
from pipelines.crawl.answers import problem
from pipelines.crawl.finding import addresses, read
from pipelines.crawl.listing import Ask, Page
from pipelines.crawl.proposals import Answer, answer, as_yaml, proposal
from pipelines.crawl.scout import PAGES, check, find
from pipelines.crawl.sources import SourceError, made
from pipelines.crawl.trial import Get, Got
from tests.data.portal import Portal
from tests.data.portal_families import FAMILIES, OFFICE, TITLE, lines
from tests.data.portal_of_all import HOME, lay_column
from tests.data.portal_pages import Line, list_page, report, static_list


def laid(portal: Portal, column: str, title: str = "政府信息公开年报") -> None:
    """A home page, a section, and in it a link to the column."""
    portal.put("/", HOME)
    portal.put("/news/", list_page([Line("3.html", "今日要闻")], title="新闻"))
    links = f"<a href='/zn/'>政府信息公开指南</a> <a href='{column}'>{title}</a>"
    portal.put("/zwgk/", f"<html><title>政务公开</title><body>{links}</body></html>")


def asked_of(portal: Portal) -> tuple[Get, list[str]]:
    """Answers from the pages of a portal without a network, and what was asked."""
    asked: list[str] = []

    async def get(ask: Ask) -> Got:
        from scrapy.http import HtmlResponse

        if not ask.url.startswith(portal.url("/")):
            return Got(None, "forbidden", "another host")
        path = ask.url.removeprefix(portal.url(""))
        asked.append(path)
        status, body = portal.answer(path, ask.body.encode())
        response = HtmlResponse(ask.url, status=status, body=body)
        text = body.decode("utf-8", "replace")
        if why := problem(response, text, ask.url):
            return Got(None, *why)
        return Got(Page(ask, ask.url, text))

    return get, asked


def found(portal: Portal, start: str = "/") -> Answer:
    return answer(asyncio.run(find(portal.url(start), asked_of(portal)[0], local=True)))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_column_of_each_family(family: str) -> None:
    portal = Portal()
    row, column, wanted = lay_column(portal, family)
    laid(portal, column)
    result = found(portal)
    [one] = result.proposals
    assert one.row["family"] == family
    years = [int(y) for p in wanted if (y := p.split("/")[-1].split(".")[0]).isdigit()] or [2021, 2022]
    assert sorted(one.years) == sorted(y for y in years if y >= 2008)
    assert one.offices == {} or list(one.offices) == ["某局" if family == "gkmlpt" else OFFICE]
    assert (one.sure, one.doubts) == ("sure", [])
    source = made("x", one.row)
    assert source.list == row["list"] or family in ("hanweb_annual", "by_year", "hanweb_records")


def test_what_it_says_of_a_column(tmp_path: Path) -> None:
    portal = Portal()
    column = [*lines("./", range(2016, 2019)), *lines("./", range(2020, 2023))]
    static_list(portal, "/nb/", [column[:4], column[4:]])
    laid(portal, "/nb/")
    result = found(portal)
    text = as_yaml([result])
    [one] = result.proposals
    assert one.missing[:1] == [2019]
    assert one.row["office"] == OFFICE
    for said in ("sure，6 份", "2016: 1", TITLE.format(2016), "enabled: false", "缺 / missing：2019"):
        assert said in text
    assert result.pages < PAGES


def test_reports_beside_the_folder_of_their_list() -> None:
    portal = Portal()
    static_list(portal, "/col/nb/", [lines("/art/2024/1/", range(2020, 2023))])
    laid(portal, "/col/nb/")
    [one] = found(portal).proposals
    assert one.row["articles"] == portal.url("/art/")


def test_two_columns_are_two_rows_and_one_that_is_linked_twice_is_one() -> None:
    portal = Portal()
    static_list(portal, "/nb/", [lines("./", range(2020, 2023))])
    bureau = [Line(f"./{y}.html", f"青禾县民政局{y}年政府信息公开工作年度报告") for y in (2021, 2022)]
    static_list(portal, "/mz/nb/", [bureau])
    laid(portal, "/nb/")
    links = "<a href='/nb/'>政府信息公开年报</a> <a href='/nb/index.html'>年报</a> <a href='/mz/nb/'>民政局年报公开</a>"
    portal.put("/zwgk/", f"<html><title>政务公开</title><body>{links}</body></html>")
    assert sorted(p.row["office"] for p in found(portal).proposals) == sorted([OFFICE, "青禾县民政局"])


NOTHING: dict[str, tuple[dict[str, Any], str]] = {
    "no column": ({}, "没有年报栏目"),
    "a shell": ({"/nb/": "<html><body><div id=app></div><script src=a.js></script></body></html>"}, "浏览器"),
    "a wall": ({"/nb/": "<html><script>var $_ts=1</script></html>"}, "blocked"),
    "gone": ({"/nb/": "<html><title>404</title><p>您访问的页面不存在</p></html>"}, "gone"),
    "something else": ({"/nb/": list_page([Line("1.html", "政府网站工作年度报表")])}, "没有年报栏目"),
}


@pytest.mark.parametrize("name", NOTHING)
def test_why_there_is_nothing(name: str) -> None:
    portal = Portal()
    laid(portal, "/nb/" if NOTHING[name][0] else "/zn/")
    for path, body in NOTHING[name][0].items():
        portal.put(path, body)
    result = found(portal)
    assert not result.proposals
    assert NOTHING[name][1] in "；".join(result.why)


def test_a_portal_without_end_is_left_after_so_many_pages() -> None:
    portal = Portal()

    class Endless(dict):  # type: ignore[type-arg]
        def __contains__(self, path: object) -> bool:
            return True

        def __getitem__(self, path: str) -> Any:
            from tests.data.portal import Answer

            links = "".join(f"<a href='{path.strip('/') or 'x'}{n}/'>政务公开{n}</a>" for n in range(9))
            return Answer(f"<html><title>政务公开</title><body>{links}</body></html>".encode())

    portal.pages = Endless()
    get, asked = asked_of(portal)
    result = asyncio.run(find(portal.url("/"), get, local=True))
    assert len(asked) <= PAGES
    assert "停止" in "；".join(result.why)


def test_requests_are_counted_within_a_row_that_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a long column brought until then is proposed, and told to be not all."""
    monkeypatch.setattr(scout, "ASKED", 40)
    portal = Portal()
    for column in "abc":
        pages = [
            [Line(f"./{n}.html", f"{column}区第{n}街道2022年政府信息公开工作年度报告")] for n in range(25)
        ]
        static_list(portal, f"/{column}/nb/", pages)
    links = "".join(f"<a href='/{column}/nb/'>政府信息公开年报</a>" for column in "abc")
    portal.put("/", f"<html><title>青禾县</title><body>{links}</body></html>")
    get, asked = asked_of(portal)
    result = answer(asyncio.run(find(portal.url("/"), get, local=True)))
    assert (len(asked), result.pages) == (40, 40)
    assert {sum(p.years.values()): p.sure for p in result.proposals} == {25: "sure", 14: "doubtful"}
    assert "看了 40 页后停止" in "；".join(result.why)


def test_a_column_that_has_moved() -> None:
    portal = Portal()
    static_list(portal, "/new/nb/", [lines("./", range(2020, 2023))])
    laid(portal, "/new/nb/")
    row = {"portal": "青禾", "family": "static_list", "list": portal.url("/old/nb/"), "office": OFFICE}
    source = made("x", row | {"local": True})
    tried, result = asyncio.run(check(source, asked_of(portal)[0]))
    assert not tried.reports
    assert result is not None
    assert [p.row["list"] for p in answer(result).proposals] == [portal.url("/new/nb/")]


def test_a_column_that_is_where_it_was() -> None:
    portal = Portal()
    static_list(portal, "/nb/", [lines("./", range(2020, 2023))])
    source = made("x", {"portal": "青禾", "family": "static_list", "list": portal.url("/nb/"), "local": True})
    tried, result = asyncio.run(check(source, asked_of(portal)[0]))
    assert (proposal(tried, "x").years, result) == ({2020: 1, 2021: 1, 2022: 1}, None)


def test_addresses_come_from_the_command_line_and_from_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "name,address\n青禾,www.x.gov.cn\n白鹿,https://www.y.gov.cn/zw\n", encoding="utf-8"
    )
    (tmp_path / "b.csv").write_text("http://www.z.gov.cn\n", encoding="utf-8")
    named = [str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "http://WWW.x.gov.cn/"]
    assert addresses(named) == ["http://www.x.gov.cn/", "https://www.y.gov.cn/zw", "http://www.z.gov.cn/"]
    for wrong in ("http://[::1/", "http://me:pw@x.cn/", str(tmp_path / "c.csv")):
        with pytest.raises(SourceError):
            addresses([wrong])


def test_a_record_that_a_kill_has_cut_is_passed_over(tmp_path: Path) -> None:
    kept = tmp_path / "found.jsonl"
    kept.write_text(
        '{"address": "a", "pages": 1, "proposals": [], "why": []}\n[]\n{"pages": 1}\n{"address": "b", "pag',
        encoding="utf-8",
    )
    assert [one.address for one in read(kept)] == ["a"]


def test_answers_after_a_kill_begin_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def each(tasks: list[dict[str, Any]], _: object) -> Iterator[tuple[int, list[Answer]]]:
        yield from ((n, [Answer(task["address"], 1, [], [])]) for n, task in enumerate(tasks))

    monkeypatch.setattr(finding, "_each", each)
    kept = tmp_path / "found.jsonl"
    finding.find(["http://a.cn/"], kept, "me@a.cn", 0.0, local=False)
    kept.write_bytes(kept.read_bytes() + b'{"address": "http://b.cn/", "pag')
    finding.find(["http://b.cn/"], kept, "me@a.cn", 0.0, local=False)
    assert [one.address for one in read(kept)] == ["http://a.cn/", "http://b.cn/"]


def test_a_page_is_asked_for_but_never_a_report() -> None:
    portal = Portal()
    static_list(portal, "/nb/", [lines("./", range(2020, 2023))])
    portal.put("/nb/2020.html", report(OFFICE, 2020))
    laid(portal, "/nb/")
    get, asked = asked_of(portal)
    asyncio.run(find(portal.url("/"), get, local=True))
    assert not [path for path in asked if path.endswith("20.html")]
