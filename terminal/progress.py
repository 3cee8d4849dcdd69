"""How far a long run has come, on standard error: what is done, how fast, and the time left. Silent
in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

REFRESH = 0.1  # seconds
WORDS = {
    "crawl": "抓取 crawling",
    "read": "读取 reading",
    "offices": "认机关 whose they are",
    "build": "建表 building",
    "rules": "找矛盾 contradictions",
    "judge": "核对 judging",
    "promises": "自查 our promises",
    "publish": "发布 publishing",
    "mirror": "复制 mirroring",
    "find": "找栏目 looking for columns",
    "check": "试来源 trying sources",
    "parquet": "Parquet",
    "csv": "CSV",
    "lake": "写入数据湖 into the lake",
    "workbooks": "Excel workbooks",
    "checksums": "校验和 checksums",
}
"""The steps of a run, in both languages."""


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A listener (step, done, total); a step without a countable end has total 0. Whoever prints, does it
    afterwards: the bar has the line."""
    if quiet or not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn

    from terminal.harmless import unguarded

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[speed]}"))
    console = Console(file=unguarded(sys.stderr))
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bar:
        tasks: dict[str, TaskID] = {}
        updated_at = 0.0

        def listen(step: str, done: int, total: int) -> None:
            nonlocal updated_at
            if step not in tasks:
                tasks[step] = bar.add_task(WORDS.get(step, step), total=total or None, speed="")
            elif done < total and monotonic() - updated_at < REFRESH:
                return  # estimating the speed costs as much as reading a short file
            updated_at, task = monotonic(), bar.tasks[tasks[step]]
            bar.update(task.id, completed=done, total=total or None)
            bar.update(task.id, speed=speed_text(done, total, task.speed, task.time_remaining))

        yield listen


def speed_text(done: int, total: int, speed: float | None, left: float | None) -> str:
    """`done` of `total` files, files per second, and the time left from seconds; empty without a
    total."""
    if not total:
        return ""
    out = f"{done:,}/{total:,}"
    if speed and total > 1:
        out += f" · {speed:.3g} 份/秒 files/s"
    if left is not None and done < total:
        minutes, seconds = divmod(round(left), 60)
        out += f" · 剩余 left {minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return out
