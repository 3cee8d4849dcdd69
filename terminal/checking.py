"""What `gongkai check` does: reports before they are published, as text, as JSON, or as a page to
pass on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from terminal.errors import reason
from terminal.exit_codes import FINDINGS, NOTHING_WRONG, UNREADABLE

if TYPE_CHECKING:
    from findings.finding import Checked

INPUT = Path("-")
"""What stands for standard input among the files."""
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
    from findings.check import check, files_of
    from terminal.progress import progress

    named = [Path(file) for file in files]
    alone = len(files_of(named)) < 2
    with progress(quiet or alone) as listener, _standard_input(named) as (laid, shown):
        results = check(laid, previous, lambda done, total: listener("read", done, total))
    results = [shown(checked) for checked in results]
    if page:
        from export.check_page import write_report

        try:
            write_report(page, results)
        except OSError as error:
            print(f"{page} 无法写入 / cannot be written: {reason(error)}", file=sys.stderr)
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


@contextmanager
def _standard_input(named: list[Path]) -> Iterator[tuple[list[Path], Callable[[Checked], Checked]]]:
    """The files with what comes through standard input as one of them, where `-` stands for it; and
    how to give its name back to what was checked of it."""
    if INPUT not in named:
        yield named, lambda checked: checked
        return
    with TemporaryDirectory() as folder:
        laid = Path(folder) / "standard-input"
        laid.write_bytes(sys.stdin.buffer.read())

        def shown(checked: Checked) -> Checked:
            filing = checked.report.filing
            if filing.path != str(laid):
                return checked
            return replace(checked, report=replace(checked.report, filing=replace(filing, path=str(INPUT))))

        yield [laid if path == INPUT else path for path in named], shown


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
