"""The offices that the prose of a report names as its own, kind by kind. The text is folded."""

from __future__ import annotations

import pytest

from pipelines.recognise.office_evidence import (
    asked,
    compiled_by,
    listed_publishers,
    published_by,
    signed_by,
    spoken_of,
)

OFFICE = "青禾县民政局"


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        pytest.param(
            "现公布青禾县民政局2022年政府信息公开工作年度报告", [(OFFICE, 2022, "")], id="office and year"
        ),
        pytest.param(
            "现将2022年青禾县民政局政府信息公开工作年度报告公布如下",
            [(OFFICE, 2022, "")],
            id="the year first",
        ),
        pytest.param("2022年青禾县民政局政府信息公开工作情况报告如下", [(OFFICE, 2022, "")], id="its work"),
        pytest.param("对照2021年报告", [], id="a report that is compared with"),
        pytest.param("对照2021年政府信息公开工作年度报告", [], id="one with its whole name"),
        pytest.param("青禾县民政局信息公开工作2022年工作报告", [(OFFICE, 2022, "")], id="the year within"),
        pytest.param(
            "青禾县民政局2022年1月1日至12月31日期间政府信息公开年度报告", [(OFFICE, 2022, "")], id="a period"
        ),
        pytest.param(
            "公开5条,青禾县民政局2022年政府信息公开年报", [(OFFICE, 2022, "")], id="in a clause of its own"
        ),
        pytest.param(
            "青禾县民政局2022年上半年政府信息公开工作报告", [(OFFICE, 2022, "上半年")], id="part of a year"
        ),
        pytest.param("现公布青禾县民政局政府信息公开工作年度报告", [(OFFICE, None, "")], id="no year"),
        pytest.param(
            "青禾县民政局1999年政府信息公开年报", [(OFFICE, None, "")], id="a year of no such report"
        ),
        pytest.param("青禾县民政局2021—2022年政府信息公开工作报告", [(None, None, "")], id="two years"),
        pytest.param("现公布我局2020年政府信息公开工作年度报告", [(None, 2020, "")], id="no name"),
        pytest.param("就2022年度工作汇报如下", [(None, 2022, "")], id="a year alone"),
        pytest.param("2022年度报告", [(None, 2022, "")], id="the year of a report"),
        pytest.param("青禾县民政局2022年政府信息公开工作要点", [], id="another paper"),
        pytest.param("青禾县民政局公开5条", [], id="none"),
    ],
)
def test_a_sentence_that_publishes_a_report(
    sentence: str, named: list[tuple[str | None, int | None, str]]
) -> None:
    assert list(published_by([sentence])) == named


@pytest.mark.parametrize(("before", "count"), [(11, 1), (12, 0)])
def test_only_the_first_twelve_paragraphs_publish_or_compile(before: int, count: int) -> None:
    lines = ["甲"] * before
    assert len(list(published_by([*lines, "2022年度报告"]))) == count
    assert len(list(compiled_by([*lines, "本报告由青禾县民政局编制"]))) == count


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        pytest.param("本报告由青禾县民政局编制。", {OFFICE}, id="by whom it is made"),
        pytest.param("由青禾县民政局组织编写的年度报告", {OFFICE}, id="with a word between"),
        pytest.param("青禾县民政局认真编制了2022年度报告", {OFFICE}, id="who makes it"),
        pytest.param("公开5条。本报告由青禾县民政局编制", {OFFICE}, id="in a later sentence"),
        pytest.param("由青禾县民政局编制。年报", {OFFICE}, id="the word for it in another sentence"),
        pytest.param("由青禾县民政局编制", set(), id="no report"),
        pytest.param("青禾县民政局编制计划。本报告", set(), id="another paper"),
        pytest.param("本报告由县委办公室编制", set(), id="who makes no such report"),
        pytest.param("本报告由县人民政府编制", set(), id="nor a government without its place"),
        pytest.param("本报告由我局编制", set(), id="no name"),
        pytest.param("编制单位:青禾县民政局", {OFFICE}, id="a heading"),
        pytest.param("填报单位(盖章):青禾县民政局", {OFFICE}, id="under a seal"),
        pytest.param("填报单位:青禾县民政局单位负责人:张三审核人:李四", {OFFICE}, id="before who signs"),
        pytest.param("单位名称(公章):青禾县民政局填报时间:2017年1月5日", {OFFICE}, id="before a day"),
        pytest.param("单位名称:青禾县民政局", set(), id="a name in any other list"),
        pytest.param("填报单位(盖章):", set(), id="nobody"),
    ],
)
def test_a_sentence_that_says_who_made_a_report(paragraph: str, names: set[str]) -> None:
    assert set(compiled_by([paragraph])) == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        pytest.param("请与青禾县民政局联系(地址:长街1号)", [OFFICE], id="an office"),
        pytest.param("请与青禾县民政局办公室联系", [OFFICE], id="its general office"),
        pytest.param("可直接联系青禾县民政局办公室", [OFFICE], id="the verb first"),
        pytest.param("请咨询青禾县民政局(电话)", [OFFICE], id="to ask"),
        pytest.param("联系单位:青禾县民政局,电话:123", [OFFICE], id="a heading"),
        pytest.param("请与青禾县人民政府办公室联系", [], id="one that may answer for the government"),
        pytest.param("请与本局联系", [], id="no name"),
        pytest.param("与青禾县民政局联系", [], id="nobody is asked to"),
        pytest.param("请到青禾县民政局", [], id="another verb"),
    ],
)
def test_whom_a_reader_may_ask(sentence: str, names: list[str]) -> None:
    assert list(asked([sentence])) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        pytest.param("发布机构:青禾县民政局", [OFFICE], id="by itself"),
        pytest.param(
            "索引号:003/2024发布机构:青禾县民政局发文日期:2024-01-15", [OFFICE], id="among other fields"
        ),
        pytest.param("公开单位:青禾县民政局", [OFFICE], id="another word for it"),
        pytest.param("发布机构:青禾县人民政府", [], id="a government"),
        pytest.param("发布机构:青禾县人民政府办公室", [], id="its office"),
        pytest.param("发布机构:本局", [], id="no name"),
        pytest.param("发布机构青禾县民政局", [], id="no field"),
    ],
)
def test_the_publisher_in_the_catalogue_of_a_page(line: str, names: list[str]) -> None:
    assert list(listed_publishers([line])) == names
    assert list(listed_publishers(["甲"] * 12 + [line])) == []


