"""`gongkai rules`: what a rule makes of reports before it is shipped."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from terminal.commands.help import group
from terminal.commands.options import WAREHOUSE, Warehouse, fail

app = group("核对规则 / the rules")


@app.callback()
def rules() -> None:
    """核对规则 / The rules."""


@app.command("try")
def try_rules(
    file: Annotated[Path, typer.Argument(help="规则文件 / a YAML file of rules", show_default=False)],
    reports: Annotated[
        list[Path] | None,
        typer.Argument(
            help="报告文件或目录；不写则用已发布的数据仓库 / reports; without them the published warehouse",
            show_default=False,
        ),
    ] = None,
    sql: Annotated[bool, typer.Option("--sql/--no-sql", help="显示 SQL / show the SQL")] = True,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """试用规则：能核对多少、不符多少、例子和 SQL / Try rules: cases, findings, examples and SQL."""
    from expectations.rules import read
    from findings.trial import try_on_reports, try_on_warehouse
    from terminal.trial import in_words

    if not file.is_file():
        fail(f"{file}：没有这个文件 / no such file")
    tried = read(file)
    if reports:
        from findings.check import beside

        trials = try_on_reports(tried, beside(reports))
    else:
        database = warehouse / "gongkai.duckdb"
        if not database.exists():
            fail(f"还没有数据仓库 {database}，请给出报告 / no warehouse yet: name reports to try the rule on")
        trials = try_on_warehouse(tried, database)
    print("\n\n".join(in_words(trial, sql) for trial in trials))
