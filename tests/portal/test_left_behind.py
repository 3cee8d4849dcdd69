"""What the crawl of a list leaves behind: a line for what is no report, no new version for a new frame,
no complete crawl after an error of our own."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping

from pipelines.crawl.all_sources import crawl
from pipelines.intake.fetches import fetches
from pipelines.intake.filed import filed
from tests.data import portal_pages as pages
from tests.data.portal import Answer, Portal
from tests.data.portal_families import OFFICE, TITLE, lay_reports, lines
from tests.data.portal_pages import Line
from tests.portal.conftest import Sources


def test_what_is_listed_but_no_report_is_logged_once(portal: Portal, raw: Sources) -> None:
    titles = {
        "政府信息公开指南": "zn",
        "政府信息公开自查报告": "zc",
        "关于做好2022年年报工作的通知": "tz",
        "2016年法治政府建设年度报告": "fz",
    }
    others = [Line(f"./{name}.html", title, "2023-03-01") for title, name in titles.items()]
    pages.static_list(portal, "/nb/", [[*lines("./", range(2020, 2022)), *others]])
    lay_reports(portal, "/nb/", range(2020, 2022))
    home = raw(
        yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE, "years": [2021, 2022]}
    )
    for _ in range(2):
        [ended] = crawl(home)
        assert (ended.counts["not_report"], ended.counts["other_year"]) == (4, 1)
    logged = [(f.outcome, f.listed_title, f.listed_on) for f in fetches(home, "yunxi") if f.kind == "entry"]
    assert sorted(logged) == sorted(
        [
            *(("not_report", title, "2023-03-01") for title in titles),
            ("other_year", TITLE.format(2020), "2021-01-20"),
        ]
    )
    assert {a.path for a in portal.night()} == {"/nb/", "/nb/2021.html"}


def test_a_page_that_only_changes_its_frame_is_no_new_version(portal: Portal, raw: Sources) -> None:
    """Portals without validators put another token, day or script into every answer."""
    turns = itertools.count()
    body = pages.report(OFFICE, 2022)

    def answer(query: Mapping[str, str]) -> Answer:
        token = f'<body data-token="{next(turns)}"><script>var t={next(turns)}</script>'.encode()
        return Answer(body.replace(b"<body>", token), validators="none")

    portal.pages["/nb/2022.html"] = answer
    pages.static_list(portal, "/nb/", [lines("./", range(2022, 2023))])
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE})
    crawl(home)
    [ended] = crawl(home)
    assert (ended.counts.get("changed", 0), ended.counts["same"]) == (0, 1)
    body = body.replace(b"<span>3</span>", b"<span>4</span>", 1)
    [ended] = crawl(home)
    assert ended.counts["changed"] == 1
    assert len(filed(home)) == 2


def test_an_error_of_our_own_is_no_complete_crawl(portal: Portal, raw: Sources) -> None:
    pages.static_list(portal, "/nb/", [lines("./", range(2021, 2023))])
    lay_reports(portal, "/nb/", range(2021, 2023))
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE})
    (home / "archive" / "sha256").mkdir(parents=True)
    taken = hashlib.sha256(pages.report(OFFICE, 2022)).hexdigest()
    (home / "archive" / "sha256" / taken[:2]).write_bytes(b"no folder can be made here")
    [ended] = crawl(home)
    assert (ended.outcome, ended.counts["new"], ended.counts["failed"]) == ("partial", 1, 1)
    (home / "archive" / "sha256" / taken[:2]).unlink()
    [ended] = crawl(home)
    assert (ended.outcome, ended.counts["new"]) == ("complete", 1)
