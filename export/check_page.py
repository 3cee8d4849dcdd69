"""The result of a check as one page to pass on: HTML or Excel, with the marked form of every
report."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from export.form_html import STYLE, Sheet, table_html
from findings.finding import SEVERITIES, Checked, Finding, entries
from findings.verdict import FOLLOWS, heading, issue_lines, summary, total
from findings.year_before import remarks
from pipelines.catalogue import catalogue

PAGE = Path(__file__).parent / "check_page.html"
KEY = (
    '<p class="key">'
    + "".join(f'<span class="{s}">{words.both}</span>' for s, words in SEVERITIES.items())
    + '<span class="doubt">存疑 in doubt</span>'
    "小字为上列发现的编号 / small figures are the numbers of the findings above</p>"
)
"""The legend of the marks."""


class UnknownForm(ValueError):
    """The name of the report ends in neither .html nor .xlsx."""


def write_report(path: Path, results: Sequence[Checked]) -> None:
    """Write the page to `path`, as HTML or Excel by its ending; where it cannot be written whole, what
    was there stays. Raises UnknownForm, OSError."""
    if path.suffix.lower() not in (".html", ".htm", ".xlsx"):
        raise UnknownForm(path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() == ".xlsx":
        from export.workbooks import write_workbook

        write_workbook(path, [sheet_of(c) for c in results])
        return
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_text(page_of(results), encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def page_of(results: Sequence[Checked]) -> str:
    """The page as HTML, with all that it needs."""
    page = PAGE.read_text(encoding="utf-8")
    return page.replace("{STYLE}", STYLE).replace("{BODY}", _body(results))


def sheet_of(checked: Checked) -> Sheet:
    """A checked report as it can be drawn."""
    report = checked.report
    cells = {f.code: (f.text, f.value, f.status) for f in report.facts}
    said = [" / ".join(both) for both in remarks(report, checked.previous, checked.unused)]
    office, path = report.statement.office or "", report.filing.path
    return Sheet(office, report.statement.year, cells, checked.findings, path, said, status=report.status)


def _body(results: Sequence[Checked]) -> str:
    parts = ["<h1>核对结果 Result of the check</h1>", f"<p>{escape(summary(results))}</p>"]
    if len(results) > 1:
        rows = "".join(
            f"<tr><td><a"
            f' href="#r{n}">{escape(c.report.filing.path)}</a></td><td>{escape(sheet_of(c).title)}</td>'
            f"<td>{escape(total(c))}</td></tr>"
            for n, c in enumerate(results)
        )
        parts.append(
            f'<table class="sum"><tr><th>文件 file</th><th>报告 report</th><th>结果'
            f" result</th></tr>{rows}</table>"
        )
    return "\n".join([*parts, *(_one(n, checked) for n, checked in enumerate(results))])


def _entry(slip: Sequence[Finding]) -> str:
    """The findings of one slip: the one that leads, and below it those that follow."""
    first, *others = slip
    words = (
        f'<span class="{first.severity}">{escape(SEVERITIES[first.severity].marked)}</span>'
        f" {escape(first.message)}<small>{escape(first.message_en)}</small>"
    )
    follow = "".join(
        f"<li>{escape(FOLLOWS)}{escape(f.message)}<small>{escape(f.message_en)}</small></li>" for f in others
    )
    return f"{words}<ul>{follow}</ul>" if follow else words


def _one(number: int, checked: Checked) -> str:
    sheet = sheet_of(checked)
    parts = [f'<h2 id="r{number}">{escape(sheet.title)}</h2>', f"<p>{escape(heading(checked.report))}</p>"]
    if checked.previous:
        parts.append(f"<p>对照上年 beside the year before: {escape(checked.previous.filing.path)}</p>")
    parts += [f"<p>{escape(remark)}</p>" for remark in sheet.remarks]
    parts.append(f"<p><b>{escape(total(checked))}</b></p>")
    if checked.findings:
        items = "".join(f"<li>{_entry(slip)}</li>" for slip in entries(checked.findings))
        todo = "<br>".join(f"→ {escape(do)}" for do in dict.fromkeys(f.do for f in checked.findings))
        parts.append(f'<ol>{items}</ol><p class="do">{todo}</p>')
    if issues := issue_lines(checked.report):
        parts.append(f"<pre>{escape(chr(10).join(issues))}</pre>")
    if sheet.tables():
        parts.append(KEY)
    for table in sheet.tables():
        line = catalogue().tables[table]
        parts.append(f"<h3>{escape(line.zh)} {escape(line.en)}</h3>{table_html(sheet, table)}")
    return "\n".join(parts)
