"""A cell of any document is read as a person sees it, or left open; clean documents are read
whole."""

from __future__ import annotations

import pytest

from bench.seen import CLEAN_OF, Outcome, judge, table
from tests.data.seen.documents import FORMATS, document

SEEDS = 24  # documents of each format


@pytest.mark.parametrize("format", FORMATS)
def test_no_figure_is_other_than_what_is_seen(format: str) -> None:
    out = Outcome()
    for seed in range(SEEDS):
        judge(document(format, seed, clean=seed % CLEAN_OF == 0), out)
    assert not out.faults, f"{out.faults[:5]}\n{table(out)}"
    assert out.counts[format, "clean", "right"] > 0
    assert len({kind for _, kind in out.documents}) > 4


def test_a_seed_makes_the_same_document_again() -> None:
    first, second = (document("html", 5) for _ in range(2))
    assert (first.data, first.laid.seen) == (second.data, second.laid.seen)
    assert first.data != document("html", 6).data
