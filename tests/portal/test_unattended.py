"""`dagster dev` as an operator leaves it: the night fires by itself, a dropped file comes in within
a minute."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.data.portal import Portal
from tests.data.portal_pages import Line, report, static_list
from tests.portal.conftest import Sources
from warehouse.query import QueryError
from warehouse.query import run as query

ROOT = Path(__file__).resolve().parents[2]
OFFICE = "云溪街道办事处"


def wait(what: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.5)
    return False


@pytest.mark.skipif(not os.environ.get("TORTURE"), reason="minutes: `make torture`")
def test_the_night_fires_and_the_inbox_is_noticed(portal: Portal, raw: Sources, tmp_path: Path) -> None:
    static_list(portal, "/nb/", [[Line("./2022.html", f"{OFFICE}2022年政府信息公开工作年度报告")]])
    portal.put("/nb/2022.html", report(OFFICE, 2022))
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE})
    (tmp_path / "dagster").mkdir()
    shutil.copy(ROOT / ".dagster" / "dagster.yaml", tmp_path / "dagster")
    soon = datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(seconds=100)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DAGSTER_HOME": str(tmp_path / "dagster"),
        "GONGKAI_RAW": str(home),
        "GONGKAI_WAREHOUSE": str(tmp_path / "warehouse"),
        "GONGKAI_CRON": f"{soon.minute} {soon.hour} * * *",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "dagster", "dev", "-w", str(ROOT / "workspace.yaml"), "-p", str(port)]
    with (tmp_path / "log").open("wb") as log:
        dev = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:

        def years() -> set[int]:
            try:
                found = query("SELECT DISTINCT year FROM reports", tmp_path / "warehouse" / "gongkai.duckdb")[
                    1
                ]
            except QueryError:
                return set()
            return {int(year) for (year,) in found}  # type: ignore[call-overload]

        said = (tmp_path / "log").read_text(errors="replace")[-3000:]
        assert wait(lambda: 2022 in years(), 300), said
        (home / "inbox").mkdir()
        (home / "inbox" / "by-hand.html").write_bytes(report(OFFICE, 2023))
        dropped = time.monotonic()
        assert wait(lambda: 2023 in years(), 180)
        print(f"in the warehouse after {time.monotonic() - dropped:.0f} s")
        assert not list((home / "inbox").iterdir())
    finally:
        os.killpg(dev.pid, signal.SIGTERM)
        try:
            dev.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(dev.pid, signal.SIGKILL)
            dev.wait()
