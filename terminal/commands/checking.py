"""`gongkai check`: reports before they are published, as text, as JSON, or as a page to pass on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from terminal.commands.options import FINDINGS, NOTHING_WRONG, UNREADABLE, AsJson, Quiet, fail

if TYPE_CHECKING:
    from findings.finding import Checked

Paths = Annotated[
    list[Path], typer.Argument(help="报告文件或目录 / reports or folders of them", show_default=False)
]
Previous = Annotated[
    list[Path] | None,
    typer.Option(help="上年报告，用于核对跨年关系 / the report of the year before", show_default=False),
]
Page = Annotated[
    Path | None,
    typer.Option(
        "--report", help="另存为 .html 或 .xlsx / also as a page, .html or .xlsx", show_default=False
    ),
]


def check(
    files: Paths,
    as_json: AsJson = False,
    previous: Previous = None,
    page: Page = None,
    quiet: Quiet = False,
) -> None:
    """核对报告：无问题返回 0，有问题 1，无法读取 2 / Check reports: exit 0 fine, 1 findings, 2 unreadable."""
    from findings.check import check as check_all
    from terminal.progress import progress

    if page and page.suffix.lower() not in (".html", ".htm", ".xlsx"):
        fail(f"{page.name}：应以 .html 或 .xlsx 结尾 / must end in .html or .xlsx")
    with progress(quiet or len(files) < 2) as listener:
        results = check_all(files, previous or (), lambda done, total: listener("read", done, total))
    if page:
        from export.check_page import write_report

        try:
            write_report(page, results)
        except OSError as error:
            fail(f"{page} 无法写入 / cannot be written: {error.strerror or error}")
    if as_json:
        print(json.dumps([_as_checked(c) for c in results], ensure_ascii=False))
    else:
        from findings.verdict import summary, verdict

        print("\n\n".join(map(verdict, results)))
        if len(results) > 1:
            print(f"\n{summary(results)}")
    if page and not as_json:
        print(f"\n已存为 saved as {page}")
    raise typer.Exit(max(map(_exit_code, results)))


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
        "remarks": remarks(report, checked.previous, checked.unused),
        "findings": [finding.as_json() for finding in checked.findings],
        "issues": [issue.as_json() for issue in report.issues],
    }


def _exit_code(checked: Checked) -> int:
    if any(report.status == "quarantined" for report in (checked.report, *checked.unused)):
        return UNREADABLE
    return NOTHING_WRONG if checked.clean else FINDINGS