@pytest.mark.parametrize(
    ("lines", "signed"),
    [
        pytest.param([OFFICE, "2021年1月20日"], [(OFFICE, 2021, 1)], id="a name above a day"),
        pytest.param([OFFICE, "", "2021年1月20日"], [(OFFICE, 2021, 1)], id="an empty line between"),
        pytest.param([f"{OFFICE},2021年1月20日"], [(OFFICE, 2021, 1)], id="on one line"),
        pytest.param([OFFICE, "二〇二一年十月二十日"], [(OFFICE, 2021, 10)], id="in numerals"),
        pytest.param(
            [OFFICE, "二〇二一年十二月三十一日"], [(OFFICE, 2021, 12)], id="the last month in numerals"
        ),
        pytest.param([OFFICE, "2021年12月31日"], [(OFFICE, 2021, 12)], id="the last month"),
        pytest.param([OFFICE, "2021年13月1日"], [], id="no month"),
        pytest.param([OFFICE, "二〇二一年二十月一日"], [], id="no month in numerals"),
        pytest.param([OFFICE, "2007年1月20日"], [], id="before there were such reports"),
        pytest.param(["公开5条", "2021年1月20日"], [(None, 2021, 1)], id="a day alone"),
        pytest.param(["2021年1月20日"], [(None, 2021, 1)], id="nothing above"),
        pytest.param([OFFICE, "2021年1月20日印发"], [], id="a word behind the day"),
        pytest.param(
            [OFFICE, "2021年1月20日", *"甲乙丙丁戊己"], [(OFFICE, 2021, 1)], id="the last line but six"
        ),
        pytest.param(
            [OFFICE, "2021年1月20日", *"甲乙丙丁戊己庚"], [(None, 2021, 1)], id="the name further up"
        ),
        pytest.param([OFFICE, "2021年1月20日", *"甲乙丙丁戊己庚辛"], [], id="both further up"),
        pytest.param(["甲" * 40 + "2021年1月20日"], [(None, 2021, 1)], id="as long as a signature may be"),
        pytest.param(["甲" * 41 + "2021年1月20日"], [], id="longer"),
    ],
)
def test_a_name_and_a_day_at_the_end(lines: list[str], signed: list[tuple[str | None, int, int]]) -> None:
    assert list(signed_by(lines)) == signed


@pytest.mark.parametrize(
    ("paragraphs", "office", "kind"),
    [
        pytest.param([f"{OFFICE}高度重视。"], OFFICE, "acting", id="it acts"),
        pytest.param(
            [f"{OFFICE}高度重视", "青禾海关公开。青禾海关受理。青禾海关"],
            OFFICE,
            "acting",
            id="others do not",
        ),
        pytest.param([f"{OFFICE}高度重视。县民政局认真落实"], OFFICE, "acting", id="in full and in short"),
        pytest.param([f"{OFFICE}高度重视。云溪县民政局高度重视"], None, "", id="two of them"),
        pytest.param(
            [f"{OFFICE}高度重视。{OFFICE}认真落实。云溪县民政局高度重视"],
            OFFICE,
            "acting",
            id="one more often",
        ),
        pytest.param(["青禾海关公开5条。青禾海关受理3件"], "青禾海关", "mentioned", id="mentioned"),
        pytest.param(["青禾海关公开5条。青禾海关公开"], None, "", id="always before the same word"),
        pytest.param(["民政局公开5条。民政局受理"], None, "", id="of no place"),
        pytest.param(["县委办公室高度重视"], None, "", id="who makes no such report"),
        pytest.param(["县人民政府高度重视"], None, "", id="a government without its place"),
        pytest.param(["年报工作局高度重视"], None, "", id="no name"),
        pytest.param([], None, "", id="nothing"),
    ],
)
def test_of_whom_a_text_speaks(paragraphs: list[str], office: str | None, kind: str) -> None:
    said = spoken_of(paragraphs)
    assert (said.value, said.kind) == (office, kind) if said else office is None
