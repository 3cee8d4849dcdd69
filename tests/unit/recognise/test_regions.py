"""Where the tables stand: once, twice, not at all; which edition each of them is; what is no report
of ours."""

from __future__ import annotations

import pytest

from pipelines.model import Filing
from pipelines.report import report_of
from tests.data.forms import Filled, blank, render
from tests.unit.recognise.dumps import (
    OFFICE,
    PRINTED,
    codes,
    dump,
    line,
    printed,
    readings,
    said,
    table,
    values,
)

TABLES = ("t2", "t3", "t4")


@pytest.mark.parametrize("edition", ["f2019", "f2021"])
def test_a_whole_report(edition: str) -> None:
    found = said(dump(edition))
    assert values(found) == printed(edition)
    assert found.editions == dict.fromkeys(TABLES, edition)
    assert (found.edition, found.office, found.year) == (
        edition,
        OFFICE,
        2020 if edition == "f2019" else 2022,
    )
    assert (found.numbers_found, found.numbers_lost, found.issues) == (len(printed(edition)), 0, ())


def test_a_navigation_above_the_report_is_no_part_of_a_table() -> None:
    """It has words of table 2, closer to it than the rows of some dumps are to each other."""
    entries = ["首页", "规章", "行政规范性文件", "权责清单", "行政许可", "行政处罚", "政府集中采购"]
    found = said("\n".join(entries) + "\n" + dump())
    assert (found.office, found.year, found.issues) == (OFFICE, 2022, ())
    assert values(found) == printed()


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("apart", ["", "\n我局另附同一表格。" * 40 + "\n"], ids=["adjacent", "far apart"])
def test_the_same_table_again_is_told_and_read(name: str, apart: str) -> None:
    text = dump()
    piece = table(text, name)
    found = said(text.replace(piece, piece + apart + piece))
    assert codes(found) == {"form.table_repeated": [name]}
    assert values(found) == printed()


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("apart", ["", "\n我局另附同一表格。" * 40 + "\n"], ids=["adjacent", "far apart"])
def test_the_same_table_with_other_numbers_is_believed_neither_way(name: str, apart: str) -> None:
    text = dump()
    cell = next(c for c in PRINTED["f2021"] if c.startswith(name))
    rival = table(dump(**{cell.replace(".", "__"): "987654"}), name)
    found = said(text.replace(table(text, name), table(text, name) + apart + rival))
    assert codes(found)["form.table_rivals"] == [name]
    cells = readings(found)
    assert {cells[c].doubt for c in cells if c.startswith(name)} == {"ambiguous"}
    assert {c: v for c, v in values(found).items() if not c.startswith(name)} == {
        c: v for c, v in printed().items() if not c.startswith(name)
    }


def test_a_report_printed_twice() -> None:
    found = said(dump() + dump())
    assert codes(found) == {"form.table_repeated": [*TABLES]}
    assert values(found) == printed()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_not_there(name: str) -> None:
    """The last row of table 2 may have run together with the end of the one behind it, and is open;
    that of table 3 is borne out by its sums."""
    found = said(dump().replace(table(dump(), name), ""))
    beside = {"t3": ["t2.administrative_fees"]}.get(name, [])
    assert codes(found) == {"form.table_missing": [name]} | (
        {"form.cell_ambiguous": beside} if beside else {}
    )
    open_cells = (name, *beside)
    assert values(found) == {c: None if c.startswith(open_cells) else v for c, v in printed().items()}
    assert {r.doubt for c, r in readings(found).items() if c.startswith(name)} == {"absent"}


def test_words_of_a_table_in_prose_are_no_table() -> None:
    prose = "本年行政许可、行政处罚、行政强制均按时公开，规章和行政规范性文件已清理。\n" * 5
    found = said(dump().replace("一、总体情况", f"一、总体情况\n{prose}"))
    assert values(found) == printed()
    assert found.issues == ()


