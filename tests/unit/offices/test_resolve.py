"""Whose report it is, by name and evidence: what is resolved, what stays open, and that evidence is
kept."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.offices.evidence import Claim, weigh
from pipelines.offices.gazetteer.load import gazetteer
from pipelines.offices.resolution import Resolution
from pipelines.offices.resolve import resolve


def resolved(name: str, year: int = 2020, **more: Any) -> Resolution:
    return resolve(weigh(Claim(name, year, **more), gazetteer()), gazetteer())


def kinds(resolution: Resolution) -> set[str]:
    return {e.kind for e in resolution.evidence}


def code(resolution: Resolution) -> str | None:
    return resolution.place.code if resolution.place else None


def test_a_street_with_a_name_of_its_own_is_resolved_with_less_than_full_confidence() -> None:
    found = resolved("锦北街道")
    assert (found.status, found.confidence, code(found), kinds(found)) == (
        "resolved",
        "medium",
        "330112007",
        {"unique"},
    )


def test_what_the_text_calls_its_own_makes_it_sure() -> None:
    found = resolved("锦北街道", text="根据杭州市临安区政府办公室的通知，现公布本报告。")
    assert (found.confidence, code(found)) == ("high", "330112007")
    assert {"text", "unique"} <= kinds(found)


def test_a_contradicting_text_leaves_even_a_unique_name_open() -> None:
    found = resolved("锦北街道", text="根据北京市海淀区政府办公室的通知，现公布本报告。")
    assert (found.status, found.place) == ("ambiguous", None)
    assert [p.code for p in found.candidates] == ["330112007"]


def test_the_phone_code_tells_one_of_six_streets() -> None:
    alone = resolved("跃进街道办事处")
    assert alone.status == "ambiguous" and len(alone.candidates) > 4
    found = resolved("跃进街道办事处", text="办公地点在宝一路，邮编：155131，电话：0469-1234567")
    assert (found.status, code(found)) == ("resolved", "230506002")
    assert {"phone", "postcode"} <= kinds(found)


def test_a_short_name_takes_the_fuller_form_of_the_text() -> None:
    found = resolved("汇源办事处", 2021, text="2021年，汇源街道办事处调整了公开目录。")
    assert (found.status, found.confidence, code(found)) == ("resolved", "medium", "410423004")


def test_a_street_in_no_list_is_provisional_under_the_zone_that_it_calls_its_own() -> None:
    found = resolved("华安办", text="华安街道办事处筹备组在《国家濮阳经济技术开发区》网站上发布信息36条。")
    assert (found.status, found.kind, found.under, code(found)) == ("provisional", "street", True, "410972")
    assert "text" in kinds(found)
    assert resolved("华安办").place is None


@pytest.mark.parametrize("name", ["区政务服务办", "县民政局", "本局"])
def test_a_name_without_a_place_is_unresolved(name: str) -> None:
    assert (resolved(name).status, resolved(name).place) == ("unresolved", None)


def test_the_list_that_it_was_found_on_says_whose_bare_name_it_is() -> None:
    found = resolved("区政务服务办", listed="杭州市临安区政务服务管理办公室")
    assert (found.status, code(found)) == ("resolved", "330112")
    assert found.key == resolved("杭州市临安区政务服务管理办公室").key


def test_one_office_under_several_spellings() -> None:
    for spellings in (
        ["洪泽区", "洪泽区人民政府", "淮安市洪泽区人民政府", "江苏省淮安市洪泽区政府"],
        ["临安区发展和改革局", "杭州市临安区发改局", "浙江省杭州市临安区发展改革局"],
        ["锦北街道", "锦北街道办事处", "临安区锦北街道办", "杭州市临安区锦北街道办事处"],
        ["石柱县民政局", "石柱土家族自治县民政局", "重庆市石柱土家族自治县民政局"],
    ):
        assert len({resolved(name).office_id for name in spellings}) == 1, spellings


def test_two_offices_of_one_name() -> None:
    nanjing = resolved("鼓楼区民政局", title="南京市鼓楼区民政局2020年政府信息公开工作年度报告")
    fuzhou = resolved("鼓楼区民政局", title="福州市鼓楼区民政局2020年政府信息公开工作年度报告")
    assert (code(nanjing), code(fuzhou)) == ("320106", "350102")
    assert nanjing.office_id != fuzhou.office_id
    assert resolved("鼓楼区民政局").status == "ambiguous"


def test_an_office_stays_itself_when_its_county_is_renamed_and_recoded() -> None:
    before, after = resolved("临安市民政局", 2016), resolved("临安区民政局", 2020)
    assert (code(before), code(after)) == ("330185", "330112")
    assert before.office_id == after.office_id


def test_a_government_its_general_office_and_its_departments_are_three_offices() -> None:
    names = ["洪泽区人民政府", "洪泽区人民政府办公室", "洪泽区民政局"]
    assert len({resolved(n).office_id for n in names}) == 3
    assert [resolved(n).kind for n in names] == ["government", "general_office", "department"]


def test_a_county_is_no_guess_for_a_street_of_its_stem() -> None:
    assert resolved("华安办事处").place is None  # 华安县 lies in Fujian


def test_numbers_do_not_change_from_build_to_build() -> None:
    assert resolved("淮安市洪泽区人民政府").key == "320829|government|"
    # the first 12 digits of the key's sha256sum
    assert resolved("淮安市洪泽区人民政府").office_id == 0xE9BF_95A4_8CBC
