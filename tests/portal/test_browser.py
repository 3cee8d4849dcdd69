"""Pages that only a browser can draw: drawn by one that has no network, within what the crawl may do
and within limits, and told where there is none."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.crawl import browser
from pipelines.crawl.all_sources import crawl
from pipelines.crawl.browser import COMMAND, command, draw
from pipelines.crawl.devtools import Get, Given, Part, Undrawn
from pipelines.intake.fetches import fetches
from tests.data.portal import Portal
from tests.data.portal_pages import report
from tests.portal.conftest import Sources

OFFICE = "云溪街道办事处"
TITLE = f"{OFFICE}2022年政府信息公开工作年度报告"
SHELL = "<html><head><meta charset=utf-8><title>年报</title></head><body><div id=app></div>{}</body></html>"
needs_browser = pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is not installed")


@pytest.fixture(autouse=True)
def chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    """Root cannot have Chromium's own sandbox."""
    monkeypatch.setenv(COMMAND, "chromium" + (" --no-sandbox" if os.geteuid() == 0 else ""))


def lay(portal: Portal, other: Portal) -> None:
    """A list and a report that scripts draw, which also ask for what they may not have."""
    portal.put("/robots.txt", "User-agent: *\nDisallow: /private/\n", type="text/plain")
    forbidden = f"<img src='/a.png'><script>for (const u of ['{other.url('/x')}', '/private/x']) fetch(u).catch(() => 0)</script>"
    portal.put("/nb/", SHELL.format(f"<script src='/list.js' defer></script>{forbidden}"))
    portal.put(
        "/list.js",
        "fetch('/api', {method: 'POST', body: '{}'}).then(r => r.json()).then(l => {"
        "document.getElementById('app').innerHTML = l.map(e =>"
        " `<li><a href=\"${e.url}\">${e.title}</a> <span>${e.day}</span></li>`).join('')})",
        type="text/javascript",
    )
    portal.put(
        "/api", f'[{{"url": "1.html", "title": "{TITLE}", "day": "2023-01-20"}}]', type="application/json"
    )
    portal.put("/nb/1.html", SHELL.format("<script src='/report.js'></script>"))
    portal.put(
        "/report.js",
        "fetch('/text').then(r => r.text()).then(t => {document.getElementById('app').innerHTML = t})",
        type="text/javascript",
    )
    portal.put("/text", report(OFFICE, 2022))


@needs_browser
def test_what_a_browser_draws_is_read(portal: Portal, raw: Sources) -> None:
    with Portal() as other:
        lay(portal, other)
        row = {"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE, "browser": True}
        home = raw(yunxi=row)
        [ended] = crawl(home)
        assert ended.outcome == "complete", ended
        [kept] = [f for f in fetches(home, "yunxi") if f.kind == "report"]
        assert (kept.outcome, kept.listed_title, kept.listed_on) == ("new", TITLE, "2023-01-20")
        assert "drawn by a browser" in (kept.detail or "")
        asked = portal.night()
        assert sorted(a.path for a in asked) == sorted(
            ["/nb/", "/list.js", "/api", "/nb/1.html", "/report.js", "/text"]
        )
        assert {a.agent for a in asked} == {"gongkai/0.1 (+https://example.org/who)"}
        assert not other.arrived

        [ended] = crawl(home)
        assert (ended.outcome, ended.counts.get("same")) == ("complete", 1)


def test_without_a_browser_it_is_told(portal: Portal, raw: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COMMAND, "no-such-browser")
    portal.put("/nb/", SHELL.format("<script src='/list.js'></script>"))
    row = {"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE}
    [drawn, plain] = crawl(raw(drawn=row | {"browser": True}, plain=row))
    assert (drawn.outcome, "no Chromium" in (drawn.detail or "")) == ("broken", True)
    assert (plain.outcome, "only a browser can draw it" in (plain.detail or "")) == ("broken", True)


def test_the_browser_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "my browser").write_text("#!/bin/sh\n")
    (tmp_path / "my browser").chmod(0o755)
    monkeypatch.setenv(COMMAND, f"'{tmp_path}/my browser' --no-sandbox")
    assert command() == [f"{tmp_path}/my browser", "--no-sandbox"]


@needs_browser
def test_why_a_browser_does_not_begin_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "browser").write_text("#!/bin/sh\necho 'needs --no-sandbox here' >&2\nexit 1\n")
    (tmp_path / "browser").chmod(0o755)
    monkeypatch.setenv(COMMAND, str(tmp_path / "browser"))
    with pytest.raises(Undrawn, match="the browser has ended: needs --no-sandbox here"):
        drawn("")


