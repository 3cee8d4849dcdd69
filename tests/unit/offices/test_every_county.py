"""Every county-level unit of the gazetteer, of every year: its level, what is above it, its
government by its full name."""

from __future__ import annotations

import pytest

from pipelines.offices import tree
from pipelines.offices.evidence import Claim, weigh
from pipelines.offices.gazetteer.load import Place, gazetteer
from pipelines.offices.resolve import resolve
from pipelines.offices.tree import Seen

PLACES = gazetteer()
NO_REPORTS = ("71", "81", "82")
"""台湾, 香港, 澳门: places of the lists whose offices are not under the Regulation."""
NO_GOVERNMENT = ("469031", "469032", "469033")
"""Groups of islands of Hainan that had a code and no county government."""


def units() -> list[Place]:
    return [
        spell
        for spells in PLACES.by_id.values()
        for spell in spells
        if spell.level == "county" and spell.code[:2] not in NO_REPORTS and spell.code not in NO_GOVERNMENT
    ]


def test_a_zone_is_told_by_its_code_alone() -> None:
    names = {spell.name[-1] for spell in units() if spell.is_zone}
    assert names == {"区", "城", "会"}  # none of them is a 市, a 县 or a 旗
    kinds = {code: PLACES.at(code).is_zone for code in ("320583", "330783", "130171", "150571", "659001")}  # type: ignore[union-attr]
    assert kinds == {"320583": False, "330783": False, "130171": True, "150571": True, "659001": False}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        *(("419001", "济源市"), ("429004", "仙桃市"), ("429005", "潜江市"), ("429006", "天门市")),
        *(("429021", "神农架林区"), ("469002", "琼海市"), ("469005", "文昌市"), ("469021", "定安县")),
        *(
            ("659001", "石河子市"),
            ("659002", "阿拉尔市"),
            ("659010", "胡杨河市"),
            ("469030", "琼中黎族苗族自治县"),
        ),
    ],
)
def test_counties_directly_under_a_province_are_places(code: str, name: str) -> None:
    place = PLACES.at(code)
    assert place is not None and (place.name, place.level, place.last) == (name, "county", None)
    assert [upper.code for upper in PLACES.above(place)] == [code[:2] + "0000"]


def test_every_unit_is_under_its_province_and_its_prefecture_if_it_has_one() -> None:
    for spell in units():
        above = PLACES.above(spell)
        direct = spell.code[2:4] == "90" or spell.code[:2] in ("11", "12", "31", "50")
        assert [upper.level for upper in above] == (["province"] if direct else ["province", "prefecture"]), (
            spell
        )


def government(spell: Place) -> str:
    """As the head of a report has it: the county's name behind that of its city or province; a
    zone's own name often begins with them."""
    if spell.is_zone:
        return spell.name if spell.name.endswith("管委会") else spell.name + "管理委员会"
    return PLACES.above(spell)[-1].name + spell.name + "人民政府"


@pytest.mark.parametrize("year", [2019, 2025])
def test_every_government_resolves_by_its_full_name(year: int) -> None:
    wrong = []
    for spell in units():
        if spell.first > year or (spell.last or 9999) < year:
            continue
        resolution = resolve(weigh(Claim(government(spell), year), PLACES), PLACES)
        kind = "committee" if spell.is_zone else "government"
        place = resolution.place.id if resolution.place else None
        if (resolution.status, place, resolution.kind) != ("resolved", spell.id, kind):
            wrong.append((government(spell), resolution.status, place, resolution.kind))
            continue
        rows = tree.offices([Seen(resolution, year)], PLACES)
        row = rows[resolution.office_id]
        if (row["kind"], row["county"]) != (kind, spell.name) or row["parent_office_id"] not in rows:
            wrong.append((government(spell), row["kind"], row["county"], row["parent_office_id"]))
    assert not wrong, (len(wrong), wrong[:10])
