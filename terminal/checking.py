"""What `gongkai check` does: reports before they are published, as text, as JSON, or as a page to
pass on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

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
    joined: bool = False,
) -> int:
    """Check the files, or those in folders, and print the answer; the exit code. `joined`: they are the
    parts of one report."""
    from findings.check import check, files_of
    from terminal.progress import progress

    named = [Path(file) for file in files]
    many = 1 if joined else len(files_of(named))
    answers_show = not as_json and sys.stdout.isatty()  # they come as they are known, and no bar beside them

    def tell(at: int, checked: Checked) -> None:
        from findings.verdict import verdict

        parts = len(checked.report.filing.parts)
        files = f"{at + 1}–{at + parts}" if parts else f"{at + 1}"
        begin = f"[{files}/{many}] " if many > 1 else ""
        print(f"{begin}{verdict(shown(checked))}", end="\n\n" if many > 1 else "\n", flush=True)

    try:
        with (
            progress(quiet or many < 2 or answers_show) as listener,
            _standard_input(named) as (laid, shown),
        ):
            telling = {} if as_json else {"tell": tell}
            hear = partial(listener, "read")
            results = check(laid, previous, hear, joined=joined, **telling)
    except InputTooLarge as error:
        print(error, file=sys.stderr)
        return UNREADABLE
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
    elif many > 1:
        from findings.verdict import summary

        print(summary(results))
    if page and not as_json:
        print(f"\n已存为 saved as {page}")
    return max(map(exit_code, results))


class InputTooLarge(ValueError):
    """More comes through standard input than a file may have; the message says how much that is."""


@contextmanager
def _standard_input(named: list[Path]) -> Iterator[tuple[list[Path], Callable[[Checked], Checked]]]:
    """The files with what comes through standard input as one of them, where `-` stands for it; and
    how to give its name back to what was checked of it. Raises InputTooLarge."""
    if INPUT not in named:
        yield named, lambda checked: checked
        return
    with TemporaryDirectory() as folder:
        laid = Path(folder) / "standard-input"
        laid.write_bytes(_bounded(sys.stdin.buffer))

        def shown(checked: Checked) -> Checked:
            filing = checked.report.filing
            if filing.path != str(laid):
                return checked
            return replace(checked, report=replace(checked.report, filing=replace(filing, path=str(INPUT))))

        yield [laid if path == INPUT else path for path in named], shown


def _bounded(stream: BinaryIO) -> bytes:
    """All that comes, as long as it is no more than a file may have."""
    from pipelines.read.door import MAX_BYTES

    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        size = f"{MAX_BYTES >> 20} MB"
        raise InputTooLarge(f"标准输入超过 {size}，不是年报 / more than {size} on standard input: no report")
    return data


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
