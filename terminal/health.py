"""How the published build is, for cron and for monitoring: its age, what it holds, what is broken."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from warehouse.statements import statement

SQL = Path(__file__).parent / "sql" / "state_of_build.sql"
WORDS = {
    "age_hours": "距上次构建（小时） hours since the build",
    "filings": "文件 filings",
    "quarantined": "未能读取 quarantined",
    "sources": "来源 sources",
    "broken_sources": "读不到的来源 broken sources",
    "overdue_offices": "逾期未见报告的机关 overdue offices",
}
"""What is told, by name, in both languages."""


@dataclass(frozen=True, slots=True)
class Health:
    """The figures by name, and what is not as it should be, in words."""

    figures: dict[str, float]
    wrong: tuple[str, ...]


def health(database: Path, most_hours: float, now: float | None = None) -> Health:
    """How the build is; wrong is one that is older than `most_hours`, and a source that cannot be read.
    Raises QueryError."""
    from warehouse.query import QueryError, run

    names, rows = run(statement(SQL), database)
    if not rows:
        raise QueryError(f"{database}: 没有构建记录 / no build is on record")
    figures = dict(zip(names, map(float, rows[0]), strict=True))
    finished = figures.pop("finished_at")
    figures = {"age_hours": round(((now or time.time()) - finished) / 3600, 1), **figures}
    wrong = []
    if figures["age_hours"] > most_hours:
        wrong.append(
            f"上次构建已过 {figures['age_hours']:g} 小时 / the build is older than {most_hours:g} hours"
        )
    if broken := figures["broken_sources"]:
        wrong.append(f"{broken:g} 个来源读不到 / sources cannot be read")
    return Health(figures, tuple(wrong))


def in_words(state: Health) -> list[str]:
    """A line for each figure, and for what is wrong."""
    lines = [f"{WORDS[name]}: {_plain(value, ',')}" for name, value in state.figures.items()]
    return [*lines, *(f"✗ {said}" for said in state.wrong)]


def as_metrics(state: Health) -> list[str]:
    """The figures in the text form that Prometheus reads from a file."""
    return [
        line
        for name, value in state.figures.items()
        for line in (f"# TYPE gongkai_build_{name} gauge", f"gongkai_build_{name} {_plain(value)}")
    ]


def _plain(value: float, grouped: str = "") -> str:
    """All digits of a figure: `g` would round what has more than six."""
    return f"{int(value):{grouped}}" if value.is_integer() else f"{value:{grouped}.1f}"
