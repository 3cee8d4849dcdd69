"""Whether a placement of numbers fits the sums that the form itself prints (catalogue/sums.yml)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form

Values = Mapping[str, float | None]
"""`row.column` -> value; a cell that is missing here is not known, one that is None is not printed."""


@dataclass(frozen=True, slots=True)
class Equation:
    """Cells whose values add up to the same on both sides. `row` is set where all of them are in
    one row."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    row: str | None

    @property
    def cells(self) -> tuple[str, ...]:
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


def equations(form: Form) -> tuple[Equation, ...]:
    """The sums of the form's table, one for each row or column; parts that this edition lacks are
    left out."""
    return _equations(form.edition, form.table)


@lru_cache(maxsize=16)
def _equations(edition: str, table: str) -> tuple[Equation, ...]:
    form = catalogue().editions[edition].tables[table]
    cells = set(form.cells)
    out = []
    for entry in catalogue().sums.values():
        if entry.table != form.table:
            continue
        across = (
            form.columns if entry.each == "column" else [row.code for row in form.rows if not row.optional]
        )
        for name in across:

            def side(parts: Iterable[str], name: str = name, each: str = entry.each) -> tuple[str, ...]:
                named = (f"{part}.{name}" if each == "column" else f"{name}.{part}" for part in parts)
                return tuple(c for c in named if c in cells)

            left, right = side(entry.left), side(entry.right)
            if left and right:
                out.append(Equation(left, right, name if entry.each == "row" else None))
    return tuple(out)


def fits_all(
    equations: Iterable[Equation], values: Values, only: Callable[[Equation], bool] = lambda _: True
) -> bool:
    """Whether no equation is surely broken."""
    derived: dict[str, float] = {}
    return all(e.fits(values, derived) for e in equations if only(e))
