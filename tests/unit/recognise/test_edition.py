"""The edition of a report is what its labels tell; a table that tells nothing takes it from
elsewhere and says so."""

from __future__ import annotations

import pytest

from pipelines.model import Statement
from pipelines.recognise.edition import assumed as assumed_edition
from pipelines.recognise.edition import report_edition
from tests.unit.recognise.dumps import codes, dump, line, said, table
from tests.unit.recognise.made_tokens import lines

F2019, F2021 = "f2019", "f2021"


def cut(text: str) -> str:
    """A dump that ends in table 3, before the rows by which the editions differ."""
    return text[: text.index(line(text, "本机关不掌握相关政府信息"))]


def assumed(made: Statement) -> list[str]:
    return [f"{i.where} {i.detail}" for i in made.issues if i.code == "form.edition_assumed"]


def test_a_cut_table_takes_the_edition_of_the_others() -> None:
    for edition, year in ((F2019, "2019 年格式"), (F2021, "2021 年格式")):
        made = said(cut(dump(edition)))
        assert (made.edition, made.editions["t3"], made.edition_printed) == (edition, edition, True)
        assert assumed(made) == [f"t3 按其他各表：{year}"]


def test_else_that_of_the_year_which_is_not_printed() -> None:
    text = cut(dump(F2021))
    made = said(text.replace(table(dump(F2021), "t2"), ""))
    assert (made.year, made.edition, made.edition_printed) == (2022, F2021, False)
    assert assumed(made) == ["t3 按年度 2022：2021 年格式"]


def test_without_either_it_is_unknown() -> None:
    text = cut(dump(F2021)).replace("2022年", "")
    made = said(text.replace(table(dump(F2021), "t2"), ""))
    assert (made.year, made.edition, made.edition_printed) == (None, "unknown", False)
    assert [detail.split("：")[0] for detail in assumed(made)] == ["t3 无从判断，暂按"]


def test_a_table_in_front_takes_it_from_one_behind() -> None:
    """Table 2 without its headings and with rows of both editions only, in a report for another
    year."""
    old, new = dump(F2019), dump(F2021)
    common = "二、主动公开政府信息情况\n行政处罚\t4\n行政强制\t5\n"
    for whole, edition in ((old, F2019), (new, F2021)):
        made = said(whole.replace(table(whole, "t2"), common))
        assert (made.edition, made.editions.get("t2", edition)) == (edition, edition)


def test_what_tells_that_a_report_is_of_two_editions_is_named() -> None:
    old, new = dump(F2019), dump(F2021)
    made = said(new.replace(table(new, "t3"), table(old, "t3")))
    assert (made.edition, made.edition_printed) == ("mixed", True)
    (mixed,) = (i.detail for i in made.issues if i.code == "form.editions_mixed")
    assert (
        mixed == "第二表有“本年制发件数”，为 2021 年格式；第三表“（六）其他处理”只有一行，2021 年格式为三行"
    )
    assert "form.edition_assumed" not in codes(made)


def test_only_tables_that_tell_make_a_report_mixed() -> None:
    assert report_edition({"t2": F2021, "t3": F2019}, {"t2": ("现行有效件数",), "t3": ()}, 2023) == F2021
    assert (
        report_edition({"t2": F2021, "t3": F2019}, {"t2": ("现行有效件数",), "t3": ("其他处理",)}, 2023)
        == "mixed"
    )
    assert report_edition({"t4": F2021}, {"t4": ()}, None) == F2021
    assert report_edition({}, {}, 2023) == "unknown"


@pytest.mark.parametrize(
    ("tables", "year", "code"),
    [
        pytest.param([("t2", "其他对外管理服务事项")], 2023, F2019, id="the table that tells"),
        pytest.param([("t2", "规章 | 5")], 2023, F2021, id="else the year"),
        pytest.param([("t2", "规章 | 5")], 2020, F2019, id="the year of another"),
        pytest.param([("t2", "规章 | 5")], None, "", id="neither"),
        pytest.param([], 2020, F2019, id="no table"),
        pytest.param(
            [("t2", "其他对外管理服务事项 | 现行有效件数")], 2023, F2021, id="a table that tells two"
        ),
        pytest.param(
            [("t3", "申请人无正当理由逾期不补正"), ("t2", "其他对外管理服务事项")],
            2023,
            F2019,
            id="the first in the order of the form",
        ),
    ],
)
def test_the_edition_of_a_table_that_does_not_tell(
    tables: list[tuple[str, str]], year: int | None, code: str
) -> None:
    assert assumed_edition([(table, lines(text)) for table, text in tables], year) == code
