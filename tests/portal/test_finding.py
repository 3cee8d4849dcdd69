"""`gongkai sources find` and `check` against portals on this machine: bounded, polite, resumable, and
nothing but pages of lists is fetched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import yaml

from tests.data.portal import Portal
from tests.data.portal_families import OFFICE, TITLE, lines
from tests.data.portal_pages import Line, list_page, report, static_list
from tests.portal.conftest import Sources

ROOT = Path(__file__).resolve().parents[2]


def gongkai(*words: str) -> tuple[int, str, str]:
    environment = os.environ | {"GONGKAI_CONTACT": "https://example.org/who"}
    command = [sys.executable, str(ROOT / "gongkai.py"), "sources", *words, "--quiet"]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    return ended.returncode, ended.stdout, ended.stderr


def lay(portal: Portal) -> None:
    portal.put("/robots.txt", "User-agent: *\nDisallow: /private/\n", type="text/plain")
    links = (
        "<a href='/zwgk/'>政务公开</a><a href='/private/nb/'>年报</a><a href='http://localhost/nb/'>年报</a>"
    )
    portal.put("/", f"<html><title>青禾县人民政府</title><body>{links}</body></html>")
    portal.put(
        "/zwgk/", "<html><title>政务公开</title><body><a href='/nb/'>政府信息公开年报</a></body></html>"
    )
    static_list(portal, "/nb/", [lines("./", range(2020, 2022)), lines("./", range(2022, 2024))])
    for year in range(2020, 2024):
        portal.put(f"/nb/{year}.html", report(OFFICE, year))


def test_a_portal_is_found_once_and_its_row_can_be_crawled(
    portal: Portal, raw: Sources, tmp_path: Path
) -> None:
    lay(portal)
    home = raw()
    (home / "roster.csv").write_text(f"office,code\n{OFFICE},330112\n县民政局,330112\n", encoding="utf-8")
    options = ("--raw", str(home), "--kept", str(tmp_path / "kept.jsonl"), "--pace", "0", "--local")
    status, said, errors = gongkai("find", portal.url("/"), *options)
    assert (status, errors) == (0, "")
    asked = {a.path for a in portal.night()}
    assert asked == {"/", "/zwgk/", "/nb/", "/nb/index_1.html"}
    assert "robots" in said
    assert "县民政局" in said.splitlines()[-1]
    [(name, row)] = yaml.safe_load(said[: said.index("名册")]).items()
    assert (row["list"], row["family"], row["office"]) == (portal.url("/nb/"), "static_list", OFFICE)
    assert row["enabled"] is False

    assert gongkai("find", portal.url("/"), *options)[:2] == (0, said)
    assert not portal.night()

    from pipelines.crawl.all_sources import crawl

    [ended] = crawl(raw(**{name.replace("-", "_"): row | {"enabled": True}}))
    assert (ended.outcome, ended.counts["new"]) == ("complete", 4)


def test_a_row_whose_column_has_moved(portal: Portal, raw: Sources) -> None:
    lay(portal)
    row = {"family": "static_list", "list": portal.url("/old/nb/"), "office": OFFICE}
    home = raw(good={"family": "static_list", "list": portal.url("/nb/")}, moved=row)
    status, said, _ = gongkai("check", "--raw", str(home))
    assert status == 1
    assert "✓ good" in said
    assert "✗ moved" in said
    assert f"list: {portal.url('/nb/')}" in said


def test_what_cannot_be_looked_at_is_said_in_a_line(portal: Portal, raw: Sources, tmp_path: Path) -> None:
    portal.put("/", list_page([Line("1.html", TITLE.format("网站"))]))
    options = ("--raw", str(raw()), "--kept", str(tmp_path / "kept.jsonl"), "--pace", "0", "--local")
    status, said, errors = gongkai("find", portal.url("/"), *options)
    assert (status, "没有年报栏目" in said, errors) == (1, True, "")
    status, _, errors = gongkai("find", "http://[::1/", *options)
    assert (status, errors.count("\n")) == (2, 1)
