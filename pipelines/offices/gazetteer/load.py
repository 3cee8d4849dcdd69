"""The committed tables -> places by name and by code, read once, when first asked for.

A row of places.gz is a spell: the id of its place, the code system, code, name, first and last
year.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipelines.offices.gazetteer.packed import unpack
from pipelines.offices.stems import lower_stem, upper_stem

HERE = Path(__file__).parent
DIRECT = "90"
"""The prefecture's part of the code of a county that is directly under its province."""


def is_zone_code(code: str) -> bool:
    """Whether the six digits are those of a statistical zone: the county's part is 71 to 79, which
    the national standard does not give out. 81 to 99 are county-level cities; under xx90, counties
    directly under a province, the part is a plain number."""
    return len(code) == 6 and code[4] == "7" and code[2:4] != DIRECT


class Place(NamedTuple):
    """A place under one of its names. `id` is the same for all of them and never changes; `last`
    None: still so."""

    id: str
    system: str
    code: str
    name: str
    first: int
    last: int | None

    @property
    def level(self) -> str:
        """`province`, `prefecture`, `county` or `township`."""
        if len(self.code) > 6:
            return "township"
        return (
            "province"
            if self.code.endswith("0000")
            else "prefecture"
            if self.code.endswith("00")
            else "county"
        )

    @property
    def is_zone(self) -> bool:
        """A zone that only the statistics bureau has as a county."""
        return is_zone_code(self.code)

    @property
    def government(self) -> str:
        """The name of what governs it: its people's government, or the committee of a zone."""
        if self.is_zone:
            return self.name if self.name.endswith("管委会") else self.name + "管理委员会"
        return self.name + "人民政府"

    def within(self, code: str) -> bool:
        """Whether the code of an upper division is above this one's (or is its own)."""
        return self.code.startswith(
            code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
        )


class Succession(NamedTuple):
    """What became of a place in a year: `renamed`, `recoded`, `merged` (into a larger one), `split`
    (off one)."""

    year: int
    relation: str
    old_id: str
    old_code: str
    old_name: str
    new_id: str
    new_code: str
    new_name: str


class Gazetteer:
    """Places by name, by code and by id."""

    def __init__(self, places: Iterable[Place], phones: Iterable[tuple[str, str]] = ()) -> None:
        self.by_name: dict[str, list[Place]] = {}
        self.by_stem: dict[str, list[Place]] = {}
        """Counties and what is above them, by their stems."""
        self.by_id: dict[str, list[Place]] = {}
        self.by_code: dict[str, list[Place]] = {}
        """The spells of a code, as `at` prefers them."""
        self._by_lower_stem: dict[str, list[Place]] | None = None
        self._by_county: dict[str, list[Place]] | None = None
        self._above: dict[Place, list[Place]] = {}
        for place in places:
            self.by_name.setdefault(place.name, []).append(place)
            self.by_id.setdefault(place.id, []).append(place)
            self.by_code.setdefault(place.code, []).append(place)
            if len(place.code) == 6 and (stem := upper_stem(place.name)) != place.name:
                self.by_stem.setdefault(stem, []).append(place)
                if place.name[-3:-1] == "自治":  # 石柱土家族自治县 is called 石柱县
                    self.by_name.setdefault(stem + place.name[-1], []).append(place)
        for spells in self.by_code.values():
            spells.sort(key=lambda p: (p.system != "mca", p.first), reverse=True)
        self.phones: dict[str, set[str]] = {}
        for code, place_id in phones:
            self.phones.setdefault(code, set()).add(place_id)

    def at(self, code: str, year: int | None = None) -> Place | None:
        """The place of a code under its name in `year` (the latest by default). Of two townships
        with one code, in the lists of the statistics bureau and of the ministry, that of the
        bureau."""
        spells = self.by_code.get(code, ())
        return next((p for p in spells if year is None or p.first <= year), spells[-1] if spells else None)

    def above(self, place: Place) -> list[Place]:
        """The divisions above a place, province first."""
        if (known := self._above.get(place)) is None:
            codes = [place.code[:2] + "0000", place.code[:4] + "00"]
            codes += [place.code[:6]] if len(place.code) > 6 else []
            known = [upper for c in codes if c != place.code and (upper := self.at(c, place.last))]
            self._above[place] = known
        return [*known]

    def townships_by_stem(self, stem: str) -> list[Place]:
        """Townships and streets whose names have this stem."""
        if self._by_lower_stem is None:
            self._by_lower_stem = {}
            for spells in self.by_id.values():
                for place in spells:
                    if len(place.code) > 6:
                        self._by_lower_stem.setdefault(lower_stem(place.name), []).append(place)
        return self._by_lower_stem.get(stem, [])

    def townships_of(self, county: Place) -> list[Place]:
        """Townships and streets of a county, under all names and under all codes that the county
        had."""
        if self._by_county is None:
            self._by_county = {}
            for spells in self.by_id.values():
                for place in spells:
                    if len(place.code) > 6:
                        self._by_county.setdefault(place.code[:6], []).append(place)
        codes = {spell.code for spell in self.by_id[county.id]}
        return [place for code in sorted(codes) for place in self._by_county.get(code, [])]

    def now(self, place: Place) -> Place:
        """The latest spell of the same place."""
        return max(self.by_id[place.id], key=lambda p: (p.last or 9999, p.first))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of this project."""
    rows = unpack((HERE / "places.gz").read_bytes())
    places = [Place(i, s, c, n, int(f), int(last) if last else None) for i, s, c, n, f, last in rows]
    phones = (
        tuple(line.split("\t")) for line in (HERE / "phones.tsv").read_text(encoding="utf-8").splitlines()
    )
    return Gazetteer(places, phones)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def successions() -> list[Succession]:
    """All changes of places that are known, oldest first."""
    lines = (HERE / "successions.tsv").read_text(encoding="utf-8").splitlines()
    return sorted(Succession(int(year), *rest) for year, *rest in (line.split("\t") for line in lines))
