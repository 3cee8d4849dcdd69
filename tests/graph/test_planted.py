"""Every fault that was planted is found, with rule, office, year, scope and cells, and nothing else
is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from expectations.rules import load
from tests.data.planted import Planted, planted
from tests.data.planted_build import build_planted
from tools.rules_page import PAGE, page


@pytest.fixture(scope="module")
def spoilt() -> Planted:
    return planted()


@pytest.fixture(scope="module")
def database(spoilt: Planted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_planted(tmp_path_factory.mktemp("planted"), spoilt)


@pytest.fixture
def ask(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def test_there_are_enough_reports_and_a_fault_of_every_rule(spoilt: Planted) -> None:
    assert len(spoilt.reports) >= 400
    assert {rule for rule, *_ in spoilt.faults} == set(load())


def test_every_planted_fault_is_found_and_nothing_else(
    spoilt: Planted, ask: duckdb.DuckDBPyConnection
) -> None:
    rows = ask.execute("SELECT rule, office_id, year, scope, cells FROM quality.findings").fetchall()
    found = {(rule, office, year, scope): frozenset(cells) for rule, office, year, scope, cells in rows}
    assert len(found) == len(rows)
    assert {
        f: set(found.get(f, {"nothing"})) ^ cells
        for f, cells in spoilt.faults.items()
        if found.get(f) != cells
    } == {}
    assert set(found) - set(spoilt.faults) == set()


def test_a_finding_across_years_cites_the_cells_of_both_reports(ask: duckdb.DuckDBPyConnection) -> None:
    cited = {
        rule: (before, cells)
        for rule, before, cells in ask.execute(
            "SELECT f.rule, f.year - p.year, f.other_cells FROM quality.findings f JOIN reports p"
            " ON p.report_id = f.other_report_id AND p.office_id = f.office_id WHERE f.scope IN"
            " ('total', 'normative_documents', 'report', 't2.administrative_fees.fee_amount')"
            " GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    }
    assert cited["t3.carry_forward"] == (1, ["t3.carried_out.total"])
    assert cited["t2.in_force_stock"] == (1, ["t2.normative_documents.in_force"])
    assert cited["t2.fee_unit"] == (1, ["t2.administrative_fees.fee_amount"])
    assert cited["t4.without_requests"] == (1, ["t3.requests_new.total", "t3.carried_in.total"])
    copied = "SELECT cells = other_cells FROM quality.findings WHERE rule = 'report.copied_previous_year'"
    assert set(ask.execute(copied).fetchall()) == {(True,)}
    alone = "SELECT count(*) FROM quality.findings WHERE rule = 't3.balance' AND other_cells IS NOT NULL"
    assert ask.execute(alone).fetchall() == [(0,)]


def test_what_cannot_be_judged_is_listed_with_its_reason(
    spoilt: Planted, ask: duckdb.DuckDBPyConnection
) -> None:
    rows = ask.execute("SELECT rule, office_id, year, scope, reason FROM quality.not_assessable").fetchall()
    listed = {(rule, office, year, scope): reason for rule, office, year, scope, reason in rows}
    assert {key: listed.get(key) for key in spoilt.undecided} == spoilt.undecided


def test_each_reason_is_one_that_the_kind_of_check_names(ask: duckdb.DuckDBPyConnection) -> None:
    rows = ask.execute("SELECT DISTINCT rule, reason FROM quality.not_assessable").fetchall()
    assert len({reason for _, reason in rows}) > 10
    for code, reason in rows:
        rule = load()[code]
        assert reason in {known.code for known in rule.check.reasons} | {rule.yields_to}, code


def test_great_expectations_counts_the_same(database: Path, ask: duckdb.DuckDBPyConnection) -> None:
    from expectations.suites import judge

    counts = dict(ask.execute("SELECT rule, count(*) FROM quality.findings GROUP BY rule").fetchall())
    ask.close()
    assert {v.rule: v.unexpected for v in judge(database, load()).verdicts} == {
        code: counts.get(code, 0) for code in load()
    }


def test_the_page_of_the_rules_is_current(database: Path) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(database), "run `make docs`"
