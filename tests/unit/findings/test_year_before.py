"""Which report is that of the year before, and what is said of those that are not."""

from __future__ import annotations

import pytest

from findings.year_before import remarks, year_before
from pipelines.model import Filing, Report, Statement

OFFICE, OTHER = "青禾县民政局", "云溪县民政局"


def report(
    year: int | None, office: str | None = OFFICE, path: str = "report", *, unread: bool = False
) -> Report:
    statement = Statement(office, year, "f2021")
    return Report(Filing(path, "0" * 64, 1), "html", "quarantined" if unread else "parsed", statement, (), ())


THIS = report(2023)
BEFORE = report(2022, path="before")


@pytest.mark.parametrize(
    ("given", "beside", "path"),
    [
        pytest.param([BEFORE], [], "before", id="the same office, as given"),
        pytest.param([], [BEFORE], "before", id="the same office, of the same folder"),
        pytest.param([report(2022, OTHER, "other"), BEFORE], [], "before", id="the same office of two"),
        pytest.param([report(2022, OTHER, "other")], [BEFORE], "before", id="the same office beside another"),
        pytest.param([BEFORE, report(2022, path="again")], [], "before", id="the first of two of it"),
        pytest.param([report(2022, OTHER, "other")], [], "other", id="the only one given"),
        pytest.param([report(2022, None, "other")], [], "other", id="the only one given names no office"),
        pytest.param(
            [report(2022, OTHER, "other"), report(2021)], [], "other", id="the only one of that year"
        ),
        pytest.param([report(2022, OTHER), report(2022, None)], [], None, id="two, none of this office"),
        pytest.param([], [report(2022, OTHER)], None, id="another office in the same folder"),
        pytest.param([report(2024)], [], None, id="the year after"),
        pytest.param([THIS], [], None, id="the same year"),
        pytest.param([report(None)], [], None, id="of no year"),
        pytest.param([report(2022, unread=True)], [], None, id="one that could not be read"),
        pytest.param([], [], None, id="none"),
    ],
)
def test_the_report_of_the_year_before(given: list[Report], beside: list[Report], path: str | None) -> None:
    before = year_before(THIS, given, beside)
    assert (before.filing.path if before else None) == path


def test_two_reports_without_a_name_are_not_of_one_office() -> None:
    nameless = [report(2022, None, "one"), report(2022, None, "other")]
    assert year_before(report(2023, None), nameless) is None


def test_a_report_of_no_year_has_none_before_it() -> None:
    assert year_before(report(None), [BEFORE]) is None


@pytest.mark.parametrize(
    ("this", "other", "zh", "en"),
    [
        pytest.param(
            THIS,
            report(2022, unread=True),
            "未能读取，不是年度报告",
            "it cannot be read as a report",
            id="unread",
        ),
        pytest.param(THIS, report(None), "年份不明", "a year is not known", id="its year is not known"),
        pytest.param(report(None), BEFORE, "年份不明", "a year is not known", id="nor that of this one"),
        pytest.param(THIS, report(2021), "是 2021 年的报告，不是上年", "it is of 2021", id="another year"),
        pytest.param(
            THIS,
            report(2022, OTHER),
            "同一年度给出了几份，机关名称都不同",
            "several of that year, none of this office",
            id="another office",
        ),
    ],
)
def test_why_a_report_is_not_used(this: Report, other: Report, zh: str, en: str) -> None:
    path = other.filing.path
    said = (f"未用于对照上年：{path}：{zh}", f"not used as the year before: {path}: {en}")
    assert remarks(this, None, [other]) == [said]


@pytest.mark.parametrize(
    ("before", "zh", "en"),
    [
        (None, None, None),
        (BEFORE, None, None),
        (report(2022, OTHER), f"{OTHER} / {OFFICE}", f"{OTHER} / {OFFICE}"),
        (report(2022, None), f"不明 / {OFFICE}", f"unknown / {OFFICE}"),
    ],
)
def test_another_name_of_the_office_is_said(before: Report | None, zh: str | None, en: str | None) -> None:
    said = (
        f"上年报告的机关名称不同，请确认是同一机关：{zh}",
        f"the office has another name in the report of the year before: {en}",
    )
    assert remarks(THIS, before, []) == ([said] if zh else [])


def test_an_office_without_a_name_now() -> None:
    ((zh, en),) = remarks(report(2023, None), BEFORE, [])
    assert zh.endswith(f"{OFFICE} / 不明") and en.endswith(f"{OFFICE} / unknown")
