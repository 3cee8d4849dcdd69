"""What is added up on a page: of reports that have others in them, at whatever remove, only the upper."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.warehouse.small_build import Small, make

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard.store import Store
from tests.unit.dashboard.asking import get, published

GRANTED, HANDLED = "t3.granted.total", "t3.total_handled.total"


def test_a_report_within_one_that_is_not_the_nearest_is_not_added_up(store: Store, tmp_path: Path) -> None:
    """A county's bureau is within its county, which is within the city. The filter takes the city and the
    bureau, and leaves the county out."""
    whole = {"scope": "jurisdiction", "province": "乙省", "city": "丁市"}
    offices = {
        1: {**whole, "kind": "government", "level": "prefecture"},
        2: {**whole, "kind": "committee", "level": "county", "parent_office_id": 1},
        3: {**whole, "kind": "government", "level": "township", "parent_office_id": 2},
    }
    reports = [
        Small(1, 2021, scope="jurisdiction", printed={GRANTED: "5", HANDLED: "10"}),
        Small(2, 2021, scope="jurisdiction", printed={GRANTED: "3", HANDLED: "6"}),
        Small(3, 2021, scope="jurisdiction", printed={GRANTED: "2", HANDLED: "4"}),
    ]
    published(store, make(tmp_path / "some", *reports, offices=offices))
    chart = get(store, "/compare?year=2021&kind=government", "en").body.decode()
    assert "Granted 2021: 5 (50%)" in chart.replace("50.0%", "50%")
    place = json.loads(get(store, "/places/乙省.json?year=2021&kind=government").body)["rows"][0]
    assert (place["handled"], place["summed"]) == (10, 1)
