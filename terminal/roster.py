"""A place -> the first lines of its roster, from what is known: its government, its townships and
streets on record, and every office of it that a report was seen of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.input_error import InputError
from pipelines.offices.evidence import Claim, weigh
from pipelines.offices.gazetteer.load import Gazetteer, Place
from pipelines.offices.names import office_key
from pipelines.offices.resolution import number
from pipelines.offices.resolve import resolve
from pipelines.offices.roster import Entry
from pipelines.offices.rostered import territory
from pipelines.offices.tree import townships_now, validity
from warehouse.statements import statement

SQL = Path(__file__).parent / "sql"
NEVER = "从未见过年报 never seen"
ORDER = ("government", "general_office", "committee", "department", "vertical", "institution", "other")
"""The kinds of office in the order of a roster; townships and streets come last."""


class PlaceUnknown(InputError):
    """What was given is no place, or may be several; the message says which."""


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    kind: str
    code: str = ""
    first_year: int | None = None
    last_year: int | None = None
    years: tuple[int, ...] = ()
    doubt: str = ""

    @property
    def note(self) -> str:
        """The years of its reports, or that there is none."""
        years = f"年报 reports: {' '.join(map(str, self.years))}" if self.years else NEVER
        return years + self.doubt


def first_roster(wanted: str, database: Path | None, places: Gazetteer) -> list[Entry]:
    """The lines for a place, given by its code or name, or for an office in no list, by its name.
    `database` is None where there is no warehouse yet. Raises PlaceUnknown, QueryError."""
    place = _place(wanted, places)
    offices = _on_record(place, places) if place else {}
    under = None if place else _office(wanted, database)
    if place is None and under is None:
        like = "6 位区划代码、地名或库中的机关名称 / a code of six digits, a place, or a known office"
        raise PlaceUnknown(f"没有“{wanted}”；应为 / no such place; expected {like}")
    for office, known in _seen(place, under, wanted, database):
        if known.years or office not in offices:
            offices[office] = known
    listed = sorted(offices.values(), key=_order)
    return [
        Entry(
            line,
            known.name,
            (known.code or place.code) if place else "",
            "" if place else wanted,
            known.kind,
            known.first_year,
            known.last_year,
            note=known.note,
        )
        for line, known in enumerate(listed, 2)
    ]


def _place(wanted: str, places: Gazetteer) -> Place | None:
    if wanted.isdecimal():
        at = places.at(wanted)
        return places.now(at) if at and at.level != "township" else None
    office = resolve(weigh(Claim(wanted), places), places)
    if office.status == "ambiguous" and office.candidates:
        codes = "、".join(f"{p.code} {p.name}" for p in office.candidates)
        raise PlaceUnknown(f"“{wanted}”有多个可能，请写代码 / may be several, give the code: {codes}")
    whole = office.status == "resolved" and not office.organ and not office.zone
    return places.now(office.place) if whole and office.place and office.place.level != "township" else None


def _on_record(place: Place, places: Gazetteer) -> dict[int, _Known]:
    kind = "committee" if place.is_zone else "government"
    offices = {number(f"{place.id}|government|"): _Known(place.government, kind)}
    for office, spell, kind in townships_now(place, places):
        first, last = (int(day[:4]) if day else None for day in validity(spell, places).values())
        gone = f"，{spell.last} 年后不在名录 not on record after" if spell.last and not last else ""
        offices[office] = _Known(spell.name, kind, spell.code, first, last, doubt=gone)
    return offices


def _office(wanted: str, database: Path | None) -> int | None:
    """The one office of that name in the warehouse."""
    if database is None:
        return None
    from warehouse.query import run

    named = run("SELECT office_id FROM offices WHERE name = ?", database, [office_key(wanted)])[1]
    return named[0][0] if len(named) == 1 else None


def _seen(
    place: Place | None, under: int | None, wanted: str, database: Path | None
) -> Iterable[tuple[int, _Known]]:
    if database is None:
        return
    from warehouse.query import run

    given: dict[str, Any] = {"code": place.code if place else None, "under": under}
    given["stem"] = territory(wanted) or None if under else None
    columns, rows = run(statement(SQL / "offices_of_a_place.sql"), database, given)
    for values in rows:
        row = dict(zip(columns, values))
        code = row["division_code"] or ""
        yield (
            row["office_id"],
            _Known(
                row["name"],
                row["kind"] or "",
                code if len(code) > 6 else "",
                row["first_year"],
                row["last_year"],
                tuple(row["years"] or ()),
            ),
        )


def _order(known: _Known) -> tuple[int, str, str]:
    place = ORDER.index(known.kind) if known.kind in ORDER else len(ORDER)
    return place, known.code, known.name
