"""Lines of the roster, and the offices that were seen -> which offices they are, and what a person
has to settle.

An office of the roster that was seen is that office. One that never was is an office all the same:
at the place whose roster it is on, or below the office whose roster it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipelines.offices import tree
from pipelines.offices.evidence import Claim, ClaimEvidence, weigh
from pipelines.offices.gazetteer.load import Gazetteer, Place
from pipelines.offices.kinds import kind_of, scope_of
from pipelines.offices.names import office_key, parses
from pipelines.offices.resolution import UNSURE, Resolution, number, without_place
from pipelines.offices.resolve import resolve
from pipelines.offices.roster import Entry

PLACE_UNKNOWN, OPEN, TWICE = "roster.place_unknown", "roster.office_open", "roster.listed_twice"
"""Issues: no such place, or the name is of another; a report of that name has no known place; two
lines are of one office."""
LEAST_OF_A_TERRITORY = 3
"""Characters of a name that others may bear: 新区 alone is none (新区分局)."""
MAX_CODES = 8
"""Codes that an issue proposes."""


@dataclass(frozen=True, slots=True)
class Rostered:
    """A line of the roster and its office. `place` is the division whose roster it is; where that
    is not known, `under` may be the office above."""

    entry: Entry
    office: Resolution
    place: Place | None = None
    under: Resolution | None = None


Doubt = tuple[str, Entry, str]
"""The code of an issue, the line that it is of, and the detail."""


def rostered(
    entries: Sequence[Entry], seen: Iterable[Resolution], places: Gazetteer
) -> tuple[list[Rostered], list[Doubt]]:
    """The office of each line; of two lines of one office and year the first."""
    if not entries:
        return [], []
    known, kept, doubts = _Seen(seen), [], []
    by_office: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        line, met = _placed(entry, known, places) if entry.code else _below(entry, known, places)
        doubts += [(code, entry, detail) for code, detail in met]
        same = by_office[line.office.key]
        if twice := next((e for e in same if e.overlaps(entry)), None):
            doubts.append((TWICE, entry, f"{entry.office}：{twice.line} {twice.office}"))
            continue
        same.append(entry)
        kept.append(line)
    return kept, doubts


class _Seen:
    """The resolutions of the reports, by key and by name."""

    def __init__(self, seen: Iterable[Resolution]) -> None:
        self.by_key: dict[str, Resolution] = {}
        self._by_name: dict[str, dict[str, Resolution]] = defaultdict(dict)
        for resolution in seen:
            self.by_key.setdefault(resolution.key, resolution)
            self._by_name[office_key(resolution.name)].setdefault(resolution.key, resolution)

    def named(self, name: str) -> list[Resolution]:
        """Those without a place that have this name."""
        return [r for r in self._by_name.get(office_key(name), {}).values() if r.place is None]


Met = list[tuple[str, str]]


def _placed(entry: Entry, known: _Seen, places: Gazetteer) -> tuple[Rostered, Met]:
    """The office of a line with a code."""
    place = places.at(entry.code)
    claim = _claim(entry.office, places)
    if place is None:
        unknown = without_place(claim, "provisional", kind_of(claim.printed), (), ())
        return Rostered(entry, _only(known.named(entry.office)) or unknown), [(PLACE_UNKNOWN, entry.code)]
    home = places.now(place)
    home = (places.at(home.code[:6]) or home) if home.level == "township" else home
    return _at(entry, claim, home, place, known, places)


def _at(
    entry: Entry, claim: ClaimEvidence, home: Place, place: Place, known: _Seen, places: Gazetteer
) -> tuple[Rostered, Met]:
    """The office of a line on the roster of `home`, at `place`, which is that or within it."""
    office, met = resolve(claim, places, decided=place.code), []
    named = {p.code: p for parse in parses(claim.name, places) for p in parse.places}
    if named and not any(p.within(home.code) for p in named.values()):
        codes = " ".join(sorted(named)[:MAX_CODES])
        met.append((PLACE_UNKNOWN, f"{entry.office}：{home.code} {home.name}，名称 / name: {codes}"))
    if office.key not in known.by_key:
        alike = known.named(entry.office)
        said = _only([r for r in alike if r.status not in UNSURE])
        if said and not named:
            office = said  # its reports name it in full, and the roster says where that is
        elif alike:
            met.append((OPEN, entry.office))
    return Rostered(entry, office, home), met


def _below(entry: Entry, known: _Seen, places: Gazetteer) -> tuple[Rostered, Met]:
    """The office of a line with the name of the office above: that of a place is its roster."""
    claim, above = _claim(entry.office, places), resolve(_claim(entry.parent, places), places)
    if above.status == "resolved" and above.place and not above.zone and not above.organ:
        return _at(entry, claim, places.now(above.place), above.place, known, places)
    met: Met = []
    if above.status == "ambiguous" and above.candidates:
        codes = " ".join(f"{p.code} {p.name}" for p in above.candidates[:MAX_CODES])
        met.append((PLACE_UNKNOWN, f"{entry.parent}：code {codes}"))
    under = _only(known.named(entry.parent)) or known.by_key.get(above.key) or above
    alike = known.named(entry.office)
    office = _only(alike) or resolve(claim, places)
    if len(alike) > 1:
        met.append((OPEN, entry.office))
    if office.status == "unresolved" and office not in alike:  # 民政局 alone is one of thousands
        office = replace(office, status="provisional", key=f"{under.key}/|{office_key(entry.office)}")
    return Rostered(entry, office, under=under), met


def _claim(name: str, places: Gazetteer) -> ClaimEvidence:
    return weigh(Claim(name), places)


def _only(found: list[Resolution]) -> Resolution | None:
    return found[0] if len(found) == 1 else None


def offices(listed: Iterable[Rostered]) -> Iterator[Resolution]:
    """The offices of the lines, and those whose roster they are on."""
    for one in listed:
        yield one.office
        if one.under:
            yield one.under


def complete(rows: dict[int, dict[str, Any]], listed: Sequence[Rostered], places: Gazetteer) -> None:
    """Write into the rows of `offices` what the roster says of them beside their names: the kind,
    and the place and the office above where nothing else says them. Below an office without a place
    are also those that bear the name of its territory."""
    for one in listed:
        row = rows[one.office.office_id]
        if one.entry.kind:
            scope = scope_of(one.entry.kind)
            row["kind"] = one.entry.kind
            row["scope"], row["scope_confidence"] = scope or (None, None)
        if one.place and not row.get("division_code"):
            row |= tree.where(one.place, None, places)
        above = one.under.office_id if one.under else _government(one)
        if above in rows and above != row["office_id"] and row["parent_office_id"] is None:
            row["parent_office_id"] = above
    territories = {one.under.office_id: territory(one.under.name) for one in listed if one.under}
    territories = {n: name for n, name in territories.items() if len(name) >= LEAST_OF_A_TERRITORY}
    for row in rows.values():
        unsure = row["resolution"] in UNSURE  # there are several 鼓楼区
        if row.get("division_code") is None and row["parent_office_id"] is None and not unsure:
            above_it = (n for n, name in territories.items() if row["name"].startswith(name))
            row["parent_office_id"] = next((n for n in above_it if n != row["office_id"]), None)


def territory(name: str) -> str:
    """青禾县人民政府 -> 青禾县; empty for an office that is no government."""
    key = office_key(name)
    return key.removesuffix("政府").removesuffix("人民") if kind_of(key) == "government" else ""


def _government(one: Rostered) -> int | None:
    return number(f"{one.place.id}|government|") if one.place else None


def table_rows(listed: Iterable[Rostered]) -> Iterator[tuple[Any, ...]]:
    """Rows of the table `roster`."""
    for one in listed:
        e = one.entry
        place = one.place.code if one.place else e.code[:6] or None
        under = one.under.office_id if one.under else None
        yield (
            *(e.line, one.office.office_id, place, under),
            *(e.first_year, e.last_year, e.deadline or None, e.note or None),
        )
