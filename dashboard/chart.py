"""Series as the geometry of a chart: what templates/chart.svg draws, with a title, words for every
mark, and the rows of the table behind it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

WIDTH, HEIGHT = 520, 260
"""The drawing, in units of its own; a page scales it."""
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 12, 34
"""Room around the plot for the figures of the axes."""
TICKS = 4
"""Lines across a plot, about."""


@dataclass(frozen=True)
class Mark:
    """A point, or a bar, and what it says."""

    x: float
    y: float
    width: float
    height: float
    style: str
    words: str


@dataclass(frozen=True)
class Stroke:
    """A line of a series through the points of `path`."""

    style: str
    path: str


@dataclass(frozen=True)
class Note:
    """A line across the plot at a value, with words at its upper end or, `across`, at its right."""

    at: float
    words: str
    anchor: str = "start"


@dataclass
class Panel:
    """One of several small charts to one scale: its name, a value for each year and how many are behind
    it, and then where it stands and what is drawn. `last`: the newest value as it is written."""

    name: str
    values: dict[int, float] = field(default_factory=dict)
    behind: dict[int, int] = field(default_factory=dict)
    x: float = 0
    y: float = 0
    width: float = 0
    bottom: float = 0
    paths: list[str] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)
    last: str = ""
    words: str = ""


@dataclass
class Chart:
    """What is drawn. `legend`: (style, words). `head` and `rows`: the table behind. `x_below`: words
    under those of a tick, by its place."""

    name: str
    title: str
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    after: str = ""
    legend: list[tuple[str, str]] = field(default_factory=list)
    x_ticks: list[tuple[float, str]] = field(default_factory=list)
    x_below: dict[float, str] = field(default_factory=dict)
    y_ticks: list[tuple[float, str]] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    dots: list[Mark] = field(default_factory=list)
    bars: list[Mark] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    x_title: str = ""
    y_title: str = ""
    width: int = WIDTH
    height: int = HEIGHT
    drawn_by: str = "chart.svg"

    @property
    def plot(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the plot."""
        return LEFT, TOP, self.width - RIGHT, self.height - BOTTOM

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not (self.strokes or self.dots or self.bars or self.panels)


@dataclass(frozen=True)
class Scale:
    """From values to places: `low` is drawn at `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value."""
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(self.start + share * (self.end - self.start), 1)


@dataclass(frozen=True)
class LogScale(Scale):
    """The same by powers, from 0: ten times as much is as far everywhere. Values are at least 0."""

    def __call__(self, value: float) -> float:
        """The place of a value."""
        share = math.log1p(value - self.low) / math.log1p(self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def ticks(low: float, high: float, whole: bool = False) -> list[float]:
    """Round values from `low` or below to `high` or above, some TICKS of them."""
    span = (high - low) or 1
    rough = span / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(
        m * power for m in ((1, 2, 5, 10) if whole else (1, 2, 2.5, 5, 10)) if m * power >= rough * 0.999
    )
    step = max(1.0, step) if whole else step
    first = math.floor(low / step) * step
    count = max(1, math.ceil((high - first) / step - 1e-9))
    return [round(first + i * step, 10) for i in range(count + 1)]


def axis(values: Iterable[float], kind: str) -> list[float]:
    """The values of the lines across a plot: from 0, so that what is drawn twice as high is twice as
    much."""
    known = [*values]
    high = max(known, default=0)
    if kind == "share":
        high = 1 if high > 0.4 else max(high, 0.02)
    return ticks(min(0, *known) if known else 0, high or 1, whole=kind == "count")


def short(value: float, kind: str) -> str:
    """A value beside a line across the plot."""
    if kind == "share":
        return f"{value:.0%}" if abs(value * 100 - round(value * 100)) < 1e-6 else f"{value:.1%}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def steps(points: Sequence[tuple[float, float]], x: Scale, y: Scale) -> str:
    """The path of a line that rises at each point and stays until the next."""
    first, *_ = points
    path = [f"M{x(first[0])},{y(first[1])}"]
    for (_, before), (at, value) in pairwise(points):
        path += [f"L{x(at)},{y(before)}", f"L{x(at)},{y(value)}"]
    return "".join(path)
