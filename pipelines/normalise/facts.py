"""Readings -> facts: each cell's printed text as value, status and unit. It never corrects; a text
that is no value has none."""

from __future__ import annotations

from pipelines.catalogue import catalogue
from pipelines.fold import fold
from pipelines.model import Fact, Issue, Reading
from pipelines.values import parse


def facts(readings: tuple[Reading, ...]) -> tuple[tuple[Fact, ...], tuple[Issue, ...]]:
    """One fact for each reading, in order. Amounts keep the unit printed in the cell, else in the
    column's heading; an amount without one is not guessed, and said so."""
    out: list[Fact] = []
    issues: list[Issue] = []
    for reading in readings:
        where = (reading.table, reading.row, reading.column)
        line = catalogue().column(reading.table, reading.column)
        if reading.doubt or reading.text is None:
            text = reading.evidence or None if reading.doubt == "ambiguous" else None
            status = reading.doubt or "absent"
            out.append(Fact(*where, None, status, text, None, reading.spot, reading.confidence))
            continue
        parsed = parse(reading.text)
        # an amount may be in a column that counts: it is no number of items then
        unit = parsed.unit if (parsed.unit or "").endswith("元") else line.unit
        if line.type == "amount":
            unit = parsed.unit or _unit_of(reading.heading)
            if unit is None and parsed.value:
                issues.append(
                    Issue("normalise", "cell.unit_unknown", "info", reading.place, reading.text.strip())
                )
        if parsed.status == "unreadable":
            issues.append(
                Issue("normalise", "cell.unreadable", "error", reading.place, reading.text.strip()[:80])
            )
        out.append(
            Fact(*where, parsed.value, parsed.status, reading.text, unit, reading.spot, reading.confidence)
        )
    return tuple(out), tuple(issues)


def _unit_of(heading: str) -> str | None:
    """`采购总金额（单位：万元，保留4位小数）` -> 万元; longest unit first, as 万元 contains 元."""
    folded = fold(heading)
    money = [u for u in catalogue().tokens.units if u.endswith("元")]
    at = folded.find("单位")
    named = folded[at:] if at >= 0 else ""
    return next(
        (catalogue().tokens.units[u] for u in sorted(money, key=len, reverse=True) if u in named), None
    )
