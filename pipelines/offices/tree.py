"""Resolutions -> the offices: one row each with its place and parent, the governments above, other
names, succession.

The parent of a department, a general office or an institution is the government of its place; that
of a government is the government one division up; that of a branch of a national system is the
branch one division up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipelines.fold import fold
from pipelines.offices.gazetteer.load import Gazetteer, Place, Succession
from pipelines.offices.kinds import kind_of, known_zones, scope_of
from pipelines.offices.names import office_key
from pipelines.offices.resolution import Resolution, number
from pipelines.offices.resolution_text import GRADE, SURE

FIRST_COUNTIES, FIRST_TOWNSHIPS, LAST_NBS = 2008, 2019, 2021
"""The first years of the lists: a place listed then may be older. The statistics bureau's last list
is of 2021; a township that is not in the ministry's of 2026 ended between the two, nobody says
when."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A resolution and a year that it was reported of; none of an office that is only listed."""

    resolution: Resolution
    year: int | None


def offices(
    seen: Iterable[Seen], places: Gazetteer, listed: Iterable[Resolution] = ()
) -> dict[int, dict[str, Any]]:
    """Rows of `offices` by office_id: those of the reports, those that are listed, the governments
    above them, and the townships and streets of their counties, whether they have reported or
    not."""
    groups: dict[int, list[Seen]] = defaultdict(list)
    for one in seen:
        groups[one.resolution.office_id].append(one)
    for resolution in listed:
        groups.setdefault(resolution.office_id, [Seen(resolution, None)])
    rows: dict[int, dict[str, Any]] = {}
    for office_id, group in groups.items():
        rows[office_id] = _row(office_id, group, places)
    surveyed: dict[str, Place] = {}
    for group in groups.values():
        resolution = max(group, key=_rank).resolution
        if resolution.place:
            _lift(resolution, rows, places)
            if resolution.place.level in ("county", "township"):
                county = places.at(places.now(resolution.place).code[:6])
                if county:
                    surveyed[county.id] = county
    for county in surveyed.values():  # when all governments that have a row have it
        _neighbours(county, rows, places)
    return rows


def _neighbours(county: Place, rows: dict[int, dict[str, Any]], places: Gazetteer) -> None:
    """The townships and streets of a county that an office has reported of."""
    government = number(f"{county.id}|government|")
    for office, spell, kind in townships_now(county, places):
        if office not in rows:
            rows[office] = {
                **_blank(office, spell.name, kind, "township"),
                "parent_office_id": government if government in rows else None,
                **where(spell, None, places),
                **validity(spell, places),
            }


def townships_now(county: Place, places: Gazetteer) -> Iterator[tuple[int, Place, str]]:
    """The office_id, the latest spell and the kind of each township and street of a county."""
    for spell in places.townships_of(county):
        if spell.code[6] in "012" and spell == places.now(spell):
            yield number(f"{spell.id}|government|"), spell, kind_of(spell.name)


def _blank(office_id: int, name: str, kind: str, level: str, status: str = "resolved") -> dict[str, Any]:
    """An office that no report is needed to know of."""
    scope = scope_of(kind)
    return {
        "office_id": office_id,
        "name": name,
        "kind": kind,
        "level": level,
        "scope": scope.scope if scope else None,
        "scope_confidence": scope.confidence if scope else None,
        "resolution": status,
        "confidence": "high" if status == "resolved" else "medium",
        "parent_office_id": None,
    }


def _rank(one: Seen) -> tuple[int, int, int, int, str]:
    r = one.resolution
    return (one.year or 0, SURE[r.status], GRADE[r.confidence], len(r.name), r.name)


def _sureness(one: Seen) -> tuple[int, int, tuple[int, int, int, int, str]]:
    return SURE[one.resolution.status], GRADE[one.resolution.confidence], _rank(one)


def _row(office_id: int, group: list[Seen], places: Gazetteer) -> dict[str, Any]:
    """The latest report's spelling and kind, the best of the resolutions."""
    latest = max(group, key=_rank)
    best = max(group, key=_sureness).resolution
    named = latest.resolution
    scope = scope_of(named.kind)
    return {
        "office_id": office_id,
        "name": fold(named.name),
        "kind": named.kind,
        "level": best.level,
        "scope": scope.scope if scope else None,
        "scope_confidence": scope.confidence if scope else None,
        "resolution": best.status,
        "confidence": best.confidence,
        "parent_office_id": None,
        **where(best.place, latest.year, places),
        **(validity(best.place, places) if best.place and not best.under and not best.zone else {}),
    }


