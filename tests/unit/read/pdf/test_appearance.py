"""Content streams of annotations -> the text that they show."""

from __future__ import annotations

import pytest

from pipelines.read.pdf.appearance import paints, shown_text


@pytest.mark.parametrize(
    ("stream", "text"),
    [
        ("", ""),
        ("/Tx BMC q BT /Helv 9 Tf 0 g 2 3 Td (12) Tj ET Q EMC", "12"),
        ("BT [(1) -20 (2)] TJ ET", "12"),
        ("BT (1 2) Tj (3) ' ET", "123"),
        (r"BT (\061\(2\)\\) Tj ET", "1(2)\\"),
        ("BT <3132> Tj <00330034> Tj ET", "1234"),
        ("BT (9) pop (12) Tj ET", "12"),
        ("BT (never shown) ET", ""),
        ("% (9) Tj\n(12) Tj", "12"),
        ("BT 3 Tr (12) Tj ET", None),
        ("q /Fm0 Do Q", None),
        ("/X <</MCID 0>> BDC (12) Tj EMC", "12"),
    ],
)
def test_the_text_that_a_stream_shows(stream: str, text: str | None) -> None:
    assert shown_text(stream) == text


@pytest.mark.parametrize(
    ("stream", "does"),
    [("", False), ("q 0 g Q", False), ("0 0 5 5 re f", True), ("/Fm0 Do", True), ("(12) Tj", True)],
)
def test_whether_a_stream_paints(stream: str, does: bool) -> None:
    assert paints(stream) is does
