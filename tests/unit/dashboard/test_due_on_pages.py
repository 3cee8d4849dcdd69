"""A made-up county with a roster: its silent bureaus are missing in every year, on every page and
in every view. Places open down to a county, whatever is between."""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipelines.batch.shards import rows, write
from pipelines.model import Fact, Filing, Report, Statement
from pipelines.offices.identify import identify
from pipelines.offices.roster import Entry
from tests.unit.warehouse.small_build import Small, make
from warehouse.build import build
from warehouse.query import run

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard.store import Store
from tests.unit.dashboard.asking import Words, get, published, said

COUNTY, SILENT = "青禾县人民政府", ("青禾县水务局", "青禾县粮食局")
SPEAKING = ("青禾县民政局", "青禾县财政局")
LISTED = (*SPEAKING, *SILENT)


def county(folder: Path, listed: tuple[str, ...]) -> Path:
    """The draft of a warehouse of that county: each office that speaks has reports of 2021 and 2023, and a bureau that no
    roster has one of 2022."""
    filings, read = [], []
    known = [(office, year) for office in SPEAKING for year in (2021, 2023)] + [("青禾县气象局", 2022)]
    for number, (office, year) in enumerate(known, 1):
        filing = Filing(f"{number}.txt", hashlib.sha256(f"{office} {year}".encode()).hexdigest(), 10)
        said = Statement(office, year, "f2021")
        fact = Fact("t3", "requests_new", "total", 1.0, "number", "1", "件")
        filings.append(filing)
        read.append(Report(filing, "text", "parsed", said, (fact,), ()))
    write([rows(report, "v") for report in read], folder / "shard")
    entries = [Entry(line, office, parent=COUNTY) for line, office in enumerate(listed, 2)]
    frames = identify(filings, [folder / "shard"], roster=entries)
    basic = [frames.pop(name) for name in ("reports", "offices", "filings")]
    issues = frames.pop("issues")
    build(folder / "draft.duckdb", [folder / "shard"], *basic, issues=issues, mapping=frames)
    return folder / "draft.duckdb"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "raw").mkdir()
    return Store(tmp_path / "out", tmp_path / "raw")


@pytest.fixture
def warehouse(store: Store, tmp_path: Path) -> Path:
    (tmp_path / "some").mkdir()
    return published(store, county(tmp_path / "some", LISTED))


def test_two_silent_bureaus_are_missing_in_all_years_in_the_views(warehouse: Path) -> None:
    for view in ("missing_reports", "publications"):
        sql = f"SELECT name, list(year ORDER BY year) FROM {view} WHERE name IN ? GROUP BY name ORDER BY name"
        years = run(sql, warehouse, [list(SILENT)])[1]
        assert years == [(name, [2021, 2022, 2023]) for name in sorted(SILENT)], view
    due = "SELECT year, count(*), count(report_id) FROM expected_reports GROUP BY year ORDER BY year"
    assert run(due, warehouse)[1] == [(2021, 4, 2), (2022, 4, 0), (2023, 4, 2)]
    late = "SELECT list(name ORDER BY name) FROM overdue_reports(DATE '2024-02-01') WHERE year = 2023"
    assert run(late, warehouse)[1] == [(sorted(SILENT),)]
    told = "SELECT code, detail FROM issue_list WHERE code LIKE 'roster.%' ORDER BY ALL"
    assert run(told, warehouse)[1] == [
        ("roster.never_seen", "青禾县水务局；未列 not listed: 青禾县气象局"),
        ("roster.never_seen", "青禾县粮食局；未列 not listed: 青禾县气象局"),
        ("roster.not_listed", "青禾县气象局"),
    ]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        pytest.param("/", ["来自 4 / 12 份应有的报告"], id="first page"),
        pytest.param("/findings?year=2022", ["收到／应有 0 / 4"], id="findings"),
        pytest.param("/places?year=2023", ["2 / 4", "来自 2 / 4 份", "0 / 4 ；名册之外 1"], id="places"),
        pytest.param("/compare?year=2023", ["来自 2 / 4 份应有的报告"], id="compare"),
        pytest.param("/publication?year=2023", ["2 / 4", "0 / 4", *SILENT], id="publication"),
        pytest.param("/publication?year=2021", [*SILENT], id="publication of another year"),
    ],
)
def test_every_page_says_the_same(address: str, words: list[str], warehouse: Path, store: Store) -> None:
    reply = get(store, address)
    assert reply.status == 200
    assert [one for one in words if one not in said(reply).replace("0 / 4；", "0 / 4 ；")] == []


def test_a_silent_office_has_a_page(warehouse: Path, store: Store) -> None:
    ((office,),) = run("SELECT office_id FROM office_list WHERE name = '青禾县水务局'", warehouse)[1]
    assert "来自 0 / 3 份应有的报告" in said(get(store, f"/offices/{office}"))


def test_every_level_opens_down_to_a_county(store: Store, tmp_path: Path) -> None:
    here = {"kind": "department", "level": "county", "scope": "own_body"}
    offices = {
        1: {**here, "province": "甲市", "county": "丙区"},
        2: {**here, "province": "乙省", "city": "丁市", "county": "戊县"},
        3: {**here, "province": "乙省", "county": "己市"},
        4: {**here, "province": "乙省", "level": "province"},
    }
    reports = [Small(n, 2021, published_on="2022-01-20") for n in offices]
    published(store, make(tmp_path / "some", *reports, offices=offices))

    def links(address: str) -> list[str]:
        return [unquote(link) for link in Words(get(store, address).body.decode()).links]

    for page, to in (("/places", "/places/{}"), ("/publication", "province={}")):
        assert [
            to.format(name)
            for name in ("甲市", "乙省")
            if not any(to.format(name) in one for one in links(page))
        ] == []
    assert "/places/甲市/丙区" in links("/places/甲市")
    assert {"/places/乙省/丁市", "/places/乙省/己市"} <= set(links("/places/乙省"))
    assert "/places/乙省/丁市/戊县" in links("/places/乙省/丁市")
    assert any("county=丙区" in one for one in links("/publication?province=甲市"))
    assert any("city=丁市" in one for one in links("/publication?province=乙省"))
    assert "本级机关" in said(get(store, "/publication?province=乙省"))
    for address in ("/places/甲市/丙区", "/places/乙省/己市", "/places/乙省/丁市/戊县"):
        assert get(store, address).status == 200, address
    assert get(store, "/places/乙省/丙区").status == 404


def test_a_territory_within_another_is_counted_and_not_added_up(store: Store, tmp_path: Path) -> None:
    here = {"kind": "government", "scope": "jurisdiction", "province": "乙省"}
    offices = {
        1: {**here, "level": "province"},
        2: {**here, "level": "prefecture", "city": "丁市", "parent_office_id": 1},
        3: {**here, "level": "county", "city": "丁市", "county": "戊县", "parent_office_id": 2},
    }
    figures = {1: "1000", 2: "600", 3: "20"}
    reports = [
        Small(n, 2021, printed={"t3.requests_new.total": figure}, scope="jurisdiction")
        for n, figure in figures.items()
    ]
    published(store, make(tmp_path / "some", *reports, offices=offices))
    nation, province = (said(get(store, f"{at}?scope=jurisdiction")) for at in ("/places", "/places/乙省"))
    assert "3 / 3" in nation and "1,000 1 份相加" in nation and "1,620" not in nation
    assert (
        "2 / 2" in province and "600 1 份相加" in province and "620 " not in province.replace("1,620", "620 ")
    )
