"""Conditions of style sheets, as they hold for a person at a screen."""

from __future__ import annotations

import pytest

from pipelines.read.web.media import shown_on_screen, supported


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("", True), ("all", True), ("screen", True), ("print", False), ("not print", True), ("only screen", True),
        ("print, screen", True), ("screen and (min-width: 600px)", True), ("(max-width:768px)", False),
        ("(min-width: 1400px)", None), ("(600px <= width < 1200px)", False), ("(width >= 50em)", True),
        ("(orientation: portrait)", False), ("(prefers-color-scheme: dark)", False), ("(hover)", True),
        ("not all and (monochrome)", True), ("(max-width:700px) or (orientation:landscape)", True),
        ("(some-feature: 1)", None), ("screen and (-webkit-min-device-pixel-ratio:0)", True), ("tv", False),
        ("not screen and (max-width:500px)", True), ("(min-width:600px) and (max-width:900px)", False),
    ],
)  # fmt: skip
def test_media(text: str, held: bool | None) -> None:
    assert shown_on_screen(text) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("(display: grid)", True), ("not (display: grid)", False), ("(-moz-appearance: none)", False),
        ("(display: grid) and (-ms-x: 1)", False), ("selector(:has(a))", None), ("(a: b) or (-moz-c: d)", True),
    ],
)  # fmt: skip
def test_supports(text: str, held: bool | None) -> None:
    assert supported(text) is held
