"""The gazetteer -> the offices of all counties, as a corpus of made-up reports has them: the
government, departments, townships."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.offices.gazetteer.load import Place, gazetteer

DEPARTMENTS = (
    "民政局",
    "财政局",
    "教育局",
    "卫生健康局",
    "农业农村局",
    "自然资源局",
    "公安局",
    "审计局",
    "市场监督管理局",
    "水利局",
)
RARER = (
    *(
        "发展和改革局",
        "工业和信息化局",
        "人力资源和社会保障局",
        "生态环境局",
        "住房和城乡建设局",
        "交通运输局",
    ),
    *(
        "文化和旅游局",
        "退役军人事务局",
        "应急管理局",
        "统计局",
        "医疗保障局",
        "司法局",
        "商务局",
        "林业局",
        "信访局",
    ),
    *("科学技术局", "城市管理局", "乡村振兴局", "税务局", "行政审批局", "机关事务管理局", "粮食和物资储备局"),
    *(
        "档案局",
        "体育局",
        "广播电视局",
        "金融工作局",
        "地方志编纂委员会",
        "供销合作社联合社",
        "残疾人联合会",
        "气象局",
    ),
    *(
        "投资促进局",
        "人民防空办公室",
        "外事办公室",
        "疾病预防控制局",
        "消防救援大队",
        "烟草专卖局",
        "红十字会",
    ),
    *("公共资源交易中心", "住房公积金管理中心", "科学技术协会"),
)
"""Departments whose reports come after those of all counties, so that there is a million."""


@dataclass(frozen=True)
class Office:
    """An office of a county, and of what kind it is."""

    name: str
    kind: str


def offices() -> Iterator[Office]:
    """The offices of all counties, county by county."""
    places = gazetteer()
    counties = [
        p for spells in places.by_id.values() for p in spells if p.level == "county" and p.last is None
    ]
    counties = sorted(counties, key=lambda p: p.code)
    counties = [p for p in counties if not p.is_zone and p.name not in ("市辖区", "县")]
    for county in counties:
        yield from _of_county(county)
    for county in counties:
        yield from (Office(county.name + department, "department") for department in RARER)


def _of_county(county: Place) -> Iterator[Office]:
    yield Office(f"{county.name}人民政府", "government")
    yield from (Office(county.name + department, "department") for department in DEPARTMENTS)
    for place in gazetteer().townships_of(county):
        if place.last is None:
            body = "办事处" if place.name.endswith("街道") else "人民政府"
            yield Office(f"{county.name}{place.name}{body}", "township")
