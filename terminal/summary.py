"""What a run brought, taken from the published database: filings, cells, findings, and what to do
next."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from terminal.width import fit
from warehouse.statements import statement


def summary(database: Path) -> str:
    """The report of a run, in Chinese with English beside it."""
    from findings.build_summary import latest_summary
    from findings.finding import SEVERITIES
    from warehouse.query import run

    held = run(statement(Path(__file__).parent / "sql" / "filings_and_cells.sql"), database)[1][0]
    offices, years, cells, doubtful, *filings = held
    counts: dict[str, int] = dict(
        run("SELECT severity, count(*) FROM quality.findings GROUP BY 1", database)[1]
    )
    lines = ["", "gongkai 公开"]
    names = ("文件 filings", "  完整 parsed", "  部分存疑 partial", "  未能读取 quarantined")
    for name, value in [
        *zip(names, filings),
        ("机关 offices", offices),
        ("年度 years", years),
        ("单元格 cells", cells),
        ("  存疑 in doubt", doubtful),
        ("核对发现 findings", sum(counts.values())),
        *((f"  {words.many}", counts.get(severity, 0)) for severity, words in SEVERITIES.items()),
    ]:
        lines.append(f"  {fit(name, 26)}{value:>10,}")
    brought = latest_summary(database)
    if not brought.first:
        lines += ["", *(f"  {line}" for line in brought.lines)]
    here, command = os.path.relpath(database), _command()
    lines += [
        "",
        f"  数据仓库 warehouse: {here} -> {database.resolve().name}",
        "",
        "下一步 next:",
        "  # 互相矛盾的数字 / figures that contradict each other",
        f"  {command} query \"SELECT rule, year, message FROM quality.findings WHERE severity = 'error'\"",
        "  # 存疑之处 / what is in doubt",
        f'  {command} query "SELECT raw_path, zh, detail, what_to_do FROM quality.issues"',
        "  # 核对一份报告 / check one report",
        f"  {command} check FILE",
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
