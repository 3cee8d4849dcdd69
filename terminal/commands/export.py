"""`gongkai export`: the published build as a release that can be archived, cited and opened without
gongkai."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from terminal.commands.options import WAREHOUSE, Quiet, Warehouse, fail, published
from terminal.errors import told
from terminal.exit_codes import FINDINGS
from terminal.version import product_version

Folder = Annotated[
    Path, typer.Argument(help="发布目录，每版一个子目录 / folder of releases", show_default=False)
]
Books = Annotated[
    Literal["office", "county", "none"],
    typer.Option(help="Excel：每机关一本、每县一本或不要 / a workbook per office, per county, or none"),
]


Views = Annotated[
    bool,
    typer.Option("--views/--no-views", help="视图也导出，大数倍 / views, too: several times the size"),
]
Full = Annotated[
    bool,
    typer.Option("--full", help="全部重写，不沿用上一版的文件 / all anew, no file of the release before"),
]


def export(
    folder: Folder,
    warehouse: Warehouse = WAREHOUSE,
    workbooks: Books = "office",
    views: Views = True,
    full: Full = False,
    quiet: Quiet = False,
) -> None:
    """导出已发布的数据：Parquet、CSV、Excel、数据字典、校验和 / Export what is published as a release."""
    from export.release import NotExported
    from export.release import export as write
    from terminal.progress import progress

    database = published(warehouse)
    with progress(quiet) as listener:
        try:
            done = write(database, folder, workbooks, listener, product_version(), views, full)
        except NotExported as error:
            fail(f"未导出 / nothing exported: {told(error)}", FINDINGS)
    counted = f"写入 written {done.written:,} · 沿用上一版 kept from the release before {done.kept:,}"
    why = f"（{done.why}）" if done.why else ""
    print(f"{done.folder}\n文件 files：{counted}{why}\n说明见 README.md / start with README.md")
