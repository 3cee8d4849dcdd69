"""Places as tiles: the provinces where tiles.yml puts them, any others in rows below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from dashboard.words import NONE, number, percent
from pipelines.catalogue.strict_yaml import read_mapping

FILE = Path(__file__).with_name("tiles.yml")
SIDE, GAP, ACROSS = 58, 4, 9
"""A tile and the room between two, in units of the drawing, and tiles beside each other."""
SHADES = 5
"""Shades of the map, from little to much."""
FEW = 3
"""Reports below which a tile is drawn dotted: a share of so few says little."""


@dataclass(frozen=True)
class Tile:
    """A place: where it stands, its shade (`q0` to `q4`, or `none`), words and where it leads."""

    x: int
    y: int
    shade: str
    name: str
    value: str
    words: str
    href: str | None
    few: bool


@dataclass
class Tiles:
    """The map. `legend`: (shade, words), from little to much."""

    name: str
    title: str
    tiles: list[Tile]
    legend: list[tuple[str, str]]
    after: str = ""
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    drawn_by: str = "tiles.svg"
    side: int = SIDE
    least: int = FEW

    @property
    def width(self) -> int:
        """Of the drawing."""
        return ACROSS * (SIDE + GAP)

    @property
    def height(self) -> int:
        """Of the drawing."""
        return (max((t.y for t in self.tiles), default=0) + SIDE + GAP) if self.tiles else 0

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.tiles


@lru_cache(maxsize=1)
def _provinces() -> dict[str, Any]:
    known: dict[str, Any] = read_mapping(FILE)["provinces"]
    places = [tuple(one["at"]) for one in known.values()]
    if len(set(places)) != len(places):
        raise ValueError("tiles.yml: two provinces in one place")
    return known


def bounds(values: Sequence[float], kind: str) -> list[float]:
    """Where one shade ends and the next begins: shares at fixed points, so that maps compare; rates
    at a fifth of the largest."""
    if kind == "share":
        return [0.2, 0.4, 0.6, 0.8]
    high = max(values, default=0) or 1
    step = next(s for s in (0.5, 1, 2, 4, 5, 10, 20) if s * SHADES >= high or s == 20)
    return [step * n for n in range(1, SHADES)]


def write(value: float | None, kind: str) -> str:
    """A value of a tile."""
    return NONE if value is None else percent(value) if kind == "share" else number(round(value, 1))


def tiles(
    name: str,
    title: str,
    rows: Sequence[Mapping[str, Any]],
    measure: str,
    behind: str,
    kind: str,
    english: bool,
    link: Callable[[Mapping[str, Any]], str | None],
    words: Callable[[Mapping[str, Any]], str],
    of_country: bool,
) -> Tiles:
    """Rows of place_figures as tiles, shaded by `measure` and dotted where few reports are `behind` it; with
    `of_country` every province stands, also one without a row."""
    known = [float(row[measure]) for row in rows if row[measure] is not None]
    steps = bounds(known, kind)
    by_name = {str(row["place"]): row for row in rows}
    placed: list[Tile] = []
    own = _provinces() if of_country else {}
    for place, entry in own.items():
        row = by_name.get(place)
        short = entry["en"] if english else entry["short"]
        x, y = entry["at"]
        placed.append(_tile(x, y, short, row, measure, behind, kind, steps, link, words, place))
    lowest = max((entry["at"][1] for entry in own.values()), default=-1)
    others = [row for place, row in by_name.items() if place not in own]
    for at, row in enumerate(others):
        x, y = at % ACROSS, lowest + 1 + at // ACROSS
        placed.append(
            _tile(x, y, str(row["place"]), row, measure, behind, kind, steps, link, words, str(row["place"]))
        )
    return Tiles(name, title, placed, _legend(steps, kind))


def _tile(
    x: int,
    y: int,
    short: str,
    row: Mapping[str, Any] | None,
    measure: str,
    behind: str,
    kind: str,
    steps: Sequence[float],
    link: Callable[[Mapping[str, Any]], str | None],
    words: Callable[[Mapping[str, Any]], str],
    place: str,
) -> Tile:
    value = row[measure] if row else None
    shade = "none" if value is None else f"q{sum(value >= step for step in steps)}"
    reports = (row[behind] or 0) if row else 0
    said = f"{place} {write(value, kind)}" + (f" · {words(row)}" if row else "")
    pitch = SIDE + GAP
    few = value is not None and reports < FEW
    name = short if len(short) <= 8 else short[:7] + "…"
    return Tile(x * pitch, y * pitch, shade, name, write(value, kind), said, link(row) if row else None, few)


def _legend(steps: Sequence[float], kind: str) -> list[tuple[str, str]]:
    def said(value: float) -> str:
        return f"{value:.0%}" if kind == "share" else number(value)

    edges = [*map(said, steps)]
    first, last = f"<{edges[0]}", f"≥{edges[-1]}"
    between = [f"{low}–{high}" for low, high in pairwise(edges)]
    return [(f"q{at}", words) for at, words in enumerate((first, *between, last))]
