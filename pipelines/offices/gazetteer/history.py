"""Yearly lists of codes and names -> places that keep their identity through renaming and recoding,
and what merged or split.

A place is the chain of its spells: (code, name, first year, last year). Its id is the first code
that it was listed under here and never changes: a build hands in the ids of the last one (`known`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipelines.offices.gazetteer.load import DIRECT, is_zone_code
from pipelines.offices.gazetteer.packages import Listed
from pipelines.offices.stems import lower_stem, upper_stem

MUNICIPALITIES = ("11", "12", "31", "50")
"""The first digits of 北京, 天津, 上海 and 重庆."""

Change = tuple[int, str, str, str, str]
Known = Mapping[tuple[str, str, str], str]
"""(system, code, name) -> the id of that place in the last build."""


@dataclass(slots=True)
class Spell:
    """One code and name of a place, from the end of year `first` to that of year `last` (None:
    still)."""

    system: str
    code: str
    name: str
    first: int
    last: int | None


@dataclass(slots=True)
class Place:
    """A place over time, oldest spell first."""

    spells: list[Spell] = field(default_factory=list)
    id: str = ""


@dataclass(slots=True)
class History:
    """All places, and (year, relation, id, code, name, new id, new code, new name) of every
    change."""

    places: list[Place]
    successions: list[tuple[int, str, str, str, str, str, str, str]]


def history(listed: Listed, corrections: Iterable[Change], known: Known) -> History:
    """The places of all lists. `corrections` are changes that the packages lack, with their codes
    and names."""
    changes = sorted({*listed.changes, *corrections})
    spells = _upper_spells(listed, changes)
    changes = _with_evident(changes, spells)
    by_code: dict[tuple[str, str], Place] = {}
    places = _chain(spells, changes, by_code)
    towns = _townships(listed, by_code)
    _name(places + towns, known)
    return History(places + towns, _successions(changes, spells, by_code) + _renamed(towns))


def _upper_spells(listed: Listed, changes: list[Change]) -> list[Spell]:
    years = sorted(listed.upper)
    began = {(new, name): year for year, _, _, new, name in changes}
    ended: dict[tuple[str, str], list[int]] = defaultdict(list)
    for year, old, name, new, new_name in changes:
        if (old, name) != (new, new_name):
            ended[old, name].append(year)
    listings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for year in years:
        for code, name in listed.upper[year].items():
            if not _is_group(code):
                listings[code, name].append(year)
    spells = []
    for (code, name), seen in listings.items():
        first, last = seen[0], seen[-1]
        before = max((y for y in years if y < first), default=None)
        if before is not None and before < began.get((code, name), first) <= first:
            first = began.get((code, name), first)
        still = last == years[-1] or (is_zone_code(code) and last == 2021) or code[:2] in ("71", "81", "82")
        following = min((y for y in years if y > last), default=last)
        stops = [y for y in ended[code, name] if last < y <= following]
        spells.append(Spell("gb", code, name, first, None if still else min(stops, default=last + 1) - 1))
    return sorted(spells, key=lambda s: (s.code, s.first))


def _is_group(code: str) -> bool:
    """Whether the code heads a list of counties and is no place: the districts and the counties of
    a municipality, the counties directly under a province."""
    return code[2:] == DIRECT + "00" or (code[:2] in MUNICIPALITIES and code[2:] in ("0100", "0200"))


def _with_evident(changes: list[Change], spells: list[Spell]) -> list[Change]:
    """The changes and those that the lists show by themselves: of two neighbours with one stem one
    ends as the other begins."""
    listed_changes = {(old, name) for _, old, name, _, _ in changes} | {
        (new, name) for _, _, _, new, name in changes
    }
    begun: dict[tuple[str, str, bool], list[Spell]] = defaultdict(list)
    for spell in spells:
        begun[spell.code[:2], upper_stem(spell.name), spell.code.endswith("00")].append(spell)
    pairs = []
    for same in begun.values():
        for old in same:
            if old.last is None or (old.code, old.name) in listed_changes:
                continue
            after = [s for s in same if s is not old and 0 < s.first - old.last <= 3]
            if len(after) == 1 and (after[0].code, after[0].name) not in listed_changes:
                pairs.append((after[0].first, old.code, old.name, after[0].code, after[0].name))
    return sorted({*changes, *pairs})


def _chain(spells: list[Spell], changes: list[Change], by_code: dict[tuple[str, str], Place]) -> list[Place]:
    """Spells joined to places: by name under another code, by code under another name, or by
    stem."""
    for spell in spells:
        by_code[spell.code, spell.name] = Place([spell])
    after = Counter((y, new, name) for y, _, _, new, name in changes)
    before = Counter((y, old, name) for y, old, name, _, _ in changes)
    for year, old, name, new, new_name in changes:
        a, b = by_code.get((old, name)), by_code.get((new, new_name))
        if a is None or b is None or a is b or (old.endswith("00") != new.endswith("00")):
            continue
        if any(s.code == new and s.name == new_name and s.first < year for s in b.spells):
            continue  # what was there before takes the other in
        alone = after[year, new, new_name] == 1 and before[year, old, name] == 1
        if upper_stem(name) == upper_stem(new_name) or (alone and a.spells[-1].last is not None):
            a.spells = sorted([*a.spells, *b.spells], key=lambda s: (s.first, s.code))
            for key, place in list(by_code.items()):
                if place is b:
                    by_code[key] = a
    return list({id(p): p for p in by_code.values()}.values())


def _townships(listed: Listed, counties: dict[tuple[str, str], Place]) -> list[Place]:
    """Townships of all lists, oldest first. Within a county a name is one place; a name that goes
    while another with its stem, or under its code, comes is a renaming."""
    code_of = {code: place for (code, _), place in sorted(counties.items())}
    by_name: dict[tuple[int, str], Place] = {}
    places: list[Place] = []
    for (year, system), names in sorted(listed.townships.items()):
        groups: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for code, name in sorted(names.items()):
            if code[:6] in code_of:
                groups[id(code_of[code[:6]])].append((code, name))
        for county, rows in groups.items():
            here = {name for _, name in rows}
            gone = (
                {n: p for (c, n), p in by_name.items() if c == county and n not in here}
                if year > 2019
                else {}
            )
            by_name_of_county = {}
            for code, name in rows:
                place = by_name.get((county, name)) or _renamed_from(system, code, name, gone)
                if place is None:
                    place = Place()
                    places.append(place)
                _note(place, system, code, name, year)
                by_name_of_county[county, name] = place
            by_name |= by_name_of_county
    for place in places:
        for spell in place.spells[:-1]:
            following = place.spells[place.spells.index(spell) + 1]
            spell.last = max(spell.first, following.first - 1) if following.name != spell.name else spell.last
        final = place.spells[-1]
        final.last = (
            None
            if final.last == 2026 or final.code[6] not in "012" or is_zone_code(final.code[:6])
            else final.last
        )
    return places


def _renamed_from(system: str, code: str, name: str, gone: dict[str, Place]) -> Place | None:
    stem = lower_stem(name)
    same = {id(p): p for n, p in gone.items() if lower_stem(n) == stem}
    if len(same) == 1:
        return next(iter(same.values()))
    under = {
        id(p): p
        for p in gone.values()
        if (s := p.spells[-1]).system == system and s.code == code and {*lower_stem(s.name)} & {*stem}
    }
    return next(iter(under.values())) if len(under) == 1 else None


def _note(place: Place, system: str, code: str, name: str, year: int) -> None:
    """One more year of a place. A code of the other system is no change: the first one stays."""
    for spell in place.spells:
        if spell.name == name and (spell.system != system or spell.code == code):
            spell.last = year
            return
    place.spells.append(Spell(system, code, name, year, year))


def _name(places: list[Place], known: Known) -> None:
    taken: set[str] = set()
    for place in places:
        given = [known[k] for s in place.spells if (k := (s.system, s.code, s.name)) in known]
        place.id = next((i for i in given if i not in taken), "")
        taken.add(place.id)
    for place in places:
        if not place.id:
            first = place.spells[0]
            wanted = first.code + ("m" if first.system == "mca" else "")
            number = 1
            while (wanted if number == 1 else f"{wanted}.{number}") in taken:
                number += 1
            place.id = wanted if number == 1 else f"{wanted}.{number}"
            taken.add(place.id)


def _successions(
    changes: list[Change], spells: list[Spell], by_code: dict[tuple[str, str], Place]
) -> list[tuple[int, str, str, str, str, str, str, str]]:
    known = {(s.code, s.name) for s in spells}
    rows = [c for c in changes if (c[1], c[2]) in known and (c[3], c[4]) in known]
    into = Counter((y, new, name) for y, _, _, new, name in rows)
    out_of = Counter((y, old, name) for y, old, name, _, _ in rows)
    successions = []
    for year, old, name, new, new_name in rows:
        relation = "renamed" if name != new_name else "recoded"
        if into[year, new, new_name] > 1 or by_code[old, name] is not by_code[new, new_name]:
            relation = "merged"
        if out_of[year, old, name] > 1:
            relation = "split"
        ids = by_code[old, name].id, by_code[new, new_name].id
        successions.append((year, relation, ids[0], old, name, ids[1], new, new_name))
    return successions


def _renamed(towns: list[Place]) -> list[tuple[int, str, str, str, str, str, str, str]]:
    recoded = []
    for place in towns:
        for a, b in zip(place.spells, place.spells[1:]):
            relation = "renamed" if a.name != b.name else "recoded"
            recoded.append((b.first, relation, place.id, a.code, a.name, place.id, b.code, b.name))
    return recoded
