"""The sums of a form: which cells they hold, and what breaks them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form, FormRow, Sum
from pipelines.catalogue.equations import (
    Equation,
    SumAcross,
    equations,
    expand,
    fits_all,
    sums_across,
)


def of(table: str, edition: str) -> dict[tuple[str, ...], Equation]:
    """The sums of a table by their right side."""
    return {e.right: e for e in equations(catalogue().editions[edition].tables[table])}


@pytest.mark.parametrize(
    ("table", "edition", "sums"),
    [
        ("t2", "f2019", 0),
        ("t2", "f2021", 0),
        ("t3", "f2019", 7 + 7 + 23),  # two in each column, one in each row
        ("t3", "f2021", 7 + 7 + 25),
        ("t4", "f2019", 3),
        ("t4", "f2021", 3),
    ],
)
def test_each_table_has_its_sums(table: str, edition: str, sums: int) -> None:
    assert len(equations(catalogue().editions[edition].tables[table])) == sums


def test_a_sum_of_a_column_names_cells_of_that_column() -> None:
    balance = of("t3", "f2021")["total_handled.natural_person", "carried_out.natural_person"]
    assert balance.left == ("requests_new.natural_person", "carried_in.natural_person")
    assert balance.row is None
    assert balance.cells == (
        "requests_new.natural_person",
        "carried_in.natural_person",
        "total_handled.natural_person",
        "carried_out.natural_person",
    )


def test_a_sum_of_a_row_names_cells_of_that_row() -> None:
    applicants = of("t3", "f2021")[("granted.total",)]
    assert applicants.row == "granted"
    assert applicants.left == (
        "granted.natural_person",
        "granted.commercial_enterprise",
        "granted.research_institution",
        "granted.public_interest_organization",
        "granted.legal_service_organization",
        "granted.other_organization",
    )


@pytest.mark.parametrize(
    ("edition", "has", "lacks"),
    [
        ("f2019", {"other_handling"}, {"other_correction_lapsed", "other_fee_lapsed", "other_misc"}),
        ("f2021", {"other_correction_lapsed", "other_fee_lapsed", "other_misc"}, {"other_handling"}),
    ],
)
def test_parts_that_an_edition_lacks_are_left_out(edition: str, has: set[str], lacks: set[str]) -> None:
    parts = {cell.split(".")[0] for cell in of("t3", edition)[("total_handled.natural_person",)].left}
    assert has <= parts
    assert not lacks & parts
    assert {"granted", "not_held"} <= parts


def test_a_sum_of_which_an_edition_lacks_one_side_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        Sum("whole", "t9", "column", ("granted",), ("handled",)),
        Sum("left alone", "t9", "column", ("granted",), ("not in this edition",)),
        Sum("right alone", "t9", "column", ("not in this edition",), ("handled",)),
        Sum("neither", "t9", "row", ("nobody",), ("all",)),
        Sum("of another table", "t8", "column", ("handled",), ("granted",)),
    ]
    rows = (FormRow("granted", ("total",)), FormRow("handled", ("total",)))
    form = Form("f9", "t9", rows, frozenset(), ("granted", "handled"), ("total",), "grid")
    small = SimpleNamespace(
        editions={"f9": SimpleNamespace(tables={"t9": form})}, sums={entry.code: entry for entry in entries}
    )
    monkeypatch.setattr("pipelines.catalogue.equations.catalogue", lambda: small)
    assert equations(form) == (Equation(("granted.total",), ("handled.total",), None),)


@pytest.mark.parametrize(
    ("code", "edition", "scopes", "row"),
    [
        ("t3.balance", "f2021", 7, None),
        ("t3.applicant_sum", "f2019", 23, "granted"),
        ("t4.result_sum", "f2021", 3, "reconsideration"),
    ],
)
def test_an_entry_of_the_catalogue_is_expanded(code: str, edition: str, scopes: int, row: str | None) -> None:
    expanded = expand(code, edition)
    assert len(expanded) == scopes
    scope = row or "natural_person"
    assert expanded[scope].row == row
    assert all(scope in cell.split(".") for cell in expanded[scope].cells)


SUM = Equation(("a", "b"), ("c", "d"), None)


@pytest.mark.parametrize(
    ("values", "fits", "derived"),
    [
        ({"a": 1, "b": 2, "c": 3, "d": 0}, True, {}),
        ({"a": 1, "b": 2, "c": 2, "d": 0}, False, {}),
        ({"a": 1, "b": 2, "c": 3, "d": 1}, False, {}),
        ({"a": 0.1, "b": 0.2, "c": 0.3, "d": 0}, True, {}),
        ({"a": 0.1, "b": 0.2, "c": 0.3001, "d": 0}, False, {}),
        ({"a": 1e-6, "b": 0, "c": 0, "d": 0}, False, {}),
        ({"a": 1, "b": 2, "c": 9}, True, {}),
        ({"b": 2, "c": 9, "d": 9}, True, {}),
        ({"a": 1, "b": None, "c": 4, "d": 0}, True, {"b": 3}),
        ({"a": 1, "b": None, "c": 1, "d": 0}, True, {"b": 0}),
        ({"a": 4, "b": None, "c": 3, "d": 0}, False, {}),
        ({"a": 1, "b": 2, "c": None, "d": 1}, True, {"c": 2}),
        ({"a": 1, "b": 2, "c": None, "d": 4}, False, {}),
        ({"a": None, "b": None, "c": 4, "d": 0}, True, {}),
        ({"a": None, "b": 7, "c": None, "d": 1}, True, {}),
        ({"a": None, "b": None, "c": 4}, True, {}),
    ],
    ids=[
        "both sides equal",
        "right side less",
        "right side more",
        "equal but for what a double cannot hold",
        "the smallest amount more",
        "as much more as is allowed for",
        "the last cell unknown",
        "the first cell unknown",
        "what is missing left makes it fit",
        "what is missing is nothing",
        "what is missing would be negative",
        "what is missing right makes it fit",
        "missing right, negative",
        "two gaps on one side",
        "two gaps on both sides",
        "gaps and an unknown cell",
    ],
)
def test_what_breaks_a_sum(values: dict[str, float | None], fits: bool, derived: dict[str, float]) -> None:
    made: dict[str, float] = {}
    assert SUM.fits(values, made) is fits
    if fits:
        assert made == derived


@pytest.mark.parametrize(
    ("already", "fits"),
    [
        ({"b": 3.0}, True),
        ({"b": 2.0}, False),
        ({"b": 4.0}, False),
        ({"x": 9.0}, True),
    ],
)
def test_all_sums_derive_the_same_for_one_gap(already: dict[str, float], fits: bool) -> None:
    assert SUM.fits({"a": 1, "b": None, "c": 4, "d": 0}, already) is fits


def test_two_sums_that_derive_a_millionth_apart_do_not_agree() -> None:
    assert not SUM.fits({"a": 0, "b": None, "c": 0, "d": 0}, {"b": 1e-6})


ROW = Equation(("a",), ("c",), "a row")


@pytest.mark.parametrize(
    ("values", "all_fit", "rows_fit"),
    [
        ({"a": 1, "b": 1, "c": 1, "d": 1}, True, True),
        ({"a": 1, "b": 1, "c": 1, "d": 2}, False, True),
        ({"a": 1, "b": 1, "c": 2, "d": 0}, False, False),
        ({"a": None, "b": 2, "c": 1, "d": 1}, False, True),  # 0 for the one, 1 for the other
        ({"a": None, "b": 0, "c": 1, "d": 0}, True, True),
    ],
)
def test_no_sum_is_broken(values: dict[str, float | None], all_fit: bool, rows_fit: bool) -> None:
    assert fits_all([SUM, ROW], values) is all_fit
    assert fits_all([SUM, ROW], values, only=lambda e: e.row is not None) is rows_fit
    assert fits_all([], values)


def across(code: str, *editions: str) -> dict[str, SumAcross]:
    """The sums of an entry over several editions by their scopes."""
    return {equation.scope: equation for equation in sums_across(code, editions)}


@pytest.mark.parametrize(
    ("code", "editions", "scopes"),
    [
        ("t3.balance", ("f2019", "f2021"), 7),
        ("t3.applicant_sum", ("f2019",), 23),
        ("t3.applicant_sum", ("f2021",), 25),
        ("t3.applicant_sum", ("f2019", "f2021"), 26),  # three rows are new, one is gone
        ("t4.result_sum", ("f2019", "f2021"), 3),
    ],
)
def test_a_sum_over_several_editions_has_every_row_and_column_of_each(
    code: str, editions: tuple[str, ...], scopes: int
) -> None:
    assert len(across(code, *editions)) == scopes


def test_a_sum_over_several_editions_knows_the_cells_of_each() -> None:
    outcomes = across("t3.outcome_sum", "f2019", "f2021")["total"]
    old, new = "t3.other_handling.total", "t3.other_fee_lapsed.total"
    assert outcomes.right == ("t3.total_handled.total",)
    assert {old, new, "t3.granted.total"} <= set(outcomes.left)
    assert outcomes.cells == outcomes.left + outcomes.right
    assert old in outcomes.editions["f2019"] and new not in outcomes.editions["f2019"]
    assert new in outcomes.editions["f2021"] and old not in outcomes.editions["f2021"]


def test_a_row_that_one_edition_has_names_that_edition_alone() -> None:
    rows = across("t3.applicant_sum", "f2019", "f2021")
    assert set(rows["other_handling"].editions) == {"f2019"}
    assert set(rows["granted"].editions) == {"f2019", "f2021"}
    assert rows["granted"].right == ("t3.granted.total",)
