"""Great Expectations over the database file agrees with the queries, and never passes over what it
could not evaluate.

GX is imported inside the tests only: it costs seconds.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import duckdb
import pytest

from expectations.rules import load
from tests.unit.expectations.small_warehouse import Judged, SmallReport, write


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports in which every rule fails at least once, and some that hold."""
    balance = {"t3.requests_new.natural_person": "3", "t3.requests_new.total": "3"}
    granted = {"t3.granted.natural_person": "5", "t4.reconsideration.upheld": "1"}
    odd = {"t2.administrative_licenses.decisions": "-2", "t2.administrative_penalties.decisions": "1.5"}
    return write(
        tmp_path_factory.mktemp("warehouse") / "small.duckdb",
        [
            SmallReport(),
            SmallReport(balance | granted | odd),
            SmallReport({"t3.granted.natural_person": "5"}, "f2019", 2022, "/"),
            SmallReport(tables=("t2",)),
            SmallReport(edition="mixed"),
            SmallReport({"t3.granted.total": "ambiguous"}),
        ],
    )


def test_gx_counts_what_the_queries_find(database: Path, tmp_path: Path) -> None:
    from expectations.suites import judge

    with duckdb.connect(str(database), read_only=True) as connection:
        findings = Judged(connection).findings
    verdicts = judge(database, load(), kept=tmp_path / "kept").verdicts
    assert [v.rule for v in verdicts] == list(load())
    assert {v.rule: v.unexpected for v in verdicts} == {code: len(rows) for code, rows in findings.items()}
    assert {v.rule: v.success for v in verdicts} == {v.rule: not v.unexpected for v in verdicts}
    assert sum(bool(v.unexpected) for v in verdicts) > 10
    assert {v.rule: v.severity for v in verdicts} == {code: rule.severity for code, rule in load().items()}
    judged = []
    for family in sorted({rule.family for rule in load().values()}):
        suite = json.loads((tmp_path / "kept" / f"rules-{family}.suite.json").read_text(encoding="utf-8"))
        result = json.loads((tmp_path / "kept" / f"rules-{family}.result.json").read_text(encoding="utf-8"))
        assert len(suite["expectations"]) == len(result["results"]) > 0
        for one in suite["expectations"]:
            rule = load()[one["meta"]["rule"]]
            judged.append(rule.code)
            assert one["meta"]["family"] == rule.family == family
            assert one["severity"] == {"error": "critical"}.get(rule.severity, rule.severity)
            assert one["description"].startswith(f"{rule.code} {rule.zh}")
    assert sorted(judged) == sorted(load())


def test_gx_is_content_where_nothing_is_wrong(tmp_path: Path) -> None:
    from expectations.suites import judge

    verdicts = judge(write(tmp_path / "good.duckdb", [SmallReport()]), load()).verdicts
    assert all(v.success and v.unexpected == 0 for v in verdicts)


def test_a_broken_expectation_raises(database: Path) -> None:
    from expectations.suites import BrokenExpectation, judge

    broken = dataclasses.replace(load()["t4.result_sum"], yields_to="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("expectations.suites.query", lambda rule: "SELECT no_such_column FROM reports")
        with pytest.raises(BrokenExpectation, match=r"t4\.result_sum.*no_such_column"):
            judge(database, {broken.code: broken})


def test_the_limit_of_memory_holds_for_the_questions_of_gx(database: Path) -> None:
    from expectations.suites import judge

    one = load()["t4.result_sum"]
    limited = "SELECT report_id FROM reports WHERE current_setting('memory_limit') = '95.3 MiB'"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("expectations.suites.query", lambda rule: limited)
        assert judge(database, {one.code: one}, memory="100MB").verdicts[0].unexpected > 0
        assert judge(database, {one.code: one}).verdicts[0].success


def test_a_table_that_is_not_there_raises(tmp_path: Path) -> None:
    from expectations.suites import judge

    duckdb.connect(str(tmp_path / "empty.duckdb")).close()
    with pytest.raises(Exception, match="reports"):
        judge(tmp_path / "empty.duckdb", {"t4.result_sum": load()["t4.result_sum"]})
    with pytest.raises(FileNotFoundError):
        judge(tmp_path / "nowhere.duckdb", load())


def test_the_file_is_left_free_and_unchanged(database: Path) -> None:
    """Read-only, and no connection stays open: the file can be written to at once."""
    from expectations.suites import judge

    before = database.read_bytes()
    judge(database, {"t4.result_sum": load()["t4.result_sum"]})
    assert database.read_bytes() == before
    duckdb.connect(str(database)).close()


def test_a_result_is_held_in_part_and_never_taken_for_the_whole(database: Path) -> None:
    from sqlalchemy import create_engine, text

    import expectations.dialect

    held = expectations.dialect.HELD
    engine = create_engine(f"duckdb+gx:///{database}", connect_args={"read_only": True})
    with engine.connect() as connection:
        few = connection.execute(text(f"SELECT * FROM range({held})"))
        assert len(few.fetchall()) == held
        many = connection.execute(text(f"SELECT * FROM range({held + 1})"))
        assert len(many.fetchmany(200)) == 200
        with pytest.raises(RuntimeError, match=f"more than {held} rows"):
            many.fetchall()
