"""What is said of a finding: the printed texts, nil as it is printed, both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from expectations.labels import cell_name, line_name, number, plain_name, printed
from expectations.rules import load
from expectations.words import Sentence, explain
from tests.unit.expectations.small_warehouse import Judged, SmallReport

Judge = Callable[..., Judged]


def said(judged: Judge, report: SmallReport, rule: str, scope: str) -> Sentence:
    return explain(load()[rule], judged(report).finding(rule, scope), report.all_cells())


def test_a_balance(judged: Judge) -> None:
    report = SmallReport({"t3.requests_new.natural_person": "2", "t3.total_handled.natural_person": "/"})
    zh, en = said(judged, report, "t3.balance", "natural_person")
    assert zh == "第三表“自然人”列：新收 2 + 上年结转 0 ≠ 办结 “/”（计 0）+ 结转下年 0，相差 2"
    assert en == (
        "Table 3, column “Natural persons”: received 2 + carried in 0 ≠ "
        "handled “/” (counted as 0) + carried out 0, off by 2"
    )


def test_parts_that_are_zero_are_summarised(judged: Judge) -> None:
    report = SmallReport({"t3.granted.natural_person": "5"})
    zh, en = said(judged, report, "t3.applicant_sum", "granted")
    assert zh == "第三表“（一）予以公开”行：自然人 5（其余为 0）≠ 总计 0，相差 5"
    assert en == "Table 3, row “Granted in full”: Natural persons 5 (all others are 0) ≠ total 0, off by 5"


def test_parts_that_are_nil_are_said_to_count_as_zero(judged: Judge) -> None:
    report = SmallReport({"t4.reconsideration.upheld": "1", "t4.reconsideration.pending": "2"}, fill="")
    zh, en = said(judged, report, "t4.result_sum", "reconsideration")
    assert zh == (
        "第四表“行政复议”：结果维持 1 + 尚未审结 2（其余为 0 或未填，未填按 0 计）= 3 ≠ 总计 空白（计 0），相差 3"
    )
    assert "which counts as 0" in en and "total blank (counted as 0)" in en


def test_outcomes_that_are_all_zero(judged: Judge) -> None:
    report = SmallReport({"t3.total_handled.total": "7"})
    zh, en = said(judged, report, "t3.outcome_sum", "total")
    assert zh == "第三表“总计”列办理结果：各项均为 0 ≠ （七）总计 7，相差 7"
    assert "every part is 0" in en


def test_numbers_in_words_show_what_they_count_as(judged: Judge) -> None:
    cell = "t2.administrative_licenses.net_change_items"
    zh, en = said(judged, SmallReport({cell: "减1237"}, "f2019", 2020), "cell.token_quality", cell)
    assert zh == "第二表“行政许可”的“本年增/减”印作“减1237”（计 -1237），应填数字"
    assert "printed “减1237” (counted as -1237)" in en


def test_a_table_full_of_slashes_or_blanks(judged: Judge) -> None:
    assert said(judged, SmallReport(fill="/"), "cell.token_quality", "t4.slash") == (
        "第四表有 15 个单元格印作“/”，应填数字",
        "Table 4: 15 cells are printed “/”, where a plain number is expected",
    )
    zh, _ = said(judged, SmallReport(fill=""), "cell.token_quality", "t4.blank")
    assert zh == "第四表有 15 个单元格未填，应填数字"


def test_a_negative_number(judged: Judge) -> None:
    cell = "t2.administrative_licenses.decisions"
    zh, _ = said(judged, SmallReport({cell: "-2"}), "t2.non_negative", cell)
    assert zh == "第二表“行政许可”的“本年处理决定数量”：印作“-2”，不应为负数"


def test_missing_tables_and_forms(judged: Judge) -> None:
    zh, en = said(judged, SmallReport(tables=("t3",)), "report.tables_present", "t2,t4")
    assert zh == "缺少第二表、第四表：应有 3 张统计表，只找到 1 张"
    assert en == "Table 2, Table 4 not found: 1 of the 3 statutory tables are there"
    zh, _ = said(judged, SmallReport(edition="f2019", year=2022), "form.version_vs_year", "report")
    assert zh.startswith("所用格式不是2022年度的格式；应使用国办公开办函〔2021〕30号")
    zh, _ = said(judged, SmallReport(edition="f2019", year=2012), "form.version_vs_year", "report")
    assert zh.endswith("应使用当年的格式")


def test_a_blank_total_column(judged: Judge) -> None:
    report = SmallReport({"t3.granted.natural_person": "5"}, fill="/")
    zh, en = said(judged, report, "t3.total_column_blank", "total")
    assert zh.startswith("第三表“总计”栏未填：1 行有数字，其中填了总计的 0 行")
    assert "column “Total” is not filled in" in en


@pytest.mark.parametrize("fill", ["0", "/"])
def test_every_rule_can_be_said_without_any_cell(judged: Judge, fill: str) -> None:
    """Whoever asks may have no cells at hand; a sentence is still made."""
    wrong = {
        "t3.granted.natural_person": "5",
        "t3.total_handled.natural_person": "1",
        "t4.reconsideration.total": "1",
    }
    odd = {"t2.administrative_licenses.decisions": "-1.5"}
    j = judged(
        SmallReport(wrong | odd, "f2019", 2022, fill), SmallReport(edition="mixed"), SmallReport(tables=())
    )
    for code, findings in j.findings.items():
        for finding in findings:
            for sentence in explain(load()[code], finding, {}):
                assert sentence and "{" not in sentence


def test_names() -> None:
    assert line_name("t3", "row", "partially_granted", "zh") == "（二）部分公开"
    assert plain_name("t3", "row", "refused_state_secret", "zh") == "属于国家秘密"
    assert plain_name("t3", "row", "requests_new", "zh") == "本年新收政府信息公开申请数量"
    assert cell_name("t2.administrative_fees.fee_amount", "zh") == "第二表“行政事业性收费”的“本年收费金额”"


def test_numbers_and_cells_as_printed() -> None:
    assert [number(v) for v in (None, 2.0, -0.5, 207204.99, 1e6)] == [
        "?",
        "2",
        "-0.5",
        "207204.99",
        "1000000",
    ]
    assert printed(None, "zh") == "?"
    assert printed((" 1 237\n", 1237, "number"), "zh") == "1237"
    assert printed(("０", 0, "number"), "en", quoted=True) == "“０”"
    assert printed(("—", None, "dash"), "en") == "“—” (counted as 0)"
