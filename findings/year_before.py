"""Which report a report is held against as that of the year before, and what to say of those that
were given for it and are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipelines.model import Report


def year_before(report: Report, given: Sequence[Report], beside: Sequence[Report] = ()) -> Report | None:
    """The report of the year before: of the same office, or the only one that was given for that
    year."""
    year, office = report.statement.year, report.statement.office
    if year is None:
        return None
    fitting = [r for r in (*given, *beside) if r.statement.year == year - 1 and r.status != "quarantined"]
    same = [r for r in fitting if office and r.statement.office == office]
    only = [r for r in given if r in fitting]
    return next(iter(same), only[0] if len(only) == 1 else None)


def remarks(report: Report, before: Report | None, unused: Iterable[Report]) -> list[tuple[str, str]]:
    """What a reader has to know of the comparison, in Chinese and in English: that the office has another
    name in the report of the year before, and why a report that was given for it is not used."""
    said = []
    if before is not None and report.statement.office != before.statement.office:
        names, english = (
            " / ".join(one.statement.office or unknown for one in (before, report))
            for unknown in ("不明", "unknown")
        )
        said.append(
            (
                f"上年报告的机关名称不同，请确认是同一机关：{names}",
                f"the office has another name in the report of the year before: {english}",
            )
        )
    for other in unused:
        zh, en = _why_unused(report, other)
        path = other.filing.path
        said.append((f"未用于对照上年：{path}：{zh}", f"not used as the year before: {path}: {en}"))
    return said


def _why_unused(report: Report, other: Report) -> tuple[str, str]:
    if any(issue.code == "read.missing" for issue in other.issues):
        return "没有这个文件，或其中没有报告", "no such file, or no report in it"
    if other.status == "quarantined":
        return "未能读取，不是年度报告", "it cannot be read as a report"
    if report.statement.year is None or other.statement.year is None:
        return "年份不明", "a year is not known"
    if other.statement.year != report.statement.year - 1:
        return f"是 {other.statement.year} 年的报告，不是上年", f"it is of {other.statement.year}"
    return "同一年度给出了几份，机关名称都不同", "several of that year, none of this office"
