"""raw/roster.csv: what is read of it, what is refused, and which offices its lines are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.offices import tree
from pipelines.offices.evidence import Claim, weigh
from pipelines.offices.gazetteer.load import gazetteer
from pipelines.offices.resolution import Resolution, number
from pipelines.offices.resolve import resolve
from pipelines.offices.roster import COLUMNS, Entry, RosterError, load, written
from pipelines.offices.rostered import Rostered, complete, offices, rostered
from pipelines.offices.tree import Seen

HEAD = ",".join(COLUMNS)


def file(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / "roster.csv"
    path.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
    return path


def seen(name: str, **more: Any) -> Resolution:
    return resolve(weigh(Claim(name, 2022, **more), gazetteer()), gazetteer())


def the_only(entry: Entry, *known: Resolution) -> tuple[Rostered, list[tuple[str, str]]]:
    (found,), doubts = rostered([entry], known, gazetteer())
    return found, [(code, detail) for code, _, detail in doubts]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    entries = [
        Entry(2, "洪泽区民政局", "320813", "", "department", 2019, None, "02-28", "=1+1"),
        Entry(3, "青禾县民政局", "", "青禾县人民政府", "", None, 2022),
    ]
    path = tmp_path / "roster.csv"
    path.write_text(written(entries), encoding="utf-8")
    assert load(path)[1] == entries[1]
    assert load(path)[0].note == "'=1+1"
    assert load(tmp_path / "none.csv") == []


@pytest.mark.parametrize(
    ("head", "line", "entry"),
    [
        pytest.param("office,code", "甲局,320813", Entry(2, "甲局", "320813"), id="two columns"),
        pytest.param("parent,office", "乙政府,甲局", Entry(2, "甲局", parent="乙政府"), id="other order"),
        pytest.param("office,code,deadline", "甲局,320813,3月1日", Entry(2, "甲局", "320813", deadline="03-01"), id="day"),
        pytest.param("office,code", "甲镇,320813100000", Entry(2, "甲镇", "320813100"), id="twelve digits"),
    ],
)  # fmt: skip
def test_only_an_office_and_its_place_are_needed(tmp_path: Path, head: str, line: str, entry: Entry) -> None:
    assert load(file(tmp_path, line, head=head)) == [entry]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param(",320813,,,,,,", "office", id="no name"),
        pytest.param("甲局,,,,,,,", "code 与 parent", id="no place"),
        pytest.param("甲局,320813,乙政府,,,,,", "code 与 parent", id="two places"),
        pytest.param("甲局,3208,,,,,,", "6、9 或 12 位", id="no code"),
        pytest.param("甲局,320813,,bureau,,,,", "general_office | street |", id="no kind"),
        pytest.param("甲局,320813,,,2019年,,,", "2000 至 2100", id="no year"),
        pytest.param("甲局,320813,,,2023,2020,,", "晚于", id="years the wrong way round"),
        pytest.param("甲局,320813,,,,,02-30,", "03-31", id="no day"),
        pytest.param("甲局,320813,,,,,,\n甲 局,320813,,,2020,,,", "第 2 行重复", id="twice"),
        pytest.param("甲局,320813,,,,,,,,", "栏数", id="too many fields"),
    ],
)
def test_a_line_that_cannot_be_right_is_refused_in_one_line(tmp_path: Path, line: str, words: str) -> None:
    path = file(tmp_path, line)
    with pytest.raises(RosterError) as refusal:
        load(path)
    message = str(refusal.value)
    assert message.startswith(f"{path}: 第 {1 + line.count(chr(10)) + 1} 行")
    assert words in message and "\n" not in message


def test_an_office_may_be_listed_for_years_apart(tmp_path: Path) -> None:
    path = file(tmp_path, "甲局,320813,,,,2020,,", "甲局,320813,,,2023,,,")
    assert [(e.first_year, e.last_year) for e in load(path)] == [(None, 2020), (2023, None)]


@pytest.mark.parametrize(
    "name",
    ["洪泽区民政局", "淮安市洪泽区民政局", "洪泽区发改局", "洪泽区人民政府", "洪泽区人民政府办公室", "高良涧街道办事处"],
)  # fmt: skip
def test_an_office_of_the_roster_is_that_of_the_reports(name: str) -> None:
    known = seen(name, title="淮安市洪泽区")
    found, doubts = the_only(Entry(2, name, "320813"), known)
    assert (found.office.key, found.place and found.place.code, doubts) == (known.key, "320813", [])


@pytest.mark.parametrize("name", ["民政局", "区民政局", "洪泽区民政局"])
def test_an_office_that_never_published_is_one_of_the_place(name: str) -> None:
    found, doubts = the_only(Entry(2, name, "320813"))
    assert found.office.office_id == seen("洪泽区民政局").office_id and doubts == []


@pytest.mark.parametrize(
    ("entry", "code", "words"),
    [
        pytest.param(Entry(2, "甲局", "999999"), "roster.place_unknown", "999999", id="no such place"),
        pytest.param(
            Entry(2, "昆山市民政局", "320813"), "roster.place_unknown", "320583", id="of another place"
        ),
        pytest.param(
            Entry(2, "鼓楼区民政局", parent="鼓楼区人民政府"), "roster.place_unknown", "320106", id="of four places"
        ),
    ],
)  # fmt: skip
def test_a_place_that_cannot_be_is_told(entry: Entry, code: str, words: str) -> None:
    found, doubts = the_only(entry)
    assert [c for c, _ in doubts] == [code] and words in doubts[0][1]
    assert found.office.name == entry.office  # it is due all the same


def test_a_report_of_that_name_without_a_place_may_be_its_own() -> None:
    open_now = seen("鼓楼区民政局")
    assert open_now.status == "ambiguous"
    found, doubts = the_only(Entry(2, "鼓楼区民政局", "320106"), open_now)
    assert found.office.status == "resolved" and doubts == [("roster.office_open", "鼓楼区民政局")]


def test_two_names_of_one_office_are_listed_once() -> None:
    entries = [Entry(2, "洪泽区发改局", "320813"), Entry(3, "洪泽区发展和改革局", "320813")]
    found, doubts = rostered(entries, [], gazetteer())
    assert [one.entry.line for one in found] == [2]
    assert [(code, entry.line) for code, entry, _ in doubts] == [("roster.listed_twice", 3)]


def rows(entries: list[Entry], *known: Resolution) -> dict[str, dict[str, Any]]:
    found, _ = rostered(entries, known, gazetteer())
    every = [Seen(one, 2022) for one in known]
    made = tree.offices(every, gazetteer(), offices(found))
    complete(made, found, gazetteer())
    return {row["name"]: row for row in made.values()}


def test_a_roster_of_a_county_in_no_list_stands_below_its_government() -> None:
    reported = seen("青禾县民政局", url="https://www.qinghe.gov.cn/a")
    entries = [
        Entry(n, name, parent="青禾县人民政府") for n, name in enumerate(("青禾县民政局", "财政局"), 2)
    ]
    made = rows(entries, reported)
    above = made["青禾县人民政府"]["office_id"]
    assert made["青禾县民政局"]["office_id"] == reported.office_id
    assert [made[name]["parent_office_id"] for name in ("青禾县民政局", "财政局")] == [above, above]


def test_the_roster_says_where_an_office_is_that_no_list_has() -> None:
    made = rows([Entry(2, "青禾办公室", "320813", kind="institution")], seen("青禾县云溪局"))
    office = made["青禾办公室"]
    assert (office["kind"], office["scope"]) == ("institution", "own_body")
    assert (office["division_code"], office["county"]) == ("320813", "洪泽区")
    assert made["洪泽区人民政府"]["office_id"] == office["parent_office_id"]


def test_a_report_named_in_full_belongs_to_the_place_whose_roster_names_it() -> None:
    reported = seen("青禾县云溪局")
    assert reported.status == "provisional" and reported.place is None
    made = rows([Entry(2, "青禾县云溪局", "320813")], reported)
    assert made["青禾县云溪局"]["office_id"] == reported.office_id
    assert made["青禾县云溪局"]["county"] == "洪泽区"
    assert number("青禾县云溪局") == reported.office_id


@pytest.mark.parametrize(
    ("parent", "name"),
    [
        pytest.param("鼓楼区人民政府", "鼓楼区教育局", id="one of several districts of that name"),
        pytest.param("新区人民政府", "新区分局", id="a name that is none of a territory"),
    ],
)
def test_an_office_that_may_be_of_another_place_gets_no_parent_from_a_roster(parent: str, name: str) -> None:
    assert rows([Entry(2, "财政局", parent=parent)], seen(name))[name]["parent_office_id"] is None
