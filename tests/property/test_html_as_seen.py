"""A cell of a web page is read as a person sees it, or left open; the cells beside it are read."""

from __future__ import annotations

import pytest

from bench.html_seen import Outcome, judge, page, table
from tests.data.html_tricks import TRICKS

SEEDS = range(120)


def test_no_figure_of_a_web_page_is_other_than_what_is_seen() -> None:
    out = Outcome()
    for seed in SEEDS:
        judge(page(seed), out)
    assert not out.faults, f"{out.faults[:5]}\n{table(out)}"
    assert {kind for kind, _ in out.counts} == {"plain", *(trick.kind for trick in TRICKS)}


@pytest.mark.parametrize("seed", range(8))
def test_a_page_without_tricks_is_read_whole(seed: int) -> None:
    out = Outcome()
    judge(page(seed, tricked=0), out)
    assert set(out.counts) == {("plain", "right")}