@needs_browser
def test_there_is_one_browser_at_a_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    (tmp_path / "browser").write_text(f"#!/bin/sh\ntouch {begun}\nexit 1\n")
    (tmp_path / "browser").chmod(0o755)
    monkeypatch.setenv(COMMAND, str(tmp_path / "browser"))

    async def after_another() -> bool:
        with Path(browser.__file__).open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            waiting = asyncio.ensure_future(draw("http://www.x.cn/", Given(b"", {}), nothing))
            await asyncio.sleep(1.0)
            waited = not begun.exists()
        with pytest.raises(Undrawn, match="has ended"):
            await waiting
        return waited

    assert asyncio.run(after_another()) and begun.exists()


@needs_browser
def test_a_page_does_not_wait_for_what_cannot_be_asked_for() -> None:
    async def broken(part: Part) -> Given | None:
        raise ValueError(part.url)

    script = "fetch('/x').catch(() => document.body.append('without'))"
    assert "without" in drawn(script, broken, seconds=30.0)


@needs_browser
def test_a_page_that_hides_itself_is_told() -> None:
    script = "Object.defineProperty(document.documentElement, 'outerHTML', {get: () => 5})"
    with pytest.raises(Undrawn, match="cannot be read"):
        drawn(script)


async def nothing(part: Part) -> Given | None:
    return None


def drawn(script: str, get: Get = nothing, **limits: float) -> str:
    page = SHELL.format(f"<script>{script}</script>").encode()
    return asyncio.run(draw("http://www.x.cn/nb/", Given(page, {"content-type": "text/html"}), get, **limits))  # type: ignore[arg-type]


def browsers() -> list[str]:
    """The processes of browsers that this one has begun, by what they are called by."""
    return [
        line
        for process in Path("/proc").glob("[0-9]*")
        if (line := _line(process)) and b"gongkai-" in line and b"user-data-dir" in line
    ]  # type: ignore[misc]


def _line(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""


LIMITS = {
    "time": ("while (true) {}", {"seconds": 4.0}, "4 秒"),
    "memory": ("document.title = 'x'", {"memory": 1}, "MB"),
}


@needs_browser
@pytest.mark.parametrize("name", LIMITS)
def test_a_page_without_measure_costs_no_more_than_that(name: str) -> None:
    script, limits, told = LIMITS[name]
    with pytest.raises(Undrawn, match=told):
        drawn(script, **limits)  # type: ignore[arg-type]
    until = time.monotonic() + 20
    while browsers() and time.monotonic() < until:
        time.sleep(0.05)
    assert not browsers()


ENDLESS = """
from tests.portal.test_browser import drawn
drawn("while (true) {}", seconds=60)
"""


@needs_browser
def test_it_does_not_outlive_the_process_that_draws() -> None:
    child = subprocess.Popen([sys.executable, "-c", ENDLESS], cwd=Path(__file__).resolve().parents[2])
    until = time.monotonic() + 30
    while not browsers() and time.monotonic() < until:
        time.sleep(0.05)
    assert browsers()
    child.kill()
    child.wait()
    while browsers() and time.monotonic() < until:
        time.sleep(0.05)
    assert not browsers()


@needs_browser
def test_there_is_no_network_behind_its_back() -> None:
    """What is no request of a page is stopped by there being no network at all."""
    with Portal() as portal:
        script = f"""
            const socket = new WebSocket('ws://{portal.host}/ws');
            socket.onerror = () => document.body.append('no socket');
            navigator.sendBeacon('{portal.url("/beacon")}', 'x');
            const link = document.createElement('link');
            link.rel = 'preconnect'; link.href = '{portal.url("/")}';
            document.head.append(link);
        """
        assert "no socket" in drawn(script)
        assert not portal.arrived
