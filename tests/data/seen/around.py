"""Labels as offices print and misprint them, and what is around the tables."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from pipelines.catalogue import catalogue
from tests.data.forms_grid import Part, Slot, parts
from tests.data.seen.laid import Arrange, Arrangement, Laid
from tests.data.seen.reports import any_report
from tests.data.traditional import traditional

LABELS = "labels otherwise than in the form"
AROUND = "what is around the tables"
CUT = "a table in pieces"


def _relabelled(laid: Laid, chance: random.Random, share: float, change: Callable[[str], str]) -> bool:
    """Some of the labels of the tables, changed."""
    for at, part in enumerate(laid.parts):
        grid = [
            [
                replace(s, text=change(s.text))
                if not s.code and s.text and s.down == 1 and chance.random() < share
                else s
                for s in row
            ]
            for row in part.grid
        ]
        laid.parts[at] = part._replace(grid=grid)
    return True


def _in_lines(laid: Laid, chance: random.Random) -> bool:
    def change(text: str) -> str:
        cut = chance.randrange(1, max(2, len(text) - 1))
        return f"{text[:cut]}\n{text[cut:]}" if len(text) > 3 else text

    return _relabelled(laid, chance, 0.4, change)


def _misspelt(laid: Laid, chance: random.Random) -> bool:
    def change(text: str) -> str:
        if len(text) < 6:
            return text
        at = chance.randrange(2, len(text))
        return text[:at] + chance.choice(("", text[at] * 2, "祥", "以")) + text[at + 1 :]

    return _relabelled(laid, chance, 0.15, change)


def _in_traditional(laid: Laid, chance: random.Random) -> bool:
    laid.parts = [part._replace(text=traditional(part.text)) for part in laid.parts]
    return _relabelled(laid, chance, 1.0, traditional)


def _spaced(laid: Laid, chance: random.Random) -> bool:
    return _relabelled(laid, chance, 0.3, lambda text: " ".join(text) if len(text) < 6 else f"　{text}")


_UNITS = ("单位：件", "（单位：件、项、万元）", "计量单位：件", "填表日期：2024年1月20日  单位：件", "表1")


def _unit_above(laid: Laid, chance: random.Random) -> bool:
    out = []
    for part in laid.parts:
        if part.table and part.first and chance.random() < 0.7:
            out.append(Part("prose", chance.choice(_UNITS)))
        out.append(part)
    laid.parts = out
    return True


_WORDS = (
    "本年度共收到申请{a}件，其中自然人{b}件，予以公开{c}件。", "行政处罚{a}件，行政许可{b}件，同比增长{c}%。",
    "说明：上表中总计{a}为累计数。", "注：1.本表数据截至12月31日；2.上年结转{b}件。", "共{a}件（其中网上{b}件，信函{c}件）。",
    "一是公开规章{a}件；二是废止规范性文件{b}件；三是行政强制{c}件。", "自然人", "{a}", "- {b} -", "第{b}页 共{c}页",
    "2022年{a}件、2021年{b}件、2020年{c}件。", "予以公开{a}件，部分公开{b}件，不予公开{c}件。",
)  # fmt: skip


def _prose(laid: Laid, chance: random.Random) -> bool:
    """Words with figures before and behind the tables."""
    out = []
    for part in laid.parts:
        for _ in range(chance.choice((0, 1, 1, 2)) if part.table else 0):
            words = chance.choice(_WORDS)
            out.append(Part("prose", words.format(**{k: chance.randint(1, 99) for k in "abc"})))
        out.append(part)
    out.append(Part("prose", "附件：1.统计表 2.说明 共3页"))
    laid.parts = out
    return True


def _two_reports(laid: Laid, chance: random.Random) -> bool:
    """Another report behind it: of the cells, the first one's or none."""
    other = any_report(chance)
    if other.office == laid.filled.office and other.year == laid.filled.year:
        return False
    laid.parts = [*laid.parts, *parts(other)]
    return True


def _cut(repeated: bool) -> Arrange:
    def arrange(laid: Laid, chance: random.Random) -> bool:
        form = catalogue().editions[laid.filled.edition].tables["t3"]
        rows = chance.sample([row.code for row in form.rows[:-1]], chance.choice((1, 2)))
        filled = replace(laid.filled, cuts=tuple(f"t3.{row}" for row in rows), repeated=repeated)
        pieces = [part for part in parts(filled) if part.table == "t3" or part.kind == "break"]
        at = laid.parts.index(laid.part("t3"))
        laid.parts = [*laid.parts[:at], *pieces, *laid.parts[at + 1 :]]
        return True

    return arrange


def _remarks_below(laid: Laid, chance: random.Random) -> bool:
    """A last row over the whole width of a table, with figures in its words."""
    for at, part in enumerate(laid.parts):
        if part.table and chance.random() < 0.7:
            width = sum(slot.across for slot in part.grid[0])
            words = f"备注：本表第{chance.randint(1, 9)}行含{chance.randint(1, 60)}件跨年申请。"
            laid.parts[at] = part._replace(grid=[*part.grid, [Slot(words, across=width)]])
    return True


ARRANGEMENTS = (
    Arrangement(LABELS, "in lines", _in_lines),
    Arrangement(LABELS, "misspelt", _misspelt),
    Arrangement(LABELS, "traditional", _in_traditional),
    Arrangement(LABELS, "set apart", _spaced),
    Arrangement(AROUND, "units above", _unit_above),
    Arrangement(AROUND, "words with figures", _prose),
    Arrangement(AROUND, "remarks in a last row", _remarks_below),
    Arrangement(AROUND, "two reports", _two_reports),
    Arrangement(CUT, "without headings", _cut(False), ("t3",)),
    Arrangement(CUT, "headings repeated", _cut(True), ("t3",)),
)
