"""Two independent readings of one file -> one statement that holds only what both of them say.

The second reading is slow, so it is asked for only on pages where the first is in doubt: a sum of
the form is broken, a cell is ambiguous or missing, a table was not found. Agreement shows that the
fault is the office's; disagreement is ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipelines.catalogue import catalogue
from pipelines.catalogue.equations import Equation, equations
from pipelines.model import Issue, Reading, SecondReading, Statement
from pipelines.values import Value, parse

_LOSSES = frozenset(
    {
        "form.readings_differ",
        "form.cell_ambiguous",
        "form.number_lost",
        "form.surplus_number",
        "form.table_rivals",
    }
)


def pages_in_doubt(statement: Statement, count: int) -> frozenset[int]:
    """On which of `count` pages (from 1) a second reading could tell something.

    Those of cells in doubt or unreadable, and of all cells of a broken sum; of a cell that was not
    found, those of its table. For a table that was not found, the pages that hold none, and those
    on which the others begin or end.
    """
    every = frozenset(range(1, count + 1))
    held = {table: _pages(_cells(statement, table).values()) for table in statement.editions}
    asked: set[int] = set()
    if set(held) != set(catalogue().tables):
        asked |= every.difference(*held.values())
        asked |= {page for pages in held.values() if pages for page in (min(pages), max(pages))}
    for table, pages in held.items():
        for reading in _wrong(statement, table):
            asked |= _pages([reading]) or pages or every
    return every & asked


def reconcile(first: Statement, second: Statement) -> tuple[Statement, SecondReading]:
    """The first reading, checked by the second, and what came of it.

    A table that only one of them found, or that the first left in doubt and the second reads whole
    with all its sums, is the second's. Otherwise a cell on which they differ is ambiguous.
    """
    readings: list[Reading] = []
    issues = [i for i in first.issues if not i.where.table]
    editions: dict[str, str] = {}
    outcomes: set[SecondReading] = set()
    for table in catalogue().tables:
        mine, theirs = _cells(first, table), _cells(second, table)
        if theirs and (not mine or (_doubts(mine) and not _doubts(theirs) and not _broken(second, table))):
            readings += theirs.values()
            issues += _of(second, table)
            editions[table] = second.editions[table]
            outcomes.add("replaced")
        elif mine:
            same = _same_figures(mine, theirs)
            kept = [
                r if code in same or not theirs else _compared(r, theirs.get(code))
                for code, r in mine.items()
            ]
            differ = [k.place for k, r in zip(kept, mine.values()) if k is not r]
            readings += kept
            issues += _of(first, table)
            issues += [Issue("recognise", "form.readings_differ", "error", place) for place in differ]
            editions[table] = first.editions[table]
            if differ:
                outcomes.add("differs")
            elif not theirs and _wrong(first, table):
                outcomes.add("unable")
        else:
            readings += [r for r in first.readings if r.table == table]
            issues += _of(first, table)
    told = {code for table, code in editions.items() if table != "t4"} or set(editions.values())
    printed = sum(parse(r.text).status not in ("blank", "unreadable") for r in readings if r.text is not None)
    # every number lost has an issue that says so; where none is left the second reading placed them all
    unplaced = any(i.code in _LOSSES for i in issues)
    lost = first.numbers_lost + sum(i.code == "form.readings_differ" for i in issues) if unplaced else 0
    both = replace(
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
    order: tuple[SecondReading, ...] = ("unable", "differs", "replaced")
    return both, next((outcome for outcome in order if outcome in outcomes), "confirmed")


def _cells(statement: Statement, table: str) -> dict[str, Reading]:
    """The cells of a table by their codes; none if it was not found."""
    return {r.code: r for r in statement.readings if r.table == table and table in statement.editions}


def _of(statement: Statement, table: str) -> list[Issue]:
    return [i for i in statement.issues if i.where.table == table]


def _doubts(cells: dict[str, Reading]) -> int:
    return sum(bool(r.doubt) for r in cells.values())


def _value(reading: Reading) -> Value | None:
    return None if reading.doubt or reading.text is None else parse(reading.text)


def _same_figures(mine: dict[str, Reading], theirs: dict[str, Reading]) -> set[str]:
    """The cells of rows in which the second reader found the same figures in the same order as the
    first, but could not tell where they stand: it does not see the columns of a table without
    rulings."""
    rows: dict[str, list[str]] = {}
    for code, reading in theirs.items():
        if reading.doubt == "ambiguous":
            rows.setdefault(reading.evidence, []).append(code)
    out: set[str] = set()
    for evidence, codes in rows.items():
        texts = [(mine[code].text or "").strip() for code in codes if code in mine and not mine[code].doubt]
        if " ".join(filter(None, texts)) == evidence:
            out.update(codes)
    return out


def _compared(mine: Reading, theirs: Reading | None) -> Reading:
    """`mine` itself if both say the same or mine is open anyway, else an ambiguous reading with
    both texts."""
    if mine.doubt or (theirs is not None and _value(mine) == _value(theirs)):
        return mine
    other = "" if theirs is None else theirs.text or theirs.evidence
    return replace(mine, text=None, doubt="ambiguous", evidence=f"{mine.text} | {other}")


def _pages(readings: Iterable[Reading]) -> set[int]:
    return {r.spot.page for r in readings if r.spot.page}


def _wrong(statement: Statement, table: str) -> list[Reading]:
    """The cells in doubt or unreadable, and those of sums that are broken."""
    broken = {f"{table}.{cell}" for equation in _broken(statement, table) for cell in equation.cells}
    return [
        r
        for code, r in _cells(statement, table).items()
        if r.doubt or code in broken or parse(r.text or "").status == "unreadable"
    ]


def _broken(statement: Statement, table: str) -> list[Equation]:
    form = catalogue().editions[statement.editions[table]].tables[table]
    values = {
        f"{r.row}.{r.column}": v.summand
        for r in statement.readings
        if r.table == table and (v := _value(r)) is not None and v.summand is not None
    }
    return [e for e in equations(form) if not e.fits(values, {})]
