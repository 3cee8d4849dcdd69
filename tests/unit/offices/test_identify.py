"""Whose report is it: the report's own word first, the list's second; the one published last is
current."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.batch.shards import rows, write
from pipelines.model import Filing, Issue, Report, Statement
from pipelines.offices.identify import identify
from pipelines.offices.kinds import kind_of
from pipelines.offices.names import office_key
from pipelines.offices.resolution import number
from pipelines.report_columns import report_id

Frames = dict[str, list[dict[str, Any]]]


def office_id(name: str) -> int:
    """The number of an office that is known by its name alone."""
    return number(office_key(name))


def sha(number: int) -> str:
    return f"{number:064x}".replace("0", "a")


def filing(number: int, path: str = "", **claims: str) -> Filing:
    return Filing(path or f"{number}.txt", sha(number), 10, **claims)


def read(number: int, office: str | None, year: int | None, status: str = "parsed", **more: Any) -> Report:
    said = Statement(office, year, "f2021", title=more.pop("title", None))
    issues = (Issue("read", "read.empty", "error"),) if status == "quarantined" else ()
    return Report(filing(number), "text", status, said, (), issues, **more)  # type: ignore[arg-type]


@pytest.fixture
def frames(tmp_path: Path) -> Any:
    def made(filings: list[Filing], *reports: Report) -> Frames:
        write([rows(report, "v") for report in reports], tmp_path / "shard")
        out = {}
        for name, frame in identify(filings, [tmp_path / "shard"]).items():
            missing = frame.isna().to_numpy()
            out[name] = [
                {k: None if missing[i][j] else v for j, (k, v) in enumerate(row.items())}
                for i, row in enumerate(frame.to_dict("records"))
            ]
        return out

    return made


OFFICE = "青禾县民政局"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("青禾县人民政府", "government"),
        ("青禾县人民政府办公室", "general_office"),
        ("青禾县民政局", "department"),
        ("青禾县发展和改革委员会", "department"),
        ("华安街道办事处", "street"),
        ("华安街道办事处筹备组", "street"),
        ("云溪镇人民政府", "township"),
        ("云溪乡", "township"),
        ("濮阳经济技术开发区管理委员会", "committee"),
        ("青禾县政务服务中心", "institution"),
        ("华安", "other"),
        ("", "other"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_spellings_that_differ_in_width_blanks_and_brackets_are_one_office() -> None:
    same = [
        "青禾县民政局（民族事务局）",
        "青禾县民政局(民族事务局)",
        "青禾县 民政局\u3000民族事务局",
        "《青禾县民政局民族事务局》",
    ]
    assert len({office_id(name) for name in same}) == 1
    assert office_key(same[0]) == "青禾县民政局民族事务局"
    assert office_id("青禾县民政局") != office_id("云溪县民政局")


def test_numbers_of_offices_are_the_same_in_every_build() -> None:
    """The key of every published table: a change of this function gives all offices other
    numbers."""
    assert office_id("青禾县民政局") == 227839814260759  # sha256sum of the name, its first 12 digits
    assert 0 < office_id("华安办") < 2**53


def test_the_report_s_own_word_comes_before_the_list_s(frames: Any) -> None:
    claims = {"listed_office": "云溪县民政局", "listed_title": "云溪县民政局2021年政府信息公开工作年度报告"}
    found = frames([filing(1, **claims), filing(2, **claims)], read(1, OFFICE, 2022), read(2, None, None))
    first, second = found["reports"]
    assert (first["office_id"], first["year"]) == (office_id(OFFICE), 2022)
    assert (second["office_id"], second["year"], second["title"]) == (
        office_id("云溪县民政局"),
        2021,
        claims["listed_title"],
    )
    assert {o["name"] for o in found["offices"]} == {OFFICE, "云溪县民政局"}
    (issue,) = found["issues"]
    assert (issue["code"], issue["where"], issue["report_id"]) == (
        "office.differs",
        "1.txt",
        report_id(sha(1)),
    )
    assert OFFICE in issue["detail"] and "云溪县民政局" in issue["detail"]


def test_a_list_that_spells_the_office_otherwise_does_not_differ(frames: Any) -> None:
    found = frames([filing(1, listed_office=" 青禾县民政局 ")], read(1, OFFICE, 2022))
    assert found["issues"] == []


@pytest.mark.parametrize(("office", "year"), [(None, 2022), (OFFICE, None), (None, None)])
def test_without_office_or_year_a_report_is_kept_and_never_current(
    frames: Any, office: Any, year: Any
) -> None:
    (report,) = frames([filing(1)], read(1, office, year))["reports"]
    assert (report["office_id"], report["year"]) == (office and office_id(office), year)
    assert not report["is_current"]


@pytest.mark.parametrize(
    ("name", "resolution"),
    [
        ("青禾县民政局", "provisional"),
        ("区政务服务办", "unresolved"),
        ("县民政局", "unresolved"),
        ("本局", "unresolved"),
    ],
)
def test_a_name_without_a_place_is_not_resolved(frames: Any, name: str, resolution: str) -> None:
    (office,) = frames([filing(1)], read(1, name, 2022))["offices"]
    assert office["resolution"] == resolution


def versions(found: Frames) -> list[tuple[str, int, bool]]:
    return [(r["raw_path"], r["version"], r["is_current"]) for r in found["reports"]]


def test_of_several_versions_the_one_published_last_is_current(frames: Any) -> None:
    filings = [filing(1, "a.txt"), filing(2, "b.txt"), filing(3, "c.txt", published_on="2023-02-01")]
    reports = [
        read(1, OFFICE, 2022, published_on="2023-03-01"),
        read(2, OFFICE, 2022, published_on="2023-01-01"),
        read(3, OFFICE, 2022, published_on="2023-06-01"),
    ]
    assert versions(frames(filings, *reports)) == [
        ("a.txt", 3, True),
        ("b.txt", 1, False),
        ("c.txt", 2, False),
    ]


def test_without_dates_the_path_decides_and_a_date_comes_before_none(frames: Any) -> None:
    filings = [filing(1, "a.txt"), filing(2, "b.txt"), filing(3, "c.txt")]
    undated = [read(n, OFFICE, 2022) for n in (1, 2, 3)]
    assert versions(frames(filings, *undated)) == [
        ("a.txt", 1, False),
        ("b.txt", 2, False),
        ("c.txt", 3, True),
    ]


def test_a_quarantined_version_never_takes_the_place_of_a_readable_one(frames: Any) -> None:
    filings = [filing(1, "a.txt"), filing(2, "b.txt")]
    found = frames(filings, read(1, OFFICE, 2022), read(2, OFFICE, 2022, "quarantined"))
    assert versions(found) == [("a.txt", 1, True), ("b.txt", 2, False)]
    alone = frames([filing(2, "b.txt")], read(2, OFFICE, 2022, "quarantined"))
    assert versions(alone) == [("b.txt", 1, False)]


def test_every_filing_is_a_row_and_every_content_one_report(frames: Any) -> None:
    gone = Filing("gone.pdf", "", 0, "https://x.gov.cn/1")
    found = frames([filing(1, "a.txt"), filing(1, "b.txt"), gone], read(1, OFFICE, 2022))
    assert [(f["raw_path"], f["status"], f["report_id"]) for f in found["filings"]] == [
        ("a.txt", "parsed", report_id(sha(1))),
        ("b.txt", "parsed", report_id(sha(1))),
        ("gone.pdf", "quarantined", None),
    ]
    assert len(found["reports"]) == 1
    assert [(i["code"], i["where"], i["detail"]) for i in found["issues"]] == [
        ("filing.duplicate", "b.txt", "a.txt"),
        ("read.missing", "gone.pdf", ""),
    ]


def test_keys_keep_all_their_digits_beside_a_missing_one(frames: Any) -> None:
    """60 bits do not fit into a float."""
    number = int("f" * 15, 16)
    assert report_id("f" * 64) == number
    long = Filing("a.txt", "f" * 64, 1)
    said = Report(long, "text", "parsed", Statement(OFFICE, 2022, "f2021"), (), ())
    found = frames([long, Filing("gone.pdf", "", 0)], said)
    assert [f["report_id"] for f in found["filings"]] == [number, None]


def test_nothing_at_all(frames: Any) -> None:
    assert {name: rows for name, rows in frames([]).items() if rows} == {}


def test_differing_reports_under_a_name_without_a_place_may_be_of_two_offices(frames: Any) -> None:
    filings = [filing(1, "a.txt"), filing(2, "b.txt")]
    found = frames(filings, read(1, "县民政局", 2022), read(2, "县民政局", 2022))
    assert [(i["code"], i["where"]) for i in found["issues"]] == [("office.several", "b.txt")]
    assert len({r["office_id"] for r in found["reports"]}) == 2 == len(found["offices"])
    assert all(r["is_current"] for r in found["reports"])
    named = frames(filings, read(1, OFFICE, 2022), read(2, OFFICE, 2022))
    assert [i["code"] for i in named["issues"]] == ["version.order_unknown"]


def test_what_one_report_leaves_open_another_of_that_name_on_that_host_settles(frames: Any) -> None:
    def at(n: int, host: str) -> Filing:
        return filing(n, source_url=f"https://{host}/{n}.htm")

    titled = read(
        1, "跃进街道办事处", 2021, title="双鸭山市宝山区跃进街道办事处2021年政府信息公开工作年度报告"
    )
    found = frames(
        [at(1, "a.gov.cn"), at(2, "a.gov.cn"), at(3, "b.gov.cn")],
        titled,
        read(2, "跃进街道办事处", 2022),
        read(3, "跃进街道办事处", 2022),
    )
    first, second, third = (r["office_id"] for r in found["reports"])
    assert first == second != third


def _codes(found: Frames) -> list[tuple[str, str]]:
    return [(issue["code"], issue["detail"]) for issue in found["issues"]]


def test_a_report_of_part_of_a_year_gets_no_year_from_a_list_and_is_never_current(frames: Any) -> None:
    part = Issue("recognise", "report.part_year", "error", detail="上半年")
    claims = {"listed_title": f"{OFFICE}2022年政府信息公开工作年度报告"}
    other = Filing("1.txt", "b" * 64, 10, **claims)
    half = Report(other, "text", "partial", Statement(OFFICE, None, "f2021"), (), (part,))
    found = frames([other, filing(2)], half, read(2, OFFICE, 2022))
    assert [(r["year"], r["is_current"]) for r in found["reports"]] == [(None, False), (2022, True)]
    assert _codes(found) == []


@pytest.mark.parametrize(
    ("listed", "year", "codes"),
    [
        ("青禾县民政局2021年政府信息公开工作年度报告", 2021, []),
        ("2021年年报", 2021, []),
        ("青禾县民政局2021年上半年政府信息公开工作报告", None, [("report.part_year", "清单 上半年")]),
        ("青禾县民政局20214年政府信息公开工作年度报告", None, []),
        ("青禾县民政局2020-2021年政府信息公开工作年度报告", None, []),
        ("青禾县民政局依据〔2021〕30号编制的年报", None, []),
    ],
)
def test_the_list_s_word_on_the_year_where_the_report_has_none(
    frames: Any, listed: str, year: int | None, codes: list[tuple[str, str]]
) -> None:
    found = frames([filing(1, listed_title=listed)], read(1, OFFICE, None))
    assert found["reports"][0]["year"] == year
    assert _codes(found) == codes


def test_the_title_in_a_list_names_the_office_where_nothing_else_does(frames: Any) -> None:
    claims = {"listed_title": f"{OFFICE}2021年政府信息公开工作年度报告"}
    found = frames([filing(1, **claims)], read(1, None, 2021))
    assert found["reports"][0]["office_id"] == office_id(OFFICE)


def test_a_list_that_gives_another_year_is_told(frames: Any) -> None:
    claims = {"listed_office": OFFICE, "listed_title": f"{OFFICE}2021年政府信息公开工作年度报告"}
    found = frames([filing(1, **claims)], read(1, OFFICE, 2022))
    assert found["reports"][0]["year"] == 2022
    assert _codes(found) == [("year.differs", "清单 2021，报告 2022")]


def test_a_year_after_the_publication_is_no_year(frames: Any) -> None:
    found = frames([filing(1, published_on="2021-03-01")], read(1, OFFICE, 2022))
    assert (found["reports"][0]["year"], found["reports"][0]["is_current"]) == (None, False)
    assert _codes(found) == [("year.differs", "报告 2022，公布于 2021")]