def where(place: Place | None, year: int | None, places: Gazetteer) -> dict[str, Any]:
    """The columns of an office that say where it is, under the name of its place in a year."""
    if place is None:
        return {}
    spells = [p for p in places.by_id[place.id] if year is None or p.first <= max(year, FIRST_TOWNSHIPS)] or [
        place
    ]
    now = max(spells, key=lambda p: p.first)
    line = [*places.above(now), now]
    names = {p.level: p.name for p in line}
    return {
        "division_code": now.code,
        "province": names.get("province"),
        "city": names.get("prefecture"),
        "county": names.get("county"),
    }


def validity(place: Place, places: Gazetteer) -> dict[str, str | None]:
    """The first and the last day of an office of a place, as far as the lists can say."""
    spells = places.by_id[place.id]
    first, last = min(p.first for p in spells), max((p.last or 9999) for p in spells)
    known = first > (FIRST_TOWNSHIPS if place.level == "township" else FIRST_COUNTIES)
    ended = last < 9999 and not (place.level == "township" and last >= LAST_NBS)
    return {
        "valid_from": f"{first}-01-01" if known else None,
        "valid_to": f"{last}-12-31" if ended else None,
    }


def _lift(resolution: Resolution, rows: dict[int, dict[str, Any]], places: Gazetteer) -> None:
    """Give an office its parent, make the row of the parent if there is none, and so on up to the
    province."""
    place = resolution.place
    assert place is not None
    now = places.now(place)
    child = resolution.office_id
    line = [*places.above(now), now]
    of_government = resolution.key.split("|")[-2] == "government"
    if resolution.kind == "vertical":
        above = [number(resolution.key.replace(place.id, p.id, 1)) for p in reversed(line[:-1])]
        rows[child]["parent_office_id"] = next((n for n in above if n in rows), None)
        return
    if resolution.zone:
        if not of_government:
            zone = f"{place.id}|{resolution.zone}|government|"
            child = _link(child, zone, resolution.zone, "committee", now, rows, places)
        above_it = places.at(known_zones().get(resolution.zone, now.code))
        line = [*places.above(above_it), above_it] if above_it else line
    elif of_government and not resolution.under:
        line = line[:-1]
    for upper in reversed(line):
        child = _link(child, f"{upper.id}|government|", upper.government, "government", upper, rows, places)


def _link(
    child: int,
    key: str,
    name: str,
    kind: str,
    place: Place,
    rows: dict[int, dict[str, Any]],
    places: Gazetteer,
) -> int:
    parent = number(key)
    zone = kind == "committee"
    if parent not in rows:
        known = not zone or name in known_zones()
        rows[parent] = {
            **_blank(
                parent,
                name,
                "committee" if place.is_zone else kind,
                "county" if zone else place.level,
                "resolved" if known else "provisional",
            ),
            **where(place, None, places),
            **({} if zone else validity(place, places)),
        }
    if child != parent:
        rows[child]["parent_office_id"] = parent
    return parent


def aliases(seen: Iterable[Seen]) -> list[tuple[Any, ...]]:
    """(office_id, name, provisional_id, first_year, last_year): every spelling of every office, and
    the number that it has as long as nothing but that spelling is known."""
    years: dict[tuple[int, str], list[int]] = defaultdict(list)
    for one in seen:
        reported = years[one.resolution.office_id, fold(one.resolution.name)]
        if one.year is not None:
            reported.append(one.year)
    return [
        (office, name, number(office_key(name)), min(known, default=None), max(known, default=None))
        for (office, name), known in sorted(years.items())
    ]


def succession(seen: Iterable[Seen], changes: Iterable[Succession]) -> list[tuple[Any, ...]]:
    """(year, relation, previous_office_id, office_id, previous_name, name) of every office seen
    whose place changed."""
    by_place: dict[str, set[str]] = defaultdict(set)
    for one in seen:
        place = one.resolution.place
        if place and not one.resolution.under:
            by_place[place.id].add(one.resolution.key.removeprefix(place.id))
    rows = set()
    for change in changes:
        for rest in by_place.get(change.new_id, set()) | by_place.get(change.old_id, set()):
            old, new = number(change.old_id + rest), number(change.new_id + rest)
            rows.add((change.year, change.relation, old, new, change.old_name, change.new_name))
    return sorted(rows)
