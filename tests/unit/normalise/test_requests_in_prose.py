"""What sentences say of requests and disputes: none at all, so many, or something of a part only."""

from __future__ import annotations

import pytest

from pipelines.model import Statement
from pipelines.normalise.prose import figured, mentions

NONE = (
    "2022年，我局未收到政府信息公开申请。",
    "本年度未收到依申请公开事宜。",
    "暂未接到公民、法人或其他组织的政府信息公开申请。",
    "我镇全年没有收到任何形式的政府信息公开申请，也没有结转上年度申请。",
    "2022年度，本机关未收到公民、法人和其他组织提出的政府信息公开申请，未产生费用。",
    "全年未受理依申请公开事项。",
    "2022年我办共收到政府信息公开申请0件。",
    "2022年我单位共收到依申请公开0件，均按时办结。",
    "本年度无政府信息公开申请。",
    "2022年无依申请公开事项。",
    "2022年，街道未收到依申请公开政府信息申请。",
    "（二）依申请公开情况。2022年，我乡未接收到群众提出的依申请公开申请。",
    "未收到一件政府信息公开申请。",
    "二〇二二年，我局未接到信息公开申请。",
    "我局尚未收到关于政府信息公开的申请。",
    "2022年新收政府信息公开申请零件。",
    "2022年政府信息公开申请数量为0。",
    "没有群众提出政府信息公开申请。",
    "因本年度未收到政府信息公开申请，故无收费情况。",
    "未收到向我局提出的政府信息公开申请。",
    "全年未收到申请公开政府信息的事项。",
    "2022年本单位未收到有关政府信息公开的申请，无行政复议和诉讼。",
)
OF_A_PART = (
    "没有公民提出政府信息公开申请。",
    "全年未收到企业提出的政府信息公开申请。",
    "各乡镇未收到政府信息公开申请。",
    "未收到涉及国家秘密的政府信息公开申请。",
    "未收到不属于本机关公开的政府信息申请。",
    "2021年未收到政府信息公开申请。",
    "政务大厅窗口未受理信息公开申请。",
    "未收到法人或其他组织的政府信息公开申请。",
    "收到政府信息公开申请3件，其中，未收到法律服务机构政府信息公开申请。",
    "未收到因政府信息公开申请引起的行政复议。",
    "下属单位均未收到依申请公开事项。",
    "除上述3件外，未收到政府信息公开申请。",
    "未收到政府信息公开申请人的投诉。",
    "未收到政府信息公开申请费用。",
    "未收到通过网络提交的政府信息公开申请。",
    "2022年收到3件，2021年未收到政府信息公开申请。",
    "未收到逾期未答复的政府信息公开申请。",
    "上半年未收到政府信息公开申请。",
    "未收到重复的政府信息公开申请。",
    "未收到科研机构、社会公益组织的政府信息公开申请。",
    "无政府信息公开申请超期办理。",
    "窗口共受理申请120件。",
    "未收到商业企业信息公开申请。",
    "如未收到依申请公开事项，请填0。",
    "未收到撤回的政府信息公开申请。",
)
SO_MANY = {
    "全年共收到政府信息公开申请12件，均按时答复。": 12,
    "本年新收申请8件，上年结转1件。": 8,
    "2022年，我局办理政府信息公开申请２１８件。": 218,
    "累计收到依申请公开文件2件，全部都及时答复。": 2,
    "2022年，收到政府信息公开申请十二件，已全部答复。": 12,
    "共收到12件政府信息公开申请，均已办结。": 12,
    "2022年我局受理依申请公开事项3件。": 3,
    "2022年共收到公民、法人和其他组织政府信息公开申请5件。": 5,
    "收到政府信息公开申请一件，已答复。": 1,
    "2022年度政府信息公开申请数量为7件。": 7,
    "二〇二二年收到依申请公开二十一件。": 21,
}
NOT_ALL = (
    "政务大厅窗口受理申请120件。",
    "受理撤回政府信息公开申请2件。",
    "收到自然人政府信息公开申请3件。",
    "通过网络收到政府信息公开申请5件。",
    "区政府办公室代表区政府受理政府信息公开申请17件。",
    "收到行政复议申请2件。",
    "较上年多收到政府信息公开申请4件。",
    "收到群众来信申请12件。",
    "主动公开政府信息218件。",
    "办理建议提案申请6件。",
    "收到政府信息公开申请若干件。",
    "2021年收到政府信息公开申请9件。",
    "其中收到信函申请3件。",
    "收到补正后的政府信息公开申请2件。",
    "全县各乡镇共收到政府信息公开申请30件。",
    "上年结转政府信息公开申请2件。",
    "窗口接到群众政府信息公开申请咨询20件。",
    "未收到1件政府信息公开申请。",
    "办理许可申请40件。",
    "2022年，申请人撤回申请，受理政府信息公开申请撤销1件。",
)
NO_DISPUTES = (
    "2022年，我局未发生因政府信息公开引起的行政复议、行政诉讼。",
    "未因政府信息公开工作被申请行政复议或提起行政诉讼。",
    "本年度没有政府信息公开行政复议和行政诉讼案件。",
    "无政府信息公开行政复议、行政诉讼情况。",
    "我镇未收到因政府信息公开提起的行政复议和行政诉讼。",
    "2022年因政府信息公开引发的行政复议、行政诉讼均为0件。",
    "未发生政府信息公开复议诉讼。",
)
SOME_DISPUTES = (
    "未发生因政府信息公开被纠正的行政复议、行政诉讼。",
    "2021年未发生政府信息公开行政复议、行政诉讼。",
    "政府信息公开行政复议案件未出现败诉。",
    "避免因政府信息公开引起行政复议、行政诉讼。",
    "除上述外，未发生政府信息公开行政复议、行政诉讼。",
    "未发生因政府信息公开申请人不满意而上访。",
    "因政府信息公开被申请行政复议3件，未被提起行政诉讼。",
    "未经复议直接起诉1件，系政府信息公开诉讼。",
)


