"""Series over years as charts: lines that are broken where a value is missing or the form changed,
and stacked columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.chart import WIDTH, Chart, Mark, Note, Panel, Scale, Stroke, axis, short
from dashboard.table import WRITTEN

Point = tuple[float, float | None]


def years_of(series: Mapping[str, Mapping[int, float | None]]) -> list[int]:
    """Every year from the first to the last that has a value."""
    known = [year for values in series.values() for year, value in values.items() if value is not None]
    return list(range(min(known), max(known) + 1)) if known else []


def over_years(
    name: str,
    title: str,
    series: Mapping[str, Mapping[int, float | None]],
    kind: str,
    year_word: str,
    breaks: Sequence[tuple[float, str]] = (),
    beside: Mapping[int, str] | None = None,
    beside_word: str = "",
) -> Chart:
    """A line for each series. It is broken over years without a value, and where the form changed
    (`breaks`) a line stands upright. `beside`: words for a year, such as its
    coverage, under the heading `beside_word`."""
    years = years_of(series)
    chart = Chart(name, title)
    if not years:
        return chart
    left, top, right, bottom = chart.plot
    known = [v for values in series.values() for v in values.values() if v is not None]
    lines = axis(known, kind)
    room = 22 if len(years) > 1 else (right - left) / 2
    x = Scale(years[0], years[-1], left + room, right - room)
    y = Scale(lines[0], lines[-1], bottom, top + 4)
    chart.y_ticks = [(y(v), short(v, kind)) for v in lines]
    chart.x_ticks = [(x(year), str(year)) for year in _thinned(years)]
    chart.x_below = {x(year): f"({words})" for year, words in (beside or {}).items()}
    chart.notes = [Note(x(at), words) for at, words in breaks if years[0] < at < years[-1]]
    for at, (words, values) in enumerate(series.items()):
        style = str(at % 6)
        chart.legend.append((style, words))
        for stretch in stretches([(year, values.get(year)) for year in years]):
            path = "M" + "L".join(f"{x(year)},{y(value)}" for year, value in stretch)
            chart.strokes.append(Stroke(style, path))
            chart.dots += [
                Mark(x(year), y(value), 0, 0, style, f"{words} {year:.0f}: {WRITTEN[kind](_whole(value))}")
                for year, value in stretch
            ]
    chart.head = [year_word, *series, *([beside_word] if beside else [])]
    chart.rows = [
        [
            str(year),
            *(WRITTEN[kind](_whole(values.get(year))) for values in series.values()),
            *([beside.get(year, "")] if beside else []),
        ]
        for year in years
    ]
    return chart


def stretches(points: Sequence[Point]) -> list[list[tuple[float, float]]]:
    """Points of a line that belong together: without a value between, nothing is drawn across."""
    parts: list[list[tuple[float, float]]] = [[]]
    for x, y in points:
        if y is None:
            parts.append([])
        else:
            parts[-1].append((x, y))
    return [stretch for stretch in parts if stretch]


PANEL_ACROSS, PANEL_HIGH, PANEL_GAP = 6, 58, 14
"""Small charts beside each other, the height of one, and the room between two."""


def small_multiples(name: str, title: str, panels: Sequence[Panel], kind: str, year_word: str) -> Chart:
    """A small chart for each panel, all to one scale and one span of years; what is missing is left
    open."""
    years = years_of({panel.name: panel.values for panel in panels})
    chart = Chart(name, title, drawn_by="multiples.svg")
    if not years:
        return chart
    across = min(PANEL_ACROSS, len(panels))
    width = (WIDTH * 2 - PANEL_GAP * (PANEL_ACROSS - 1)) / PANEL_ACROSS
    chart.width = round(across * (width + PANEL_GAP) - PANEL_GAP)
    chart.height = -(-len(panels) // across) * (PANEL_HIGH + PANEL_GAP)
    lines = axis([value for panel in panels for value in panel.values.values()], kind)
    x, y = Scale(years[0], years[-1], 3, width - 3), Scale(lines[0], lines[-1], PANEL_HIGH, 16)
    for at, panel in enumerate(panels):
        panel.x = round(at % across * (width + PANEL_GAP), 1)
        panel.y = at // across * (PANEL_HIGH + PANEL_GAP)
        panel.width, panel.bottom = round(width, 1), PANEL_HIGH
        drawn = stretches([(year, panel.values.get(year)) for year in years])
        panel.paths = ["M" + "L".join(f"{x(at)},{y(v)}" for at, v in one) for one in drawn if len(one) > 1]
        panel.dots = [(x(year), y(value)) for one in drawn for year, value in one]
        newest = max(panel.values)
        panel.last = WRITTEN[kind](_whole(panel.values[newest]))
        panel.words = " · ".join(
            f"{year}: {WRITTEN[kind](_whole(value))} ({panel.behind[year]})"
            for year, value in panel.values.items()
        )
        chart.panels.append(panel)
    chart.head = [year_word, *(panel.name for panel in panels)]
    chart.rows = [
        [str(year), *(WRITTEN[kind](_whole(panel.values.get(year))) for panel in panels)] for year in years
    ]
    return chart


def _whole(value: float | None) -> float | int | None:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _thinned(years: Sequence[int], most: int = 9) -> list[int]:
    step = -(-len(years) // most)
    return [*years[::-1][::step]][::-1]


def stacked(
    name: str,
    title: str,
    series: Mapping[str, Mapping[int, float]],
    year_word: str,
    shares: bool = False,
    styles: Sequence[str] = (),
    wholes: Mapping[int, float] | None = None,
    beside: Mapping[int, str] | None = None,
    beside_word: str = "",
) -> Chart:
    """A column for each year, made of the series from below; `shares`: each as part of its year, which is
    that of `wholes`, or else their sum. `beside`: words for a year under the heading `beside_word`."""
    years = years_of(series)
    chart = Chart(name, title)
    sums = {year: sum(values.get(year) or 0 for values in series.values()) for year in years}
    if not years or not any(sums.values()):
        return chart
    left, top, right, bottom = chart.plot
    kind = "share" if shares else "count"
    lines = [0, 0.25, 0.5, 0.75, 1.0] if shares else axis(sums.values(), kind)
    y = Scale(lines[0], lines[-1], bottom, top + 4)
    pitch = (right - left) / len(years)
    width = min(44.0, pitch * 0.64)
    chart.y_ticks = [(y(v), short(v, kind)) for v in lines]
    places = {year: left + pitch * (at + 0.5) for at, year in enumerate(years)}
    chart.x_ticks = [(round(places[year], 1), str(year)) for year in _thinned(years)]
    told = {year: words for year, words in (beside or {}).items() if year in places}
    chart.x_below = {round(places[year], 1): f"({words})" for year, words in told.items()}
    below = dict.fromkeys(years, 0.0)
    for at, (words, values) in enumerate(series.items()):
        style = styles[at] if styles else str(at % 6)
        chart.legend.append((style, words))
        for year in years:
            value = values.get(year) or 0
            size = value / ((wholes or sums).get(year) or 1) if shares else value
            if not size:
                continue
            upper = y(below[year] + size)
            if shares:  # parts that contradict the whole are more than it
                upper = max(upper, y(1))
            height = max(round(y(below[year]) - upper, 1), 0.6)
            said = f"{words} {year}: {WRITTEN['count'](_whole(float(value)))}" + (
                f" ({size:.1%})" if shares else ""
            )
            chart.bars.append(Mark(round(places[year] - width / 2, 1), upper, width, height, style, said))
            below[year] += size
    chart.head = [year_word, *series, *([beside_word] if beside else [])]
    chart.rows = [
        [
            str(year),
            *(WRITTEN["count"](_whole(float(v.get(year) or 0))) for v in series.values()),
            *([beside.get(year, "")] if beside else []),
        ]
        for year in years
    ]
    return chart
