"""The charts of a group: the same offices over the years, small charts by place, two measures against each
other; none of them of too few."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.unit.warehouse.small_build import Small, make

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard.chart import LogScale, Panel
from dashboard.chart_years import small_multiples
from dashboard.pages import scatter
from dashboard.store import Store
from tests.unit.dashboard.asking import get, published, said

NEW, GRANTED, HANDLED = "t3.requests_new.total", "t3.granted.total", "t3.total_handled.total"
HERE = {"kind": "street", "level": "township", "scope": "own_body", "province": "乙省"}


@pytest.fixture
def group(store: Store, tmp_path: Path) -> Store:
    """Six streets of both years with 1 to 6 requests, then twice as many; six that came later, with 100; one
    of 5,000."""
    reports = [Small(n, 2021, printed={NEW: str(n), HANDLED: "10", GRANTED: str(n)}) for n in range(1, 7)]
    reports += [Small(n, 2022, printed={NEW: str(2 * n), HANDLED: "10", GRANTED: "5"}) for n in range(1, 7)]
    reports += [Small(n, 2022, printed={NEW: "100", HANDLED: "10", GRANTED: "9"}) for n in range(7, 13)]
    reports += [Small(13, 2022, printed={NEW: "5000", HANDLED: "10", GRANTED: "1"})]
    offices = {n: {**HERE, "name": f"第{n}街道"} for n in range(1, 14)}
    published(store, make(tmp_path / "some", *reports, offices=offices))
    return store


def behind(store: Store, address: str, name: str) -> list[list[str]]:
    """The rows of the table behind a chart."""
    figure = get(store, address).body.decode().partition(f'<figure class="drawn" id="{name}">')[2]
    table = ElementTree.fromstring(figure[figure.index("<table") : figure.index("</table>") + 8])
    return [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]


def test_a_line_over_the_years_is_of_the_same_offices(group: Store) -> None:
    head, *rows = behind(group, "/compare?year=2022", "same")
    assert head == ["年度", "每年都有数值的 6 个机关", "全部", "机关数"]
    assert rows == [["2021", "3.5", "3.5", "6"], ["2022", "7", "100", "13"]]


def test_too_few_of_the_same_are_no_line(group: Store) -> None:
    head, *_ = behind(group, "/compare?year=2022&measure=granted_share&least=10&kind=street", "same")
    assert head[1:3] == ["每年都有数值的 6 个机关", "全部"]
    few = get(group, "/compare?year=2022&measure=granted_share&least=30").body.decode()
    assert 'id="same"' in few and "每年都有数值" not in few


def test_each_place_has_its_small_chart_to_one_scale(group: Store) -> None:
    head, *rows = behind(group, "/compare?year=2022", "multiples")
    assert (head, rows) == (["年度", "乙省"], [["2021", "3.5"], ["2022", "100"]])
    low, high = Panel("a", {2021: 1, 2022: 2}, {2021: 5, 2022: 5}), Panel("b", {2022: 8}, {2022: 5})
    chart = small_multiples("m", "M", [low, high], "count", "Year")
    assert low.dots[1][0] == high.dots[0][0] and low.dots[1][1] > high.dots[0][1]
    assert low.paths and not high.paths and not chart.empty


def test_two_measures_stand_against_each_other(group: Store) -> None:
    address = "/compare?year=2022&measure=requests_new&against=granted_share&least=5&offices=13"
    head, *rows = behind(group, address, "scatter")
    assert head == ["机关", "新收申请", "公开率"] and len(rows) == 13
    assert ["第13街道", "5,000", "10%"] in rows
    page = said(get(group, address))
    assert "对数刻度" in page and "第13街道: 5,000, 10%" in page


def test_many_offices_are_drawn_by_how_many_stand_in_one_place(
    group: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scatter, "DOTS", 5)
    page = said(get(group, "/compare?year=2022&measure=requests_new&against=granted_share", "en"))
    assert "6 offices" in page and "the larger a dot, the more offices" in page


def test_a_scale_of_powers_begins_at_nothing() -> None:
    scale = LogScale(0, 999, 0, 300)
    assert [scale(value) for value in (0, 9, 99, 999)] == [0, 100, 200, 300]


def test_what_is_compared_with_itself_is_told_another(group: Store) -> None:
    reply = get(group, "/compare.json?year=2022&measure=requests_new")
    assert json.loads(reply.body)["rows"][0]["value"] == 5000
    assert get(group, "/compare.scatter.svg?year=2022").status == 200
