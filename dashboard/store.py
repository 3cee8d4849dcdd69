"""The published build for the pages: one read-only connection with one configuration, a few cursors
at a time, and another build as soon as one is published."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard import own_statement
from findings.decisions import FILE

_log = logging.getLogger(__name__)
CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": "384MB",
    "threads": 2,
}
"""How the pages open the warehouse. DuckDB refuses two configurations of one file in a process, so
there is one for all pages."""
SHUT = "SET temp_directory = ''; SET enable_external_access = false; SET lock_configuration = true"
"""Nothing is written, no other file and no network is reached, and no statement changes that."""
CURSORS = 4
"""Statements that run at the same time; more would wait for the same two threads."""
LOCKED = "SELECT current_setting('lock_configuration')"
"""Whether that has been done."""

Row = dict[str, Any]


class NoWarehouse(RuntimeError):
    """Nothing has been published yet."""


class OtherVersion(RuntimeError):
    """The published build is of another version of the program, and lacks what a page asks for."""


class Build:
    """A published database, open for as long as somebody uses it."""

    def __init__(self, path: Path) -> None:
        """Raises duckdb.Error."""
        import duckdb

        self.path = path
        self._connection = duckdb.connect(str(path), read_only=True, config=dict(CONFIG))
        (locked,) = self._connection.execute(LOCKED).fetchall()[0]
        if not locked:  # all connections of this process to a file share what is set
            self._connection.execute(SHUT)
        self._turns = threading.BoundedSemaphore(CURSORS)
        self._once: dict[tuple[str, tuple[Any, ...]], list[Row]] = {}

    @classmethod
    def missing(cls) -> Build:
        """What stands for a build where there is none, for the page that does without: only its name
        is asked for."""
        build = cls.__new__(cls)
        build.path = Path("gongkai-.duckdb")
        return build

    @property
    def name(self) -> str:
        """The stamp and digest of the build: `20261130T090528229690Z-97e776c4`."""
        return self.path.stem.removeprefix("gongkai-")

    @property
    def stamp(self) -> str:
        """When it was made, as people write it, in UTC."""
        day, _, time = self.name.partition("T")
        return "—" if not time else f"{day[:4]}-{day[4:6]}-{day[6:8]} {time[:2]}:{time[2:4]} UTC"

    def rows(self, sql: str, *values: Any) -> list[Row]:
        """The rows of a statement of ours as dicts; `?` stands for the values in their order. Whole
        numbers are whole."""
        names, rows = self.table(sql, list(values))
        return [dict(zip(names, row, strict=True)) for row in rows]

    def once(self, sql: str, *values: Any) -> list[Row]:
        """The same for what many pages ask of a build: it is asked of it once."""
        key = (sql, values)
        if key not in self._once:
            self._once[key] = self.rows(sql, *values)
        return self._once[key]

    def one(self, sql: str, *values: Any) -> Row:
        """The first row; empty where there is none."""
        return next(iter(self.rows(sql, *values)), {})

    def table(self, sql: str, values: Any = None) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Names of the columns, and rows. Raises OtherVersion."""
        import duckdb

        with self._turns:
            try:
                result = self._connection.cursor().execute(sql, values)
            except (duckdb.BinderException, duckdb.CatalogException) as error:
                if self._of_this_version():
                    raise
                # of a copy without the folder `quality` nobody knows: it may be a fault of ours
                _log.error("%s lacks what a page asks for: %s", self.path.name, error)
                raise OtherVersion(str(error)) from error
            return [str(column[0]) for column in result.description or ()], [
                tuple(map(_plain, row)) for row in result.fetchall()
            ]

    def asked(self, sql: str, most: int, seconds: float) -> tuple[list[str], own_statement.Rows, bool]:
        """The same of a statement of somebody else's, in a child: at most so many rows, within so many
        seconds, and whether there are more. Raises Refused."""
        return own_statement.run(self.path, CONFIG, SHUT, sql, most, seconds)

    def _of_this_version(self) -> bool:
        """Whether the program that made the tables is the one that asks."""
        from warehouse.inputs import code, kept

        inputs = kept(self.path.parent / "quality" / self.path.stem)
        return inputs is not None and inputs.code == code()


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


@dataclass
class Store:
    """A folder of builds and the folder of the raw files: where pages have all they show from."""

    folder: Path
    raw: Path
    _open: Build | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def build(self) -> Build:
        """The build that the link points to now. The one before is closed when nobody uses it any
        more. Raises NoWarehouse."""
        link = self.folder / "gongkai.duckdb"
        path = link.resolve()
        with self._lock:
            if self._open is None or self._open.path != path:
                if not path.is_file():
                    raise NoWarehouse
                self._open = Build(path)
            return self._open

    def decided(self) -> int:
        """When the decisions were last changed, in ns; what pages show of them is as new as that."""
        path = self.raw / FILE
        return path.stat().st_mtime_ns if path.is_file() else 0

    def file_of(self, raw_path: str | None) -> Path | None:
        """The file of a report under the folder of raw files; None if it is not there, or if the
        path leads out of it."""
        if not raw_path:
            return None
        root = self.raw.resolve()
        path = (root / raw_path).resolve()
        return path if path.is_relative_to(root) and path.is_file() else None
