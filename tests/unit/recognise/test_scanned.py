"""Figures recognised from a picture are kept only if the sums of the form, or the recogniser, bear
them out."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from pipelines.catalogue import catalogue
from pipelines.model import Block, Document, Filing, Reading, Report, Spot
from pipelines.read.door import read_bytes
from pipelines.recognise.scanned import SURE, doubt
from pipelines.recognise.solution import Solution
from pipelines.report import assemble
from tests.data.forms import Filled, render
from tests.data.torn import figures

UNSURE = SURE - 0.1


def report(
    printed: Mapping[str, str], misread: Mapping[str, str] | None = None, unsure: frozenset[str] | None = None
) -> Report:
    """What is made of a form of which some cells were read as something else, and some, by default
    these, unsurely."""
    misread = misread or {}
    seen = Filled("某县某局", 2022, "f2021", {**printed, **misread})
    clean = read_bytes(render(seen, "html"))
    doubted = spots(clean, frozenset(misread) if unsure is None else unsure)
    blocks = tuple(
        Block(
            block.kind,
            tuple(
                tuple(cell._replace(confidence=UNSURE if cell.spot in doubted else 1.0) for cell in row)
                for row in block.rows
            ),
        )
        for block in clean.blocks
    )
    return assemble(Filing("", "0", 1), replace(clean, blocks=blocks))


def spots(document: Document, codes: frozenset[str]) -> set[Spot]:
    return {fact.spot for fact in assemble(Filing("", "0", 1), document).facts if fact.code in codes}


def doubtful(made: Report) -> set[str]:
    assert made.statement.numbers_found == made.statement.numbers_lost + sum(
        f.value is not None for f in made.facts
    )
    return {fact.code for fact in made.facts if fact.status == "ambiguous"}


@pytest.fixture
def printed() -> dict[str, str]:
    return figures(random.Random(3), "f2021", large=True)


def test_what_adds_up_is_kept_with_its_confidence(printed: dict[str, str]) -> None:
    made = report(printed, unsure=frozenset({"t3.granted.total"}))
    assert doubtful(made) == set()
    assert {f.code: f.confidence for f in made.facts if f.confidence != 1.0} == {"t3.granted.total": UNSURE}
    assert {f.code: f.value for f in made.facts} == {code: float(text) for code, text in printed.items()}


def test_a_misread_figure_breaks_its_sums_and_is_left_open(printed: dict[str, str]) -> None:
    made = report(printed, {"t3.granted.natural_person": "99999"}, frozenset())
    assert doubtful(made) == {"t3.granted.natural_person"}  # all others are in another sum that holds
    (fact,) = (f for f in made.facts if f.code == "t3.granted.natural_person")
    assert (fact.value, fact.text) == (None, "99999")
    assert made.status == "partial"


def test_where_no_other_sum_tells_the_whole_row_is_left_open(printed: dict[str, str]) -> None:
    made = report(printed, {"t4.litigation_direct.pending": "99999"}, frozenset())
    columns = ("upheld", "corrected", "other_result", "pending", "total")
    assert doubtful(made) == {f"t4.litigation_direct.{column}" for column in columns}


def test_without_sums_the_recogniser_must_be_sure(printed: dict[str, str]) -> None:
    made = report(printed, unsure=frozenset({"t2.administrative_penalties.decisions"}))
    assert doubtful(made) == {"t2.administrative_penalties.decisions"}


def test_the_same_mistake_in_a_cell_and_its_total_is_seen_by_the_columns(printed: dict[str, str]) -> None:
    alone = {code: "0" for code in printed if code.startswith("t3.not_held.")}
    same = ("t3.not_held.natural_person", "t3.not_held.total")
    others = [c for c in printed if c.startswith("t3.total_handled.")]
    before = {**printed, **alone, same[0]: "417", same[1]: "417"}
    for code in others:  # the columns add up again
        column = code.rsplit(".", 1)[1]
        change = int(before[f"t3.not_held.{column}"]) - int(printed[f"t3.not_held.{column}"])
        before[code] = str(int(printed[code]) + change)
        before[f"t3.requests_new.{column}"] = str(int(printed[f"t3.requests_new.{column}"]) + change)
    assert doubtful(report(before)) == set()
    assert doubtful(report(before, dict.fromkeys(same, "447"))) >= set(same)


def test_the_same_mistake_in_a_cell_and_its_total_is_not_borne_out_by_their_one_sum(
    printed: dict[str, str],
) -> None:
    row = [
        f"t4.reconsideration.{column}"
        for column in ("upheld", "corrected", "other_result", "pending", "total")
    ]
    alone = {**printed, **dict.fromkeys(row, "0"), row[1]: "1", row[4]: "1"}
    assert doubtful(report(alone, dict.fromkeys((row[1], row[4]), "7"))) == {row[1], row[4]}
    assert (
        doubtful(report(alone, unsure=frozenset(row[1:2]))) == set()
    )  # one that is unsure alone would not add up


def test_pages_of_text_are_not_doubted(printed: dict[str, str]) -> None:
    broken = Filled("某县某局", 2022, "f2021", {**printed, "t4.reconsideration.total": "99999"})
    made = assemble(Filing("", "0", 1), read_bytes(render(broken, "html")))
    assert doubtful(made) == set()
    assert {fact.confidence for fact in made.facts} == {None}


@pytest.mark.parametrize("seed", range(15))
def test_no_misread_figure_of_which_the_recogniser_is_unsure_is_ever_kept(seed: int) -> None:
    rng = random.Random(seed)
    printed = figures(rng, "f2021", sums_hold=seed % 3 > 0, large=True)
    misread = {
        code: printed[code].translate(rng.choice([{52: "1"}, {51: "8"}, {53: "6"}]))
        for code in rng.sample(sorted(printed), 25)
    }
    made = report(printed, {code: text for code, text in misread.items() if text != printed[code]})
    assert [f.code for f in made.facts if f.value is not None and f.value != float(printed[f.code])] == []
    assert sum(f.value is not None for f in made.facts) > len(printed) / 2


PARTS = ("t3.granted.natural_person", "t3.granted.total")


def test_two_unsure_figures_of_one_sum_are_borne_out_by_another_that_each_is_in(
    printed: dict[str, str],
) -> None:
    assert doubtful(report(printed, unsure=frozenset(PARTS))) == set()


def test_an_unsure_figure_of_a_broken_sum_is_open_though_another_holds(printed: dict[str, str]) -> None:
    made = report(printed, {PARTS[0]: "99999"}, unsure=frozenset(PARTS[1:]))
    assert doubtful(made) == {*PARTS}


def test_a_cell_that_is_open_already_leaves_its_sums_unasked() -> None:
    form = catalogue().editions["f2021"].tables["t4"]
    spots = {cell: Spot(page=1, column=n) for n, cell in enumerate(form.cells)}
    figures = {cell: "4" if cell.endswith("total") else "1" for cell in form.cells}
    readings = tuple(Reading("t4", *cell.split("."), figures[cell], spots[cell]) for cell in form.cells)  # type: ignore[misc]
    opened = replace(readings[0], text=None, doubt="ambiguous", evidence="1 7")
    said = doubt(form, Solution((opened, *readings[1:])), dict.fromkeys(spots.values(), 1.0))
    assert {r.code for r in said.readings if r.doubt} == {
        r.code for r in readings if r.row == "reconsideration"
    }
    assert said.readings[0].evidence == "1 7"
    assert [i.detail for i in said.issues] == ["4 格由图像识别，未经勾稽证实：1 1 1 4"]


def test_what_was_printed_as_text_needs_no_confidence() -> None:
    """Of a page with both only what was recognised is doubted."""
    form = catalogue().editions["f2021"].tables["t2"]
    spots = {cell: Spot(page=1, column=n) for n, cell in enumerate(form.cells)}
    readings = tuple(Reading("t2", *cell.split("."), "5", spots[cell]) for cell in form.cells)  # type: ignore[misc]
    first = form.cells[0]
    said = doubt(form, Solution(readings, printed=len(readings)), {spots[first]: UNSURE})
    assert [r.code for r in said.readings if r.doubt] == [f"t2.{first}"]
    assert [r.confidence for r in said.readings] == [UNSURE, *[None] * (len(readings) - 1)]
    assert (said.lost, [i.code for i in said.issues]) == (1, ["form.cell_ambiguous"])
