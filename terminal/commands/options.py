"""What the commands have in common: their options, and how they fail in one line."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from terminal.exit_codes import UNREADABLE

HERE = Path(__file__).resolve().parents[2]
ROOT = HERE if (HERE / "raw").is_dir() else Path.cwd()
RAW, WAREHOUSE = ROOT / "raw", ROOT / "warehouse"
"""The folders that a command takes where it is given no others."""

Files = Annotated[
    list[Path], typer.Argument(help="报告文件或目录 / reports or folders of them", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON")]
Raw = Annotated[Path, typer.Option(help="原文件目录 / folder of raw files", envvar="GONGKAI_RAW")]
Warehouse = Annotated[
    Path, typer.Option(help="数据仓库目录 / folder of the warehouse", envvar="GONGKAI_WAREHOUSE")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="不显示进度 / no progress")]


def fail(message: str, code: int = UNREADABLE) -> NoReturn:
    """One line on standard error, and out."""
    print(message, file=sys.stderr)
    raise typer.Exit(code)


def present(raw: Path) -> Path:
    """The folder of raw files; fails in one line where it is none."""
    if not raw.is_dir():
        fail(f"没有原文件目录 {raw} / no such folder of raw files")
    return raw


def published(warehouse: Path) -> Path:
    """The published database in this folder; fails in one line where there is none."""
    database = warehouse / "gongkai.duckdb"
    if not database.exists():
        fail(f"还没有数据仓库 {database}，请先运行 gongkai run / no warehouse yet: run `gongkai run` first")
    return database


def repeated(warehouse: Path) -> str:
    """What the next command has to repeat to see the same warehouse; empty for the usual one."""
    usual = os.environ.get("GONGKAI_WAREHOUSE") or WAREHOUSE
    return (
        "" if warehouse.resolve() == Path(usual).resolve() else f" --warehouse {shlex.quote(str(warehouse))}"
    )
