"""What is wrong with reports before they are published: which files, beside which year before, with
which findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from findings.finding import MARK, Checked, Finding
from pipelines.model import Report


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Every file named or in a folder named, hidden ones left out; an empty folder stands for itself."""
    found: list[Path] = []
    for path in paths:
        found += _inside(path) or [path]
    return list(dict.fromkeys(found))


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


def findings_of(report: Report, previous: Report | None = None) -> list[Finding]:
    """The findings of the rules on this report, each with its message, worst first. Those that
    follow from the same slip as an earlier one stand behind it and name its rule and scope in
    `cause`."""
    if report.status == "quarantined":
        return []
    from expectations.arithmetic import alone, query
    from expectations.rules import load
    from expectations.words import explain
    from findings.one_report import findings

    rules = load()
    printed = {f.code: (f.text, f.value, f.status) for f in report.facts}
    out = []
    asked = {code: query(rule) for code, rule in rules.items() if previous or alone(rule)}
    for found in findings(report, asked, previous):
        rule = rules[found["rule"]]
        words = explain(rule, found, {c: printed[c] for c in found["cells"] if c in printed})
        keep = {k: found[k] for k in ("rule", "scope", "stated", "expected", "gap", "cells")}
        out.append(
            {**keep, "severity": rule.severity, "message": words.zh, "message_en": words.en, "do": rule.do}
        )
    return _by_cause(sorted(out, key=lambda f: list(MARK).index(f["severity"])), report)


def _by_cause(found: list[Finding], report: Report) -> list[Finding]:
    """The findings with those of one cause behind the first of them."""
    from expectations.rules import load
    from findings.causes import causes, may_share
    from findings.suspects import suspects
    from pipelines.model import NIL

    some = [f for f in found if f["rule"] in may_share() and f["gap"] is not None]
    broken = {(f["rule"], f["scope"]): f["gap"] for f in some if load()[f["rule"]].check == "sum"}
    suspected = {place: cell for cell, _, places in suspects(broken) for place in places}
    said = [(f["rule"], f["scope"], f["gap"], suspected.get((f["rule"], f["scope"]))) for f in some]
    nil = {fact.code for fact in report.facts if fact.status in NIL}
    first = {id(f): some[at] for f, at in zip(some, causes(said, nil, report.statement.edition))}
    for f in found:
        lead = first.get(id(f), f)
        f["cause"] = None if lead is f else f"{lead['rule']}/{lead['scope']}"
    place = {id(f): at for at, f in enumerate(found)}
    return sorted(found, key=lambda f: (place[id(first.get(id(f), f))], place[id(f)]))
