"""How the values of a group of offices are spread: a chart of columns, with the median and the chosen
offices marked."""

from __future__ import annotations

import math
from statistics import median
from typing import Any

from dashboard.asked import Asked
from dashboard.chart import Chart, Mark, Note, Scale, axis, short
from dashboard.filters import where_of
from dashboard.measures import LEAST_PEERS, Measure
from dashboard.words import number, several

BINS = 48
"""Columns of a spread at most."""


def of_one_scope(state: dict[str, Any], scope: str) -> tuple[str, list[Any]]:
    """The reports compared: those of the filters and of one scope, never of two."""
    where, values = where_of(state)
    return f"{where} AND coalesce(scope, 'unknown') = ?", [*values, scope]


def spread(
    asked: Asked, state: dict[str, Any], scope: str, measure: Measure, least: int, chosen: list[int]
) -> Chart:
    """How the values of the group are spread, in columns of equal width; counts that are skewed in
    columns each twice as wide as the one before."""
    where, values = of_one_scope(state, scope)
    enough = measure.enough(least)
    code, source = measure.code, measure.source
    rows = asked.build.rows(
        f"SELECT office_id, {code} AS v FROM {source} WHERE {where} AND {enough}", *values
    )
    chart = Chart("spread", asked.t(f"分布：{measure.zh}", f"Spread: {measure.en}"))
    chart.after = asked.t(f"{number(len(rows))} 个机关", several(len(rows), "office"))
    if len(rows) < LEAST_PEERS:
        chart.after = asked.t(
            f"少于 {LEAST_PEERS} 个机关，不画分布", f"Fewer than {LEAST_PEERS} offices: no spread is drawn"
        )
        return chart
    ranked = sorted(float(row["v"]) for row in rows)
    edges = _edges(ranked, measure.kind)
    if measure.kind != "share" and is_skewed(ranked):
        chart.after += asked.t(
            "；数值悬殊，每列宽度加倍", "; very unlike values: each column is twice as wide"
        )
    counts = [0] * (len(edges) - 1)
    for value in ranked:
        counts[_bin(edges, value)] += 1
    left, top, right, bottom = chart.plot
    lines = axis(counts, "count")
    y = Scale(lines[0], lines[-1], bottom, top + 14)
    width = (right - left) / len(counts)
    chart.y_ticks = [(y(v), short(v, "count")) for v in lines]
    step = -(-len(edges) // 7)
    chart.x_ticks = [
        (round(left + at * width, 1), short(edge, measure.kind))
        for at, edge in enumerate(edges)
        if at % step == 0
    ]
    for at, count in enumerate(counts):
        said = f"{short(edges[at], measure.kind)}–{short(edges[at + 1], measure.kind)}: {number(count)}"
        if count:
            height = max(bottom - y(count), 1)
            chart.bars.append(
                Mark(round(left + at * width + 1, 1), bottom - height, round(width - 2, 1), height, "0", said)
            )
    own = {row["office_id"]: float(row["v"]) for row in rows if row["office_id"] in chosen}
    middle = median(ranked)
    marks = [(middle, f"{asked.word('column', 'median')} {short(middle, measure.kind)}")]
    marks += [(value, str(at)) for at, value in enumerate(own.values(), 1)]
    for value, said in marks:
        at_bin = _bin(edges, value)
        inside = (value - edges[at_bin]) / ((edges[at_bin + 1] - edges[at_bin]) or 1)
        chart.notes.append(Note(round(left + (at_bin + inside) * width, 1), said))
    chart.head = [asked.word("column", n) for n in ("from_value", "to_value", "offices")]
    chart.rows = [
        [short(edges[at], measure.kind), short(edges[at + 1], measure.kind), number(n)]
        for at, n in enumerate(counts)
    ]
    return chart


def _bin(edges: list[float], value: float) -> int:
    return max(0, min(len(edges) - 2, sum(edge <= value for edge in edges) - 1))


def is_skewed(values: list[float]) -> bool:
    """Whether ascending values are mostly small with a few that are large."""
    return values[0] >= 0 and values[-1] > 20 * max(median(values), 1)


def _edges(values: list[float], kind: str) -> list[float]:
    """Where columns begin and end. What is mostly small with a few large values gets columns that
    double, so that neither is lost."""
    low, high = values[0], values[-1]
    if kind == "share":
        return [n / 20 for n in range(21)]
    if is_skewed(values):
        return [0.0, 1.0, *(float(2**n) for n in range(1, math.ceil(math.log2(high + 1)) + 1))]
    lines = axis([low, high], kind)
    wide = lines[1] - lines[0]
    parts = 4 if kind != "count" else next(n for n in (5, 4, 2, 1) if wide % n == 0)
    step = wide / parts
    count = min(BINS, round((lines[-1] - lines[0]) / step))
    return [round(lines[0] + n * step, 10) for n in range(count + 1)]
