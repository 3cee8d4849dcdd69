"""A chart as a file of its own, with its title, legend, what it is made of and the build: SVG, or the same
drawn as PNG."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import unquote

from dashboard.asked import Asked, NotThere
from dashboard.chart import Chart
from dashboard.render import environment
from dashboard.tiles import Tiles

SIZE, LINE, MARGIN = 11, 15, 8
"""Letters, lines and the room at the edge, in units of the drawing."""
KEY = 18
"""Room of a colour in front of its words in the legend, with some behind them."""
FONTS = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
"""Families for figures and Chinese; the first that a machine has."""
UNKNOWN = "\U000e0fff"
"""A character that no font has: what is drawn of it is drawn of every other that is missing."""


def svg(chart: Chart | Tiles, asked: Asked) -> str:
    """The chart with all that tells what it is."""
    width = chart.width - 2 * MARGIN
    legend = _placed(chart.legend if len(chart.legend) > 1 else (), width)
    top = MARGIN + LINE * (1 + len({y for _, y, _, _ in legend})) + 6
    below = wrapped(chart.after, width) + wrapped(
        f"gongkai {asked.build.name} {unquote(asked.here(lang=None))}", width
    )
    return (
        environment()
        .get_template("chart_file.svg")
        .render(
            chart=chart,
            legend=legend,
            below=below,
            top=top,
            height=top + chart.height + LINE * len(below) + MARGIN,
            line=LINE,
            size=SIZE,
            margin=MARGIN,
            fonts=FONTS,
        )
    )


def png(chart: Chart | Tiles, asked: Asked) -> bytes:
    """The same as a picture. Raises NotThere where it would lack words: without the library that draws,
    or without a font for them."""
    drawn = svg(chart, asked)
    as_svg = [(asked.here_as(chart.name, "svg"), f"{chart.title} (SVG)")]
    try:
        import resvg_py
    except ImportError:
        raise NotThere(asked.t("PNG（未安装 resvg-py）", "PNG (resvg-py is not installed)"), as_svg) from None
    wide = any(unicodedata.east_asian_width(sign) in "WF" for sign in drawn)
    if not (has_font("0") and (has_font("公") or not wide)):
        raise NotThere(asked.t("PNG（本机没有所需字体）", "PNG (no font here has its letters)"), as_svg)
    return bytes(resvg_py.svg_to_bytes(svg_string=drawn, background="#ffffff"))


@lru_cache(maxsize=8)
def has_font(sign: str) -> bool:
    """Whether this machine can draw a character."""
    return _alone(sign) != _alone(UNKNOWN)


def _alone(sign: str) -> bytes:
    import resvg_py

    text = f'<text x="4" y="24" font-size="20" font-family="{FONTS}">{sign}</text>'
    page = f'<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">{text}</svg>'
    return bytes(resvg_py.svg_to_bytes(svg_string=page))


def wide(words: str) -> float:
    """About how wide words are in print."""
    return sum(SIZE if unicodedata.east_asian_width(sign) in "WF" else SIZE * 0.58 for sign in words)


def wrapped(words: str, width: float) -> list[str]:
    """Words as lines of at most `width`, broken at blanks, after Chinese characters and within
    addresses."""
    lines = [""]
    for piece in _pieces(words):
        if lines[-1] and wide(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.strip() for line in lines if line.strip()]


def _pieces(words: str) -> list[str]:
    pieces = [""]
    for sign in words:
        pieces[-1] += sign
        if sign in " /?&" or unicodedata.east_asian_width(sign) in "WF":
            pieces.append("")
    return pieces


def _placed(legend: Sequence[tuple[str, str]], width: float) -> list[tuple[float, int, str, str]]:
    """Where each entry of a legend stands: x, line, style and words."""
    placed: list[tuple[float, int, str, str]] = []
    x, line = 0.0, 0
    for style, words in legend:
        needed = 2 * KEY + wide(words)
        if x and x + needed > width:
            x, line = 0.0, line + 1
        placed.append((round(x + MARGIN, 1), line, style, words))
        x += needed
    return placed
