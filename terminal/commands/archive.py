"""`gongkai archive ...`: what can be done with raw/archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from terminal.commands.help import group
from terminal.commands.options import RAW, Raw, fail, present
from terminal.errors import told
from terminal.exit_codes import FINDINGS

app = group("原文件归档 / The archive of raw files")


@app.command()
def warc(
    source: Annotated[str, typer.Argument(help="来源名称 / source", show_default=False)],
    year: Annotated[int, typer.Argument(help="抓取年份 / year of fetching", show_default=False)],
    file: Annotated[
        Path, typer.Argument(help="目标文件，.warc 或 .warc.gz / file to write", show_default=False)
    ],
    raw: Raw = RAW,
) -> None:
    """把某来源某年取得的文件导出为 WARC / Export what a source brought in a year as WARC."""
    from pipelines.intake.warc import NotInstalled, export

    try:
        count = export(present(raw), source, year, file)
    except (NotInstalled, ValueError, OSError) as error:
        fail(told(error, file) if isinstance(error, OSError) else told(error))
    if not count:
        fail(f"{source} 在 {year} 年没有取得文件 / {source} brought nothing in {year}", FINDINGS)
    print(f"{file}：{count} 个文件 / files")
