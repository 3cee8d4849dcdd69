"""`gongkai findings`: what was found, and what people decide about it."""

from __future__ import annotations

import getpass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from terminal.commands.help import group
from terminal.commands.options import RAW, WAREHOUSE, Raw, Warehouse, fail, present, published
from terminal.errors import reason, told
from warehouse.statements import statement

if TYPE_CHECKING:
    from findings.decisions import Decision
    from warehouse.query import Parameters

app = group("核对发现与处理决定 / findings, and decisions about them")
State = Literal["open", "confirmed", "dismissed", "contacted", "corrected", "reopened"]
SHORT = 12
"""Characters of a fingerprint that tell it from all others."""
SQL = Path(__file__).parents[1] / "sql"


@app.command("list")
def list_findings(
    rule: Annotated[str, typer.Option(help="规则代码或其开头 / code of the rule, or its beginning")] = "",
    office: Annotated[str, typer.Option(help="机关名称的一部分 / part of the office's name")] = "",
    year: Annotated[int, typer.Option(help="年度 / year")] = 0,
    state: Annotated[State | None, typer.Option(help="处理状态 / state of the finding")] = None,
    limit: Annotated[int, typer.Option(min=1, help="最多行数 / rows at most")] = 100,
    raw: Raw = RAW,
    warehouse: Warehouse = WAREHOUSE,
    form: Annotated[
        Literal["text", "csv", "json"], typer.Option("--format", help="输出格式 / form of the output")
    ] = "text",
) -> None:
    """列出核对发现 / List the findings of the published warehouse."""
    from warehouse.query import table

    if (
        rule
        and not _ask(warehouse, "SELECT 1 FROM quality.rules WHERE starts_with(rule, $rule)", {"rule": rule})[
            1
        ]
    ):
        fail(f"没有这条规则 / no such rule: {rule}")
    given = {"rule": rule or None, "office": office or None, "year": year or None, "state": state}
    listed = statement(SQL / "findings_with_offices.sql")
    made = _decided(raw)
    now = {"decided": [*made], "states": [decision.decision for decision in made.values()]}
    rows = _ask(warehouse, listed, {**given, **now, "characters": SHORT, "most": limit})
    print(table(*rows, form), end="")


@app.command()
def decide(
    fingerprint: Annotated[str, typer.Argument(help="发现的指纹或其开头 / fingerprint, or its beginning")],
    decision: Annotated[
        Literal["confirmed", "dismissed", "contacted", "corrected"],
        typer.Option("--as", help="属实、不成立、已联系机关、机关已更正 / what it is, or became of it"),
    ],
    why: Annotated[str, typer.Option(help="理由 / the reason")],
    by: Annotated[str, typer.Option(help="决定人 / who decides")] = "",
    due: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="请机关答复的限期 / day by which the office is to answer"),
    ] = None,
    raw: Raw = RAW,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """就一条发现作出决定 / Decide about a finding; kept in raw/decisions.csv."""
    from findings.decisions import DecisionError
    from findings.decisions import decide as keep
    from findings.finding import PUBLISHED, Finding

    sql = statement(SQL / "findings_of_fingerprint.sql", columns=PUBLISHED)
    _, rows = _ask(warehouse, sql, [fingerprint])
    if len(rows) != 1:
        what = (
            "没有这条发现 / no such finding" if not rows else "指纹不唯一 / several findings begin like that"
        )
        fail(f"{what}: {fingerprint}")
    *row, office = rows[0]
    finding = Finding.published(row)
    try:
        due_by = due.date() if due else None
        path = keep(present(raw), finding, office or "", decision, why, by or _user(), due_by)
    except DecisionError as error:
        fail(told(error))
    except OSError as error:
        fail(f"{raw} 无法写入 / cannot be written to: {reason(error)}")
    print(finding.message)
    print(
        f"已记入 {path}，各页即时显示，数据库下次运行更新"
        f" / written to {path}: shown at once, in the database from the next run"
    )


@app.command()
def export(
    path: Annotated[Path, typer.Argument(help="Excel 文件 / an .xlsx file", show_default=False)],
    year: Annotated[int, typer.Option(help="年度 / year")] = 0,
    county: Annotated[str, typer.Option(help="县（区）名称的一部分 / part of a county's name")] = "",
    raw: Raw = RAW,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """按县（区）列出待处理的发现，供转有关机关 / An Excel list by county to send to the offices."""
    from export.finding_list import write_list

    if path.suffix.lower() != ".xlsx":
        fail(f"{path.name}：应以 .xlsx 结尾 / must end in .xlsx")
    sql = statement(SQL / "findings_to_send.sql")
    columns, rows = _ask(warehouse, sql, {"year": year or None, "county": county or None})
    listed = [dict(zip(columns, row, strict=True)) for row in rows]
    try:
        sent = write_list(path, listed, _steps(raw))
    except OSError as error:
        fail(f"{path} 无法写入 / cannot be written: {reason(error)}")
    print(f"{path}：{sent} 处 / {sent} findings")


def _decided(raw: Path) -> dict[str, Decision]:
    """What has been decided, also since the build."""
    from findings.decisions import DecisionError, latest

    try:
        return latest(raw)
    except DecisionError as error:
        fail(str(error))


def _steps(raw: Path) -> dict[str, list[Decision]]:
    """Every decision about each finding, also since the build."""
    from findings.decisions import DecisionError, steps

    made: dict[str, list[Decision]] = {}
    try:
        for step in steps(raw):
            made.setdefault(step.fingerprint, []).append(step)
    except DecisionError as error:
        fail(str(error))
    return made


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a number without a name, as in a container; a KeyError before Python 3.13
        fail("请用 --by 写明决定人 / say with --by who decides")


def _ask(warehouse: Path, sql: str, parameters: Parameters) -> tuple[list[str], list[tuple[Any, ...]]]:
    from warehouse.query import QueryError, run

    database = published(warehouse)
    try:
        return run(sql, database, parameters)
    except QueryError as error:
        fail(str(error))
