"""The first night finds everything, the second fetches no body again, the third brings what is new
and what changed."""

from __future__ import annotations

from pathlib import Path

from pipelines.crawl.all_sources import crawl
from pipelines.intake.fetches import fetches
from pipelines.intake.verify import verify
from tests.data.forms import Filled, render
from tests.data.portal import Portal
from tests.data.portal_pages import Line, list_page, offers, report, static_list
from tests.portal.conftest import Sources
from warehouse.query import run as query

OFFICE, BASE = "青禾县民政局", "/zfxxgk/zfxxgknb/"


def lay(portal: Portal, years: range) -> None:
    """A column in GBK: a report for each year, one of them as a file, a copy of one, and lines that
    are no reports."""
    lines = [
        Line(f"./{y}/t{y}.htm", f"{OFFICE}{y}年政府信息公开工作年度报告", f"{y + 1}-01-20") for y in years
    ]
    others = [
        Line("./2018/t1.htm", f"{OFFICE}关于政务公开任务落实情况的自查报告", "2018-01-08"),
        Line("./2022/t2.htm", "关于报送2022年政府信息公开工作年度报告的通知", "2022-12-08"),
        Line("./2019/t2019_wap.htm", f"{OFFICE}2019年政府信息公开工作年度报告", "2020-01-20"),
    ]
    static_list(portal, BASE, [lines[:3], [*lines[3:], *others]], "gb18030")
    for y in years:
        portal.put(f"{BASE}{y}/t{y}.htm", report(OFFICE, y, encoding="gb18030"), type="text/html")
    portal.put(f"{BASE}2019/t2019_wap.htm", report(OFFICE, 2019, encoding="gb18030"), type="text/html")
    title = f"{OFFICE}2021年政府信息公开工作年度报告"
    viewer = f'<iframe src="/viewer.html?file={BASE}2021/P1.docx"></iframe>'
    portal.put(f"{BASE}2021/t2021.htm", offers(title, viewer))
    portal.put(f"{BASE}2021/P1.docx", render(Filled(OFFICE, 2021, "f2021"), "docx"))
    for page in ("2018/t1.htm", "2022/t2.htm"):
        portal.put(f"{BASE}{page}", list_page([]))


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    return query(sql, folder / "gongkai.duckdb")[1]


def test_three_nights(portal: Portal, raw: Sources, tmp_path: Path) -> None:
    from assets.run import run

    lay(portal, range(2019, 2023))
    home = raw(mz={"family": "static_list", "list": portal.url(f"{BASE}index.html"), "office": OFFICE})

    run(home, tmp_path / "warehouse", workers=1, crawl=True)
    first = portal.night()
    reports = [f"{BASE}{y}/t{y}.htm" for y in range(2019, 2023)]
    everything = [*reports, f"{BASE}2019/t2019_wap.htm", f"{BASE}2021/P1.docx"]
    assert sorted(a.path for a in first) == sorted([f"{BASE}index.html", f"{BASE}index_1.html", *everything])
    assert {a.agent for a in first} == {"gongkai/0.1 (+https://example.org/who)"}
    current = (
        "SELECT year, format, title, source_url, published_on::VARCHAR, version FROM reports WHERE is_current"
    )
    found = {row[0]: row for row in rows(tmp_path / "warehouse", current)}
    assert set(found) == {2019, 2020, 2021, 2022}
    assert found[2021][1] == "docx"
    assert found[2020][3:] == (portal.url(f"{BASE}2020/t2020.htm"), "2021-01-20", 1)
    assert rows(
        tmp_path / "warehouse", "SELECT count(*) FROM quality.filings WHERE status = 'quarantined'"
    ) == [(0,)]
    assert verify(home).files == 4 + 1 + 2  # the copy of 2019 is no file of its own; the lists are kept too
    passed = {f.url: f.listed_title for f in fetches(home, "mz") if f.outcome == "not_report"}
    assert sorted(passed) == [portal.url(f"{BASE}2018/t1.htm"), portal.url(f"{BASE}2022/t2.htm")]

    crawl(home)
    second = portal.night()
    assert len(second) == len(first)
    assert {(a.status, a.sent) for a in second} == {(304, 0)}
    assert len([f for f in fetches(home, "mz") if f.outcome == "not_report"]) == 2

    lay(portal, range(2019, 2024))
    portal.put(
        f"{BASE}2020/t2020.htm", report(OFFICE, 2020, received=9, encoding="gb18030"), type="text/html"
    )
    [ended] = crawl(home)
    third = portal.night()
    brought = {a.path for a in third if a.sent}
    assert brought == {f"{BASE}{p}" for p in ("index_1.html", "2020/t2020.htm", "2023/t2023.htm")}
    assert (ended.outcome, ended.counts["new"], ended.counts["changed"]) == ("complete", 1, 1)

    run(home, tmp_path / "warehouse", workers=1)
    versions = "SELECT version, is_current FROM reports WHERE year = 2020 ORDER BY 1"
    assert rows(tmp_path / "warehouse", versions) == [(1, False), (2, True)]
    received = "SELECT value FROM cells WHERE year = 2020 AND cell = 't3.requests_new.total'"
    assert rows(tmp_path / "warehouse", received) == [(9.0,)]
    assert rows(tmp_path / "warehouse", "SELECT count(*) FROM reports WHERE year = 2023 AND is_current") == [
        (1,)
    ]
