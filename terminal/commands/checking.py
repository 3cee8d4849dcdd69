"""`gongkai check`: its options. A check without any is begun by `gongkai.py` at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from terminal.commands.options import AsJson, Quiet, fail

Paths = Annotated[
    list[Path],
    typer.Argument(
        help="报告文件或目录，- 为标准输入 / reports or folders of them; - is standard input",
        show_default=False,
    ),
]
Previous = Annotated[
    list[Path] | None,
    typer.Option(help="上年报告，用于核对跨年关系 / the report of the year before", show_default=False),
]
Page = Annotated[
    Path | None,
    typer.Option(
        "--report", help="另存为 .html 或 .xlsx / also as a page, .html or .xlsx", show_default=False
    ),
]
Joined = Annotated[
    bool,
    typer.Option(
        "--joined", help="这些文件是一份报告的几部分 / the files are parts of one report", show_default=False
    ),
]


def check(
    files: Paths,
    as_json: AsJson = False,
    previous: Previous = None,
    page: Page = None,
    joined: Joined = False,
    quiet: Quiet = False,
) -> None:
    """核对报告：无问题返回 0，有问题 1，无法读取 2 / Check reports: exit 0 fine, 1 findings, 2 unreadable."""
    from terminal.checking import PAGES, check_files

    if page and page.suffix.lower() not in PAGES:
        fail(f"{page.name}：应以 .html 或 .xlsx 结尾 / must end in .html or .xlsx")
    raise typer.Exit(check_files(files, previous or (), page, as_json=as_json, quiet=quiet, joined=joined))
