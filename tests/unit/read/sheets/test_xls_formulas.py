"""The tokens of formulas in old workbooks."""

from __future__ import annotations

from struct import pack

import pytest

from pipelines.read.sheets.formulas import contradicts
from pipelines.read.sheets.xls_formulas import formula_text


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (pack("<BHBHB", 0x1E, 157, 0x1E, 92, 0x03), "(157+92)"),
        (pack("<B4HB3B", 0x25, 1, 6, 0xC001, 0xC001, 0x19, 0x10, 0, 0), "SUM(B2:B7)"),
        (pack("<BHHBB", 0x44, 0, 701, 0x13, 0x15), "(-ZZ1)"),
        (pack("<Bd", 0x1F, 0.5), "0.5"),
        (pack("<B2H", 0x01, 1, 1), ""),
        (pack("<BHB", 0x1E, 157, 0x03), ""),
        (pack("<B", 0x1F), ""),
        (b"", ""),
        (pack("<BH", 0x1E, 1) * 600, ""),
    ],
)  # fmt: skip
def test_the_tokens_of_a_formula_are_its_text(tokens: bytes, text: str) -> None:
    assert formula_text(bytes(20) + pack("<H", len(tokens)) + tokens) == text


def test_a_formula_that_is_not_followed_contradicts_nothing() -> None:
    assert not contradicts(formula_text(b""), 1.0, {})
