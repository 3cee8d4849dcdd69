"""An office's name -> the places at its head and the organ behind them, in every way that the
gazetteer allows.

`杭州市临安区锦北街道办事处` names 锦北街道 within 临安区 within 杭州市 and no organ but its own;
`鼓楼区民政局` names one of four counties and a department. Which of them holds is decided in
resolve.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.fold import fold_prose
from pipelines.offices.gazetteer.load import Gazetteer, Place
from pipelines.offices.kinds import OTHER, kind_of, organ, rules
from pipelines.offices.stems import lower_stem

_BRACKETS = re.compile(r"[()《》\"'【】\[\]]")
_UNIT = re.compile(r"[省市州县区旗盟乡镇]")
_OF_UPPER = re.compile(r"^(?:(?:人民)?政府|行政公署|行署|管委会|管理委员会)?$")
_OF_TOWNSHIP = re.compile(
    r"^(?:(?:人民)?政府|街道办事处(?:筹备组)?|办事处(?:筹备组)?|办|筹备组|管委会|管理委员会)?$"
)
_STREET = re.compile(r"^(.+?)(街道办事处筹备组|街道办事处|街道办|街道|地区办事处|办事处|办)$")
_TOWN = re.compile(r"^(.+?(?:镇|乡|苏木|民族乡))(?:人民政府|政府)?$")
MAX_PLACE = 15
"""Characters of the longest name of a county: 积石山保安族东乡族撒拉族自治县."""


@dataclass(frozen=True, slots=True)
class NameParse:
    """One way to read a name. `places`: what its last place can be; `named`: how many divisions
    above it are given; `exact` is false if a place is named by its stem alone or abbreviated;
    `zone`: a zone without a code, which is in `places`; `rest`: what is left, the organ.
    """

    places: tuple[Place, ...]
    rest: str
    kind: str
    named: int = 0
    exact: bool = True
    zone: str = ""
    system: str = ""


@lru_cache(maxsize=65536)
def office_key(name: str) -> str:
    """What two spellings of one name have in common: width, blanks and brackets do not count."""
    return key_of_text(name)


def key_of_text(text: str) -> str:
    """The same of a text that may contain a name, and that comes once."""
    return _BRACKETS.sub("", fold_prose(text))


def parses(name: str, places: Gazetteer) -> list[NameParse]:
    """The ways to read a name that cover most of it; empty if it names no place."""
    key = office_key(name)
    system = next((s for s in rules()["systems"] if key.startswith(s)), "")
    every = _zones_once(list(_read(key[len(system) :], places, (), 0, True)))
    if not every:
        return []
    best = min(map(_left_over, every))
    kept = dict.fromkeys(parse for parse in every if _left_over(parse) == best)
    return [replace(p, kind="vertical" if system else p.kind, system=system) for p in kept]


def _zones_once(every: list[NameParse]) -> list[NameParse]:
    """The parses without the entries that a zone has a second time among the townships: as the only
    "township" of itself, or under its name in the county that it was split off from."""
    zones = [place for parse in every for place in parse.places if place.is_zone]
    codes, names = {zone.code for zone in zones}, {zone.name for zone in zones}
    whole = []
    for parse in every:
        kept = tuple(
            p
            for p in parse.places
            if p.code[6:7] in ("", *"012") or not (p.code[:6] in codes or p.name in names)
        )
        if kept:
            whole.append(replace(parse, places=kept))
    return whole


def _left_over(parse: NameParse) -> float:
    """How little of a name a parse explains: the characters of its organ, more where a place is
    abbreviated or a zone is in no list, less for each division above that is given."""
    return len(parse.rest) + (0 if parse.exact else 0.5) + (0.3 if parse.zone else 0) - 0.1 * parse.named


def _read(
    text: str, places: Gazetteer, above: tuple[Place, ...], named: int, exact: bool
) -> Iterator[NameParse]:
    if above and (parse := _end(text, above, named, exact)):
        yield parse
    if above or len(text) < MAX_PLACE + 8:
        yield from _township(text, places, above, named, exact)
    for size in range(min(len(text), MAX_PLACE), 1, -1):
        token, rest = text[:size], text[size:]
        if full := _below(places.by_name.get(token, ()), above):
            listed = not token.endswith(
                "办事处"
            )  # a few streets are listed so; most that are called so do not
            yield from _read(rest, places, full, named + bool(above), exact and listed)
        if (stem := _below(places.by_stem.get(token, ()), above)) and _apart(rest):
            yield from _read(rest, places, stem, named + bool(above), False)


def _below(listed: tuple[Place, ...] | list[Place], above: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those that are within one of the places above; all if there is none above."""
    if not above:
        return tuple(listed)
    return tuple(p for p in listed if any(p.within(a.code) and p.code != a.code for a in above))


def _apart(rest: str) -> bool:
    """Whether what follows a stem is not the unit that belongs to it: 吉林 is no province in
    吉林市公安局."""
    return not _UNIT.match(rest) or rest.startswith(tuple(rules()["not_units"]))


def _end(rest: str, above: tuple[Place, ...], named: int, exact: bool) -> NameParse | None:
    """The parse that ends here: the rest is the organ of the last place, or a zone within it."""
    townships = len(above[0].code) > 6
    if (_OF_TOWNSHIP if townships else _OF_UPPER).match(rest):
        if not exact and not named:
            return None  # 华安 alone can be a street as well as 华安县
        if townships and "办" in rest and not above[0].name.endswith(("街道", "地区", "办事处")):
            return None  # 西城办事处 is an office of 西城街道, not of a township that the lists call 西城
        zone = above[0].is_zone or rest in ("管委会", "管理委员会")
        kind = kind_of(above[0].name + rest) if townships else "committee" if zone else "government"
        return NameParse(above, "", kind, named, exact)
    for zone in rules()["zones"]:
        at = rest.find(zone)
        if 0 <= at <= 6 and not townships:
            name, behind = rest[: at + len(zone)], rest[at + len(zone) :]
            kind = "committee" if _OF_UPPER.match(behind) else kind_of(behind)
            if kind != OTHER:
                of_zone = "" if kind == "committee" else organ(behind)
                return NameParse(above, of_zone, kind, named, exact, zone=name)
    kind = kind_of(rest)
    bare = kind in ("street", "township", "government") or (not exact and len(rest) < 3)
    return None if kind == OTHER or bare else NameParse(above, organ(rest), kind, named, exact)


def _township(
    text: str, places: Gazetteer, above: tuple[Place, ...], named: int, exact: bool
) -> Iterator[NameParse]:
    """A street or township named otherwise than in the lists: 汇源办事处 for 汇源街道, 汇源乡 for
    汇源瑶族乡."""
    if match := _STREET.match(text):
        stem, ending = match.groups()
        wanted = [stem + "街道"] if ending.startswith("街道") else [stem + "街道", stem + "地区"]
        short = not ending.startswith(("街道", "地区"))
        for name in wanted:
            if streets := _below(places.by_name.get(name, ()), above):
                yield NameParse(streets, "", "street", named + bool(above), exact and not short)
    elif (match := _TOWN.match(text)) and match[1] not in places.by_name:
        alike = tuple(p for p in places.townships_by_stem(lower_stem(match[1])) if p.name[-1] == match[1][-1])
        if towns := _below(alike, above):
            yield NameParse(towns, "", "township", named + bool(above), False)
