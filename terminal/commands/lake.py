"""`gongkai lake`: the published build as a lake, for readers and writers on many machines."""

from __future__ import annotations

from typing import Annotated

import typer

from terminal.commands.options import WAREHOUSE, Quiet, Warehouse, fail, published
from terminal.errors import told
from terminal.exit_codes import FINDINGS

Catalogue = Annotated[
    str,
    typer.Argument(
        help="目录库 / the catalogue: postgres:dbname=gongkai host=… , 或文件 / or a file", show_default=False
    ),
]
Data = Annotated[str, typer.Argument(help="数据文件所在目录 / the folder of its files", show_default=False)]


def lake(catalogue: Catalogue, data: Data, warehouse: Warehouse = WAREHOUSE, quiet: Quiet = False) -> None:
    """把已发布的数据放入数据湖（DuckLake），旧版保留 / Put what is published into a lake (DuckLake), which
    keeps the versions before."""
    from export.lake import NoLake, publish
    from terminal.progress import progress

    database = published(warehouse)
    with progress(quiet) as listener:
        try:
            done = publish(database, catalogue, data, listener)
        except NoLake as error:
            fail(f"数据湖未改动 / the lake is as it was: {told(error)}", FINDINGS)
    print(
        f"版本 version {done.version} · 写入 written {done.written} · 未变 unchanged {done.kept}"
        "（每表每年一份 / a part for each table and year）"
    )
