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


def remarks(report: Report, before: Report | None, unused: Iterable[Report]) -> list[str]:
    """What a reader has to know of the comparison: that the office has another name in the report
    of the year before, and why a report that was given for it is not used."""
    said = []
    if before is not None and report.statement.office != before.statement.office:
        names = f"{before.statement.office or '不明 unknown'} / {report.statement.office or '不明 unknown'}"
        said.append(f"上年报告的机关名称不同，请确认是同一机关 / the office has another name there: {names}")
    for other in unused:
        if any(issue.code == "read.missing" for issue in other.issues):
            why = "没有这个文件，或其中没有报告 / no such file, or no report in it"
        elif other.status == "quarantined":
            why = "未能读取，不是年度报告 / it cannot be read as a report"
        elif report.statement.year is None or other.statement.year is None:
            why = "年份不明 / a year is not known"
        elif other.statement.year != report.statement.year - 1:
            why = f"是 {other.statement.year} 年的报告，不是上年 / it is not of the year before"
        else:
            why = "同一年度给出了几份，机关名称都不同 / several of that year, none of this office"
        said.append(f"未用于对照上年 not used as the year before: {other.filing.path}：{why}")
    return said
