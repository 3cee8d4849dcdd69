"""Findings over the builds: new in this one, there before, gone with the reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from findings.record import record
from tests.unit.findings.plain_rule import plain
from tests.unit.warehouse.small_build import Small, make

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard.store import Store
from tests.unit.dashboard.asking import get, published, said

NEW = "t3.requests_new.total"
OFFICES = {n: {"name": f"机关{n}", "province": "乙省"} for n in (1, 2, 3)}


@pytest.fixture
def second(store: Store, tmp_path: Path) -> Store:
    """The second build: what was wrong in office 1 is mended, office 2 is as before, office 3 is new."""
    before = None
    for at, reports in enumerate(
        (
            (Small(1, 2022, printed={NEW: "7"}), Small(2, 2022, printed={NEW: "5"})),
            (Small(1, 2022, name="mended"), *(Small(n, 2022, printed={NEW: "5"}) for n in (2, 3))),
        )
    ):
        draft = make(tmp_path / str(at), *reports, offices={n: OFFICES[n] for n in (1, 2, 3)[: 2 + at]})
        record(draft, {"t3.new": plain()}, before)
        before = published(store, draft)
    return store


def offices(store: Store, address: str) -> list[Any]:
    return [row["name"] for row in json.loads(get(store, address).body)["rows"]]


def test_findings_are_chosen_by_when_they_were_seen(second: Store) -> None:
    assert offices(second, "/findings.json?seen=new") == ["机关3"]
    assert offices(second, "/findings.json?seen=before") == ["机关2"]
    assert sorted(offices(second, "/findings.json")) == ["机关2", "机关3"]
    assert "New in this build 1 " in said(get(second, "/findings", "en"))


def test_what_is_gone_is_listed_with_the_reason(second: Store) -> None:
    (row,) = json.loads(get(second, "/findings.gone.json").body)["rows"]
    assert (row["name"], row["stated"], row["why_gone"]) == ("机关1", 7, "gone_corrected")
    assert "机关另发一版" in said(get(second, "/findings?province=乙省"))
    assert offices(second, "/findings.gone.json?severity=info") == []
