"""Three thousand names with the place that each means, drawn from the committed table by counting
alone.

Nothing here uses the resolver or its indexes: whether a name is unique, and whether a piece of
evidence tells homonyms apart, is counted from the rows of places.gz and phones.tsv.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pipelines.offices.gazetteer as gazetteer
from pipelines.offices.gazetteer.packed import unpack

FOLDER = Path(gazetteer.__file__).parent
YEAR = 2021
DEPARTMENTS = ("民政局", "人力资源和社会保障局", "发展和改革局", "应急管理局", "卫生健康局", "人民政府办公室")


@dataclass(frozen=True)
class Row:
    place: str
    code: str
    name: str
    first: int
    last: int | None


@dataclass(frozen=True)
class Case:
    """A name, what else the report says, the id of the place that is meant, and whether that can be
    known."""

    group: str
    name: str
    place: str
    knowable: bool
    more: dict[str, str] = field(default_factory=dict)
    year: int = YEAR


@lru_cache(maxsize=1)
def rows() -> list[Row]:
    return [
        Row(place, code, name, int(first), int(last) if last else None)
        for place, _, code, name, first, last in unpack((FOLDER / "places.gz").read_bytes())
    ]


@lru_cache(maxsize=1)
def _named() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows():
        found[row.name].append(row)
    return found


@lru_cache(maxsize=1)
def _upper() -> dict[str, str]:
    """Names of counties and above in the year of the cases, by code."""
    return {
        r.code: r.name
        for r in rows()
        if len(r.code) == 6 and r.first <= YEAR and (r.last is None or r.last >= YEAR)
    }


def _there(row: Row) -> bool:
    """In the lists of the year of the cases, in a county of that year that bears no statistical
    code."""
    county = row.code[:6]
    return (
        row.first <= YEAR
        and (row.last is None or row.last >= YEAR)
        and county in _upper()
        and county[4] not in "78"
    )


def _places(name: str) -> set[str]:
    return {row.place for row in _named()[name]}


def _line(row: Row) -> list[str]:
    codes = [row.code[:2] + "0000", row.code[:4] + "00", *([row.code[:6]] if len(row.code) > 6 else [])]
    return [_upper()[c] for c in codes if c in _upper() and c != row.code]


def _spelt(row: Row, chance: random.Random) -> str:
    endings = (
        ["", "办事处"] if row.name.endswith("街道") else ["", "人民政府"] if row.name[-1] in "镇乡" else [""]
    )
    return row.name + chance.choice(endings)


def unique(chance: random.Random) -> list[Case]:
    """Townships, streets and counties whose name no other place has; of counties a department."""
    towns = [
        r
        for r in rows()
        if len(r.code) == 9 and _there(r) and len(_places(r.name)) == 1 and r.name[-1] in "道镇乡"
    ]
    counties = [
        r
        for r in rows()
        if len(r.code) == 6 and r.code[4:] != "00" and _there(r) and len(_places(r.name)) == 1
    ]
    cases = [Case("unique", _spelt(r, chance), r.place, True) for r in chance.sample(towns, 700)]
    return cases + [
        Case("unique", r.name + chance.choice(DEPARTMENTS), r.place, True)
        for r in chance.sample(counties, 300)
    ]


def _homonyms() -> list[Row]:
    return [
        r
        for r in rows()
        if len(r.code) == 9 and _there(r) and len(_places(r.name)) > 1 and r.name[-1] in "道镇乡"
    ]


def _only_within(row: Row, code: str) -> bool:
    return {r.place for r in _named()[row.name] if r.code.startswith(code)} == {row.place}


def _phones() -> dict[str, set[str]]:
    """Phone codes by prefecture, where a code belongs to one."""
    codes: dict[str, set[str]] = defaultdict(set)
    prefecture = {r.place: r.code[:4] for r in rows() if r.code.endswith("00") and len(r.code) == 6}
    for line in (FOLDER / "phones.tsv").read_text(encoding="utf-8").splitlines():
        phone, place = line.split("\t")
        codes[phone].add(prefecture.get(place, ""))
    one: dict[str, set[str]] = defaultdict(set)
    for phone, prefectures in codes.items():
        if len(prefectures) == 1 and "" not in prefectures:
            one[prefectures.pop()].add(phone)
    return one


def with_evidence(chance: random.Random) -> list[Case]:
    """Townships and streets that share their name, with a piece that only one of them fits."""
    cases: list[Case] = []
    phones = _phones()
    for row in chance.sample(_homonyms(), 3000):
        line, name = _line(row), _spelt(row, chance)
        county, prefecture = row.code[:6], row.code[:4]
        way = chance.choice(("name", "county", "title", "listed", "text", "phone"))
        if way == "phone":
            if phones[prefecture] and _only_within(row, prefecture):
                text = f"联系电话：{min(phones[prefecture])}-7123456"
                cases.append(Case("evidence", name, row.place, True, {"text": text}))
            continue
        if not _only_within(row, county):
            continue
        own = "".join(line[-2:])
        if way == "name":
            cases.append(Case("evidence", "".join(line) + name, row.place, True))
        elif way == "county":
            if len(_places(line[-1])) == 1:
                cases.append(Case("evidence", line[-1] + name, row.place, True))
        elif way == "title":
            title = f"{own}{name}{YEAR}年政府信息公开工作年度报告"
            cases.append(Case("evidence", name, row.place, True, {"title": title}))
        elif way == "listed":
            cases.append(Case("evidence", name, row.place, True, {"listed": own + name}))
        else:
            text = f"{YEAR}年，我单位按照{own}人民政府的要求开展工作。"
            cases.append(Case("evidence", name, row.place, True, {"text": text}))
    return cases[:1000]


def without_evidence(chance: random.Random) -> list[Case]:
    """Townships, streets and counties that share their name, and nothing else."""
    counties = [
        r for r in rows() if len(r.code) == 6 and r.code[4:] != "00" and _there(r) and len(_alike(r.name)) > 1
    ]
    towns = [r for r in _homonyms() if len(_alike(r.name)) > 1]
    cases = [Case("homonym", _spelt(r, chance), r.place, False) for r in chance.sample(towns, 400)]
    return cases + [
        Case("homonym", r.name + chance.choice(DEPARTMENTS), r.place, False)
        for r in chance.choices(counties, k=100)
    ]


def _alike(name: str) -> set[str]:
    return {r.place for r in _named()[name] if _there(r)}


def distorted(chance: random.Random) -> list[Case]:
    """Misspelt, abbreviated and renamed; only the last can be known."""
    towns = [
        r for r in rows() if len(r.code) == 9 and _there(r) and r.name[-1] in "道镇乡" and len(r.name) > 2
    ]
    letters = sorted({c for r in towns for c in r.name[:-2]})
    cases: list[Case] = []
    while len(cases) < 200:
        row = chance.choice(towns)
        at = chance.randrange(len(row.name) - (2 if row.name.endswith("街道") else 1))
        wrong = row.name[:at] + chance.choice(["", chance.choice(letters)]) + row.name[at + 1 :]
        if len(wrong) > 2 and wrong not in _named():
            text = chance.choice(["", f"按照{''.join(_line(row)[-2:])}人民政府的要求"])
            cases.append(Case("misspelt", wrong, row.place, False, {"text": text}))
    streets = [r for r in towns if r.name.endswith("街道") and len(r.name) > 3]
    for row in chance.sample(streets, 150):
        short = row.name.removesuffix("街道") + chance.choice(["办", "办事处", "街道办"])
        cases.append(Case("abbreviated", short, row.place, False))
    former: dict[str, list[Row]] = defaultdict(list)
    for row in rows():
        former[row.place].append(row)
    renamed = [
        old
        for spells in former.values()
        for old in spells
        if old.last is not None
        and len({s.name for s in spells}) > 1
        and len(old.code) == 6
        and 2016 <= old.last <= 2020
        if old.code[4:] != "00" and {r.place for r in _named()[old.name]} == {old.place}
    ]
    for row in chance.choices(renamed, k=150):
        cases.append(
            Case("renamed", row.name + chance.choice(DEPARTMENTS), row.place, True, year=row.last or YEAR)
        )
    return cases


def cases(seed: int = 20211231) -> list[Case]:
    """All of them: 1,000 unique, 1,000 homonyms with evidence, 500 without, 500 distorted."""
    chance = random.Random(seed)
    return [*unique(chance), *with_evidence(chance), *without_evidence(chance), *distorted(chance)]
