"""raw/offices.csv: what people have decided about offices that no evidence settles, and what is
still open.

`gongkai offices review` writes the open rows; a person fills in `division_code`: the code of the
place (six digits, nine for a township or street), or `-` for an office that is in no list. From the
next run on it is so. A row holds for the reports of that name from that host, or without an address
where `host` is blank; with a `path` for that file only.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from pipelines.csv_input import disarmed, lines
from pipelines.input_error import InputError
from pipelines.offices.names import office_key

DECISIONS = "offices.csv"
NOT_LISTED = "-"
"""In place of a division code: the office is in no list."""


class DecisionError(InputError):
    """offices.csv cannot be used; the message says which line and what is expected."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of offices.csv. The first three say which reports it is about, the last two are for
    people."""

    name: str
    host: str = ""
    path: str = ""
    resolution: str = ""
    years: str = ""
    candidates: str = ""
    evidence: str = ""
    division_code: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What a row is found by: the folded name, the host, the path."""
        return office_key(self.name), self.host, self.path


COLUMNS = tuple(f.name for f in fields(Row))
"""Those of offices.csv, in their order."""


class Decisions:
    """What has been decided, by name, host and path."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._decided = {row.key: row.division_code for row in rows if row.division_code}

    def about(self, keys: Iterable[str]) -> str:
        """A digest of what has been decided about these folded names; empty where nothing has."""
        if not self._decided:
            return ""
        wanted = {*keys}
        said = sorted(item for item in self._decided.items() if item[0][0] in wanted)
        return hashlib.sha256(repr(said).encode()).hexdigest() if said else ""

    def of(self, name: str, host: str, path: str) -> str | None:
        """The code decided for a report, NOT_LISTED, or None where nothing is; that of the file
        goes first."""
        key = office_key(name)
        for wanted in ((key, host, path), (key, "", path), (key, host, "")):
            if wanted in self._decided:
                return self._decided[wanted]
        return None


def load(path: Path, known: Mapping[str, object]) -> list[Row]:
    """The rows of offices.csv; none if there is no such file. `known`: all codes of places. Raises
    DecisionError."""
    rows: dict[tuple[str, str, str], Row] = {}
    for at, fields_of in lines(path, COLUMNS, DecisionError):
        row = Row(**fields_of)
        if not row.name:
            raise DecisionError(f"{at}: 缺少机关名称 / the name is missing")
        if row.key in rows:
            raise DecisionError(f"{at}: 重复列出 {row.name} / listed twice")
        if row.division_code and row.division_code != NOT_LISTED and row.division_code not in known:
            like = "6 或 9 位区划代码，或 - / a code of six or nine digits that the gazetteer has, or -"
            raise DecisionError(f"{at}: 没有区划 {row.division_code}；应为 / no such place; expected {like}")
        rows[row.key] = row
    return list(rows.values())


def merged(kept: Iterable[Row], open_now: Iterable[Row]) -> list[Row]:
    """The rows that stay: all that people have filled in, and what is open now, by name."""
    rows = {row.key: row for row in open_now}
    rows |= {row.key: row for row in kept if row.division_code or (row.note and row.key in rows)}
    return sorted(rows.values(), key=lambda r: (bool(r.division_code), r.name, r.host, r.path))


def save(path: Path, rows: Iterable[Row]) -> None:
    """Write offices.csv whole or not at all; cells that a spreadsheet would run as a formula are
    disarmed."""
    with io.StringIO(newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([[disarmed(getattr(row, name)) for name in COLUMNS] for row in rows])
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.write_text(text.getvalue(), encoding="utf-8-sig")  # with a mark, for Excel
    draft.replace(path)
