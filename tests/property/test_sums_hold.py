"""Reports that add up give no finding; one cell changed gives exactly the findings of the equations
it is in."""

from __future__ import annotations

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.catalogue.load import catalogue
from tests.unit.expectations.small_warehouse import Judged, SmallReport, fill

BALANCE, OUTCOMES, APPLICANTS, RESULTS = (
    catalogue().sums[code] for code in ("t3.balance", "t3.outcome_sum", "t3.applicant_sum", "t4.result_sum")
)
YEARS = {"f2019": 2020, "f2021": 2023}
# These reports have numbers and no prose, so a rule that looks for words beside a number has a case.
OF_PROSE = {"report.fee_statement"}


def planted(edition: str, numbers: list[int]) -> dict[str, int]:
    """Every cell of the third and fourth table, adding up; `numbers` are dealt to the free cells in
    turn."""
    forms = catalogue().editions[edition].tables
    free = iter(numbers)
    t3: dict[tuple[str, str], int] = {}
    printed = {row.code for row in forms["t3"].rows}
    for applicant in APPLICANTS.left:
        outcomes = {row: next(free) for row in OUTCOMES.left if row in printed}
        handled, carried_out = sum(outcomes.values()), next(free)
        carried_in = min(next(free), handled + carried_out)
        ends = {"total_handled": handled, "carried_out": carried_out, "carried_in": carried_in}
        column = outcomes | ends | {"requests_new": handled + carried_out - carried_in}
        t3 |= {(row, applicant): value for row, value in column.items()}
    t3 |= {(row, "total"): sum(t3[row, a] for a in APPLICANTS.left) for row in printed}
    cells = {f"t3.{row}.{column}": value for (row, column), value in t3.items()}
    for row in forms["t4"].rows:
        results = {result: next(free) for result in RESULTS.left}
        cells |= {f"t4.{row.code}.{result}": value for result, value in results.items()}
        cells[f"t4.{row.code}.total"] = sum(results.values())
    return cells


def broken_by(cell: str) -> set[tuple[str, str]]:
    """The equations in which a cell stands, so that changing it alone breaks all of them."""
    table, row, column = cell.split(".")
    if table == "t4":
        return {("t4.result_sum", row)}
    broken = {("t3.applicant_sum", row)}
    if row in (*OUTCOMES.left, *OUTCOMES.right):
        broken.add(("t3.outcome_sum", column))
    if row in (*BALANCE.left, *BALANCE.right):
        broken.add(("t3.balance", column))
    return broken


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(sorted(YEARS)),
    st.lists(st.integers(0, 50), min_size=200, max_size=200),
    st.integers(0, 10_000),
    st.integers(1, 1000),
)
def test_one_changed_cell_breaks_exactly_its_equations(
    edition: str, numbers: list[int], which: int, by: int
) -> None:
    good = planted(edition, numbers)
    cell = sorted(good)[which % len(good)]
    bad = good | {cell: good[cell] + by}
    with duckdb.connect() as connection:
        as_text = [{code: str(value) for code, value in cells.items()} for cells in (good, bad)]
        fill(connection, [SmallReport(cells, edition, YEARS[edition]) for cells in as_text])
        judged = Judged(connection)
        assert judged.found(1, but=OF_PROSE) == set()
        assert judged.found(2, but=OF_PROSE) == broken_by(cell)
    sums = [rows for code, rows in judged.findings.items() if code not in OF_PROSE]
    assert all(abs(f.gap) == by for rows in sums for f in rows)
