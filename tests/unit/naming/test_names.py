"""A name is taken out of what is around it; what is none is never given as one."""

from __future__ import annotations

import pytest

from pipelines.naming.names import alike, is_name, office_name, office_of_unit

WITH_MORE = {
    "青禾县民政局": "青禾县民政局",
    "现公布青禾县民政局": "青禾县民政局",
    "现向社会公布青禾县民政局": "青禾县民政局",
    "青禾县民政局现向社会公布": "青禾县民政局",
    "编制形成了《青禾县民政局": "青禾县民政局",
    "【年报】青禾县民政局": "青禾县民政局",
    "Page 8 - 青禾县民政局": "青禾县民政局",
    "青禾县民政局关于": "青禾县民政局",
    "广州海关关区": "广州海关",
    "海关总署（本级机关）": "海关总署",
    "教育部机关": "教育部",
    "云溪县二酉苗族乡(xiāng)人民政府": "云溪县二酉苗族乡人民政府",
    "首页云溪县司法局": "云溪县司法局",
    "青禾县机构编制委员会办公室": "青禾县机构编制委员会办公室",
    "青禾县政务公开办公室": "青禾县政务公开办公室",
    "现公布和平区司法局": "和平区司法局",
    "在妙镇人民政府": "在妙镇人民政府",
    "青禾县民政局(青禾县民族事务局)": "青禾县民政局(青禾县民族事务局)",
    "补发青禾县民政局": "青禾县民政局",
    "（修订）青禾县民政局": "青禾县民政局",
    "(一)青禾县民政局": "青禾县民政局",
    "关于更正青禾县民政局": "青禾县民政局",
    "解读青禾县民政局": "青禾县民政局",
    "一图看懂青禾县民政局": "青禾县民政局",
    "①青禾县民政局": "青禾县民政局",
    "1-1青禾县民政局": "青禾县民政局",
    "定稿青禾县民政局": "青禾县民政局",
    "Qinghe County Civil Affairs Bureau 青禾县民政局": "青禾县民政局",
    "青禾县行政审批局 青禾县政务服务管理办公室": "青禾县行政审批局",
    "青禾市生态环境局青禾县分局": "青禾市生态环境局青禾县分局",
    "中共青禾县委办公室(青禾县档案局)": "中共青禾县委办公室(青禾县档案局)",
    "青禾县政务公开领导小组办公室": "青禾县政务公开领导小组办公室",
    "青禾县商务局对外贸易中心": "青禾县商务局对外贸易中心",
}


@pytest.mark.parametrize(("text", "name"), WITH_MORE.items())
def test_the_name_in_a_piece_of_text(text: str, name: str) -> None:
    assert office_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        *("我局", "我厅", "本局", "该局", "各部门", "全县", "全国海关", "贵单位", "其他单位", "局办公室"),
        *("关于印发中华人民共和国", "中华人民共和国", "青禾县人民政府办公室关于做好", "关于做好", "现向社会"),
        *("街道办事处", "人民政府", "办公室", "局", "民政", "首页", "门户网站", "政府信息公开", "2023", ""),
        *(
            "按照青禾县民政局的要求",
            "青禾县民政局主动公开信息",
            "公众号",
            "青禾县各部门",
            "国务院办公厅政府信息",
        ),
        "青禾县" * 14 + "民政局",
        *(
            "青禾县审计局对青禾县民政局",
            "XX县民政局",
            "青禾县审计局致青禾县民政局",
            "对青禾县民政局",
            "管理局",
            "监督管理局",
            "理局",
            "局政府",
            "年政府",
            "3年青禾县民政局",
        ),
        *("感谢青禾县民政局", "中共青禾县委"),
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert office_name(text) is None


def test_a_particle_in_a_sentence_leaves_it_open_unless_a_verb_leads_up_to_the_name() -> None:
    assert office_name("对青禾县民政局", in_sentence=True) is None
    assert office_name("将青禾县民政局", in_sentence=True) == "青禾县民政局"
    assert office_name("将乐县民政局", in_sentence=True) == "将乐县民政局"
    assert office_name("制定和平街道", in_sentence=True) == "和平街道"


@pytest.mark.parametrize(
    ("unit", "office", "sure"),
    [
        ("青禾县教育局办公室", "青禾县教育局", True),
        ("青禾县教育局政务公开工作领导小组办公室", "青禾县教育局", True),
        ("海关总署办公厅政务公开处", "海关总署", True),
        ("锦北街道办事处党政办公室", "锦北街道办事处", True),
        ("青禾县教育局", "青禾县教育局", True),
        ("青禾县人民政府办公室", "青禾县人民政府办公室", False),
        ("青禾县人民政府办公室信息科", "青禾县人民政府办公室", False),
        ("青禾县机构编制委员会办公室", "青禾县机构编制委员会办公室", False),
    ],
)
def test_the_office_whose_unit_answers_questions(unit: str, office: str, sure: bool) -> None:
    assert office_of_unit(unit) == (office, sure)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("区统计局", "瓯海区统计局", True),
        ("前进街道", "双塔区前进街道办事处", True),
        ("科苑街道办事处", "张店区科苑街道", True),
        ("青禾县人民政府", "青禾县人民政府办公室", True),
        ("青禾县民政局", "云溪县民政局", False),
        ("青禾县民政局", "青禾县司法局", False),
    ],
)
def test_names_that_can_be_of_one_office(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is alike(other, one) is same


def test_a_name_is_nothing_but_a_name() -> None:
    assert is_name("青禾县第三中学")
    assert not is_name("青禾县民政局2023")
    assert not is_name("青禾县民政局,")


@pytest.mark.parametrize("unit", ["青禾县政务公开办公室", "青禾县政府信息公开工作领导小组办公室"])
def test_a_unit_of_a_place_may_answer_for_its_government_or_for_itself(unit: str) -> None:
    assert office_of_unit(unit) == ("青禾县", False)
