"""Doubts what was recognised from a picture unless the sums of the form, or the recogniser's
confidence, bear it out.

A figure taken for another looks like any other figure. Where it stands in a sum, the sum breaks;
where no sum tells, only the recogniser knows how sure it was. Nothing is corrected: what is not
borne out is left open.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pipelines.catalogue.entries import Form
from pipelines.catalogue.equations import equations
from pipelines.model import Document, Issue, Place, Reading, Spot
from pipelines.recognise.solve import Solution
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


def doubt(form: Form, solution: Solution, sure: dict[Spot, float]) -> None:
    """Note the confidence of every reading of a table, and leave open what nothing bears out.

    A figure is kept if the sums that it stands in hold; if that is but one, no other figure of it
    may be unsure as well: the same figure misread alike in a cell and in its total adds up. Where
    the form has no sum for it, or one breaks while another holds (the fault may be that of another
    cell), it must be sure besides. If none holds it is left open: sure figures may stand in the
    wrong cells, too, where one before them was not read.
    """
    unsure = {f"{r.row}.{r.column}" for r in solution.readings if sure.get(r.spot, 1.0) < SURE}
    held, broken, shared = _tested(form, solution, unsure)
    summed = {cell for equation in equations(form) for cell in equation.cells}
    doubted: dict[str, list[str]] = {}
    for i, reading in enumerate(solution.readings):
        confidence = sure.get(reading.spot)
        if confidence is None:
            continue
        cell = f"{reading.row}.{reading.column}"
        borne_out = (
            held[cell] and not broken[cell] and not (held[cell] == 1 and cell in unsure and cell in shared)
        )
        believable = confidence >= SURE and (held[cell] or cell not in summed)
        solution.readings[i] = replace(reading, confidence=confidence)
        if reading.doubt or borne_out or believable:
            continue
        solution.readings[i] = replace(
            solution.readings[i], text=None, doubt="ambiguous", evidence=reading.text or ""
        )
        solution.lost += parse(reading.text or "").status not in ("blank", "unreadable")
        doubted.setdefault(reading.row, []).append(reading.text or "")
    for row, texts in doubted.items():
        detail = f"{len(texts)} 格由图像识别，未经勾稽证实：{' '.join(texts)}"
        solution.issues.append(
            Issue("recognise", "form.cell_ambiguous", "error", Place(table=form.table, row=row), detail)
        )


def _tested(form: Form, solution: Solution, unsure: set[str]) -> tuple[Counter[str], Counter[str], set[str]]:
    """In how many sums each cell stands that hold, and in how many that are broken; and the cells
    of sums with more than one that is unsure."""
    values = {f"{r.row}.{r.column}": value for r in solution.readings if (value := _summand(r)) is not None}
    held: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    shared: set[str] = set()
    for equation in equations(form):
        if values.keys() >= set(equation.cells):
            (held if equation.fits(values, {}) else broken).update(equation.cells)
            if len(unsure.intersection(equation.cells)) > 1:
                shared.update(equation.cells)
    return held, broken, shared


def _summand(reading: Reading) -> float | None:
    return None if reading.doubt or reading.text is None else parse(reading.text).summand
