"""gongkai（公开）：政府信息公开工作年度报告的数据仓库 / the warehouse of China's yearly disclosure reports."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from pipelines.model import Report

HERE = Path(__file__).resolve().parent
ROOT = HERE if (HERE / "raw").is_dir() else Path.cwd()
NOTHING_WRONG, FINDINGS, UNREADABLE = 0, 1, 2

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)

Files = Annotated[list[Path], typer.Argument(help="报告文件 / report files", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON")]
Raw = Annotated[Path, typer.Option(help="原文件目录 / folder of raw files", envvar="GONGKAI_RAW")]
Warehouse = Annotated[Path, typer.Option(help="数据仓库目录 / folder of the warehouse", envvar="GONGKAI_WAREHOUSE")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="不显示进度 / no progress")]


@app.command()
def run(
    raw: Raw = ROOT / "raw",
    warehouse: Warehouse = ROOT / "warehouse",
    workers: Annotated[int, typer.Option(help="读取进程数，0 为每核一个 / processes, 0 = one per core")] = 0,
    quiet: Quiet = False,
) -> None:
    """读取新报告、核对并发布数据仓库 / Read what is new, check it, publish the warehouse."""
    if not raw.is_dir():
        fail(f"没有原文件目录 {raw} / no such folder of raw files")
    from terminal.progress import progress
    from terminal.summary import summary

    with progress(quiet) as listener:
        from assets.run import RunFailed
        from assets.run import run as run_graph

        try:
            run_graph(raw, warehouse, workers, listener)
        except RunFailed as error:
            fail(f"未发布，原有数据仓库保持不变 / nothing published, the old build stays: {error}", FINDINGS)
    print(summary(warehouse / "gongkai.duckdb"))


@app.command()
def read(files: Files, as_json: AsJson = False) -> None:
    """读取报告，列出每个单元格 / Read reports and list every cell."""
    from pipelines.report import read_report

    reports = [read_report(path) for path in files]
    if as_json:
        print(json.dumps([_as_read(r) for r in reports], ensure_ascii=False))
    else:
        from terminal.tables import tables

        for report in reports:
            print(tables(report))
    raise typer.Exit(UNREADABLE if all(r.status == "quarantined" for r in reports) else NOTHING_WRONG)


@app.command()
def check(files: Files, as_json: AsJson = False) -> None:
    """核对报告：无问题返回 0，有问题 1，无法读取 2 / Check reports: exit 0 fine, 1 findings, 2 unreadable."""
    from pipelines.report import read_report
    from terminal.checking import findings_of, verdict

    results = [(report, findings_of(report)) for report in map(read_report, files)]
    if as_json:
        print(json.dumps([_as_checked(r, found) for r, found in results], ensure_ascii=False))
    else:
        print("\n\n".join(verdict(r, found) for r, found in results))
    raise typer.Exit(max(_exit_code(r, found) for r, found in results))


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="SQL", show_default=False)],
    warehouse: Warehouse = ROOT / "warehouse",
    form: Annotated[
        Literal["text", "csv", "json"], typer.Option("--format", help="输出格式 / form of the output")
    ] = "text",
) -> None:
    """用 SQL 查询已发布的数据仓库 / Query the published warehouse with SQL."""
    from warehouse.query import QueryError, table
    from warehouse.query import run as run_query

    database = warehouse / "gongkai.duckdb"
    if not database.exists():
        fail(f"还没有数据仓库 {database}，请先运行 gongkai run / no warehouse yet: run `gongkai run` first")
    try:
        print(table(*run_query(sql, database), form))
    except QueryError as error:
        fail(str(error))


@app.command()
def doctor(raw: Raw = ROOT / "raw", warehouse: Warehouse = ROOT / "warehouse") -> None:
    """检查安装、目录、规则和数据仓库 / Check the installation, folders, rules and warehouse."""
    from terminal.doctor import examine

    complaints = examine(raw, warehouse)
    for line in complaints.lines:
        print(line)
    raise typer.Exit(1 if complaints.bad else 0)


def _as_read(report: Report) -> dict[str, Any]:
    said = report.statement
    return {
        "path": report.filing.path,
        "sha256": report.filing.sha256,
        "format": report.format,
        "status": report.status,
        "office": {"name": said.office},
        "year": said.year,
        "edition": said.edition,
        "editions": said.editions,
        "title": said.title,
        "published_on": report.published_on,
        "read_by": report.read_by,
        "cells": [asdict(fact) for fact in report.facts],
        "sections": said.sections,
        "issues": [asdict(issue) for issue in report.issues],
    }


def _as_checked(report: Report, found: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "path": report.filing.path,
        "office": report.statement.office,
        "year": report.statement.year,
        "status": report.status,
        "findings": found,
        "issues": [asdict(issue) for issue in report.issues],
    }


def _exit_code(report: Report, found: list[dict[str, Any]]) -> int:
    if report.status == "quarantined":
        return UNREADABLE
    return FINDINGS if found or report.status == "partial" else NOTHING_WRONG


def fail(message: str, code: int = UNREADABLE) -> None:
    """One line on standard error, and out."""
    print(message, file=sys.stderr)
    raise typer.Exit(code)


def main() -> None:
    """The entry point; a broken pipe (`| head`) is no error, nor is a file name or a terminal that is not UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()


if __name__ == "__main__":
    main()
