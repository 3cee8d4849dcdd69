"""Files to check, and what was read in each -> the report that the files of a folder are pieces of.

The evidence is that of a run (batch/together.py): the names count (1.jpg, 2.jpg), and what is read
complements each other. Where one of them holds alone the files stay apart, and the first says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pipelines.batch.child import Asked, reading
from pipelines.model import Issue, Report

Group = tuple[Path, ...]


def counting(files: Iterable[Path]) -> tuple[dict[Path, Group], list[Group]]:
    """By file, those of its folder in the order in which their names count; and the folders whose names
    do not count. A file that is alone, or one of more than a report has, is in neither."""
    folders: dict[Path, list[Path]] = defaultdict(list)
    for path in files:
        folders[path.parent].append(path)
    several = [group for group in folders.values() if len(group) > 1]
    if not several:
        return {}, []
    from pipelines.intake.folders import MOST
    from pipelines.naming.numbered import counted

    counts: dict[Path, Group] = {}
    others: list[Group] = []
    for group in several:
        order = counted([path.name for path in group])
        if len(group) > MOST:
            continue
        if order is None:
            others.append(tuple(group))
        else:
            counts |= dict.fromkeys(group, tuple(group[place] for place in order))
    return counts, others


def settled(group: Group, pieces: Mapping[Path, Report]) -> dict[Path, Report]:
    """What is read in files whose names count: one report, by the first of them, or one in each."""
    from pipelines.batch.together import SAID
    from pipelines.recognise.pieces import piece_of, why_not_one

    apart = {path: pieces[path] for path in group}
    why = why_not_one([piece_of(report.statement) for report in apart.values()])
    if not why:
        with reading([asked_for(group)]) as read:
            whole = next(read)
        if whole.status != "quarantined":
            return {group[0]: whole}
    elif why in SAID:
        apart[group[0]] = _doubted(apart[group[0]], SAID[why])
    return apart


def doubted(group: Group, reports: Mapping[Path, Report]) -> Report | None:
    """The first report of a folder whose names do not count, with the issue that says so, if what is read
    there complements each other; else None."""
    from pipelines.batch.together import SAID
    from pipelines.recognise.pieces import piece_of, why_not_one

    why = why_not_one([piece_of(reports[path].statement) for path in group])
    return None if why else _doubted(reports[group[0]], SAID[why])


def _doubted(report: Report, why: str) -> Report:
    return replace(report, issues=(*report.issues, Issue("read", "read.not_joined", "warning", detail=why)))


def asked_for(group: Iterable[Path]) -> Asked:
    """These files as the parts of one report, for the reader."""
    from pipelines.intake.joined import handed_in
    from pipelines.report import filing_of

    return handed_in([filing_of(path) for path in group])
