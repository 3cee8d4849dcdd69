"""A made-up county with a roster: its silent bureaus are missing in every year, on every page and
in every view. Places open down to a county, whatever is between."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipelines.batch.shards import rows, write
from pipelines.model import Fact, Filing, Report, Statement
from pipelines.offices.identify import identify
from pipelines.offices.roster import Entry
from tests.unit.dashboard.test_pages import _main_stays_main as _main_stays_main
from tests.unit.dashboard.test_pages import folder as folder
from tests.unit.dashboard.test_pages import published, shown, words
from tests.unit.warehouse.small_build import Small, make
from warehouse.build import build
from warehouse.query import run

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
def warehouse(folder: Path) -> Path:
    (folder / "some").mkdir()
    return published(folder, county(folder / "some", LISTED))


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
    ("page", "state", "said"),
    [
        pytest.param("overview", {}, ["来自 4 / 12 份应有的报告"], id="overview"),
        pytest.param("quality", {"year": "2022"}, ["来自 0 / 4 份应有的报告"], id="quality"),
        pytest.param(
            "place", {"year": "2023"}, [">2 / 4<", ">0 / 4<small>另有", "来自 4 / 12 份"], id="place"
        ),
        pytest.param("compare", {"year": "2023"}, ["来自 2 / 4 份应有的报告"], id="compare"),
        pytest.param("publication", {"year": "2023"}, [">2 / 4<", ">0 / 4<", *SILENT], id="publication"),
        pytest.param("publication", {"year": "2021"}, [*SILENT], id="publication of another year"),
    ],
)
def test_every_page_says_the_same(page: str, state: dict[str, str], said: list[str], warehouse: Path) -> None:
    app = shown(page, **state)
    assert not app.exception
    assert [words_ for words_ in said if words_ not in words(app)] == []


def test_a_silent_office_has_a_page(warehouse: Path) -> None:
    ((office,),) = run("SELECT office_id FROM office_list WHERE name = '青禾县水务局'", warehouse)[1]
    assert "来自 0 / 3 份应有的报告" in words(shown("office", office=str(office)))


def test_every_level_opens_down_to_a_county(folder: Path) -> None:
    here = {"kind": "department", "level": "county", "scope": "own_body"}
    offices = {
        1: {**here, "province": "甲市", "county": "丙区"},
        2: {**here, "province": "乙省", "city": "丁市", "county": "戊县"},
        3: {**here, "province": "乙省", "county": "己市"},
        4: {**here, "province": "乙省", "level": "province"},
    }
    reports = [Small(n, 2021, published_on="2022-01-20") for n in offices]
    published(folder, make(folder / "some", *reports, offices=offices))
    for page in ("place", "publication"):
        nation = words(shown(page))
        assert "province=%E7%94%B2%E5%B8%82" in nation and "province=%E4%B9%99%E7%9C%81" in nation
        municipality = words(shown(page, province="甲市"))
        assert "county=%E4%B8%99%E5%8C%BA" in municipality and "unknown" not in municipality
        province = words(shown(page, province="乙省"))
        assert "city=%E4%B8%81%E5%B8%82" in province and "county=%E5%B7%B1%E5%B8%82" in province
        assert "本级机关" in province and "unknown" not in province
        assert "city=" not in words(shown(page, province="甲市", county="丙区"))


def test_a_territory_within_another_is_counted_and_not_added_up(folder: Path) -> None:
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
    published(folder, make(folder / "some", *reports, offices=offices))
    nation, province = (
        words(shown("place", scope="jurisdiction", **at)) for at in ({}, {"province": "乙省"})
    )
    assert ">3 / 3<" in nation and ">1,000<" in nation and "1,620" not in nation
    assert ">2 / 2<" in province and ">600<" in province and ">620<" not in province
