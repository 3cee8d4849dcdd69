"""What `gongkai check` does: reports before they are published, as text, as JSON, or as a page to
pass on."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terminal.exit_codes import FINDINGS, NOTHING_WRONG, UNREADABLE

if TYPE_CHECKING:
    from findings.finding import Checked

PAGES = (".html", ".htm", ".xlsx")
"""How the name of a page may end."""


def check_files(
    files: Sequence[str | Path],
    previous: Sequence[Path] = (),
    page: Path | None = None,
    *,
    as_json: bool = False,
    quiet: bool = False,
) -> int:
    """Check the files, or those in folders, and print the answer; the exit code."""
    from findings.check import check
    from terminal.progress import progress

    with progress(quiet or len(files) < 2) as listener:
        named = [Path(file) for file in files]
        results = check(named, previous, lambda done, total: listener("read", done, total))
    if page:
        from export.check_page import write_report

        try:
            write_report(page, results)
        except OSError as error:
            print(f"{page} 无法写入 / cannot be written: {error.strerror or error}", file=sys.stderr)
            return UNREADABLE
    if as_json:
        print(json.dumps([_as_checked(c) for c in results], ensure_ascii=False))
    else:
        from findings.verdict import summary, verdict

        print("\n\n".join(map(verdict, results)))
        if len(results) > 1:
            print(f"\n{summary(results)}")
    if page and not as_json:
        print(f"\n已存为 saved as {page}")
    return max(map(exit_code, results))


def _as_checked(checked: Checked) -> dict[str, Any]:
    from findings.year_before import remarks

    report = checked.report
    return {
        "path": report.filing.path,
        "office": report.statement.office,
        "year": report.statement.year,
        "part_of_year": report.statement.part_of_year or None,
        "status": report.status,
        "previous": checked.previous.filing.path if checked.previous else None,
        "remarks": [" / ".join(both) for both in remarks(report, checked.previous, checked.unused)],
        "findings": [finding.as_json() for finding in checked.findings],
        "issues": [issue.as_json() for issue in report.issues],
    }


def exit_code(checked: Checked) -> int:
    """How the command ends for one file: 2 where it, or what was given beside it, is no report."""
    if any(report.status == "quarantined" for report in (checked.report, *checked.unused)):
        return UNREADABLE
    return NOTHING_WRONG if checked.clean else FINDINGS
