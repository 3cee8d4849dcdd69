"""Whatever happens to a dump, a cell is read as printed or not at all."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.model import DOUBTFUL, Filing
from pipelines.report import report_of
from tests.data.forms import Filled, render
from tests.data.torn import damage, figures

EDITIONS = ("f2019", "f2021")
# name -> (faults, least share of cells that must still be read; sums hold, sums are broken)
FAULTS = {
    "clean": ({}, 1.0, 1.0),
    "shifted columns": ({"shift": 1.0}, 1.0, 1.0),
    "torn labels": ({"shift": 0.5, "tear": 0.2}, 0.97, 0.85),
    "misspelt labels": ({"shift": 0.5, "typo": 0.3}, 0.99, 0.97),
    "lost labels": ({"nolabel": 0.1}, 0.9, 0.75),
    "lost rows": ({"lose_row": 0.03}, 0.9, 0.85),
    "rows of their own": ({"local_row": 0.03}, 0.9, 0.85),
    "surplus numbers": ({"shift": 0.5, "extra": 0.05}, 0.95, 0.85),
}


def _read(seed: int, faults: dict[str, float], sums_hold: bool) -> tuple[int, int, list[str]]:
    """(cells, cells read, cells that are wrong) of one damaged report."""
    rng = random.Random(seed)
    edition = rng.choice(EDITIONS)
    printed = figures(rng, edition, sums_hold, large=rng.random() < 0.5)
    dump = damage(render(Filled("某县某局", 2020, edition, printed), "tabs").decode(), rng, faults)
    found = {f.code: f for f in report_of(Filing("", "0", 1), dump.encode()).facts}
    right, wrong = 0, []
    for cell, text in printed.items():
        fact = found.get(cell)
        if fact is not None and fact.value is not None:
            right += fact.value == float(text)
            if fact.value != float(text):
                wrong.append(f"{cell}: {text} read as {fact.value}")
        else:
            assert fact is None or fact.status in DOUBTFUL | {"blank"}
    return len(printed), right, wrong


@pytest.mark.parametrize("sums_hold", [True, False], ids=["sums hold", "sums are broken"])
@pytest.mark.parametrize("name", FAULTS)
def test_damaged_dumps_are_read_right_or_left_open(name: str, sums_hold: bool) -> None:
    faults, *least = FAULTS[name]
    results = [_read(seed, faults, sums_hold) for seed in range(12)]
    assert not [w for _, _, wrong in results for w in wrong]
    assert sum(r for _, r, _ in results) >= least[not sums_hold] * sum(c for c, _, _ in results)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["lines", "markdown", "blanks", "html"]), st.booleans())
def test_every_layout_gives_the_same_facts(seed: int, layout: str, sums_hold: bool) -> None:
    rng = random.Random(seed)
    edition = rng.choice(EDITIONS)
    printed = figures(rng, edition, sums_hold)
    report = report_of(Filing("", "0", 1), render(Filled("某县某局", 2022, edition, printed), layout))  # type: ignore[arg-type]
    assert {f.code: f.value for f in report.facts} == {c: float(v) for c, v in printed.items()}
    assert report.statement.edition == edition
    assert report.statement.numbers_found == len(printed)
    assert report.statement.numbers_lost == 0


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.booleans(), st.booleans())
def test_glued_figures_are_split_right_or_left_open(seed: int, sums_hold: bool, large: bool) -> None:
    rng = random.Random(seed)
    edition = rng.choice(EDITIONS)
    printed = figures(rng, edition, sums_hold, large)
    report = report_of(Filing("", "0", 1), render(Filled("某县某局", 2022, edition, printed), "glued"))
    found = {f.code: f for f in report.facts}
    assert set(found) == set(printed)
    for cell, text in printed.items():
        assert found[cell].value in (None, float(text))
        assert found[cell].value is not None or found[cell].status == "ambiguous"
    placed = sum(f.status in ("number", "slash", "dash", "percent", "text") for f in found.values())
    assert report.statement.numbers_found == placed + report.statement.numbers_lost
