"""A check before publication: what a visitor drops or pastes is read in children with the limits of a
run, judged, shown, and kept nowhere."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from dashboard import form
from dashboard.asked import Asked
from dashboard.render import Shown
from export.check_page import page_of, sheet_of
from findings.check import findings_of
from findings.finding import Checked, Finding, entries
from findings.verdict import form_of, issue_places, without_year
from findings.year_before import remarks, year_before
from pipelines.batch.child import reading
from pipelines.batch.limits import MEMORY, SECONDS
from pipelines.catalogue import catalogue
from pipelines.intake.joined import handed_in
from pipelines.model import Filing

MOST_FILES, MOST_BYTES = 40, 64 * 2**20
"""Files of one check, and bytes of all of them."""
PASTED = "粘贴 pasted.txt"
"""The name of a text that was pasted."""
_TURN = Lock()  # one check at a time, so that many visitors take no more memory than one

Given = tuple[str, bytes]


@dataclass(frozen=True)
class Result:
    """A checked report as the page shows it. `reasons`: why it is not read, each with what to do."""

    checked: Checked
    state: str
    heading: str
    slips: list[dict[str, Any]]
    remarks: list[str]
    issues: list[tuple[str, str]]
    reasons: list[tuple[str, str]]
    forms: list[dict[str, Any]]


def page(asked: Asked, results: Sequence[Checked] = (), told: str = "") -> Shown:
    """The form, and below it what came of a check."""
    asked.known.add("as")
    given = {
        "results": [_result(asked, one) for one in results],
        "told": told,
        "limits": {
            "files": MOST_FILES,
            "megabytes": MOST_BYTES // 2**20,
            "seconds": round(SECONDS),
            "memory": MEMORY // 2**30,
        },
    }
    return Shown("check.html", asked.t("核对文件", "Check a file"), given, nav="/check")


def check(files: Sequence[Given], previous: Sequence[Given] = (), joined: bool = False) -> list[Checked]:
    """The reports in the files, each beside that of the year before, if it is among them or in
    `previous`. `joined`: the files are the parts of one report."""
    one_by_one = [_filing(*one) for one in files]
    asked = [handed_in(one_by_one)] if joined and len(files) > 1 else one_by_one
    with _TURN, reading([*asked, *(_filing(*one) for one in previous)], SECONDS) as read:
        reports = [*read]
    given, earlier = reports[: len(asked)], reports[len(asked) :]
    before = [year_before(report, earlier, given) for report in given]
    unused = tuple(report for report in earlier if all(report is not other for other in before))
    return [
        Checked(report, findings_of(report, other), other, unused)
        for report, other in zip(given, before, strict=True)
    ]


def _filing(name: str, data: bytes) -> tuple[Filing, bytes]:
    return Filing(name, hashlib.sha256(data).hexdigest(), len(data)), data


def saved(results: Sequence[Checked]) -> bytes:
    """The result as a page of its own, to take along."""
    return page_of(results).encode("utf-8")


def _result(asked: Asked, checked: Checked) -> Result:
    report, t = checked.report, asked.t
    said = report.statement
    sheet = sheet_of(checked)
    heading = [
        said.office or t("机关不明", "office unknown"),
        str(said.year or t(*without_year(said.part_of_year))),
        t(*form_of(said.edition)),
        asked.word("reading", report.status),
    ]
    kinds = catalogue().issues
    places = issue_places(report)
    issues = [(t(kinds[code].zh, kinds[code].en), t(*where)) for code, where in places.items()]
    errors = [kinds[code] for code in places if kinds[code].severity == "error"]
    reasons = [(t(kind.zh, kind.en), kind.do) for kind in errors]
    state = "unread" if report.status == "quarantined" else "clean" if checked.clean else "wrong"
    if any(issue.code == "read.limit" for issue in report.issues):
        state = "limit"
    slips = [_slip(asked, number, slip) for number, slip in enumerate(entries(checked.findings), 1)]
    told = [t(*both) for both in remarks(report, checked.previous, checked.unused)]
    return Result(
        checked,
        state,
        " · ".join(p for p in heading if p),
        slips,
        told,
        issues,
        reasons,
        form.forms(asked, sheet, "", ""),
    )


def _slip(asked: Asked, number: int, slip: list[Finding]) -> dict[str, Any]:
    first, *followers = slip

    def said(one: Finding) -> str:
        return asked.t(one.message, one.message_en)

    return {
        "number": number,
        "severity": first.severity,
        "message": said(first),
        "follow": [said(one) for one in followers],
        "do": first.do,
    }
