"""What a person decides holds, for the reports that it is about and no others; what cannot be right
is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.offices.decisions import COLUMNS, DecisionError, Decisions, Row, load, merged, save
from pipelines.offices.evidence import Claim, weigh
from pipelines.offices.gazetteer.load import gazetteer
from pipelines.offices.resolution import Resolution
from pipelines.offices.resolve import resolve

KNOWN = {"330112": 0, "330112007": 0, "410972": 0}


def decided(name: str, code: str, **more: str) -> Resolution:
    return resolve(weigh(Claim(name, 2020, **more), gazetteer()), gazetteer(), code)


def test_a_bare_department_goes_to_the_place_decided() -> None:
    found = decided("区政务服务办", "330112")
    assert (found.status, found.confidence) == ("resolved", "high")
    assert found.office_id == decided("临安区政务服务办", "330112").office_id
    assert found.evidence[0].kind == "decision"


def test_a_county_decided_for_a_street_chooses_among_its_homonyms() -> None:
    found = decided("跃进街道办事处", "230506")
    assert found.place is not None and found.place.code == "230506002"
    assert decided("跃进街道办事处", "230506002").office_id == found.office_id


def test_a_street_in_no_list_stays_provisional_under_the_place_decided() -> None:
    found = decided("华安办事处", "410972")
    assert (found.status, found.under) == ("provisional", True)


def test_no_list_has_it_overrides_a_name_that_seems_unique() -> None:
    found = decided("锦北街道", "-")
    assert (found.status, found.place, found.office_id) == (
        "provisional",
        None,
        decided("锦北 街道", "-").office_id,
    )


def test_a_decision_goes_before_what_the_text_says() -> None:
    found = decided("鼓楼区民政局", "350102", text="按照南京市鼓楼区人民政府的要求")
    assert found.place is not None and found.place.code == "350102"


def test_a_decision_is_about_its_name_host_and_file() -> None:
    said = Decisions(
        [
            Row("县民政局", division_code="330112"),
            Row("县民政局", host="x.gov.cn", division_code="410972"),
            Row("县民政局", host="x.gov.cn", path="a.txt", division_code="-"),
            Row("县财政局"),
        ]
    )
    assert said.of("县民政局", "", "b.txt") == "330112"
    assert said.of("县民政局", "x.gov.cn", "b.txt") == "410972"
    assert said.of("县 民政局", "x.gov.cn", "a.txt") == "-"
    assert said.of("县民政局", "y.gov.cn", "b.txt") is None
    assert said.of("县财政局", "", "b.txt") is None


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "offices.csv"
    rows = [Row("县民政局", "x.gov.cn", "", "unresolved", "2020 2021", "", "", "330112", "电话询问，已确认")]
    save(path, rows)
    assert load(path, KNOWN) == rows
    assert load(tmp_path / "none.csv", KNOWN) == []


def test_a_review_keeps_what_people_wrote_and_drops_what_is_settled() -> None:
    kept = [
        Row("甲局", division_code="330112"),
        Row("乙局", note="问过"),
        Row("丙局"),
        Row("丁局", note="旧"),
    ]
    now = merged(kept, [Row("乙局", resolution="unresolved"), Row("戊局", resolution="ambiguous")])
    assert [(r.name, r.note) for r in now] == [("乙局", "问过"), ("戊局", ""), ("甲局", "")]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("县民政局,,,,,,,999999,", "999999"),
        (",,,,,,,330112,", "名称"),
        ("县民政局,,,,,,,330112", "栏数"),
        ("县民政局,,,,,,,,\n县民政局,,,,,,,,", "重复"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_with_its_line(tmp_path: Path, line: str, word: str) -> None:
    path = tmp_path / "offices.csv"
    path.write_text(",".join(COLUMNS) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(DecisionError, match=word) as refusal:
        load(path, KNOWN)
    assert "offices.csv" in str(refusal.value)


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "offices.csv"
    path.write_text("name,code\n", encoding="utf-8")
    with pytest.raises(DecisionError, match="division_code"):
        load(path, KNOWN)


def test_the_sample_decisions_are_valid() -> None:
    raw = Path(__file__).resolve().parents[3] / "raw" / "offices.csv"
    assert any(row.division_code == "-" for row in load(raw, gazetteer().by_code))
