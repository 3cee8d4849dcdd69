"""The sums that the form itself prints (sums.yml), expanded to cells, and whether numbers fit
them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form, Sum

Values = Mapping[str, float | None]
"""`row.column` -> value; a cell that is missing here is not known, one that is None is not
printed."""


@dataclass(frozen=True, slots=True)
class Equation:
    """Cells whose values add up to the same on both sides. `row` is set where all of them are in
    one row."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    row: str | None

    @property
    def cells(self) -> tuple[str, ...]:
        """The codes of the cells of both sides."""
        return self.left + self.right

    def fits(self, values: Values, derived: dict[str, float]) -> bool:
        """False only if the sides surely differ. One cell that is not printed may be what makes
        them equal; if so its value goes to `derived`, and all equations must derive the same.
        Unknown cells: cannot say, so True."""
        sides = [0.0, 0.0]
        gaps: list[tuple[str, int]] = []
        for side, cells in enumerate((self.left, self.right)):
            for cell in cells:
                if cell not in values:
                    return True
                value = values[cell]
                if value is None:
                    gaps.append((cell, side))
                else:
                    sides[side] += value
        if not gaps:
            return abs(sides[0] - sides[1]) < 1e-6
        if len(gaps) > 1:
            return True
        cell, side = gaps[0]
        value = sides[1 - side] - sides[side]
        return value >= 0 and abs(derived.setdefault(cell, value) - value) < 1e-6


@dataclass(frozen=True, slots=True)
class SumAcross:
    """A sum of the form in one column or row (`scope`) over several editions: the cells
    (`table.row.column`) that any of them has on each side, and those of both sides that each
    has."""

    scope: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    editions: dict[str, tuple[str, ...]]

    @property
    def cells(self) -> tuple[str, ...]:
        """The codes of the cells of both sides."""
        return (*self.left, *self.right)


@lru_cache(maxsize=64)
def expand(code: str, edition: str) -> dict[str, Equation]:
    """One entry of sums.yml in one edition: an equation for each row or column, by its code, in the
    order of the form. Parts that the edition lacks are left out; one without the table has none."""
    entry = catalogue().sums[code]
    form = catalogue().editions[edition].tables.get(entry.table)
    if form is None:
        return {}
    printed = {f"{row.code}.{column}" for row in form.rows for column in row.columns}
    columns = dict.fromkeys(column for row in form.rows for column in row.columns)
    across = columns if entry.each == "column" else [row.code for row in form.rows]
    expanded = {}
    for scope in across:
        left, right = (
            tuple(cell for cell in (_cell(entry, part, scope) for part in side) if cell in printed)
            for side in (entry.left, entry.right)
        )
        if left and right:
            expanded[scope] = Equation(left, right, scope if entry.each == "row" else None)
    return expanded


def _cell(entry: Sum, part: str, scope: str) -> str:
    return f"{part}.{scope}" if entry.each == "column" else f"{scope}.{part}"


def equations(form: Form) -> tuple[Equation, ...]:
    """The sums of the form's table, one for each row or column, without the rows that only some
    offices print."""
    return _equations(form.edition, form.table)


def sums_within(form: Form, cells: tuple[str, ...]) -> tuple[Equation, ...]:
    """Of the sums of the form's table those that have no other cells than these, `row.column`."""
    return _sums_within(form.edition, form.table, cells)


@lru_cache(maxsize=512)
def _sums_within(edition: str, table: str, cells: tuple[str, ...]) -> tuple[Equation, ...]:
    among = set(cells)
    return tuple(e for e in _equations(edition, table) if among.issuperset(e.cells))


@lru_cache(maxsize=16)
def _equations(edition: str, table: str) -> tuple[Equation, ...]:
    cells = set(catalogue().editions[edition].tables[table].cells)
    sums = [code for code, entry in catalogue().sums.items() if entry.table == table]
    return tuple(
        Equation(left, right, equation.row)
        for equation in (e for code in sums for e in expand(code, edition).values())
        if (left := tuple(c for c in equation.left if c in cells))
        and (right := tuple(c for c in equation.right if c in cells))
    )


def sums_across(code: str, editions: Iterable[str]) -> tuple[SumAcross, ...]:
    """One entry of sums.yml in several editions, for each row or column that any of them has, in
    the order of the form."""
    entry = catalogue().sums[code]
    expanded = {edition: expand(code, edition) for edition in editions}
    sums = []
    for scope in dict.fromkeys(scope for equations in expanded.values() for scope in equations):
        having = {e: equations[scope] for e, equations in expanded.items() if scope in equations}
        every = {cell for equation in having.values() for cell in equation.cells}
        left, right = (
            tuple(f"{entry.table}.{cell}" for part in side if (cell := _cell(entry, part, scope)) in every)
            for side in (entry.left, entry.right)
        )
        cells = {e: tuple(f"{entry.table}.{c}" for c in equation.cells) for e, equation in having.items()}
        sums.append(SumAcross(scope, left, right, cells))
    return tuple(sums)


def fits_all(
    equations: Iterable[Equation], values: Values, only: Callable[[Equation], bool] = lambda _: True
) -> bool:
    """Whether no equation is surely broken."""
    derived: dict[str, float] = {}
    return all(e.fits(values, derived) for e in equations if only(e))
