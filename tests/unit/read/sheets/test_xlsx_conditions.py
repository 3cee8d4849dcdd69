"""Conditional formats as xlsx writes them -> what they do to a figure of 12 in B2."""

from __future__ import annotations

import pytest
from lxml import etree

from pipelines.read.sheets.conditions import PRINT, Effect, effect
from pipelines.read.sheets.xlsx_conditions import conditions_of
from pipelines.read.sheets.xlsx_styles import Styles

WHITE, BLACK, RED = ('rgb="FFFFFFFF"', 'rgb="FF000000"', 'rgb="FFFF0000"')


def font(colour: str) -> str:
    return f"<font><color {colour}/></font>"


def fill(kind: str = "", front: str = "", back: str = "") -> str:
    colours = (f"<fgColor {front}/>" if front else "") + (f"<bgColor {back}/>" if back else "")
    said = f'patternType="{kind}"' if kind else ""
    return f"<fill><patternFill {said}>{colours}</patternFill></fill>"


def rule(
    inside: str = "<formula>20</formula>", said: str = 'type="cellIs" operator="lessThan" dxfId="0"'
) -> str:
    return f"<cfRule {said}>{inside}</cfRule>"


def group(rules: str, where: str = "B2:C9") -> str:
    return f'<conditionalFormatting sqref="{where}">{rules}</conditionalFormatting>'


def later(rules: str, where: str = "B2") -> str:
    inner = f"<conditionalFormatting>{rules}<sqref>{where}</sqref></conditionalFormatting>"
    return f"<extLst><ext><conditionalFormattings>{inner}</conditionalFormattings></ext></extLst>"


BAR = '<dataBar showValue="0"><cfvo type="min"/></dataBar>'
INLINE = rule(f"<f>20</f><dxf>{font(WHITE)}</dxf>", 'type="cellIs" operator="lessThan"')


@pytest.mark.parametrize(
    ("style", "sheet", "expected"),
    [
        pytest.param(font(WHITE), group(rule()), "hides", id="white"),
        pytest.param(font(WHITE), group(rule(), "C2 B1:B3"), "hides", id="in the second area"),
        pytest.param(font(WHITE), group(rule(), "B3"), None, id="elsewhere"),
        pytest.param(font(WHITE), group(rule(), "B:B"), "perhaps", id="in an area that is not followed"),
        pytest.param(font(RED), group(rule(), "B:B"), None, id="red, wherever it is"),
        pytest.param(font(WHITE), group(rule('<formula>"无"</formula>')), "perhaps", id="compared with a text"),
        pytest.param(font(WHITE), group(rule("<formula>inf</formula>")), "perhaps", id="compared with a name"),
        pytest.param(font(WHITE), group(rule(said='type="expression" dxfId="0"')), "perhaps", id="by a formula"),
        pytest.param(font(WHITE), group(rule(said='type="cellIs" operator="lessThan"')), None, id="without a format"),
        pytest.param(font(WHITE), group(rule(said='type="cellIs" operator="lessThan" dxfId="9"')), None, id="of no such format"),
        pytest.param(font(WHITE) + fill(back=RED), group(rule()), None, id="white on red"),
        pytest.param(font(WHITE) + fill("solid", BLACK, RED), group(rule()), None, id="white on red, solid"),
        pytest.param(font(WHITE) + fill("none"), group(rule()), "hides", id="white on nothing"),
        pytest.param(fill(back=BLACK), group(rule()), "hides", id="black ground"),
        pytest.param(fill("solid", BLACK), group(rule()), "perhaps", id="solid with a first colour alone"),
        pytest.param("<fill><gradientFill/></fill>", group(rule()), "perhaps", id="from one colour to another"),
        pytest.param('<numFmt numFmtId="9" formatCode=";;;"/>', group(rule()), "hides", id="a format of nothing"),
        pytest.param("", group(rule(BAR, 'type="dataBar"')), "replaces", id="a bar alone"),
        pytest.param("", group(rule(BAR.replace('"0"', '"1"'), 'type="dataBar"')), None, id="a bar beside it"),
        pytest.param("", later(rule(BAR, 'type="dataBar"')), "replaces", id="a bar alone, of later versions"),
        pytest.param("", later(INLINE), "perhaps", id="white by a rule of later versions"),
        pytest.param("", later(INLINE, "C3"), None, id="white by a rule of later versions, elsewhere"),
    ],
)  # fmt: skip
def test_what_the_rules_of_a_sheet_do_to_a_figure(style: str, sheet: str, expected: Effect | None) -> None:
    styles = Styles(etree.fromstring(f"<styleSheet><dxfs><dxf>{style}</dxf></dxfs></styleSheet>"))
    conditions = conditions_of(etree.fromstring(f"<worksheet>{sheet}</worksheet>"), styles)
    assert effect(conditions.at((1, 1)), 12, PRINT) == expected
