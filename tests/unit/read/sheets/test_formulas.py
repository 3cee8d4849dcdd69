"""The kept results of formulas, held against plain arithmetic."""

from __future__ import annotations

import io

import pytest
from xlsxwriter import Workbook

from pipelines.model import NOT_TEXT
from pipelines.read.sheets.formulas import contradicts
from pipelines.read.sheets.xlsx import read_xlsx

VALUES = {(0, 0): 157.0, (1, 0): 92.0, (2, 0): 3.0}


@pytest.mark.parametrize(
    ("formula", "kept", "wrong"),
    [
        ("157+92", 249, False),
        ("157+92", 0, True),
        ("SUM(A1:A3)", 252, False),
        ("SUM(A1:A2,A3*2)", 255, False),
        ("SUM($A$1:$A$3)", 249, True),
        ("A1-A2", 65, False),
        ("-A1+(A2*2)", 27, False),
        ("A1/A9", 0, False),
        ("A1/3", 52.3333333333, False),
        ("IF(A1>0,1,2)", 5, False),
        ("Sheet2!A1", 5, False),
        ("SUM(A1:XFD1048576)", 5, False),
        ("(A1", 5, False),
        ("", 5, False),
    ],
)
def test_a_kept_result_is_held_against_plain_arithmetic(formula: str, kept: float, wrong: bool) -> None:
    assert contradicts(formula, kept, VALUES) is wrong


@pytest.mark.parametrize(
    ("formula", "kept", "wrong"),
    [("IF(A1>0,1,2)", 5, True), ("A1+A2", 249, False), ("A1+A2", 7, True)],
)
def test_where_all_is_worked_out_anew_what_is_not_followed_is_wrong(
    formula: str, kept: float, wrong: bool
) -> None:
    assert contradicts(formula, kept, VALUES, follow_all=True) is wrong


@pytest.mark.parametrize("kept", [0, 77, "77"])
@pytest.mark.parametrize("anew", [True, False])
def test_a_workbook_may_ask_to_be_worked_out_anew(kept: float | str, anew: bool) -> None:
    file = io.BytesIO()
    with Workbook(file) as book:
        book.set_calc_mode("auto")
        if not anew:
            book.calc_on_load = False
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["甲", "乙"])
        sheet.write_formula(1, 0, "=MAX(1,9)", None, kept)
        sheet.write_number(1, 1, 5)
    (grid,) = [b for b in read_xlsx(file.getvalue()).blocks if b.kind == "grid"]
    assert grid.rows[1][0].text == NOT_TEXT * anew + str(kept)
