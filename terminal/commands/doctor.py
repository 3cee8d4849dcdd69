"""`gongkai doctor`: is everything in place; with `--raw` alone, is the archive still what was
fetched."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from terminal.commands.options import RAW, WAREHOUSE, Raw, Warehouse


class Doctor(TyperCommand):
    """A command whose `--raw` may be given without a folder: it then asks for the archive to be
    verified."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As usual, with a bare `--raw` for what it means."""
        following = [*args[1:], "--"]
        bare = [a == "--raw" and then.startswith("-") for a, then in zip(args, following)]
        return super().parse_args(ctx, ["--verify" if alone else a for a, alone in zip(args, bare)])


def doctor(
    raw: Raw = RAW,
    warehouse: Warehouse = WAREHOUSE,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="核验归档文件，同单独的 --raw / verify the archive, as --raw alone"),
    ] = False,
) -> None:
    """检查安装、目录、规则和数据仓库 / Check the installation, folders, rules and warehouse."""
    from terminal.doctor import examine, examine_archive

    complaints = examine_archive(raw) if verify else examine(raw, warehouse)
    for line in complaints.lines:
        print(line)
    raise typer.Exit(1 if complaints.bad else 0)
