"""What a run brought, taken from the published database: filings, cells, findings, and what to do
next."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pipelines.intake.passed_over import passed_over
from terminal.width import fit
from warehouse.statements import statement

MOST_NAMES = 3
"""Files that are named of those that are passed over."""


def summary(database: Path, raw: Path, options: str = "") -> str:
    """The report of a run over `raw`, in Chinese with English beside it. `options`: what a next command
    has to repeat to see the same folders."""
    from findings.build_summary import latest_summary
    from findings.finding import SEVERITIES
    from warehouse.query import run

    held = run(statement(Path(__file__).parent / "sql" / "filings_and_cells.sql"), database)[1][0]
    offices, years, cells, doubtful, *filings = held
    slips: dict[str, int] = dict(
        run("SELECT severity, count(*) FROM quality.findings WHERE cause = fingerprint GROUP BY 1", database)[
            1
        ]
    )
    findings = run("SELECT count(*) FROM quality.findings", database)[1][0][0]
    lines = ["", "gongkai 公开"]
    names = ("文件 filings", "  完整 parsed", "  部分存疑 partial", "  未能读取 quarantined")
    for name, value in [
        *zip(names, filings),
        ("机关 offices", offices),
        ("年度 years", years),
        ("单元格 cells", cells),
        ("  存疑 in doubt", doubtful),
        ("差错 slips", sum(slips.values())),
        *((f"  {words.many}", slips.get(severity, 0)) for severity, words in SEVERITIES.items()),
        ("核对发现 findings", findings),
    ]:
        lines.append(f"  {fit(name, 26)}{value:>10,}")
    if left := passed_over(raw):
        shown = "、".join(left[:MOST_NAMES]) + ("…" if len(left) > MOST_NAMES else "")
        lines += [
            "",
            f"  跳过隐藏、锁定或未写完的文件 hidden, locked or unfinished files passed over: {len(left)}",
        ]
        lines.append(f"    {shown}")
    brought = latest_summary(database)
    if not brought.first:
        lines += ["", *(f"  {line}" for line in brought.lines)]
        lines += [f"  重做 made anew: {brought.made}"] if brought.made else []
    here, command = os.path.relpath(database), f"{_command()} query{options}"
    lines += [
        "",
        f"  数据仓库 warehouse: {here} -> {database.resolve().name}",
        "",
        "下一步 next:",
        "  # 互相矛盾的数字 / figures that contradict each other",
        f"  {command} \"SELECT rule, year, message FROM quality.findings WHERE severity = 'error'\"",
        "  # 存疑之处 / what is in doubt",
        f'  {command} "SELECT original_name, zh, detail, what_to_do FROM issue_list"',
        "  # 核对一份报告 / check one report",
        f"  {_command()} check FILE",
    ]
    return "\n".join(lines)


def _command() -> str:
    """How this program was called, so that the next call can be copied."""
    called = Path(sys.argv[0]).absolute()
    return (
        os.path.relpath(called)
        if called.is_relative_to(Path.cwd()) and called.name == "gongkai"
        else "gongkai"
    )
