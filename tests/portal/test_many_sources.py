"""Many sources on a few hosts: a night with nothing new asks each for what it must and for nothing
else, in so many processes as hosts, one loaded once for all."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import ExitStack
from itertools import groupby

import pytest

from pipelines.crawl import all_sources, forks
from pipelines.crawl.all_sources import crawl
from tests.data.portal import Portal
from tests.data.portal_pages import Line, report, static_list
from tests.portal.conftest import Sources

HOSTS, EACH = 8, 5
OFFICE = "云溪街道办事处"


class Counted(forks.Forks):
    """As it is, with what was at work at the same time, and how often it was started."""

    at_work, most, starts = 0, 0, 0
    lock = threading.Lock()

    def ended(self, task: str, seconds: float) -> forks.Ended:
        with self.lock:
            Counted.at_work += 1
            Counted.most = max(Counted.most, Counted.at_work)
        try:
            return super().ended(task, seconds)
        finally:
            with self.lock:
                Counted.at_work -= 1

    def _start(self) -> None:
        Counted.starts += 1
        super()._start()


def test_a_night_with_nothing_new(raw: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(all_sources, "Forks", Counted)
    monkeypatch.setattr(all_sources, "AT_ONCE", 4)
    with ExitStack() as stack:
        portals = [stack.enter_context(Portal()) for _ in range(HOSTS)]
        rows = {}
        for number, portal in enumerate(portals):
            for source in range(EACH):
                static_list(
                    portal, f"/{source}/", [[Line("./1.html", f"{OFFICE}2022年政府信息公开工作年度报告")]]
                )
                portal.put(f"/{source}/1.html", report(OFFICE, 2022))
                rows[f"h{number}s{source}"] = {"family": "static_list", "list": portal.url(f"/{source}/")}
        home = raw(**rows)
        for night in ("first", "second"):
            ends = crawl(home)
            assert Counter(e.outcome for e in ends) == {"complete": HOSTS * EACH}
            for portal in portals:
                asked = portal.night()
                in_turn = [key for key, _ in groupby(a.path.split("/")[1] for a in asked)]
                assert in_turn == [str(n) for n in range(EACH)]  # one source of a host after the other
                assert Counter(a.path.split("/")[-1] for a in asked) == {"": EACH, "1.html": EACH}
                assert {a.status for a in asked} == {200 if night == "first" else 304}
                assert portal.arrived["/robots.txt"] == EACH * (1 if night == "first" else 2)
    assert (Counted.starts, Counted.most) == (2, 4)
