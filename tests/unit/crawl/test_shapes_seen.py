"""Shapes of portals that need no family of their own: plain lists read them, and a scout finds them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

from pipelines.crawl.sources import made
from tests.data.driven import night
from tests.data.portal import Portal
from tests.data.portal_families import OFFICE, TITLE
from tests.data.portal_pages import report
from tests.unit.crawl.test_scout import found

YEARS = range(2014, 2024)


def lines(address: str, years: range) -> str:
    rows = (
        f"<li><a href='{address.format(y)}'>{TITLE.format(y)}</a><span>{y + 1}-01-20</span></li>"
        for y in years
    )
    return f"<ul>{''.join(rows)}</ul>"


def anhui(portal: Portal) -> str:
    """A list by branch, reports at XxgkAnnualReport/show/N.html."""
    for y in YEARS:
        portal.put(f"/XxgkAnnualReport/show/{y}.html", report(OFFICE, max(y, 2019)))
    head = "<html><title>信息公开年报</title>"
    portal.put(
        "/XxgkAnnualReport/?branch_id=5f&page=1",
        f"{head}{lines('/XxgkAnnualReport/show/{}.html', range(2019, 2024))}",
    )
    portal.put(
        "/XxgkAnnualReport/?branch_id=5f&page=2",
        f"{head}{lines('/XxgkAnnualReport/show/{}.html', range(2014, 2019))}",
    )
    portal.put("/XxgkAnnualReport/", f"{head}<ul></ul>")
    return "/XxgkAnnualReport/?branch_id=5f&page=1"


def vsb(portal: Portal) -> str:
    """博达: the newest page is list.htm, older ones are counted down; reports are in /info/."""
    for y in YEARS:
        portal.put(f"/info/1012/{y}.htm", report(OFFICE, max(y, 2019)))
    parts = [range(2020, 2024), range(2017, 2020), range(2014, 2017)]
    names = ["list.htm", "list/2.htm", "list/1.htm"]
    for n, (name, part) in enumerate(zip(names, parts, strict=True)):
        after = f"/xxgk/nb/{names[n + 1]}" if n < 2 else ""
        pager = (
            f"<div class='pb'>共10条 {n + 1}/3 "
            + (f"<a href='{after}'>下页</a>" if after else "<span>下页</span>")
            + "</div>"
        )
        portal.put(
            f"/xxgk/nb/{name}", f"<html><title>信息公开年报</title>{lines('/info/1012/{}.htm', part)}{pager}"
        )
    return "/xxgk/nb/list.htm"


@pytest.mark.parametrize("lay", [anhui, vsb])
def test_a_shape_is_found_and_read_whole(lay: Callable[[Portal], str], tmp_path: Path) -> None:
    portal = Portal()
    column = lay(portal)
    portal.put("/", f"<html><title>青禾县人民政府</title><a href='{column}'>信息公开年报</a>")
    result = found(portal)
    [one] = result.proposals
    assert (sorted(one.years), one.doubts) == ([*YEARS], [])

    def answer(request: Any) -> Any:
        from tests.data.driven import Said

        status, body = portal.answer(request.url.removeprefix(portal.url("")), request.body)
        return Said(body, status)

    class All(dict):  # type: ignore[type-arg]
        def get(self, path: str, other: object = None) -> Any:
            return answer

    crawled = night(tmp_path, made("x", one.row | {"local": True, "revisit_hours": 0}), All())
    assert (crawled.outcome, crawled.counts["new"]) == ("complete", len(YEARS))
