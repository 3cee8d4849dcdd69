"""`gongkai health`: is the warehouse as it should be, for cron and for monitoring."""

from __future__ import annotations

from typing import Annotated

import typer

from terminal.commands.options import WAREHOUSE, Warehouse, fail, published
from terminal.exit_codes import FINDINGS


def health(
    warehouse: Warehouse = WAREHOUSE,
    max_age: Annotated[
        float, typer.Option(min=0.0, help="构建最多可有多旧（小时） / hours that a build may be old")
    ] = 30.0,
    metrics: Annotated[bool, typer.Option("--metrics", help="供 Prometheus / for Prometheus")] = False,
) -> None:
    """数据仓库是否正常：正常返回 0，构建过旧或有来源读不到 1，没有 2 / Is the warehouse well: exit 0;
    1 for an old build or a broken source, 2 for none."""
    from terminal.health import as_metrics, in_words
    from terminal.health import health as examine
    from warehouse.query import QueryError

    try:
        state = examine(published(warehouse), max_age)
    except QueryError as error:
        fail(str(error))
    print("\n".join(as_metrics(state) if metrics else in_words(state)))
    raise typer.Exit(FINDINGS if state.wrong else 0)
