"""The same report gives the same facts in every format; whatever is done to a file, no wrong value
is given as good."""

from __future__ import annotations

import pytest

from tests.data.matrix import FORMATS, Tally
from tools.formats_page import PAGE, measured, page

DUMPS = [format for format in FORMATS if format.startswith("text")]


@pytest.fixture(scope="module")
def tallies() -> dict[tuple[str, str], Tally]:
    return measured()


def test_nothing_is_silently_wrong(tallies: dict[tuple[str, str], Tally]) -> None:
    assert {where: tally.silent for where, tally in tallies.items() if tally.silent} == {}


def test_formats_with_cells_give_the_same_facts_also_over_pages(
    tallies: dict[tuple[str, str], Tally],
) -> None:
    left = {
        where: t.flagged for where, t in tallies.items() if where[1] != "damaged" and where[0] not in DUMPS
    }
    assert set(left.values()) == {0}, left


def test_the_page_is_current(tallies: dict[tuple[str, str], Tally]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(tallies), "run `make docs`"
