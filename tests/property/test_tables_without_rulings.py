"""Tables on PDF pages without any line: a value is read in the column under which it is printed, or
left open."""

from __future__ import annotations

import random
from typing import Literal

import pytest

from tests.data.forms import Filled
from tests.data.forms_pdf import WIDTHS, Look, pdf
from tests.data.matrix import EDITIONS, NIL, Tally
from tests.data.torn import figures

SIDES: tuple[Literal[-1, 0, 1], ...] = (-1, 0, 1)
LEAST = {"only nil left blank": 0.65, "figures left blank": 0.55}


def _uneven(chance: random.Random, widths: tuple[float, ...], first: int) -> tuple[float, ...]:
    """The same width in all, but the columns from `first` on differ by up to a half."""
    rough = [chance.uniform(0.8, 1.2) for _ in widths[first:]]
    return (*widths[:first], *(part * sum(widths[first:]) / sum(rough) for part in rough))


def made(seed: int, figures_blank: bool, sums_hold: bool) -> tuple[Filled, bytes]:
    """A report with columns of random width, its labels and values to the left, right or middle of
    them, and random cells left blank or printed as another nil; with `figures_blank` also cells
    whose figure the total counts."""
    chance = random.Random(seed)
    edition = chance.choice([*EDITIONS])
    printed = figures(
        chance, edition, sums_hold, large=chance.random() < 0.3, largest=chance.choice([10, 400, 3000])
    )
    share = chance.choice([0.02, 0.1, 0.3, 0.6])
    for cell in sorted(printed):
        if (printed[cell] == "0" or (figures_blank and chance.random() < 0.3)) and chance.random() < share:
            printed[cell] = chance.choice(NIL) if seed % 2 else ""
    widths = WIDTHS | {"t3": _uneven(chance, WIDTHS["t3"], 3), "t4": _uneven(chance, WIDTHS["t4"], 0)}
    filled = Filled("平潭县人民政府", EDITIONS[edition], edition, printed)
    return filled, pdf(filled, look=Look(False, chance.choice(SIDES), chance.choice(SIDES), widths))


@pytest.mark.parametrize("sums_hold", [True, False], ids=["sums hold", "sums are broken"])
@pytest.mark.parametrize("how", LEAST)
def test_blank_cells_move_no_figure(how: str, sums_hold: bool) -> None:
    tally = Tally()
    for seed in range(8):
        tally.add(*made(seed, how == "figures left blank", sums_hold), f"seed {seed}")
    assert tally.silent == []
    assert tally.right >= LEAST[how] * (tally.right + tally.flagged)
