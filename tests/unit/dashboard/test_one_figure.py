"""The same figure on every page: what was granted, refused and not told, and the reports behind each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.warehouse.small_build import Small, make

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard.store import Store
from tests.unit.dashboard.asking import get, published, said

HERE = {"kind": "street", "level": "township", "scope": "own_body", "province": "乙省"}
GRANTED, REFUSED, HANDLED = "t3.granted.total", "t3.refused_state_secret.total", "t3.total_handled.total"
UNABLE, NEW = "t3.not_held.total", "t3.requests_new.total"


@pytest.fixture
def streets(store: Store, tmp_path: Path) -> Store:
    """Three streets: one prints all it did, one a slash where there was nothing, of one the granted are in
    doubt."""
    reports = [
        Small(1, 2021, printed={GRANTED: "3", UNABLE: "1", HANDLED: "4", NEW: "4"}),
        Small(2, 2021, printed={GRANTED: "/", "t3.partially_granted.total": "/", REFUSED: "1", HANDLED: "8"}),
        Small(3, 2021, printed={GRANTED: "?", HANDLED: "5", NEW: "?"}),
    ]
    published(store, make(tmp_path / "some", *reports, offices=dict.fromkeys((1, 2, 3), HERE)))
    return store


def rows(store: Store, address: str) -> list[dict[str, Any]]:
    return list(json.loads(get(store, address).body)["rows"])


def test_places_and_peers_say_the_same_of_what_was_granted(streets: Store) -> None:
    (place,) = rows(streets, "/places.json?year=2021")
    assert (place["granted_share"], place["granted_share_of"]) == (0.25, 2)
    chart = get(streets, "/compare?year=2021", "en").body.decode()
    for part in ("Granted 2021: 3 (25.0%)", "Refused 2021: 1 (8.3%)", "Not told 2021: 7 (58.3%)"):
        assert part in chart
    assert "2021 (2)" in said(get(streets, "/compare?year=2021", "en"))


def test_grounds_are_those_of_the_refusals_in_the_chart(streets: Store) -> None:
    grounds = rows(streets, "/compare.grounds.json?kind=street&level=township&year=2021")
    assert sum(row["requests"] for row in grounds) == 1 and {row["reports"] for row in grounds} == {2}


def test_each_figure_of_a_place_tells_the_reports_behind_it(streets: Store) -> None:
    (place,) = rows(streets, "/places.json?year=2021")
    assert (place["summed"], place["requests_of"], place["carried_out_of"]) == (3, 2, 3)
    assert "2021 (2–3)" in said(get(streets, "/places?year=2021"))


def test_a_tile_tells_the_reports_behind_its_measure(streets: Store) -> None:
    granted, received = (
        get(streets, f"/?measure={measure}", "en").body.decode()
        for measure in ("granted_share", "received_share")
    )
    assert "reports: 2 of 3 due" in granted and "whatever they count" not in granted
    assert "reports due: 3" in received and "whatever they count" in said(get(streets, "/", "en"))


def test_what_a_slash_means_is_shown_where_it_is_ranked(streets: Store) -> None:
    ranked = rows(streets, "/compare.json?year=2021&measure=granted_share&least=1")
    shown = [(row["rank"], row["value"], row["part"], row["whole"]) for row in ranked]
    assert shown == [(1, 0.75, 3, 4), (2, 0, 0, 8)] and all(row["floor"] is not None for row in ranked)


@pytest.mark.parametrize(("peers", "given"), [(4, False), (5, True)])
def test_quartiles_need_as_many_peers_as_a_rank(
    peers: int, given: bool, store: Store, tmp_path: Path
) -> None:
    reports = [Small(n, 2021, printed={NEW: str(n)}) for n in range(1, peers + 1)]
    published(store, make(tmp_path / "some", *reports, offices={r.office: HERE for r in reports}))
    first = rows(store, "/offices/1.peers.json")[0]
    figures = [first[name] for name in ("rank", "lower_quartile", "median", "upper_quartile")]
    assert [one is not None for one in figures] == [given] * 4 and first["of"] == peers
    assert "none are given" in said(get(store, "/offices/1", "en"))


def test_what_is_carried_over_is_held_against_the_report_that_it_can_be_compared_with(
    store: Store, tmp_path: Path
) -> None:
    out, into = "t3.carried_out.total", "t3.carried_in.total"
    reports = [
        Small(1, 2020, printed={out: "3"}),
        Small(1, 2021, printed={into: "2", out: "4"}),
        Small(1, 2022, printed={into: "40"}, scope="jurisdiction"),
        Small(1, 2024, printed={into: "1"}, scope="jurisdiction"),
    ]
    published(store, make(tmp_path / "some", *reports, offices={1: HERE}))
    chain = {
        row["year"]: (row["carried_before"], row["carried_in"], row["carried_gap"])
        for row in rows(store, "/offices/1.chain.json")
    }
    assert chain == {
        2020: (None, 0, None),
        2021: (3, 2, -1),
        2022: (None, 40, None),  # what is counted is another thing
        2024: (None, 1, None),  # the year before is missing
    }


def test_what_is_carried_over_without_a_printed_total_is_what_the_row_of_its_year_shows(
    store: Store, tmp_path: Path
) -> None:
    unsaid = {"t3.carried_out.total": "", "t3.carried_out.natural_person": "3"}
    reports = [Small(1, 2020, printed=unsaid), Small(1, 2021, printed={"t3.carried_in.total": "2"})]
    published(store, make(tmp_path / "some", *reports, offices={1: HERE}))
    after, before = rows(store, "/offices/1.chain.json")
    assert before["carried_out"] == after["carried_before"] == 3 and after["carried_gap"] == -1


@pytest.mark.parametrize(
    ("values", "middle"), [((1, 2, 3, 4, 5, 6), "3.5"), ((1, 2, 3, 4, 5), "3"), ((1, 1, 1, 9, 9, 9), "5")]
)
def test_the_median_of_a_spread_is_that_of_all_its_values(
    values: tuple[int, ...], middle: str, store: Store, tmp_path: Path
) -> None:
    reports = [Small(n, 2021, printed={NEW: str(value)}) for n, value in enumerate(values, 1)]
    published(store, make(tmp_path / "some", *reports, offices={r.office: HERE for r in reports}))
    assert f"中位数 {middle}<" in get(store, "/compare.spread.svg?year=2021").body.decode()
