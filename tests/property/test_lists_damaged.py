"""A list in a file that is damaged: what is read is what was printed, or is left open."""

from __future__ import annotations

import random
import zlib

import pytest

from pipelines.catalogue import catalogue
from pipelines.model import DOUBTFUL, Filing
from pipelines.report import report_of
from pipelines.values import parse
from tests.data.damage import FILE_DAMAGE
from tests.data.forms import Filled, render

FORM = catalogue().editions["f2014"].tables["st"]
SUMS = [entry for entry in catalogue().sums.values() if entry.table == "st"]


def filled(chance: random.Random) -> Filled:
    """Figures as offices have them, many of them 0, whose sums hold."""
    values = {row.code: chance.choice((0, 0, chance.randint(1, 400))) for row in FORM.rows}
    for entry in (*SUMS, *SUMS):  # one of them is a part of another
        values[entry.right[0]] = sum(values[part] for part in entry.left)
    figures = {f"st.{code}.figure": str(value) for code, value in values.items()}
    return Filled("青禾县水务局", 2016, "f2014", figures)


@pytest.mark.parametrize("how", FILE_DAMAGE)
@pytest.mark.parametrize("layout", ["html", "docx", "tabs", "lines", "blanks", "markdown", "glued"])
def test_nothing_is_silently_wrong(layout: str, how: str) -> None:
    wrong = []
    for seed in range(8):
        chance = random.Random(zlib.crc32(f"{layout} {how} {seed}".encode()))
        printed = filled(chance)
        data = FILE_DAMAGE[how](render(printed, layout), chance)  # type: ignore[arg-type]
        for fact in report_of(Filing("x", "0", len(data)), data).facts:
            owed = parse(printed.printed(fact.code))
            if fact.status not in DOUBTFUL and (fact.value, fact.status) != (owed.value, owed.status):
                wrong.append((seed, fact.code, fact.text))
    assert wrong == []
