"""`gongkai mirror`: copies the archive and the shards to another place and back."""

from __future__ import annotations

from typing import Annotated

import typer

from terminal.commands.help import group
from terminal.commands.options import RAW, WAREHOUSE, Quiet, Raw, Warehouse, fail, present
from terminal.errors import told

app = group("异地存放原文件与读取结果 / Keep the archive elsewhere, too")

Address = Annotated[str, typer.Argument(help="地址 / address, e.g. s3://bucket/folder", show_default=False)]


@app.command()
def push(
    address: Address,
    raw: Raw = RAW,
    warehouse: Warehouse = WAREHOUSE,
    quick: Annotated[
        bool, typer.Option("--quick", help="只比较大小，不读对方的内容 / compare sizes only")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """把本地新增的文件复制过去，修复对方被改动的 / Copy what is new here to the address, repair what
    is altered there."""
    _each(address, raw, warehouse, quiet, out=True, thorough=not quick)


@app.command()
def pull(address: Address, raw: Raw = RAW, warehouse: Warehouse = WAREHOUSE, quiet: Quiet = False) -> None:
    """把对方有而本地没有的文件复制回来 / Copy from the address what is missing here."""
    _each(address, raw, warehouse, quiet, out=False)


def _each(
    address: str, raw: Raw, warehouse: Warehouse, quiet: bool, out: bool, thorough: bool = True
) -> None:
    from pipelines.intake import mirror

    if address.endswith("://"):
        fail(f"{address} 不是完整的地址 / the address is not complete")
    if out:
        present(raw)
    from terminal.progress import progress

    counts = {}
    with progress(quiet) as listener:
        try:
            if not out and not mirror.is_there(f"{address.rstrip('/')}/raw"):
                fail(f"{address} 下没有 raw，没有复制任何文件 / no raw at that address, nothing is copied")
        except mirror.NoMirror as error:
            fail(str(error))
        for name, folder in (("raw", raw), ("shards", warehouse / "shards")):
            place = f"{address.rstrip('/')}/{name}"

            def report_progress(done: int, total: int) -> None:
                listener("mirror", done, total)

            try:
                counts[name] = (
                    mirror.push(folder, place, report_progress, thorough)
                    if out
                    else mirror.pull(place, folder, report_progress)
                )
            except (mirror.NoMirror, OSError) as error:
                fail(told(error))
    for name, count in counts.items():
        print(f"{name}: {count}")
