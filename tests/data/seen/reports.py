"""Reports whose figures are to be seen: of any office, year and edition, with sums that hold or do
not, with blanks, strokes and noughts as offices print them."""

from __future__ import annotations

import random

from pipelines.catalogue import catalogue
from tests.data.forms import Filled
from tests.data.forms_grid import parts
from tests.data.seen.laid import Laid
from tests.data.torn import figures

_PLACES = ("云岭市", "北屿区", "松原岭县", "青禾县", "临沧河区", "石门镇", "南浦新区", "海丰州")
_OFFICES = ("人民政府", "教育局", "自然资源局", "文化和旅游局", "人民政府办公室", "市场监督管理局", "司法局")
_INTRO = "依照政府信息公开条例的要求编写本报告，所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
_OVERVIEW = ("主动公开信息{a}条，其中部门文件{b}件。", "召开会议{b}次，培训{a}人次。", "全年发布信息{a}条。")


def any_report(chance: random.Random, plain: bool = False) -> Filled:
    """The same for the same chance. `plain`: a number in every cell."""
    edition = chance.choice(tuple(catalogue().editions)[-2:])
    first, last = catalogue().editions[edition].years
    year = chance.randint(first, last or 2025)
    large = chance.random() < 0.25
    printed = figures(
        chance, edition, chance.random() < 0.8, large, largest=chance.choice((400, 5000)) if large else 400
    )
    if not plain and (nil := chance.choice(("0", "0", "", "/", "mixed"))) != "0":
        share = chance.choice((0.3, 1.0))
        for code, text in printed.items():
            if text == "0" and chance.random() < share:
                printed[code] = chance.choice(("0", "", "/", "—")) if nil == "mixed" else nil
    for code in printed:
        if code.endswith("_amount") and chance.random() < 0.5:
            printed[code] = f"{chance.randint(0, 9999)}.{chance.randint(1, 9999):04}"
    prose = {
        "intro": _INTRO.format(year=year),
        "overview": chance.choice(_OVERVIEW).format(a=chance.randint(20, 900), b=chance.randint(1, 19)),
    }
    office = chance.choice(_PLACES) + chance.choice(_OFFICES)
    return Filled(office, year, edition, printed, prose)


def laid(filled: Filled) -> Laid:
    """As the form has it."""
    return Laid(filled, [*parts(filled)], dict(filled.figures), dict(filled.figures))
