"""What is wrong with reports before they are published: which files, beside which year before, with
which findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from findings.finding import SEVERITIES, Checked, Finding
from pipelines.model import Report


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Every file named or in a folder named, hidden ones left out; an empty folder is listed itself."""
    files: list[Path] = []
    for path in paths:
        files += _inside(path) or [path]
    return list(dict.fromkeys(files))


def _inside(folder: Path) -> list[Path]:
    """The files in a folder; none where there is no such folder, or no such name can be."""
    try:
        files = sorted(p for p in folder.rglob("*") if p.is_file()) if folder.is_dir() else []
    except OSError:
        return []
    return [p for p in files if not any(part.startswith(".") for part in p.relative_to(folder).parts)]


def check(
    paths: Sequence[Path],
    previous: Sequence[Path] = (),
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> list[Checked]:
    """Every report in `paths`, each beside that of the year before, if one is in `previous` or in
    `paths` itself."""
    from pipelines.report import read_report

    files, earlier = files_of(paths), files_of(previous)
    reports = {}
    for done, path in enumerate([*files, *earlier]):
        tell(done, len(files) + len(earlier))
        reports[path] = read_report(path)
    given = [reports[path] for path in earlier]
    checked = []
    for path in files:
        before = year_before(reports[path], given, [reports[p] for p in files])
        checked.append(Checked(reports[path], findings_of(reports[path], before), before))
    return checked


def year_before(report: Report, given: Sequence[Report], beside: Sequence[Report] = ()) -> Report | None:
    """The report of the year before: of the same office, or the only one that was given for that year."""
    year, office = report.statement.year, report.statement.office
    if year is None:
        return None
    fitting = [r for r in (*given, *beside) if r.statement.year == year - 1 and r.status != "quarantined"]
    same = [r for r in fitting if office and r.statement.office == office]
    only = [r for r in given if r in fitting]
    return next(iter(same), only[0] if len(only) == 1 else None)


def findings_of(report: Report, previous: Report | None = None) -> tuple[Finding, ...]:
    """The findings of the rules on this report, each with its message, worst first. Those that
    follow from the same slip as an earlier one are listed behind it and name its rule and scope in
    `cause`."""
    if report.status == "quarantined":
        return ()
    from expectations.rules import load
    from findings.causes import by_cause
    from findings.one_report import findings

    rules = {code: rule for code, rule in load().items() if previous or rule.check.alone}
    worst_first = list(SEVERITIES)
    ordered = sorted(findings(report, rules, previous), key=lambda f: worst_first.index(f.severity))
    return tuple(by_cause(ordered, report))
