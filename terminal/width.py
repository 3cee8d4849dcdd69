"""Text in columns where a Chinese character is two cells wide."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """Cells of a terminal that `text` takes."""
    return sum(
        2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text
    )


def fit(text: str, cells: int, right: bool = False) -> str:
    """`text` in exactly `cells` cells: cut with `…` if too long, padded on the right or the
    left."""
    if width(text) > cells:
        while text and width(text) > cells - 1:
            text = text[:-1]
        text += "…"
    blank = " " * (cells - width(text))
    return blank + text if right else text + blank
