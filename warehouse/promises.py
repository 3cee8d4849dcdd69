"""Turns a draft into the list of our own promises that it breaks; an empty list means that it may
be published.

Judges our work only: what the offices published wrongly is a finding and is not judged here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from warehouse.build import memory_limit
from warehouse.query import attach
from warehouse.view_sql import filled

MOST_ROWS = 20
"""So many rows of a broken promise are kept: enough to see what is wrong."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A query that must return no row, and what it says when it does not. `previous`: it asks the
    last build, too."""

    name: str
    zh: str
    en: str
    sql: str
    previous: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that a draft breaks, with the first rows that prove it, column name to value."""

    name: str
    zh: str
    en: str
    rows: tuple[dict[str, Any], ...]


class NotJudged(ValueError):
    """A file that cannot be asked; the message is DuckDB's own, in one line."""


def promises() -> tuple[Promise, ...]:
    """Those of promises.yml, in its order."""
    path = Path(__file__).with_name("promises.yml")
    written = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(
        Promise(name=name, **{**entry, "sql": filled(entry["sql"])}) for name, entry in written.items()
    )


def broken(draft: Path, previous: Path | None = None, asked: Collection[str] | None = None) -> list[Broken]:
    """The promises that the database `draft` does not keep, in the order of `promises`; `asked`: of
    those with these names only. Opens it read-only.

    `previous` is the published build that it must not fall short of; without one those promises are
    not asked. Raises NotJudged for what is no database, or one of another version."""
    import duckdb

    try:
        return _broken(draft, previous, [p for p in promises() if asked is None or p.name in asked])
    except duckdb.Error as error:
        raise NotJudged(" ".join(str(error).split())) from error


def _broken(draft: Path, previous: Path | None, asked: Iterable[Promise]) -> list[Broken]:
    import duckdb

    not_kept = []
    limit = memory_limit()
    with duckdb.connect(str(draft), read_only=True, config={"memory_limit": limit}) as connection:
        if previous is not None:
            attach(connection, previous, "previous")
        for promise in asked:
            if promise.previous and previous is None:
                continue
            result = connection.execute(f"SELECT * FROM ({promise.sql}) LIMIT {MOST_ROWS}")
            columns = [column[0] for column in result.description]
            if rows := result.fetchall():
                first = tuple(dict(zip(columns, row, strict=True)) for row in rows)
                not_kept.append(Broken(promise.name, promise.zh, promise.en, first))
    return not_kept