@pytest.mark.parametrize(
    "noise", ["2023-01-20", "2023/1/20", "2023.01.20", "- 5 -", "第5页 共8页", "2023年1月20日", "（印章）"]
)
@pytest.mark.parametrize("name", TABLES)
def test_days_and_page_numbers_behind_a_table_are_none_of_its_numbers(name: str, noise: str) -> None:
    text = dump()
    found = said(text.replace(table(text, name), f"{table(text, name)}\n{noise}\n"))
    assert values(found) == printed()
    assert found.numbers_lost == 0


@pytest.mark.parametrize(("name", "edition"), [("t2", "f2019"), ("t3", "f2019")])
def test_tables_of_both_editions_in_one_report(name: str, edition: str) -> None:
    mixed = Filled(OFFICE, 2021, "f2021", editions={name: edition})
    found = said(render(mixed, "tabs").decode())
    other = {"t2": "t3", "t3": "t2"}[name]
    assert (found.edition, found.editions[name], found.editions[other]) == ("mixed", edition, "f2021")


def quarantined(data: bytes) -> list[str]:
    report = report_of(Filing("x", "0" * 64, len(data)), data)
    assert report.status == "quarantined"
    assert all(fact.value is None for fact in report.facts)
    return [issue.code for issue in report.issues if issue.code.startswith("form.")]


@pytest.mark.parametrize("edition", ["f2019", "f2021"])
@pytest.mark.parametrize("layout", ["tabs", "html", "markdown"])
def test_an_unfilled_form_is_no_report(layout: str, edition: str) -> None:
    assert quarantined(render(blank(OFFICE, 2022, edition), layout)) == ["form.blank"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{OFFICE}2016年政府信息公开工作年度报告\n一、概述\n公开5条。\n", "form.before_2019"),
        ("政府信息公开情况统计表\n主动公开政府信息数\t5\n回应解读情况\t3\n", "form.before_2019"),
        (f"{OFFICE}2022年政府信息公开工作年度报告\n一、总体情况\n公开5条。\n", "form.none"),
        ("你好", "form.none"),
    ],
)
def test_reports_without_our_tables(text: str, code: str) -> None:
    assert quarantined(text.encode()) == [code]


def test_a_row_left_blank_is_blank_and_no_row_missing() -> None:
    """Also the last row of a table, where no number marks its end."""
    text = dump()
    for label in ("（一）予以公开", "四、结转下年度", "行政强制", "行政事业性收费"):
        row = line(text, label)
        text = text.replace(row, "\t".join("" if f.isdigit() else f for f in row.split("\t")))
    found = said(text)
    cells = readings(found)
    left = ["t3.granted.total", "t3.carried_out.total", "t2.administrative_coercion.decisions"]
    assert [cells[c].doubt or (cells[c].text or "").strip() for c in left] == ["", "", ""]
    assert "form.row_missing" not in codes(found)


@pytest.mark.parametrize(
    ("name", "label", "row", "beside"),
    [
        pytest.param(
            "t2",
            "行政处罚",
            "t2.administrative_penalties",
            ("t2.administrative_licenses", "t2.administrative_coercion"),
            id="t2",
        ),
        pytest.param(
            "t3",
            "2.重复申请",
            "t3.not_processed_repeat",
            ("t3.not_processed_petition", "t3.not_processed_publication"),
            id="t3",
        ),
    ],
)
def test_a_row_that_was_not_printed_is_absent(
    name: str, label: str, row: str, beside: tuple[str, str]
) -> None:
    """The rows beside it may be of two each, and are open."""
    text = dump()
    found = said(text.replace(line(table(text, name), label) + "\n", ""))
    assert codes(found) == {"form.row_missing": [row], "form.cell_ambiguous": [*beside]}
    assert {r.doubt for c, r in readings(found).items() if c.startswith(row)} == {"absent"}
    others = {c: v for c, v in printed().items() if not c.startswith((row, *beside))}
    assert {c: values(found)[c] for c in others} == others
