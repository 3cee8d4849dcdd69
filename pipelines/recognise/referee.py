"""Two independent readings of one file -> one statement that holds only what both of them say.

The second reading is slow, so it is asked for only where the first is in doubt: a sum of the form is broken, a cell is
ambiguous or missing, a table was not found. Agreement shows that the fault is the office's; disagreement is ours.
"""

from __future__ import annotations

from dataclasses import replace

from pipelines.catalogue import catalogue
from pipelines.model import Issue, Reading, Statement
from pipelines.recognise.equations import equations
from pipelines.values import Value, parse

_LOSSES = frozenset(
    {"form.readings_differ", "form.cell_ambiguous", "form.number_lost", "form.surplus_number", "form.table_rivals"}
)


def in_doubt(statement: Statement) -> bool:
    """Whether a second reading could tell something: tables missing, cells in doubt or unreadable, sums broken."""
    if set(statement.editions) != set(catalogue().tables):
        return True
    if any(r.doubt or parse(r.text or "").status == "unreadable" for r in statement.readings):
        return True
    return any(not _sums_hold(statement, table) for table in statement.editions)


def agree(first: Statement, second: Statement) -> Statement:
    """The first reading, checked by the second.

    A table that only one of them found, or that the first left in doubt and the second reads whole with all its sums,
    is the second's. Otherwise a cell on which they differ is ambiguous.
    """
    readings: list[Reading] = []
    issues = [i for i in first.issues if not i.where.startswith(tuple(catalogue().tables))]
    editions: dict[str, str] = {}
    for table in catalogue().tables:
        mine, theirs = _cells(first, table), _cells(second, table)
        if theirs and (not mine or (_doubts(mine) and not _doubts(theirs) and _sums_hold(second, table))):
            readings += theirs.values()
            issues += _of(second, table)
            editions[table] = second.editions[table]
        elif mine:
            kept = [_compared(r, theirs.get(code)) for code, r in mine.items()] if theirs else list(mine.values())
            differ = [k.code for k, r in zip(kept, mine.values()) if k is not r]
            readings += kept
            issues += _of(first, table)
            issues += [Issue("recognise", "form.readings_differ", "error", code) for code in differ]
            editions[table] = first.editions[table]
        elif missing := _of(first, table):
            issues += missing
    told = {code for table, code in editions.items() if table != "t4"} or set(editions.values())
    printed = sum(parse(r.text).status not in ("blank", "unreadable") for r in readings if r.text is not None)
    # every number lost has an issue that says so; where none is left the second reading placed them all
    unplaced = any(i.code in _LOSSES for i in issues)
    lost = first.numbers_lost + sum(i.code == "form.readings_differ" for i in issues) if unplaced else 0
    return replace(
        first,
        office=first.office or second.office,
        year=first.year or second.year,
        edition=told.pop() if len(told) == 1 else "mixed" if told else "unknown",
        editions=editions,
        readings=tuple(readings),
        issues=tuple(dict.fromkeys(issues)),
        numbers_found=printed + lost,
        numbers_lost=lost,
    )


def _cells(statement: Statement, table: str) -> dict[str, Reading]:
    return {r.code: r for r in statement.readings if r.table == table}


def _of(statement: Statement, table: str) -> list[Issue]:
    return [i for i in statement.issues if i.where.split(".")[0] == table]


def _doubts(cells: dict[str, Reading]) -> int:
    return sum(bool(r.doubt) for r in cells.values())


def _value(reading: Reading) -> Value | None:
    return None if reading.doubt or reading.text is None else parse(reading.text)


def _compared(mine: Reading, theirs: Reading | None) -> Reading:
    """`mine` itself if both say the same or mine is open anyway, else an ambiguous reading with both texts."""
    if mine.doubt or (theirs is not None and _value(mine) == _value(theirs)):
        return mine
    other = "" if theirs is None else theirs.text or theirs.evidence
    return replace(mine, text=None, doubt="ambiguous", evidence=f"{mine.text} | {other}")


def _sums_hold(statement: Statement, table: str) -> bool:
    form = catalogue().editions[statement.editions[table]].tables[table]
    values = {
        f"{r.row}.{r.column}": v.summand
        for r in statement.readings
        if r.table == table and (v := _value(r)) is not None and v.summand is not None
    }
    return all(e.fits(values, {}) for e in equations(form))
