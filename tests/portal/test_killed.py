"""A crawl killed at any moment leaves a sound archive; the next one completes it, without loss and
without doubles."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from pipelines.crawl.all_sources import crawl
from pipelines.intake.fetches import FILED, KEPT, fetches
from pipelines.intake.filed import filed
from pipelines.intake.store import ArchiveBusy, archive_lock
from pipelines.intake.verify import verify
from tests.data.forms import Filled, render
from tests.data.portal import Portal
from tests.data.portal_pages import Line, offers, report, static_list
from tests.portal.conftest import Sources

ROOT = Path(__file__).resolve().parents[2]
OFFICE = "云溪街道办事处"
YEARS = range(2009, 2024)
FILES = (2021, 2023)
"""Reports that are a file behind a page."""


def lay(portal: Portal) -> None:
    lines = [Line(f"./{y}.html", f"{OFFICE}{y}年政府信息公开工作年度报告", f"{y + 1}-01-20") for y in YEARS]
    static_list(portal, "/nb/", [lines[:5], lines[5:10], lines[10:]])
    for y in YEARS:
        if y in FILES:
            title = f"{OFFICE}{y}年政府信息公开工作年度报告"
            portal.put(f"/nb/{y}.html", offers(title, f"<a href='{y}.docx'>附件：{title}.docx</a>"))
            portal.put(f"/nb/{y}.docx", render(Filled(OFFICE, y, "f2021"), "docx"), slow=0.03)
        else:
            portal.put(f"/nb/{y}.html", report(OFFICE, y), slow=0.03)


def killed(home: Path, after: float) -> None:
    command = [sys.executable, str(ROOT / "gongkai.py"), "crawl", "--raw", str(home)]
    child = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL)
    time.sleep(after)
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def test_killed_at_random_moments(portal: Portal, raw: Sources) -> None:
    """Twenty times under `make torture`."""
    lay(portal)
    times = 20 if os.environ.get("TORTURE") else 4
    home = raw(
        yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE, "revisit_hours": 20}
    )
    moments = random.Random(times)
    for _ in range(times):
        killed(home, moments.uniform(0.3, 2.5))
        assert verify(home).whole
    [ended] = crawl(home)
    assert ended.outcome == "complete"
    found = verify(home)
    assert (found.whole, found.strays) == (True, [])
    assert Counter(f.listed_title for f in filed(home)) == {
        f"{OFFICE}{y}年政府信息公开工作年度报告": 1 for y in YEARS
    }
    assert not list((home / "archive" / ".drafts").glob("*"))

    bodies = Counter(a.path for a in portal.night() if a.sent and a.path.split("/")[-1][:4].isdigit())
    kept = Counter(f.url for f in fetches(home, "yunxi") if f.kind in FILED and f.outcome in KEPT)
    assert set(kept.values()) == {1}
    once = len(YEARS) + len(FILES)
    assert sum(bodies.values()) <= once + times  # a kill costs the one page or file that was under way


def test_a_crawl_does_not_outlive_the_run_that_started_it(portal: Portal, raw: Sources) -> None:
    lay(portal)
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE, "pace": 1})
    command = [sys.executable, str(ROOT / "gongkai.py"), "crawl", "--raw", str(home)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not portal.asked and time.monotonic() < deadline:
        time.sleep(0.05)
    child.kill()
    child.wait()
    while time.monotonic() < deadline:  # the crawl holds the lock as long as it lives
        with contextlib.suppress(ArchiveBusy), archive_lock(home):
            break
        time.sleep(0.05)
    assert 0 < len(portal.asked) < len(YEARS)


TERMINATED = """
import signal, sys
from pathlib import Path
from pipelines.crawl.all_sources import crawl
signal.signal(signal.SIGTERM, lambda *_: sys.exit(3))
crawl(Path(sys.argv[1]))
"""


def test_a_run_that_is_to_end_does_not_wait_for_its_portals(portal: Portal, raw: Sources) -> None:
    lay(portal)
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE, "pace": 20})
    child = subprocess.Popen([sys.executable, "-c", TERMINATED, str(home)], cwd=ROOT)
    deadline = time.monotonic() + 60
    while not portal.asked and time.monotonic() < deadline:
        time.sleep(0.05)
    child.terminate()
    assert child.wait(30) == 3
    with archive_lock(home, patience=10):
        assert len(portal.asked) < len(YEARS)
