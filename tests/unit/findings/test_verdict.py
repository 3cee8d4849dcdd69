"""A checked report in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from findings.finding import Checked, Finding
from findings.verdict import heading, issue_lines, place, summary, total, verdict
from pipelines.catalogue import catalogue
from pipelines.model import Filing, Issue, Place, Report, Statement

REPORT = Report(
    Filing("raw/qinghe.pdf", "0", 1), "pdf", "parsed", Statement("青禾县民政局", 2022, "f2021"), (), ()
)
FAILED = replace(REPORT, status="quarantined")
DOUBTFUL = replace(REPORT, status="partial")


def finding(severity: Any = "error", cause: str | None = None, do: str = "请核对") -> Finding:
    figures = (1.0, 2.0, -1.0, ("t3.granted.total",))
    return Finding(
        7, 3, 2022, "total", *figures, "t3.balance", severity, "不平", "off by 1", do=do, cause=cause
    )


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({}, "raw/qinghe.pdf · 青禾县民政局 · 2022 年 · 2021 年格式 Form of 2021 · 完整 parsed"),
        ({"office": None}, "raw/qinghe.pdf · 机关不明 · 2022 年 · 2021 年格式 Form of 2021 · 完整 parsed"),
        (
            {"year": None},
            "raw/qinghe.pdf · 青禾县民政局 · 年份不明 year unknown · 2021 年格式 Form of 2021 · 完整 parsed",
        ),
        (
            {"year": None, "part_of_year": "上半年"},
            "raw/qinghe.pdf · 青禾县民政局 · 非年度报告（上半年） part of a year (上半年) · 2021 年格式 Form of 2021 · 完整 parsed",
        ),
        (
            {"edition": "mixed"},
            "raw/qinghe.pdf · 青禾县民政局 · 2022 年 · 新旧格式混用 mixed forms · 完整 parsed",
        ),
        ({"edition": "unknown"}, "raw/qinghe.pdf · 青禾县民政局 · 2022 年 · 完整 parsed"),
    ],
)
def test_the_heading_of_a_report(said: dict[str, Any], line: str) -> None:
    assert heading(replace(REPORT, statement=replace(REPORT.statement, **said))) == line


@pytest.mark.parametrize(
    ("report", "word"), [(DOUBTFUL, "部分存疑 partial"), (FAILED, "未能读取 quarantined")]
)
def test_a_heading_ends_with_how_it_was_read(report: Report, word: str) -> None:
    assert heading(report).endswith(" · " + word)


def issues(*where: tuple[str, str], code: str = "form.cell_ambiguous") -> Report:
    """A report with an issue for each row of table 3, and its detail."""
    made = [Issue("recognise", code, "error", Place(table="t3", row=row), detail) for row, detail in where]
    return replace(REPORT, issues=tuple(made))


KIND = catalogue().issues["form.cell_ambiguous"]
HEAD = f"  ? {KIND.zh} / {KIND.en}"
ROW = "第三表“（一）予以公开”"


@pytest.mark.parametrize(
    ("report", "first"),
    [
        (issues(("granted", "")), f"{HEAD}：{ROW}"),
        (issues(("granted", "2 格：12")), f"{HEAD}：{ROW} 2 格：12"),
        (issues(("granted", "a"), ("granted", "b")), f"{HEAD}：{ROW} a；{ROW} b"),
        (
            issues(*(("granted", str(n)) for n in range(12))),
            f"{HEAD}：{'；'.join(f'{ROW} {n}' for n in range(12))}",
        ),
        (
            issues(*(("granted", str(n)) for n in range(13))),
            f"{HEAD}：{'；'.join(f'{ROW} {n}' for n in range(12))} 等 13 处",
        ),
        (
            issues(("granted", "0 \ufffc8193 5")),
            f"{HEAD}：{ROW} 0 ▢8193 5",
        ),
        (replace(REPORT, issues=(Issue("read", "form.cell_ambiguous", "error"),)), HEAD),
    ],
    ids=[
        "a place",
        "with what is printed",
        "two of a kind",
        "twelve of a kind",
        "thirteen of a kind",
        "no text",
        "no place",
    ],
)
def test_issues_of_one_kind_are_said_together(report: Report, first: str) -> None:
    assert issue_lines(report) == [first, f"    {KIND.do}"]


def test_kinds_of_issues_are_said_in_their_order() -> None:
    missing = Issue("recognise", "form.row_missing", "error", Place(table="t3", row="granted"))
    both = replace(issues(("granted", "")), issues=(missing, *issues(("granted", "")).issues, missing))
    row_missing = catalogue().issues["form.row_missing"]
    assert issue_lines(both) == [
        f"  ? {row_missing.zh} / {row_missing.en}：{ROW}；{ROW}",
        f"    {row_missing.do}",
        f"{HEAD}：{ROW}",
        f"    {KIND.do}",
    ]


@pytest.mark.parametrize(
    ("checked", "line"),
    [
        (Checked(REPORT), "未发现问题 / nothing wrong found"),
        (
            Checked(DOUBTFUL),
            "能读出的部分未发现矛盾，但有内容存疑 / no contradiction in what could be read, but some of it is in doubt",
        ),
        (Checked(FAILED), "未能读取 / not readable"),
        (Checked(FAILED, (finding(),)), "未能读取 / not readable"),
        (Checked(REPORT, (finding(),)), "差错 1 处：错误 1"),
        (Checked(DOUBTFUL, (finding(),)), "差错 1 处：错误 1"),
        (
            Checked(REPORT, (finding(), finding("info"), finding("error"))),
            "差错 3 处：错误 2，提示 1",
        ),
        (
            Checked(REPORT, (finding(), finding(cause="t3.balance/total"), finding("warning"))),
            "差错 2 处：错误 1，提醒 1；另有 1 条由此而来 / 1 more follows from them",
        ),
    ],
    ids=[
        "clean",
        "in doubt",
        "not read",
        "not read, whatever is found",
        "one",
        "one in a doubtful one",
        "three",
        "of one cause",
    ],
)
def test_the_answer_in_one_line(checked: Checked, line: str) -> None:
    assert total(checked) == line


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (Place(page=2), "第 2 页"),
        (Place(table="t4"), "第四表"),
        (Place(table="t3", row="granted"), "第三表“（一）予以公开”"),
        (
            Place(table="t3", row="granted", columns=("total", "natural_person")),
            "第三表“（一）予以公开”“总计、自然人”",
        ),
        (Place(table="t2", row="nothing", columns=("nobody", "issued")), "第二表“本年制发件数”"),
        (Place(table="t2", columns=("nobody",)), "第二表"),
    ],
    ids=["a page", "a table", "a row", "cells", "a row that no form has", "a column that none has"],
)
def test_a_place_in_words(where: Place, words: str) -> None:
    assert place(where) == words


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (Place(page=3), "page 3"),
        (Place(table="t3"), "Table 3"),
        (Place(table="t3", row="granted", columns=("total",)), "Table 3, “Granted in full”, Total"),
        (Place(table="t2", row="nothing", columns=("nobody",)), "Table 2"),
    ],
)
def test_a_place_in_english(where: Place, words: str) -> None:
    assert place(where, "en") == words


def test_the_whole_answer() -> None:
    findings = (finding(), finding(cause="t3.balance/total"), finding("info", do="请填写"))
    earlier = replace(REPORT, filing=Filing("raw/2021.pdf", "1", 1))
    checked = Checked(issues(("granted", "")), findings, earlier)
    assert verdict(checked).split("\n") == [
        heading(REPORT),
        "  对照上年 beside the year before: raw/2021.pdf",
        "  ✗ 错误  不平",
        "           off by 1",
        "    ↳ 同因 same cause：不平",
        "           off by 1",
        "  · 提示  不平",
        "           off by 1",
        "  → 请核对",
        "  → 请填写",
        f"{HEAD}：{ROW}",
        f"    {KIND.do}",
        "  差错 2 处：错误 1，提示 1；另有 1 条由此而来 / 1 more follows from them",
    ]


def test_a_file_that_was_not_read_has_no_answer_but_why() -> None:
    failed = replace(issues(("granted", "")), status="quarantined")
    assert verdict(Checked(failed)).split("\n") == [heading(failed), *issue_lines(failed)]


def test_how_many_of_several_are_fine() -> None:
    results = [Checked(REPORT), Checked(REPORT, (finding(),)), Checked(DOUBTFUL), Checked(FAILED)]
    assert summary(results) == (
        "4 份报告：1 份未发现问题，2 份有问题或存疑，1 份未能读取"
        " / 4 reports: 1 fine, 2 with findings or in doubt, 1 not readable"
    )
    assert " / 1 report: 1 fine," in summary(results[:1])
