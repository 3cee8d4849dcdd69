"""Two measures of a group of offices against each other: a dot for each office, or for as many as stand in
one place."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

from dashboard.asked import Asked
from dashboard.chart import Chart, LogScale, Mark, Note, Scale, axis, short
from dashboard.measures import LEAST_PEERS, WITH_LATE, Measure
from dashboard.pages.spread import is_skewed, of_one_scope
from dashboard.words import number, several

DOTS = 400
"""Offices that have a dot each; more are drawn by how many stand in each field of a grid."""
ACROSS, DOWN = 44, 24
"""Fields of that grid."""
SMALLEST, LARGEST = 1.6, 7.0
"""Radius of the dot of one office, and of the fullest field."""


def scatter(
    asked: Asked,
    state: dict[str, Any],
    scope: str,
    first: Measure,
    second: Measure,
    least: int,
    chosen: list[int],
) -> Chart:
    """`first` along, `second` upwards; the chosen offices with their numbers."""
    where, values = of_one_scope(state, scope)
    enough = " AND ".join(first.conditions(least) + second.conditions(least))
    code, other = first.code, second.code
    rows = asked.build.rows(
        f"SELECT office_id, name, {code} AS x, {other} AS y FROM {WITH_LATE} WHERE {where} AND {enough}",
        *values,
    )
    title = asked.t(f"{first.zh}与{second.zh}", f"{first.en} and {second.en}")
    chart = Chart("scatter", title)
    if len(rows) < LEAST_PEERS:
        chart.after = asked.t(
            f"少于 {LEAST_PEERS} 个机关，不画", f"Fewer than {LEAST_PEERS} offices: not drawn"
        )
        return chart
    left, top, right, bottom = chart.plot
    x, along = _scale([float(row["x"]) for row in rows], first, left, right)
    y, up = _scale([float(row["y"]) for row in rows], second, bottom, top)
    chart.x_ticks = [(x(v), short(v, first.kind)) for v in along]
    chart.y_ticks = [(y(v), short(v, second.kind)) for v in up]
    chart.y_title, chart.x_title = asked.t(second.zh, second.en), asked.t(first.zh, first.en)
    marked = {key: at for at, key in enumerate(chosen, 1)}
    fields: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in rows:
        at = x(float(row["x"])), y(float(row["y"]))
        if row["office_id"] in marked:
            said = f"{row['name']}: {short(row['x'], first.kind)}, {short(row['y'], second.kind)}"
            chart.dots.append(Mark(*at, 5, 0, "1", said))
            chart.notes.append(Note(at[0], str(marked[row["office_id"]])))
        elif len(rows) <= DOTS:
            said = f"{row['name']}: {short(row['x'], first.kind)}, {short(row['y'], second.kind)}"
            chart.dots.insert(0, Mark(*at, 2.6, 0, "0", said))
        else:
            wide, high = (right - left) / ACROSS, (bottom - top) / DOWN
            fields[int((at[0] - left) / wide), int((at[1] - top) / high)].append(at)
    fullest = max((len(places) for places in fields.values()), default=1)
    for places in fields.values():
        radius = SMALLEST + (LARGEST - SMALLEST) * math.sqrt((len(places) - 1) / max(fullest - 1, 1))
        mx, my = (round(sum(one) / len(places), 1) for one in zip(*places, strict=True))
        said = asked.t(f"{number(len(places))} 个机关", several(len(places), "office"))
        chart.dots.insert(0, Mark(mx, my, round(radius, 1), 0, "0", said))
    chart.head = [asked.word("column", "name"), chart.x_title, chart.y_title]
    if len(rows) <= DOTS:
        chart.rows = [
            [row["name"] or "—", short(row["x"], first.kind), short(row["y"], second.kind)] for row in rows
        ]
    chart.after = _said(asked, len(rows), isinstance(x, LogScale) or isinstance(y, LogScale))
    return chart


def _scale(values: list[float], measure: Measure, start: float, end: float) -> tuple[Scale, list[float]]:
    """From values to places, and where lines are drawn: by powers where a few are far from the rest."""
    if measure.kind != "share" and is_skewed(sorted(values)):
        high = math.ceil(math.log10(max(values) + 1))
        return LogScale(0, float(10**high), start, end), [0, *(float(10**n) for n in range(high + 1))]
    lines = axis(values, measure.kind)
    return Scale(lines[0], lines[-1], start, end), lines


def _said(asked: Asked, many: int, logarithmic: bool) -> str:
    said = asked.t(f"{number(many)} 个机关", several(many, "office"))
    if many > DOTS:
        said += asked.t("；点越大，机关越多", "; the larger a dot, the more offices")
    if logarithmic:
        said += asked.t("；数值悬殊的轴为对数刻度", "; an axis of very unlike values is logarithmic")
    return said
