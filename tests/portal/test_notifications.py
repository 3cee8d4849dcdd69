"""After a run people are told what matters: in the warehouse, by webhook, by mail; and of sources
that broke."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.run import run
from findings.build_summary import latest_summary
from pipelines.crawl.all_sources import crawl
from pipelines.crawl.health import health
from tests.data.portal import Portal
from tests.data.portal_pages import Line, report, static_list
from tests.data.receivers import webhook
from tests.portal.conftest import Sources
from warehouse.query import run as query

OFFICE = "云溪街道办事处"


def test_a_run_tells_what_it_brought(
    portal: Portal, raw: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = OFFICE + "{}年政府信息公开工作年度报告"
    static_list(portal, "/nb/", [[Line(f"./{y}.html", title.format(y)) for y in (2021, 2022)]])
    for y in (2021, 2022):
        portal.put(f"/nb/{y}.html", report(OFFICE, y))
    good = {"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE}
    home = raw(yunxi=good, lost=good | {"list": portal.url("/gone/")})
    with webhook() as (address, got):
        monkeypatch.setenv("GONGKAI_WEBHOOK", address)
        run(home, tmp_path / "warehouse", workers=1, crawl=True)
        assert [(p["counts"]["new_reports"], p["counts"]["broken_sources"]) for p in got] == [(2, 1)]
        assert "lost" in got[0]["text"]

    faulty = report(OFFICE, 2022).replace(b"<span>3</span>", b"<span>5</span>", 1)
    portal.put("/nb/2022.html", faulty)
    static_list(portal, "/gone/", [[Line("./2023.html", title.format(2023))]])
    portal.put("/gone/2023.html", report(OFFICE, 2023))
    (home / "inbox").mkdir()
    (home / "inbox" / "noise.bin").write_bytes(bytes(range(256)) * 40)
    run(home, tmp_path / "warehouse", workers=1, crawl=True)
    database = tmp_path / "warehouse" / "gongkai.duckdb"
    counts = latest_summary(database).counts
    notable = ("new_reports", "changed_reports", "new_quarantined", "broken_sources")
    assert {name: counts[name] for name in notable} == dict(zip(notable, (1, 1, 1, 0)))
    assert counts["new_errors"] > 0
    assert any(OFFICE in line and "2022" in line for line in latest_summary(database).lines)
    assert query("SELECT new_reports FROM quality.builds ORDER BY build", database)[1] == [(2,), (1,)]
    states = (
        "SELECT source, state, broken_since IS NULL, reports FROM quality.sources WHERE enabled ORDER BY 1"
    )
    assert query(states, database)[1] == [("lost", "complete", True, 1), ("yunxi", "complete", True, 2)]


def test_a_broken_source_keeps_the_day_on_which_it_broke(portal: Portal, raw: Sources) -> None:
    static_list(portal, "/nb/", [[Line("./1.html", OFFICE + "2022年年报")]])
    portal.put("/nb/1.html", report(OFFICE, 2022))
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE})
    crawl(home)
    [row] = health(home)
    seen = row["seen_at"]
    assert (row["state"], row["broken_since"], row["reports"]) == ("complete", None, 1)
    portal.pages.clear()
    crawl(home)
    since = health(home)[0]["broken_since"]
    crawl(home)
    [row] = health(home)
    assert (row["state"], row["how"], row["broken_since"], row["seen_at"]) == (
        "broken",
        "HTTP 404",
        since,
        seen,
    )
    assert row["asked_at"] > since
