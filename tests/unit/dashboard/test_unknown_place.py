"""Offices of no known place: named as such, and chosen by a filter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.warehouse.small_build import Small, make

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard.filters import UNKNOWN
from dashboard.store import Store
from dashboard.words import several
from tests.unit.dashboard.asking import Words, get, published, said


@pytest.fixture
def one_without(store: Store, tmp_path: Path) -> Store:
    """Two offices, of one of which the place is not known."""
    reports = [Small(1, 2021), Small(2, 2021)]
    published(store, make(tmp_path / "some", *reports, offices={1: {"province": "乙省"}, 2: {}}))
    return store


@pytest.mark.parametrize("page", ["publication", "compare"])
@pytest.mark.parametrize(("province", "office"), [(UNKNOWN, 2), ("乙省", 1)])
def test_the_unknown_place_is_one_to_choose(
    page: str, province: str, office: int, one_without: Store
) -> None:
    measure = "&measure=requests_new&least=1" if page == "compare" else ""
    reply = get(one_without, f"/{page}.json?year=2021&province={province}{measure}")
    assert [row["name"] for row in json.loads(reply.body)["rows"]] == [f"机关{office}"]


@pytest.mark.parametrize(("language", "words"), [("zh", "地区不明"), ("en", "Place unknown")])
def test_an_office_of_no_known_place_says_so(language: str, words: str, one_without: Store) -> None:
    unknown, known = (get(one_without, f"/offices/{n}", language) for n in (2, 1))  # type: ignore[arg-type]
    assert words in said(unknown) and words not in said(known)
    (link,) = [to for to in Words(unknown.body.decode()).links if to.startswith("/findings?province=")]
    reply = get(one_without, link)
    assert reply.status == 200 and "未采用" not in said(reply)
    assert words in said(get(one_without, "/findings", language))


@pytest.mark.parametrize(("many", "words"), [(0, "0 offices"), (1, "1 office"), (1200, "1,200 offices")])
def test_one_is_no_plural(many: int, words: str) -> None:
    assert several(many, "office") == words
