"""A checked report in words: its heading, its findings, what is in doubt, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
        f"{said.year} 年" if said.year else without_year(said.part_of_year),
        form_of(said.edition),
    ]
    return " · ".join(p for p in (*parts, STATUS[report.status]) if p)


def form_of(edition: str) -> str:
    """The edition of the form in words; empty if it is unknown."""
    known = catalogue().editions.get(edition)
    if known:
        return f"{known.years[0]} 年格式 {known.en}"
    return "新旧格式混用 mixed forms" if edition == MIXED else ""


def without_year(part: str) -> str:
    """What is shown in place of the year; `part`: of which part of a year the report is, as
    printed."""
    return f"非年度报告（{part}） part of a year" if part else "年份不明"


def issue_lines(report: Report) -> list[str]:
    """Each issue in words, with the place and what to do; issues of one kind together."""
    lines = []
    kinds = catalogue().issues
    for code in dict.fromkeys(i.code for i in report.issues):
        same = [i for i in report.issues if i.code == code]
        places = [
            " ".join(p for p in (place(i.where), i.detail.replace(NOT_TEXT, NOT_TEXT_SHOWN)) if p)
            for i in same
        ]
        shown = [p for p in places if p][:MOST_PLACES]
        more = f" 等 {len(places)} 处" if len(places) > MOST_PLACES else ""
        lines.append(
            f"  ? {kinds[code].zh} / {kinds[code].en}" + (f"：{'；'.join(shown)}{more}" if shown else "")
        )
        lines.append(f"    {kinds[code].do}")
    return lines


def place(where: Place) -> str:
    """`t3.granted` in words; a place that is no cell as it is."""
    if not where.table:
        return str(where)
    lines = catalogue().lines
    name = catalogue().tables[where.table].called["zh"]
    if row := lines.get((where.table, "row", where.row)):
        name += f"“{row.zh}”"
    columns = "、".join(line.zh for c in where.columns if (line := lines.get((where.table, "column", c))))
    return name + (f"“{columns}”" if columns else "")


def verdict(checked: Checked) -> str:
    """The whole answer for one file."""
    report, findings = checked.report, checked.findings
    lines = [heading(report)]
    if checked.previous:
        lines.append(f"  对照上年 beside the year before: {checked.previous.filing.path}")
    lines += [f"  ! {remark}" for remark in remarks(report, checked.previous, checked.unused)]
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
        joined = f"；另有 {follow} 条由此而来 / {follow} more follow from them" if follow else ""
        return f"共 {len(slips)} 处：{many}{joined}"
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
    return (
        f"{len(results)} 份报告：{clean} 份未发现问题，{bad} 份有问题或存疑，{unread} 份未能读取"
        f" / {len(results)} reports: {clean} fine, {bad} with findings or in doubt, {unread} not readable"
    )
