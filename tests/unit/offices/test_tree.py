"""Offices in their tree: parents, governments above, townships of a county, other names, and what
became of them."""

from __future__ import annotations

from typing import Any

from pipelines.offices import tree
from pipelines.offices.evidence import Claim, weigh
from pipelines.offices.gazetteer.load import gazetteer, successions
from pipelines.offices.resolution import number
from pipelines.offices.resolve import resolve
from pipelines.offices.tree import Seen


def seen(*names: str | tuple[str, int], **more: Any) -> list[Seen]:
    out = []
    for name in names:
        text, year = (name, 2022) if isinstance(name, str) else name
        out.append(Seen(resolve(weigh(Claim(text, year, **more), gazetteer()), gazetteer()), year))
    return out


def rows(*names: str | tuple[str, int]) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in tree.offices(seen(*names), gazetteer()).values()}


def test_a_department_stands_under_its_government_and_that_under_the_next_up_to_the_province() -> None:
    found = rows("杭州市临安区民政局")
    line, name = [], "杭州市临安区民政局"
    while True:
        parent = found[name]["parent_office_id"]
        above = [n for n, row in found.items() if row["office_id"] == parent]
        if not above:
            break
        line.append(name := above[0])
    assert line == ["临安区人民政府", "杭州市人民政府", "浙江省人民政府"]
    assert (
        found["临安区人民政府"]["kind"] == "government" and found["临安区人民政府"]["scope"] == "jurisdiction"
    )


def test_a_government_that_reports_is_the_one_its_departments_stand_under() -> None:
    found = rows("洪泽区人民政府", "淮安市洪泽区民政局", "洪泽区人民政府办公室")
    assert found["淮安市洪泽区民政局"]["parent_office_id"] == found["洪泽区人民政府"]["office_id"]
    assert found["洪泽区人民政府办公室"]["parent_office_id"] == found["洪泽区人民政府"]["office_id"]
    assert found["洪泽区人民政府办公室"]["scope"] == "own_body"


def test_a_zone_and_its_departments_are_one_tree() -> None:
    found = rows("平潭综合实验区", "平潭综合实验区公安局", "平潭综合实验区管委会")
    zone, police = found["平潭综合实验区管委会"], found["平潭综合实验区公安局"]
    assert "平潭综合实验区" not in found  # another spelling of the committee
    assert police["parent_office_id"] == zone["office_id"]
    assert (zone["scope"], police["scope"]) == ("jurisdiction", "own_body")
    assert found["福建省人民政府"]["office_id"] == zone["parent_office_id"]


def test_the_townships_of_a_county_are_known_before_they_report() -> None:
    found = rows("临安区民政局")
    assert found["锦北街道"]["parent_office_id"] == found["临安区人民政府"]["office_id"]
    assert (found["锦北街道"]["division_code"], found["锦北街道"]["kind"]) == ("330112007", "street")
    assert found["锦北街道"]["office_id"] == seen("锦北街道办事处")[0].resolution.office_id


def test_branches_of_a_national_system_stand_under_their_own() -> None:
    found = rows("国家税务总局临安区税务局", "国家税务总局杭州市税务局")
    branch, above = found["国家税务总局临安区税务局"], found["国家税务总局杭州市税务局"]
    assert branch["parent_office_id"] == above["office_id"]
    assert (branch["kind"], branch["scope_confidence"]) == ("vertical", "low")


def test_every_spelling_is_kept_with_its_years_and_the_number_it_has_by_itself() -> None:
    found = tree.aliases(seen(("临安市民政局", 2015), ("临安区民政局", 2019), ("临安区民政局", 2021)))
    (office,) = {row[0] for row in found}
    assert {row[1:] for row in found} == {
        ("临安市民政局", number("临安市民政局"), 2015, 2015),
        ("临安区民政局", number("临安区民政局"), 2019, 2021),
    }
    assert office not in {row[2] for row in found}


def changes(name: str, year: int) -> set[tuple[int, str, bool, str, str]]:
    rows = tree.succession(seen((name, year)), successions())
    return {(y, relation, old == new, before, after) for y, relation, old, new, before, after in rows}


def test_renaming_and_recoding_go_on_under_one_number() -> None:
    assert changes("长泰区民政局", 2022) >= {(2021, "renamed", True, "长泰县", "长泰区")}


def test_a_merger_joins_two_numbers_and_marks_the_one_that_goes_on() -> None:
    found = changes("拱墅区民政局", 2022)
    assert (2021, "merged", False, "下城区", "拱墅区") in found
    assert (2021, "merged", True, "拱墅区", "拱墅区") in found


def test_a_split_is_known_from_both_sides() -> None:
    assert (2021, "split", False, "余杭区", "临平区") in changes("临平区民政局", 2022)
    assert (2021, "split", True, "余杭区", "余杭区") in changes("余杭区民政局", 2022)


def test_a_county_taken_into_another_is_no_renaming_of_it() -> None:
    assert changes("新建区民政局", 2022) >= {(2019, "merged", False, "湾里区", "新建区")}


def test_an_office_ends_with_its_place() -> None:
    assert rows(("杭州市下城区民政局", 2019))["杭州市下城区民政局"]["valid_to"] == "2020-12-31"
    assert rows("钱塘区民政局")["钱塘区民政局"]["valid_from"] == "2021-01-01"
