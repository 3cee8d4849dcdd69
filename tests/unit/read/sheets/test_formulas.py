"""The kept results of formulas, held against plain arithmetic."""

from __future__ import annotations

import pytest

from pipelines.read.sheets.formulas import contradicts

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
