"""What a reader sees on a page of a list is had, or the crawl is not complete."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

from tests.data.yearly_list import REPORTS, TITLE, on, shown, years

T19 = TITLE.format(2019)
HAD = {
    "an option": f"<li><select><option value='/nb/2019.html'>{T19}</option></select></li>",
    "an empty link beside the words": f"<li><a href='2019.html'></a>{T19} 2020-01-20</li>",
    "a link that only opens": f"<li><span>{T19}</span><a href='2019.html'>[ 查看 ]</a></li>",
    "cells": f"<li><table><tr><td>{T19}<td>2020-01-20<td><a href='2019.html'>下载</a></table></li>",
    "a report in two formats": f"<dl><dt>{T19}<dd><a href='2019.html'>PDF</a><a href='2019.doc'>Word</a></dl>",
    "a tip": f"<li><a href='2019.html' title='点击在新窗口中打开此页面，查看详细的内容信息及附件全文'>{T19}</a></li>",
    "a title further in": f"<li><a href='2019.html'><span title='{T19}'>云溪街…</span></a> 2020-01-20</li>",
    "a name for the ear": f"<li><a href='2019.html' aria-label='{T19}'><i></i></a></li>",
    "a drawing": f"<li><svg><a xlink:href='2019.html'><text>{T19}</text></a></svg></li>",
    "an address that a script copies": f"<li><a href='javascript:;' data-src='/nb/2019.html'>{T19}</a></li>",
    "an office alone": "<li><a href='2019.html'>云溪街道</a></li>",
    "an office and a day": "<li><a href='2019.html'>云溪街道</a> 2020-01-20</li>",
}


@pytest.mark.parametrize("line", HAD.values(), ids=HAD)
def test_lines_of_many_kinds_are_had(line: str, tmp_path: Path) -> None:
    pages = {
        "/nb/": shown([2020, 2021]).replace("</ul>", f"{line}</ul>"),
        "/nb/2019.doc": REPORTS["/nb/2019.html"],
    }
    found = on(tmp_path, pages)
    assert (found.outcome, years(found)) == ("complete", [2019, 2020, 2021])


TOLD = {
    "a route": f"<li><a href='#/detail/7'>{T19}</a></li>",
    "a route of a page": f"<li><a href='index.html#!/detail/7'>{T19}</a></li>",
    "a number for a script": f"<li><a href='#' data-id='7'>{T19}</a></li>",
    "no address": f"<li><a data-id='7'>{T19}</a></li>",
    "an empty address": f"<li><a href=''>{T19}</a></li>",
    "a line that opens": f"<li onclick='view(7)'>{T19}</li>",
    "a row that opens": f"<li><table><tr onclick=\"view('a')\"><td>{T19}</table></li>",
    "words": f"<li>{T19} 2020-01-20</li>",
    "another protocol": f"<li><a href='ftp://www.x.gov.cn/1.pdf'>{T19}</a></li>",
    "an address that is none": f"<li><a href='http://[::1/1.html'>{T19}</a></li>",
    "a page in a field": f"<textarea><li><a href='2019.html'>{T19}</a></li></textarea>",
    "a record in a script": f'<script>var lines=[{{"title":"{T19}","url":"/nb/2019.html"}}]</script>',
    "a script that writes": f"<script>document.write(\"<a href='2019.html'>{T19}</a>\")</script>",
    "lines in a template": f"<template><li><a href='2019.html'>{T19}</a></li></template>",
    "lines that a script fills in by day": "<li v-for='i in l'><a :href='i.url'>{{i.title}}</a>{{i.date}}</li>",
    "years for a script": "<p><a href='javascript:;' onclick='year(2019)'>2019</a></p>",
    "years to choose": "<select onchange='go(this)'><option value='2019'>2019年</option></select>",
    "years in other folders": "<div><a href='/nb19/'>2019年</a><a href='/nb18/'>2018年</a></div>",
    "earlier years elsewhere": "<div><a href='/old/'>历年年报</a></div>",
}


@pytest.mark.parametrize("line", TOLD.values(), ids=TOLD)
def test_what_no_link_leads_to_is_told(line: str, tmp_path: Path) -> None:
    found = on(tmp_path, {"/nb/": shown([2020, 2021]).replace("</ul>", f"</ul>{line}")})
    assert (found.outcome, years(found)) == ("partial", [2020, 2021])
    assert found.detail


FILLED_IN = {
    "Vue": "<li v-for='i in items'><a :href='i.url'>{{ i.title }}</a></li>",
    "Vue by an attribute": "<li v-for='i in items'><a :href='i.url' v-text='i.title'></a></li>",
    "Vue without a link": "<li v-for='i in items' @click='go(i)'>{{ i.title }}</li>",
    "Vue around lines": "<template v-for='i in items'><li><a :href='i.url'>{{ i.title }}</a></li></template>",
    "Angular": "<li ng-repeat='i in items'><a ng-href='{{i.url}}'>{{i.title}}</a></li>",
}


@pytest.mark.parametrize("line", FILLED_IN.values(), ids=FILLED_IN)
def test_lines_that_a_script_fills_in_beside_others_are_told(line: str, tmp_path: Path) -> None:
    found = on(tmp_path, {"/nb/": shown([2020, 2021]).replace("</ul>", f"{line}</ul>")})
    assert (found.outcome, years(found)) == ("partial", [2020, 2021])
    assert "脚本" in found.detail


NO_LINE = {
    "a menu that a script fills in": "<ul><li v-for='m in menu'><a :href='m.url'>{{m.name}}</a></li></ul>",
    "what is commented out": f"<!--<li>{T19}</li>-->",
    "years that are there": "<p><a href='javascript:;' onclick='year(2020)'>2020</a></p>",
    "where one is": f"<div class=crumb><span>{TITLE.format(2021)}</span></div>",
    "a report once more": f"<li onclick='view(7)'>{TITLE.format(2020)}</li>",
    "a sentence": f"<p>现将{T19}予以公布，" + "请予监督。" * 30 + "</p>",
}


@pytest.mark.parametrize("line", NO_LINE.values(), ids=NO_LINE)
def test_what_is_no_line_is_no_doubt(line: str, tmp_path: Path) -> None:
    found = on(tmp_path, {"/nb/": shown([2020, 2021]).replace("</ul>", f"</ul>{line}")})
    assert (found.outcome, years(found)) == ("complete", [2020, 2021])


FURTHER = {
    "earlier years": "<a href='old/'>2019年及以前</a>",
    "history": "<a href='old/index.html'>历年年报</a>",
    "all": "<h3>年报 <a href='old/'>更多&gt;&gt;</a></h3>",
}


@pytest.mark.parametrize("link", FURTHER.values(), ids=FURTHER)
def test_a_list_of_which_a_part_is_shown(link: str, tmp_path: Path) -> None:
    old = shown([2018, 2019]).replace("./", "/nb/")
    found = on(tmp_path, {"/nb/": shown([2020, 2021], more=link), "/nb/old/": old, "/nb/old/index.html": old})
    assert (found.outcome, years(found)) == ("complete", [2018, 2019, 2020, 2021])


def test_groups_and_pages_of_a_list_are_one(tmp_path: Path) -> None:
    """Older lines are called otherwise, and stand in a group or on a page of their own."""
    older = shown([2018]).replace("政府信息公开工作年度报告", "信息公开工作情况总结")
    group = older.partition("<ul")[2].partition("</ul>")[0]
    page = older.replace("2018", "2017").replace("2019-", "2018-")
    script = "createPageHTML(2, 0, 'index', 'html')"
    pages = {"/nb/": shown([2020], script, f"<ul{group}</ul>"), "/nb/index_1.html": page}
    found = on(tmp_path, pages)
    assert (found.outcome, years(found)) == ("complete", [2017, 2018, 2020])


def test_of_a_list_of_many_offices_none_lies_elsewhere(tmp_path: Path) -> None:
    line = "<li><a href='/gaj/1.html'>青禾县公安局2020年政府信息公开年报</a> 2021-01-20</li>"
    twice = "<li><a href='2019.html'>青禾县教育局2020年政府信息公开年报</a> 2021-01-20</li>"
    page = shown([2020]).replace("</ul>", f"{line}{twice}</ul>")
    assert on(tmp_path, {"/nb/": page}).outcome == "partial"
