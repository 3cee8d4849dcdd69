"""A name on a line of its own, the end of one that begins on the line above, or not to be told."""

from __future__ import annotations

import pytest

from pipelines.naming.broken_names import Standing, standing

REST = "2023年政府信息公开工作年度报告"

ENDS = [
    ("青禾县市场监", "督管理局"),
    ("青禾县农业", "农村局"),
    ("青禾县住房和城乡", "建设局"),
    ("青禾县人力资源和社会", "保障服务局"),
    ("青禾市", "水利局"),
    ("青禾市青山区", "第一人民医院"),
    ("青禾县人", "民政府"),
    ("镇安县乡村", "振兴局"),
    ("内蒙古自治", "区教育厅"),
    ("国家税务总局", "青禾县税务局"),
]
UNSURE = [
    ("青禾", "市水利局"),
    ("青", "禾县水利局"),
    ("广西壮", "族自治区水利厅"),
    ("青禾县石", "桥头镇人民政府"),
    ("青禾县教育局", "第一中学"),
    ("青禾县", "市统计局"),
    ("青禾县", "果洛藏族自治州民政局"),
]
WHOLE = [
    ("青禾县人民政府", "水利局"),
    ("青禾县人民政府", "青禾县水利局"),
    ("青禾县教育局", "青禾县第一中学"),
    ("青禾县", "湖州市水利局"),
    ("首页", "县水利局"),
    ("走进青禾县", "水利局"),
    ("青禾县政务公开", "水利局"),
    ("政府信息公开年报", "县水利局"),
    ("索引号：003-2020", "县水利局"),
    ("青禾县高度重视，积极推进", "水利局"),
]


@pytest.mark.parametrize(
    ("above", "office", "stands"),
    [(*pair, Standing.END) for pair in ENDS]
    + [(*pair, Standing.UNSURE) for pair in UNSURE]
    + [(*pair, Standing.WHOLE) for pair in WHOLE],
)
def test_what_a_name_is_to_the_line_above(above: str, office: str, stands: Standing) -> None:
    assert standing(office, office + REST, above) is stands


def test_a_name_behind_other_words_does_not_go_on_the_line_above() -> None:
    assert standing("水利局", f"关于水利局{REST}", "青禾县") is Standing.WHOLE


def test_what_follows_the_year_above_goes_on_there() -> None:
    assert standing("禾县水利局", "禾县水利局政府信息公开工作年度报告", "2023年青") is Standing.END
