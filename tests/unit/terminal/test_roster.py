"""`gongkai offices roster`: what it writes is read again, and each line is the office that it was
written from."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from pipelines.offices.evidence import Claim, weigh
from pipelines.offices.gazetteer.load import gazetteer
from pipelines.offices.resolution import Resolution
from pipelines.offices.resolve import resolve
from pipelines.offices.roster import load
from pipelines.offices.rostered import rostered
from terminal.commands.app import app
from terminal.roster import NEVER, PlaceUnknown, first_roster
from warehouse import schema

OF_HONGZE = ("淮安市洪泽区民政局", "洪泽区人民政府办公室", "洪泽区高良涧街道办事处")
MADE_UP = ("青禾县人民政府", "青禾县民政局")


def seen(name: str) -> Resolution:
    return resolve(weigh(Claim(name, 2022), gazetteer()), gazetteer())


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("warehouse")
    with duckdb.connect(str(folder / "gongkai.duckdb")) as connection:
        schema.create(connection, comments=False)
        for report, name in enumerate((*OF_HONGZE, *MADE_UP), 1):
            office = seen(name)
            code = office.place.code if office.place else None
            row = [office.office_id, name, office.kind, code, office.status]
            connection.execute(
                "INSERT INTO offices (office_id, name, kind, division_code, resolution) VALUES (?, ?, ?, ?, ?)",
                row,
            )
            connection.execute(
                "INSERT INTO reports (report_id, office_id, year, is_current) VALUES (?, ?, 2022, true)",
                [report, office.office_id],
            )
    return folder


def test_each_line_is_the_office_that_it_was_written_from(warehouse: Path) -> None:
    entries = first_roster("洪泽区", warehouse / "gongkai.duckdb", gazetteer())
    lines, doubts = rostered(entries, map(seen, OF_HONGZE), gazetteer())
    assert doubts == []
    reported = {line.office.office_id for line in lines if line.entry.note == "年报 reports: 2022"}
    assert reported == {seen(name).office_id for name in OF_HONGZE}
    never = {line.office.name: line.entry.code for line in lines if line.entry.note == NEVER}
    assert never["洪泽区人民政府"] == "320813" and never["岔河镇"] == "320813103"


def test_offices_of_a_county_in_no_list_stand_under_its_government(warehouse: Path) -> None:
    entries = first_roster(MADE_UP[0], warehouse / "gongkai.duckdb", gazetteer())
    assert [(e.office, e.code, e.parent, e.kind) for e in entries] == [
        ("青禾县人民政府", "", "青禾县人民政府", "government"),
        ("青禾县民政局", "", "青禾县人民政府", "department"),
    ]


def test_without_a_warehouse_there_are_the_places_on_record() -> None:
    entries = first_roster("320813", None, gazetteer())
    assert {e.kind for e in entries} == {"government", "street", "township"}


@pytest.mark.parametrize(
    ("wanted", "words"),
    [("鼓楼区", "320106"), ("000000", "000000"), ("没有的县", "没有的县"), ("320813103", "320813103")],
)
def test_what_is_no_place_is_told(wanted: str, words: str, warehouse: Path) -> None:
    with pytest.raises(PlaceUnknown, match=words):
        first_roster(wanted, warehouse / "gongkai.duckdb", gazetteer())


def test_nothing_is_overwritten(warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "roster.csv"
    command = ["offices", "roster", "洪泽区", "--warehouse", str(warehouse), "--out", str(out)]
    assert CliRunner().invoke(app, command).exit_code == 0
    first = out.read_bytes()
    assert len(load(out)) > len(OF_HONGZE)
    again = CliRunner().invoke(app, command)
    assert again.exit_code == 2 and "不覆盖" in again.output and out.read_bytes() == first
