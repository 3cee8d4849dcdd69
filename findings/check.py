"""What is wrong with reports before they are published: which files, beside which year before, with
which findings."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from findings.pieces import asked_for, counting, doubted, settled
from findings.year_before import year_before
from pipelines.batch.child import Asked, reading
from pipelines.intake.passed_over import is_passed_over
from pipelines.model import Report

_log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from findings.finding import Checked, Finding
    from findings.one_report import Judge

    Judging = Callable[[Report, Report | None], tuple[Finding, ...]]


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Every file named or in a folder named, hidden ones and the like left out; an empty folder is listed
    itself."""
    files: list[Path] = []
    for path in paths:
        files += _inside(path) or [path]
    return list(dict.fromkeys(files))


def _inside(folder: Path) -> list[Path]:
    """The files in a folder; none where there is no such folder, or no such name can be."""
    try:
        files = sorted(p for p in folder.rglob("*") if p.is_file()) if folder.is_dir() else []
    except OSError as error:
        _log.info("no folder to look into: %s", error)
        return []
    return [p for p in files if not is_passed_over(p.relative_to(folder))]


def check(
    paths: Sequence[Path],
    previous: Sequence[Path] = (),
    report_progress: Callable[[int, int], None] = lambda done, total: None,
    tell: Callable[[int, Checked], None] = lambda at, checked: None,
    joined: bool = False,
) -> list[Checked]:
    """Every report in `paths`, each beside that of the year before, if one is in `previous` or in
    `paths` itself. They are read in a child with the limits of a run, while this process makes
    ready to judge them.

    Files of a folder that are pieces of one report are one (findings/pieces.py); `joined`: all `paths`
    are, in the order of their names.

    `tell` hears each as soon as it is judged, with the place of its first file in the list, and once
    more if the report of the year before turns up later, or that it may be a piece of one. With
    `previous` all are told at the end: only then is it known which of these is of no use."""
    files, earlier = files_of(paths), files_of(previous)
    asked: dict[Path, Asked] = {path: path for path in (*earlier, *files)}
    counts, others = counting(files)
    if joined and len(files) > 1:
        parts, files, counts, others = files, files[:1], {}, []
        asked = {**{path: path for path in earlier}, files[0]: asked_for(parts)}
    counts = {**counting(earlier)[0], **counts}
    place = {path: at for at, path in enumerate(files)}
    every = [*asked]
    with reading([*asked.values()]) as read, _judging(beside=bool(earlier)) as judged:
        from findings.finding import Checked

        pieces: dict[Path, Report] = {}
        reports: dict[Path, Report] = {}
        answers: dict[Path, Checked] = {}
        for done, path in enumerate(every):
            report_progress(done, len(every))
            pieces[path] = next(read)
            group = counts.get(path, (path,))
            if any(part not in pieces for part in group):
                continue
            known = settled(group, pieces) if len(group) > 1 else {path: pieces[path]}
            reports |= known
            for first, report in known.items() if not earlier else ():
                other = year_before(report, (), [*reports.values()])
                answers[first] = Checked(report, judged(report, other), other)
                tell(place[first], answers[first])
        reports |= {group[0]: told for group in others if (told := doubted(group, reports))}
        heads = [path for path in files if path in reports]
        given, beside = [[reports[p] for p in some if p in reports] for some in (earlier, heads)]
        before = [year_before(report, given, beside) for report in beside]
        unused = tuple(report for report in given if all(report is not other for other in before))
        for path, report, other in zip(heads, beside, before, strict=True):
            if earlier or other is not answers[path].previous or report is not answers[path].report:
                answers[path] = Checked(report, judged(report, other), other, unused)
                tell(place[path], answers[path])
    return [answers[path] for path in heads]


def beside(paths: Iterable[Path]) -> list[tuple[Report, Report | None]]:
    """Every report in `paths`, each with that of the year before, if it is among them."""
    files = files_of(paths)
    with reading(files) as read:
        reports = [next(read) for _ in files]
    return [(report, year_before(report, (), reports)) for report in reports]


def findings_of(report: Report, previous: Report | None = None) -> tuple[Finding, ...]:
    """The findings of the rules on this report, each with its message, worst first. Those that
    follow from the same slip as an earlier one are listed behind it and name its rule and scope in
    `cause`."""
    if report.status == "quarantined":
        return ()
    with _judging(beside=previous is not None) as judged:
        return judged(report, previous)


@contextmanager
def _judging(*, beside: bool) -> Iterator[Judging]:
    """`findings_of` for several reports; `beside`: whether the first is one with a year before.
    What it needs is loaded at the beginning."""
    from expectations.rules import load
    from findings.causes import by_cause
    from findings.finding import SEVERITIES
    from findings.one_report import judge

    worst_first = list(SEVERITIES)
    with ExitStack() as open_judges:

        @cache
        def judge_of(beside: bool) -> Judge:
            rules = {code: rule for code, rule in load().items() if beside or rule.check.alone}
            return open_judges.enter_context(judge(rules))

        def judged(report: Report, previous: Report | None) -> tuple[Finding, ...]:
            if report.status == "quarantined":
                return ()
            findings = judge_of(previous is not None).findings(report, previous)
            return tuple(by_cause(sorted(findings, key=lambda f: worst_first.index(f.severity)), report))

        judge_of(beside)
        yield judged
