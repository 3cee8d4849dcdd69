"""Doubts what was recognised from a picture unless the sums of the form, or the recogniser's
confidence, bear it out.

A figure taken for another looks like any other figure. Where it is in a sum, the sum breaks; where
there is no sum, only the recogniser knows how sure it was. Nothing is corrected: what is not
borne out is left open.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pipelines.catalogue.entries import Form
from pipelines.catalogue.equations import equations
from pipelines.model import Document, Issue, Place, Reading, Spot
from pipelines.recognise.solution import Solution
from pipelines.values import parse

SURE = 0.995
"""Confidence from which on a figure is believed without a sum. Of some 20,000 figures on pages that
were rendered and spoilt, some until hardly legible, about fifty were misread, none with more than
0.993. The price is one figure that no sum confirms in a hundred on clean pages, three in a hundred
on bad copies."""


def confidences(document: Document) -> dict[Spot, float]:
    """How sure the text of each cell is that was recognised from a picture, by its spot."""
    cells = (cell for block in document.blocks for row in block.rows for cell in row)
    return {cell.spot: cell.confidence for cell in cells if cell.confidence is not None}


def doubt(form: Form, solution: Solution, sure: dict[Spot, float]) -> Solution:
    """The solution with the confidence of every reading, and open what nothing bears out.

    A figure is kept if the sums that it is in hold; if that is but one, no other figure of it may
    be unsure as well: the same figure misread alike in a cell and in its total adds up. Where the
    form has no sum for it, or one breaks while another holds (the fault may be that of another
    cell), it must be sure besides. If none holds it is left open: sure figures may be in the wrong
    cells, too, where one before them was not read.
    """
    judged = _Judged(form, solution, sure)
    doubted: dict[str, list[Reading]] = {}
    for reading in solution.readings:
        if reading.spot in sure and not reading.doubt and not judged.is_kept(reading):
            doubted.setdefault(reading.row, []).append(reading)
    noted = solution.with_readings(lambda r: replace(r, confidence=sure[r.spot]) if r.spot in sure else r)
    cells = {_cell(reading) for readings in doubted.values() for reading in readings}
    return noted.opened(cells).with_issues(
        _unproven(form.table, row, [r.text or "" for r in readings]) for row, readings in doubted.items()
    )


def _unproven(table: str, row: str, texts: list[str]) -> Issue:
    detail = f"{len(texts)} 格由图像识别，未经勾稽证实：{' '.join(texts)}"
    return Issue("recognise", "form.cell_ambiguous", "error", Place(table=table, row=row), detail)


class _Judged:
    """What the sums of a table and the recogniser's confidence say of each of its cells."""

    def __init__(self, form: Form, solution: Solution, sure: dict[Spot, float]) -> None:
        self._sure = sure
        self._unsure = {_cell(r) for r in solution.readings if sure.get(r.spot, 1.0) < SURE}
        self._summed = {cell for equation in equations(form) for cell in equation.cells}
        self._held: Counter[str] = Counter()  # in how many sums that hold
        self._broken: Counter[str] = Counter()
        self._shared: set[str] = set()  # cells of sums with more than one that is unsure
        values = {_cell(r): value for r in solution.readings if (value := _summand(r)) is not None}
        for equation in equations(form):
            if values.keys() >= set(equation.cells):
                (self._held if equation.fits(values, {}) else self._broken).update(equation.cells)
                if len(self._unsure.intersection(equation.cells)) > 1:
                    self._shared.update(equation.cells)

    def is_kept(self, reading: Reading) -> bool:
        cell = _cell(reading)
        held = self._held[cell]
        alone = held == 1 and cell in self._shared
        if held and not self._broken[cell] and not alone:
            return True
        return self._sure[reading.spot] >= SURE and (held > 0 or cell not in self._summed)


def _cell(reading: Reading) -> str:
    return f"{reading.row}.{reading.column}"


def _summand(reading: Reading) -> float | None:
    return None if reading.text is None else parse(reading.text).summand
