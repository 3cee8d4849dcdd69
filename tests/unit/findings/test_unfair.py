"""What looks like a fault of the office and is none, as `gongkai check` judges one report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from expectations.rules import load
from findings.one_report import findings
from pipelines.model import Report
from pipelines.normalise.prose import mentions
from tests.data.histories import Office, histories

FEE = "t2.administrative_fees.fee_amount"


def report(name: str = "青禾县教育局", year: int = 2022, **said: Any) -> Report:
    made = histories([Office(1, name, "department", "county")])[1, year]
    for part, value in said.items():
        if part == "prose":
            made.prose |= value
        else:
            setattr(made, part, value)
    return made.report()


def rules_broken(one: Report, only: str = "") -> set[str]:
    return {f.rule for f in findings(one, load()) if f.rule.startswith(only)}


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ("统计期限自2022年1月1日起至2022年12月31日止。", ""),
        ("统计期限为2022年1月1日至12月31日。", ""),
        ("统计期限为2022年1月至12月31日。", ""),
        ("统计期限自2022年1月1日起至2022年11月30日止。", "report.period_whole_year"),
        ("数据统计期限自2022年3月1日起至2022年12月31日止。", "report.period_whole_year"),
        ("我局3月组建，统计期限自2022年3月1日起至2022年12月31日止。", ""),
        ("根据国办公开办函〔2019〕60号要求编制。", "form.basis_in_force"),
        ("按照《政府信息公开工作年度报告格式（试行）》编制。", "form.basis_in_force"),
        ("根据国办公开办函〔2021〕30号要求编制。", ""),
        ("根据国办公开办函〔2021〕30号（代替国办公开办函〔2019〕60号）编制。", ""),
    ],
)
def test_period_and_basis(front: str, code: str) -> None:
    found = rules_broken(report(prose={"front": front}))
    assert found & {"report.period_whole_year", "form.basis_in_force"} == ({code} - {""})


def test_a_trial_form_is_the_basis_of_the_years_that_it_was_in_force() -> None:
    front = {"front": "根据国办公开办函〔2019〕60号要求编制。"}
    assert "form.basis_in_force" not in rules_broken(report(year=2020, prose=front))


@pytest.mark.parametrize(
    ("overview", "total", "broken"),
    [
        ("未收到政府信息公开申请。", None, {"t3.text_no_requests"}),
        ("暂未接到公民、法人或其他组织的依申请公开事宜。", None, {"t3.text_no_requests"}),
        ("全年未收到企业提出的政府信息公开申请。", None, set()),
        ("未收到不属于本机关公开的政府信息申请。", None, set()),
        ("窗口受理申请9000件。", None, set()),
    ],
)
def test_what_a_text_says_of_requests(overview: str, total: float | None, broken: set[str]) -> None:
    assert rules_broken(report(prose={"overview": overview}), "t3.text") == broken


def test_a_text_is_right_beside_a_total_that_is_misprinted() -> None:
    street = histories([Office(1, "青禾街道办事处", "street", "township")])[1, 2022]
    street.figures["t3.requests_new.total"] = 12
    assert rules_broken(street.report()) == {"t3.applicant_sum", "t3.balance"}


@pytest.mark.parametrize(
    ("column", "edition_year", "broken"),
    [("total_disclosed", 2020, False), ("newly_made", 2020, True), ("issued", 2022, True)],
)
def test_rules_of_others_that_an_office_published(column: str, edition_year: int, broken: bool) -> None:
    one = histories([Office(1, "青禾街道办事处", "street", "township")])[1, edition_year]
    one.figures[f"t2.government_rules.{column}"] = 4
    if column == "issued":
        one.figures["t2.government_rules.in_force"] = 4
    assert ("t2.rules_competence" in rules_broken(one.report())) is broken


def test_a_decrease_is_information_and_expiry_in_the_text_explains_it() -> None:
    years = histories([Office(1, "青禾县教育局", "department", "county")])
    here, before = years[1, 2023], years[1, 2022]
    here.add("t2.normative_documents.in_force", -2)

    def found() -> set[tuple[str, str]]:
        return {(f.rule, f.severity) for f in findings(here.report(), load(), before.report())}

    assert found() == {("t2.in_force_decrease", "info")}
    here.prose["proactive"] = "2件规范性文件有效期届满，自动失效。"
    assert found() == set()


def test_one_request_in_both_years_is_no_copy() -> None:
    years = histories([Office(1, "青禾街道办事处", "street", "township")])
    here, before = years[1, 2023], years[1, 2022]
    for one in (here, before):
        one.figures |= {cell: 0 for cell in one.figures if cell.startswith("t2.")}
        one.prose["overview"] = f"{one.words}收到政府信息公开申请1件。"
        for row in ("requests_new", "granted", "total_handled"):
            one.figures |= {f"t3.{row}.natural_person": 1, f"t3.{row}.total": 1}
    assert {f.rule for f in findings(here.report(), load(), before.report())} == set()
    for row, count in (("granted", 1), ("not_held", 2), ("partially_granted", 3), ("refused_third_party", 4)):
        for one in (here, before):
            one.figures |= {f"t3.{row}.natural_person": count, f"t3.{row}.total": count}
            one.figures |= {
                f"t3.{r}.{c}": 10
                for r in ("requests_new", "total_handled")
                for c in ("natural_person", "total")
            }
            one.figures["t2.administrative_licenses.decisions"] = 44
            one.prose["overview"] = f"{one.words}收到政府信息公开申请10件。"
    assert {f.rule for f in findings(here.report(), load(), before.report())} == {
        "report.copied_previous_year"
    }


def test_the_codes_say_which_table_they_judge() -> None:
    one = report()
    facts = tuple(
        replace(f, value=f.value + 0.5) if f.value is not None and f.column == "research_institution" else f
        for f in one.facts
    )
    broken = {f.rule for f in findings(replace(one, facts=facts), load()) if "integer" in f.rule}
    assert broken == {"t3.integer"}


@pytest.mark.parametrize(
    ("units", "broken"),
    [(("万元", "万元"), True), (("万元", "元"), False), (("", "万元"), False), (("万元", ""), False)],
)
def test_an_amount_without_a_unit_is_not_blamed_for_a_wrong_one(units: tuple[str, str], broken: bool) -> None:
    years = histories([Office(1, "青禾县教育局", "department", "county")])
    for year, amount, unit in zip((2021, 2022), (12.5, 60_000), units):
        years[1, year].figures[FEE] = amount
        years[1, year].units[FEE] = unit
    before, now = years[1, 2021].report(), years[1, 2022].report()
    assert ("t2.fee_unit" in {f.rule for f in findings(now, load(), before)}) is broken


@pytest.mark.parametrize(("year", "broken"), [(2020, set()), (2022, {"t2.text_number"})])
def test_a_number_of_the_text_is_held_against_a_form_that_has_it(year: int, broken: set[str]) -> None:
    """The form of 2019 has other columns for documents: none of them is what is issued in a year."""
    prose = {"overview": "制发行政规范性文件3件。未收到政府信息公开申请。"}
    one = histories([Office(1, "青禾街道办事处", "street", "township")])[1, year]
    one.prose |= prose
    if year == 2022:
        one.figures["t2.normative_documents.issued"] = 1
    assert rules_broken(one.report(), "t2.text") == broken


@pytest.mark.parametrize(
    "overview",
    [
        "全市教育系统共收到政府信息公开申请45件，局机关未收到申请。",
        "各派出所收到政府信息公开申请5件。",
        "三年来收到政府信息公开申请9件，本年度没有申请。",
        "全县卫健系统收到政府信息公开申请5件。",
    ],
)
def test_what_others_or_other_years_received_is_not_the_office_s(overview: str) -> None:
    assert rules_broken(report(prose={"overview": overview}), "t3.text_no") == set()


@pytest.mark.parametrize(
    "overview",
    [
        "全年共答复政府信息公开申请12件，结转下年度政府信息公开申请0件。",
        "1-6月未收到政府信息公开申请。",
        "疫情期间未收到政府信息公开申请。",
        "各派出机构未收到政府信息公开申请。",
    ],
)
def test_nothing_of_a_part_is_nothing_of_the_whole(overview: str) -> None:
    one = report(prose={"overview": overview})
    assert rules_broken(one, "t3.text_no") == set()


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("青禾县教育局2022年政府信息公开工作年度报告（2023年1月20日）", False),
        ("青禾县教育局2022年政府信息公开工作年度报告及2023年工作计划", False),
        ("青禾县教育局2021年政府信息公开工作年度报告", True),
    ],
)
def test_another_year_beside_the_right_one_in_the_title(title: str, broken: bool) -> None:
    one = report()
    statement = replace(one.statement, title=title)
    one = replace(one, statement=statement, mentions=mentions(statement))
    assert ("report.year_agreement" in rules_broken(one)) is broken
