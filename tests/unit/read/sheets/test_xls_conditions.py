"""The records of conditional formats in old workbooks -> what is to be seen in a cell."""

from __future__ import annotations

from struct import pack

import pytest
from xlwt import easyxf

from pipelines.model import NOT_TEXT
from tests.data.biff import AREAS, RULE, condition, draw, record, rule, rules_for
from tests.unit.read.sheets.test_xls_seen import OWN, seen

OPEN = f"{NOT_TEXT}12"
HERE, THERE = (1, 1, 1, 1), (9, 9, 9, 9)
WHITE, BLACK, RED, PAPER = 9, 8, 10, 65
CLEAR, SOLID, DOTS = 0, 1, 2
NEW_AREAS, NEW_RULE, OLD_AREAS_AGAIN = 0x879, 0x87A, 0x87B
LATER = bytes(12)
HIDES = rule(colour=WHITE)
MINUS_ONE = pack("<BHB", 0x1E, 1, 0x13)


def ground(pattern: int, front: int, back: int) -> bytes:
    return condition(1, 1, ground=(pattern, front, back))


@pytest.mark.parametrize(
    ("records", "text"),
    [
        pytest.param(condition(1, 1, colour=WHITE), "", id="white"),
        pytest.param(condition(1, 1, colour=OWN), "", id="white by the palette"),
        pytest.param(condition(1, 1, struck=True), OPEN, id="struck"),
        pytest.param(condition(1, 1, format=True), OPEN, id="a format of its own"),
        pytest.param(condition(1, 1, 6, 0, format=True), "12", id="a format where it fails"),
        pytest.param(condition(1, 1, colour=WHITE, kind=2), OPEN, id="by a formula"),
        pytest.param(condition(1, 1, colour=RED), "12", id="red"),
        pytest.param(condition(1, 1), "12", id="no font to speak of"),
        pytest.param(condition(1, 1, 6, 12, colour=WHITE), "12", id="a condition that fails"),
        pytest.param(condition(1, 1, 3, 12, colour=WHITE), "", id="one that holds"),
        pytest.param(condition(1, 1, 1, 12, colour=WHITE), "", id="between"),
        pytest.param(condition(1, 1, 2, 12, colour=WHITE), "12", id="not between"),
        pytest.param(condition(1, 1, 6, tokens=MINUS_ONE, colour=WHITE), "12", id="below minus one"),
        pytest.param(condition(1, 1, 5, tokens=MINUS_ONE, colour=WHITE), "", id="above minus one"),
        pytest.param(condition(1, 1, 5, tokens=pack("<Bd", 0x1F, 12.5), colour=WHITE), "12", id="above 12.5"),
        pytest.param(condition(1, 1, 99, colour=WHITE), OPEN, id="an operator that is none"),
        pytest.param(condition(1, 2, colour=WHITE), "12", id="of another cell"),
        pytest.param(ground(SOLID, BLACK, BLACK), "", id="a black ground"),
        pytest.param(ground(SOLID, BLACK, RED), "12", id="the second colour is that of the ground"),
        pytest.param(ground(SOLID, BLACK, PAPER), "12", id="the ground of the window"),
        pytest.param(ground(CLEAR, BLACK, BLACK), "12", id="no ground"),
        pytest.param(ground(DOTS, BLACK, BLACK), OPEN, id="dots"),
        pytest.param(record(NEW_AREAS, LATER + rules_for([HERE])[4:]) + record(NEW_RULE, LATER), OPEN, id="of later versions"),
        pytest.param(record(NEW_AREAS, LATER + rules_for([THERE])[4:]) + record(NEW_RULE, LATER), "12", id="of later versions, elsewhere"),
        pytest.param(
            rules_for([HERE], number=7) + rules_for([THERE], number=8)
            + record(OLD_AREAS_AGAIN, LATER + pack("<IH", 1, 7)) + record(NEW_RULE, LATER),
            OPEN, id="of later versions, for a group of before",
        ),
        pytest.param(
            rules_for([THERE], number=7) + rules_for([HERE], number=8)
            + record(OLD_AREAS_AGAIN, LATER + pack("<IH", 1, 7)) + record(NEW_RULE, LATER),
            "12", id="of later versions, for another group of before",
        ),
        pytest.param(rules_for([THERE]) + record(RULE, HIDES), "12", id="a rule of elsewhere"),
        pytest.param(rules_for([HERE]) + record(RULE, HIDES[:60]), OPEN, id="a rule that is cut short"),
        pytest.param(rules_for([HERE]) + record(RULE, HIDES[:4]), OPEN, id="a rule that is cut in its head"),
        pytest.param(record(AREAS, rules_for([THERE])[4:20]) + record(RULE, HIDES), OPEN, id="areas that are cut short"),
        pytest.param(record(AREAS, b"\1") + record(RULE, HIDES), OPEN, id="areas that are cut in their head"),
        pytest.param(record(AREAS, b"\1") + record(RULE, rule(colour=RED)), "12", id="red, wherever it is"),
        pytest.param(rules_for([THERE], *[HIDES] * 300) + rules_for([HERE], HIDES), "", id="the 301st rule"),
        pytest.param(rules_for([THERE] * 600 + [HERE], HIDES), "", id="the 601st area"),
        pytest.param(rules_for([THERE] * 1001 + [HERE], HIDES), OPEN, id="beyond all limits"),
    ],
)  # fmt: skip
def test_conditional_formats_that_may_hide_a_figure(records: bytes, text: str) -> None:
    def write(sheet: object) -> None:
        sheet.write(1, 1, 12)  # type: ignore[attr-defined]
        draw(sheet, records)

    assert seen(write).text == text


@pytest.mark.parametrize(
    ("style", "records", "text"),
    [
        pytest.param("pattern: pattern solid, fore_colour red", condition(1, 1, colour=WHITE), "12", id="white on red"),
        pytest.param("pattern: pattern fine_dots", condition(1, 1, colour=WHITE), OPEN, id="white on dots"),
        pytest.param("font: colour white", condition(1, 1, colour=RED), OPEN, id="red for white"),
        pytest.param("font: colour white", condition(1, 1, 6, colour=RED), "", id="white, where red fails"),
        pytest.param("font: colour white", ground(SOLID, BLACK, BLACK), OPEN, id="a black ground for white"),
    ],
)  # fmt: skip
def test_a_condition_changes_how_the_cell_looks_by_itself(style: str, records: bytes, text: str) -> None:
    def write(sheet: object) -> None:
        sheet.write(1, 1, 12, easyxf(style))  # type: ignore[attr-defined]
        draw(sheet, records)

    assert seen(write).text == text


def test_a_text_is_not_equal_to_zero() -> None:
    def write(sheet: object) -> None:
        sheet.write(1, 1, "予以公开")  # type: ignore[attr-defined]
        draw(sheet, rules_for([(0, 0, 99, 99)], rule(3, 0, colour=WHITE)))

    assert seen(write).text == "予以公开"
