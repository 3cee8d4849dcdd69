"""The columns of a report, as report_columns.yml lists them, and the values that reading and the
file itself give them.

A new column is an entry there and the value where it is made: here, or in offices/identify.py for
what follows from the office.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from pipelines.model import Filing, Report

FILE = Path(__file__).with_suffix(".yml")
Maker = Literal["reading", "filing", "office"]
_ARROW = {
    "BIGINT": "int64",
    "INTEGER": "int64",
    "DOUBLE": "float64",
    "BOOLEAN": "bool",
    "BIGINT[]": "list<int64>",
}


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column of a report: who makes its value, its SQL type, its meaning, and what it may hold as
    schema.yml writes it (None: what columns of that name may hold)."""

    name: str
    maker: Maker
    type: str
    zh: str
    en: str
    holds: Mapping[str, Any] | None = None


def report_id(sha256: str) -> int:
    """The number by which tables name a report: 60 bits of its content's hash."""
    return int(sha256[:15] or "0", 16)


READING: dict[str, Callable[[Report], Any]] = {
    "report_id": lambda report: report_id(report.filing.sha256),
    "office_name": lambda report: report.statement.office,
    "year": lambda report: report.statement.year,
    "edition": lambda report: report.statement.edition,
    "title": lambda report: report.statement.title,
    "published_on": lambda report: report.published_on,
    "sha256": lambda report: report.filing.sha256,
    "format": lambda report: report.format,
    "status": lambda report: report.status,
    "read_by": lambda report: report.read_by,
    "second_reading": lambda report: report.second_reading,
    "part_pages": lambda report: [*report.part_pages] or None,
}
"""What a report itself gives, by column."""
FILING: dict[str, Callable[[Filing], Any]] = {
    "source_url": lambda filing: filing.source_url,
    "raw_path": lambda filing: filing.path,
    "original_name": lambda filing: filing.given_name or filing.path,
}
"""What is known of the file, by column."""


@lru_cache(maxsize=1)
def report_columns() -> tuple[ReportColumn, ...]:
    """All of them, in the order of the table. Raises ValueError with file and column for an entry
    that is no entry, and for a column without a value or a value without a column."""
    import yaml

    written = yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
    columns = tuple(_column(name, entry) for name, entry in written.items())
    for maker, made in (("reading", READING), ("filing", FILING)):
        refuse_differences(maker, made, columns)
    return columns


def refuse_differences(
    maker: str, made: Iterable[str], columns: Iterable[ReportColumn] | None = None
) -> None:
    """Raises ValueError unless `made` are exactly the columns whose values `maker` makes."""
    listed = {c.name for c in (report_columns() if columns is None else columns) if c.maker == maker}
    if missing := listed - {*made}:
        raise ValueError(f"{FILE.name}: {', '.join(sorted(missing))}: {maker} makes no value for it")
    if stray := {*made} - listed:
        raise ValueError(
            f"{FILE.name}: {', '.join(sorted(stray))}: {maker} makes its value, but it is not listed"
        )


def names(*makers: Maker) -> tuple[str, ...]:
    """The columns that these make, in the order of the table; without a maker, all."""
    return tuple(c.name for c in report_columns() if not makers or c.maker in makers)


@lru_cache(maxsize=1)
def stored_types() -> dict[str, str]:
    """Column -> its Arrow type before the warehouse casts it: days and codes are text."""
    return {c.name: _ARROW.get(c.type, "string") for c in report_columns()}


def read_values(report: Report) -> dict[str, Any]:
    """The values that reading made, by column."""
    return {name: READING[name](report) for name in names("reading")}


def filing_values(filing: Filing) -> dict[str, Any]:
    """The values that are known of the file, by column."""
    return {name: FILING[name](filing) for name in names("filing")}


def _column(name: str, entry: Any) -> ReportColumn:
    where = f"{FILE.name}: {name}"
    if (
        not isinstance(entry, list)
        or len(entry) not in (4, 5)
        or not all(isinstance(e, str) for e in entry[:4])
    ):
        raise ValueError(f"{where}: {entry!r} is not [maker, type, zh, en] with or without what it may hold")
    maker, kind, zh, en, *holds = entry
    if maker not in get_args(Maker):
        raise ValueError(f"{where}: {maker!r} makes no values; known are {', '.join(get_args(Maker))}")
    return ReportColumn(name, maker, kind, zh, en, *holds)
