"""A checked report in words: its heading, its findings, what is in doubt, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from findings.finding import SEVERITIES, Checked, entries
from findings.year_before import remarks
from pipelines.catalogue import catalogue
from pipelines.catalogue.book import MIXED
from pipelines.model import NOT_TEXT, Place, Report

STATUS = {"parsed": "完整 parsed", "partial": "部分存疑 partial", "quarantined": "未能读取 quarantined"}
"""The status of a report, in both languages."""
FOLLOWS = "↳ 同因 same cause："
"""Before a finding that follows from the slip of the one above it."""
NOT_TEXT_SHOWN = "▢"
"""What stands in a message for what is seen and is no text."""
MOST_PLACES = 12
"""Places of one kind of issue that are named; of more the number is."""


def heading(report: Report) -> str:
    """Path, office, year, edition and status in one line."""
    said = report.statement
    parts = [
        report.filing.path,
        said.office or "机关不明",
        f"{said.year} 年" if said.year else " ".join(without_year(said.part_of_year)),
        " ".join(form_of(said.edition)).strip(),
    ]
    return " · ".join(p for p in (*parts, STATUS[report.status]) if p)


def form_of(edition: str) -> tuple[str, str]:
    """The edition of the form in Chinese and in English; empty texts if it is unknown."""
    known = catalogue().editions.get(edition)
    if known:
        return f"{known.years[0]} 年格式", known.en
    return ("新旧格式混用", "mixed forms") if edition == MIXED else ("", "")


def without_year(part: str) -> tuple[str, str]:
    """What is shown in place of the year, in Chinese and in English; `part`: of which part of a year
    the report is, as printed."""
    return (f"非年度报告（{part}）", f"part of a year ({part})") if part else ("年份不明", "year unknown")


def issue_lines(report: Report) -> list[str]:
    """Each issue in words, with the place and what to do; issues of one kind together."""
    lines = []
    for code, (places, _) in issue_places(report).items():
        kind = catalogue().issues[code]
        lines.append(f"  ? {kind.zh} / {kind.en}" + (f"：{places}" if places else ""))
        lines.append(f"    {kind.do}")
    return lines


def issue_places(report: Report) -> dict[str, tuple[str, str]]:
    """Where the issues of each kind are and what is printed there, in Chinese and in English, the kinds
    by their codes in the order of the report."""
    return {
        code: (_places(report, code, "zh"), _places(report, code, "en"))
        for code in dict.fromkeys(issue.code for issue in report.issues)
    }


def _places(report: Report, code: str, language: Literal["zh", "en"]) -> str:
    same = [issue for issue in report.issues if issue.code == code]
    parts = [(place(issue.where, language), issue.detail.replace(NOT_TEXT, NOT_TEXT_SHOWN)) for issue in same]
    named = [said for pair in parts if (said := " ".join(part for part in pair if part))]
    more = (
        (f" 等 {len(same)} 处" if language == "zh" else f" and so on, {len(same)} in all")
        if (len(same) > MOST_PLACES)
        else ""
    )
    return ("；" if language == "zh" else "; ").join(named[:MOST_PLACES]) + more


def place(where: Place, language: Literal["zh", "en"] = "zh") -> str:
    """`t3.granted` in words; a place that is no page and no cell as it is."""
    if where.page is not None and language == "zh":
        return f"第 {where.page} 页"
    if not where.table:
        return str(where)
    book = catalogue()

    def said(part: str, code: str) -> str:
        line = book.lines.get((where.table, part, code))
        return (line.zh if language == "zh" else line.en) if line else ""

    row, columns = said("row", where.row), [said("column", c) for c in where.columns]
    name, known = book.tables[where.table].called[language], [column for column in columns if column]
    if language == "zh":
        return name + "".join(f"“{part}”" for part in (row, "、".join(known)) if part)
    return ", ".join(part for part in (name, f"“{row}”" if row else "", ", ".join(known)) if part)


def verdict(checked: Checked) -> str:
    """The whole answer for one file."""
    report, findings = checked.report, checked.findings
    lines = [heading(report)]
    if checked.previous:
        lines.append(f"  对照上年 beside the year before: {checked.previous.filing.path}")
    lines += [f"  ! {' / '.join(both)}" for both in remarks(report, checked.previous, checked.unused)]
    for finding in findings:
        mark = f"  {FOLLOWS}" if finding.cause else f"{SEVERITIES[finding.severity].marked}  "
        lines.append(f"  {mark}{finding.message}")
        lines.append(f"           {finding.message_en}")
    for do in dict.fromkeys(f.do for f in findings):
        lines.append(f"  → {do}")
    lines += issue_lines(report)
    if report.status == "quarantined":
        return "\n".join(lines)
    return "\n".join([*lines, f"  {total(checked)}"])


def total(checked: Checked) -> str:
    """The answer in one line."""
    findings = checked.findings
    if checked.report.status == "quarantined":
        return "未能读取 / not readable"
    if findings:
        slips = entries(findings)
        counts = Counter(slip[0].severity for slip in slips)
        many = "，".join(f"{words.zh} {counts[s]}" for s, words in SEVERITIES.items() if counts[s])
        follow = len(findings) - len(slips)
        more = "1 more follows" if follow == 1 else f"{follow} more follow"
        more += " from it" if len(slips) == 1 else " from them"
        joined = f"；另有 {follow} 条由此而来 / {more}" if follow else ""
        return f"差错 {len(slips)} 处：{many}{joined}"
    if checked.report.status == "partial":
        return (
            "能读出的部分未发现矛盾，但有内容存疑"
            " / no contradiction in what could be read, but some of it is in doubt"
        )
    return "未发现问题 / nothing wrong found"


def summary(results: Sequence[Checked]) -> str:
    """How many of several reports are fine, in one line."""
    clean = sum(c.clean for c in results)
    unread = sum(c.report.status == "quarantined" for c in results)
    bad = len(results) - clean - unread
    reports = "report" if len(results) == 1 else "reports"
    return (
        f"{len(results)} 份报告：{clean} 份未发现问题，{bad} 份有问题或存疑，{unread} 份未能读取"
        f" / {len(results)} {reports}: {clean} fine, {bad} with findings or in doubt, {unread} not readable"
    )
