"""Readings -> facts: each cell's printed text as value, status and unit. It never corrects; a text
that is no value has none."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from pipelines.catalogue import catalogue
from pipelines.fold import fold
from pipelines.model import NOT_TEXT, Fact, Issue, Reading
from pipelines.values import Value, parse

YUAN = "元"
"""The unit of amounts whose heading or table names it instead of 万元."""
_UNREADABLE = Value(None, "unreadable")


def facts(readings: tuple[Reading, ...]) -> tuple[tuple[Fact, ...], tuple[Issue, ...]]:
    """One fact for each reading, in order. Amounts keep the unit printed in the cell, else in the
    column's heading; an amount without one is not guessed, and said so."""
    out: list[Fact] = []
    issues: list[Issue] = []
    for reading in readings:
        where = (reading.table, reading.row, reading.column)
        if reading.doubt or reading.text is None:
            text = reading.evidence or None if reading.doubt == "ambiguous" else None
            status = reading.doubt or "absent"
            out.append(Fact(*where, None, status, text, None, reading.spot, reading.confidence))
            continue
        line = catalogue().counted(*where)
        is_amount = line.type == "amount"
        parsed = parse(reading.text)
        said = _amount(parsed, reading) if is_amount else _count(parsed, line.unit)
        if is_amount and said.unit is None and said.value:
            issues.append(_issue("cell.unit_unknown", "info", reading))
        if said.status == "unreadable":
            code = "cell.not_text" if NOT_TEXT in reading.text else "cell.unreadable"
            issues.append(_issue(code, "error", reading))
        out.append(
            Fact(*where, said.value, said.status, reading.text, said.unit, reading.spot, reading.confidence)
        )
    return tuple(out), tuple(issues)


def _issue(code: str, severity: Literal["error", "info"], reading: Reading) -> Issue:
    return Issue("normalise", code, severity, reading.place, (reading.text or "").strip()[:80])


def _count(parsed: Value, unit: str | None) -> Value:
    """What a cell says under a heading that counts: an amount may be there, with its unit, but a
    mere ¥ contradicts the heading."""
    if parsed.unit and parsed.unit.endswith(YUAN):
        return parsed
    return _UNREADABLE if parsed.money else Value(parsed.value, parsed.status, unit)


def _amount(parsed: Value, reading: Reading) -> Value:
    """What a cell says under the heading of an amount. Open where two units are named: a figure in
    万 under 万元, or a table in 元 with a heading in 万元. ¥ is the sign of all of them."""
    if parsed.unit:
        return parsed
    named = {unit for text in (reading.heading, reading.unit_line) if (unit := unit_in(text))}
    if parsed.value and (len(named) > 1 or (parsed.scaled and named != {YUAN})):
        return _UNREADABLE
    unit = next(iter(named)) if len(named) == 1 else YUAN if parsed.money else None
    return Value(parsed.value, parsed.status, unit)


@lru_cache(maxsize=1024)
def unit_in(text: str) -> str | None:
    """The one unit of money that a heading names, behind 单位 where that is printed, up to the next
    comma: `采购总金额（单位：万元，保留4位小数）` -> 万元, `采购总金额（元）` -> 元."""
    folded = fold(text)
    _, named, behind = folded.partition("单位")
    units = {
        catalogue().tokens.units[u] for u in _money().findall(_PART.split(behind)[0] if named else folded)
    }
    return units.pop() if len(units) == 1 else None


_PART = re.compile(r"[,;、。)]")


@lru_cache(maxsize=1)
def _money() -> re.Pattern[str]:
    """The units of money, the longest first: 万元 contains 元."""
    names = [u for u in catalogue().tokens.units if u.endswith(YUAN)]
    return re.compile("|".join(sorted(names, key=len, reverse=True)))
