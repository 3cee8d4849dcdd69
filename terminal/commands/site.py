"""`gongkai site`: the pages as files, for a place, for chosen offices, or all."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from pipelines.extras import how_to_add
from terminal.commands.dashboard import NEEDED
from terminal.commands.options import RAW, WAREHOUSE, Quiet, Raw, Warehouse, fail
from terminal.errors import reason

Folder = Annotated[Path, typer.Argument(help="新目录 / new folder", show_default=False)]
Place = Annotated[
    str,
    typer.Option(help="地区，如“江苏省 淮安市 洪泽区” / a place, from above down", show_default=False),
]
Offices = Annotated[
    list[int] | None,
    typer.Option("--office", help="机关编号，可多次给出 / key of an office; again for more"),
]


def site(
    folder: Folder,
    place: Place = "",
    offices: Offices = None,
    raw: Raw = RAW,
    warehouse: Warehouse = WAREHOUSE,
    quiet: Quiet = False,
) -> None:
    """把页面写成静态文件，不需要服务器 / Write the pages as files that need no server of ours."""
    if not all(map(find_spec, NEEDED)):
        fail(f"请先安装 / install first: {how_to_add('dashboard')}")
    from dashboard.site_scope import NotWritten, Scope, place_named
    from dashboard.static_site import write
    from dashboard.store import NoWarehouse, Store
    from terminal.progress import progress

    store = Store(warehouse.resolve(), raw.resolve())
    with progress(quiet) as listener:
        try:
            scope = Scope(place_named(store, place) if place else (), frozenset(offices or ()))
            count = write(store, folder, scope, lambda done, total: listener("页面 pages", done, total))
        except NoWarehouse:
            fail(f"还没有数据仓库 {warehouse}，请先运行 / no warehouse yet, run first: gongkai run")
        except NotWritten as error:
            fail(f"未写出 / nothing written: {error}")
        except OSError as error:
            fail(f"无法写入 {folder} / cannot write there: {reason(error)}")
    print(f"{folder / 'index.html'}\n{count} 个文件 files")