def named(text: str, section: str = "overview") -> list[tuple[str, float | None]]:
    said = Statement("某局", 2022, "f2021", None, sections={section: text})
    return [(m.kind, m.value) for m in mentions(said)]


@pytest.mark.parametrize("text", NONE)
def test_a_text_says_that_nobody_asked(text: str) -> None:
    said = named(text)
    assert ("no_requests", None) in said
    assert not [value for kind, value in said if kind == "requests_received" and value]


@pytest.mark.parametrize("text", OF_A_PART)
def test_a_part_that_is_empty_says_nothing_of_the_whole(text: str) -> None:
    assert ("no_requests", None) not in named(text)


@pytest.mark.parametrize(("text", "number"), SO_MANY.items())
def test_a_text_names_all_requests(text: str, number: float) -> None:
    assert ("requests_received", number) in named(text)


@pytest.mark.parametrize("text", NOT_ALL)
def test_a_number_of_something_else(text: str) -> None:
    assert "requests_received" not in dict(named(text))


@pytest.mark.parametrize("text", NO_DISPUTES)
def test_a_text_says_that_there_was_no_dispute(text: str) -> None:
    assert {"no_reconsiderations", "no_litigations"} <= {kind for kind, _ in named(text, "disputes")}


@pytest.mark.parametrize("text", SOME_DISPUTES)
def test_disputes_of_a_kind_or_with_an_end_say_nothing_of_all(text: str) -> None:
    assert "no_reconsiderations" not in dict(named(text, "disputes"))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("收到十二件", "收到12件"),
        ("二〇二二年共三十五件", "2022年共35件"),
        ("一起推进，第三次会议，一个平台，一次办好", "一起推进，第三次会议，一个平台，一次办好"),
        ("三四件", "三四件"),
        ("十月一日", "十月一日"),
    ],
)
def test_numerals_that_count_are_figures(text: str, figures: str) -> None:
    assert figured(text) == figures


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("收到政府信息公开申请10件，其中自然人6件，法人或其他组织3件。", (10, 9)),
        ("收到政府信息公开申请十件，其中，自然人申请六件、法人和其他组织申请五件。", (10, 11)),
        ("收到政府信息公开申请10件，其中自然人6件，法人或其他组织4件。", None),
        ("收到政府信息公开申请10件，其中自然人6件。", None),
        ("收到政府信息公开申请10件，其中予以公开3件，部分公开2件。", None),
    ],
)
def test_parts_of_a_total_that_do_not_add_up(text: str, apart: tuple[float, float] | None) -> None:
    said = dict(named(text))
    assert (said.get("requests_breakdown"), said.get("requests_added_up")) == (apart or (None, None))
