"""gongkai（公开）：政府信息公开工作年度报告的数据仓库 / the warehouse of China's yearly disclosure
reports."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Annotated, Literal

import typer

from terminal.commands import (
    archive,
    checking,
    crawl,
    dashboard,
    doctor,
    export,
    findings,
    health,
    lake,
    mirror,
    offices,
    reading,
    rules,
    site,
    sources,
)
from terminal.commands.help import Program, group
from terminal.commands.options import (
    RAW,
    WAREHOUSE,
    Quiet,
    Raw,
    Warehouse,
    fail,
    present,
    published,
    repeated,
)
from terminal.errors import told
from terminal.exit_codes import FINDINGS
from terminal.version import product_version

app = group(__doc__, cls=Program, add_completion=False, pretty_exceptions_enable=False)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"gongkai {product_version()}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="版本 / the version"),
    ] = False,
) -> None:
    """What every command shares."""


@app.command()
def run(
    raw: Raw = RAW,
    warehouse: Warehouse = WAREHOUSE,
    workers: Annotated[
        int, typer.Option(min=0, help="进程数，0 为每核一个 / processes, 0 = one per core")
    ] = 0,
    executor: Annotated[
        str, typer.Option(help="集群地址 / a cluster, dask://host:port", envvar="GONGKAI_EXECUTOR")
    ] = "",
    crawl_first: Annotated[
        bool, typer.Option("--crawl", help="先抓取各门户 / crawl the portals first")
    ] = False,
    may_shrink: Annotated[
        bool,
        typer.Option(
            "--may-shrink",
            help="有意撤下了原文件，允许比上次少 / raw files were taken away on purpose: fewer reports",
        ),
    ] = False,
    full: Annotated[
        bool,
        typer.Option(
            "--full", help="全部数据表重做（每周自动一次） / make all tables anew (weekly by itself)"
        ),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """读取新报告、核对并发布数据仓库 / Read what is new, check it, publish the warehouse."""
    present(raw)
    from terminal.progress import progress
    from terminal.summary import summary

    with progress(quiet) as listener:
        from assets.run import RunFailed
        from assets.run import run as run_graph

        try:
            more = {"crawl": crawl_first, "may_shrink": may_shrink, "full": full}
            undelivered = run_graph(raw, warehouse, workers, listener, executor=executor, **more)
        except RunFailed as error:
            _tell(error.undelivered)
            fail(
                f"未发布，原有数据仓库保持不变 / nothing published, the old build stays: {told(error)}",
                FINDINGS,
            )
    _tell(undelivered)
    print(summary(warehouse / "gongkai.duckdb", raw, repeated(warehouse)))


def _tell(undelivered: Mapping[str, str]) -> None:
    """A line for each notification that did not arrive: whoever reads the mail of cron learns of it."""
    for way, why in undelivered.items():
        print(f"{way}: {why}", file=sys.stderr)


app.add_typer(mirror.app, name="mirror")
app.command()(reading.read)
app.command()(checking.check)
app.command()(crawl.crawl)
app.add_typer(sources.app, name="sources")
app.add_typer(archive.app, name="archive")
app.add_typer(offices.app, name="offices")
app.add_typer(findings.app, name="findings")
app.add_typer(rules.app, name="rules")
app.command(cls=doctor.Doctor)(doctor.doctor)
app.command()(health.health)
app.command()(export.export)
app.command()(lake.lake)
app.command()(dashboard.dashboard)
app.command()(site.site)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="SQL", show_default=False)],
    warehouse: Warehouse = WAREHOUSE,
    form: Annotated[
        Literal["text", "csv", "json"], typer.Option("--format", help="输出格式 / form of the output")
    ] = "text",
) -> None:
    """用 SQL 查询已发布的数据仓库 / Query the published warehouse with SQL."""
    from warehouse.query import QueryError, table
    from warehouse.query import run as run_query

    database = published(warehouse)
    try:
        columns, rows = run_query(sql, database)
    except QueryError as error:
        fail(str(error))
    if not columns:
        fail("没有要查询的内容：SQL 是空的，或不返回行 / nothing asked: the SQL is empty or returns no rows")
    print(table(columns, rows, form), end="")
