"""raw/roster.csv: who must publish in a place, from which year to which, and by which day.

A line names an office and the place whose roster it is on: by `code`, six digits, nine for a
township, which is on the roster of its county; or, where the place is in no list, by `parent`, the
name of the office above. `kind` is needed only where the name does not tell it, `from` and `to` are
report years, `deadline` is a day of the next year (`03-31`) that holds in the place of the legal
one. Which offices the lines are: rostered.py.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.csv_input import At, disarmed, lines
from pipelines.input_error import InputError
from pipelines.offices.kinds import OTHER, rules
from pipelines.offices.names import office_key

ROSTER = "roster.csv"
COLUMNS = ("office", "code", "parent", "kind", "from", "to", "deadline", "note")
"""Those of roster.csv. Only `office` is needed, with `code` or `parent`."""
YEARS = range(2000, 2101)
"""Report years that a line can name."""
_DAY = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?")
_CODE = re.compile(r"\d{6}(\d{3}){0,2}")


class RosterError(InputError):
    """roster.csv cannot be used; the message says which line and what is expected."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of roster.csv. Of `code` and `parent` one is filled; `first_year` and `last_year` are
    None where they are left open, `deadline` is `03-31` or empty."""

    line: int
    office: str
    code: str = ""
    parent: str = ""
    kind: str = ""
    first_year: int | None = None
    last_year: int | None = None
    deadline: str = ""
    note: str = ""

    def overlaps(self, other: Entry) -> bool:
        """Whether a year is of both."""
        first, last = YEARS[0], YEARS[-1]
        return (self.first_year or first) <= (other.last_year or last) and (other.first_year or first) <= (
            self.last_year or last
        )


def load(path: Path) -> list[Entry]:
    """The lines of roster.csv; none if there is no such file. Raises RosterError."""
    entries: list[Entry] = []
    known: dict[tuple[str, str, str], list[Entry]] = {}
    for at, fields in lines(path, COLUMNS, RosterError, needed=COLUMNS[:1]):
        entry = _entry(at, fields)
        same = known.setdefault((office_key(entry.office), entry.code, office_key(entry.parent)), [])
        if twice := next((e for e in same if e.overlaps(entry)), None):
            raise RosterError(f"{at}: {entry.office} 与第 {twice.line} 行重复 / as in line {twice.line}")
        same.append(entry)
        entries.append(entry)
    return entries


def _entry(at: At, fields: dict[str, str]) -> Entry:
    given = {name: fields.get(name, "") for name in COLUMNS}
    if not given["office"]:
        raise RosterError(f"{at}: office 缺少机关名称 / the name is missing")
    if bool(given["code"]) == bool(given["parent"]):
        raise RosterError(f"{at}: code 与 parent 须填且只填一项 / fill in one of code and parent")
    if given["code"] and not _CODE.fullmatch(given["code"]):
        like = "6、9 或 12 位数字 / six, nine or twelve digits"
        raise RosterError(f"{at}: code {given['code']!r}；应为 / expected {like}")
    kinds = (*rules()["kinds"], OTHER)
    if given["kind"] and given["kind"] not in kinds:
        raise RosterError(f"{at}: kind {given['kind']!r}；应为 / expected {' | '.join(kinds)}")
    first, last = (_year(at, name, given[name]) for name in ("from", "to"))
    if first and last and first > last:
        raise RosterError(f"{at}: from {first} 晚于 to {last} / from is after to")
    return Entry(
        at.line,
        given["office"],
        given["code"][:9],
        given["parent"],
        given["kind"],
        first,
        last,
        _day(at, given["deadline"]),
        given["note"],
    )


def _year(at: At, name: str, text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or int(text) not in YEARS:
        like = f"{YEARS[0]} 至 {YEARS[-1]} 的报告年度 / a report year from {YEARS[0]} to {YEARS[-1]}"
        raise RosterError(f"{at}: {name} {text!r}；应为 / expected {like}")
    return int(text)


def _day(at: At, text: str) -> str:
    """`3月31日` as `03-31`. A day that not every year has is none."""
    if not text:
        return ""
    try:
        month, day = map(int, _DAY.fullmatch(text).groups())  # type: ignore[union-attr]
        return f"{date(2001, month, day):%m-%d}"
    except (AttributeError, ValueError):
        like = "次年的月-日，如 03-31 / month and day of the next year, such as 03-31"
        raise RosterError(f"{at}: deadline {text!r}；应为 / expected {like}") from None


def written(entries: Iterable[Entry]) -> str:
    """The lines as roster.csv has them, below their head; cells that a spreadsheet would run as a
    formula are disarmed."""
    with io.StringIO(newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        for e in entries:
            cells = (e.office, e.code, e.parent, e.kind, e.first_year, e.last_year, e.deadline, e.note)
            writer.writerow([disarmed(str(cell or "")) for cell in cells])
        return text.getvalue()
