"""Great Expectations holds every table to what schema.yml says of it, and shows it on pages that
need no internet."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.rules import load
from expectations.tables import amiss
from findings.record import judged
from pipelines.catalogue.corrections import Correction
from tests.unit.findings.test_record import run
from tests.unit.warehouse.small_build import Small, make
from warehouse.part import take_part
from warehouse.schema import tables

ONE_RULE = {"t4.result_sum": load()["t4.result_sum"]}
VIOLATIONS = {
    ("main.offices", "key"): "INSERT INTO offices FROM offices LIMIT 1",
    ("main.requests", "key"): "INSERT INTO requests FROM requests LIMIT 1",
    ("main.spots", "key"): "INSERT INTO spots FROM spots LIMIT 1",
    ("quality.filings", "key"): "INSERT INTO quality.filings FROM quality.filings LIMIT 1",
    ("main.reports", "filled"): "UPDATE reports SET version = NULL WHERE year = 2023",
    (
        "main.disputes",
        "filled",
    ): "UPDATE disputes SET proceeding = NULL WHERE result = 'total' AND year = 2023",
    ("main.lines", "range"): "UPDATE lines SET position = 0 WHERE code = 'granted'",
    ("quality.coverage", "range"): "UPDATE quality.coverage SET year = 22 WHERE year = 2023",
    ("main.sections", "reference"): "INSERT INTO sections VALUES (99, 2022, 'overview', 'x', 7)",
    ("quality.findings", "values"): "UPDATE quality.findings SET state = 'forgotten'",
    ("quality.runs", "columns"): "ALTER TABLE quality.runs DROP COLUMN new",
}


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything is as promised."""
    reports = (
        Small(1, 2022, printed={"t3.requests_new.total": "7"}),
        Small(1, 2023),
        Small(2, 2022, is_current=False),
    )
    stale = Correction("t4.reconsideration.total", 5, 11, "漏填", "更正说明", office="机关1", year=2022)
    made = make(tmp_path_factory.mktemp("promised"), *reports, corrections=[stale])
    judged(made, run(made))
    return made


def test_nothing_is_amiss_in_a_good_draft(draft: Path, tmp_path: Path) -> None:
    from expectations.results import unmet
    from expectations.suites import judge

    assert judge(draft, ONE_RULE, list(tables().values()), tmp_path).promised > 300
    assert unmet(tmp_path) == []
    suites = {path.name for path in tmp_path.glob("table-*.suite.json")}
    assert suites == {f"table-{name.replace('.', '-')}.suite.json" for name in tables()}


def test_every_kind_of_violation_is_told_and_nothing_else(draft: Path, tmp_path: Path) -> None:
    from expectations.results import unmet
    from expectations.suites import judge

    spoilt = tmp_path / "spoilt.duckdb"
    shutil.copy(draft, spoilt)
    with duckdb.connect(str(spoilt)) as connection:
        for statement in VIOLATIONS.values():
            connection.execute(statement)
    judge(spoilt, ONE_RULE, list(tables().values()), tmp_path / "kept")
    found = unmet(tmp_path / "kept")
    assert {(one["table"], one["promise"]) for one in found} == set(VIOLATIONS) | {("main.disputes", "key")}
    result = json.loads((tmp_path / "kept" / "table-offices.result.json").read_text(encoding="utf-8"))
    assert all("exception_info" in one and one["result"] for one in result["results"] if not one["success"])
    (state,) = [one for one in found if one["promise"] == "values"]
    assert (state["column"], state["observed"]) == ("state", ["forgotten"])


def test_our_own_sql_finds_the_tables_that_break_a_promise(draft: Path, tmp_path: Path) -> None:
    """Those that Great Expectations finds, one by one."""
    spoilt = tmp_path / "spoilt.duckdb"
    for (table, _), statement in VIOLATIONS.items():
        shutil.copy(draft, spoilt)
        with duckdb.connect(str(spoilt)) as connection:
            connection.execute(statement)
            counts = {name: connection.execute(amiss(t)).fetchall() for name, t in tables().items()}
        assert [name for name, rows in counts.items() if rows != [(0,)]] == [table.removeprefix("main.")]


def test_some_reports_are_judged_in_a_database_of_their_own(draft: Path, tmp_path: Path) -> None:
    """By the rules and the tables of which it is known what they look at; all else in the draft."""
    import pyarrow

    from expectations.results import unmet
    from expectations.suites import Some, judge

    part, number = tmp_path / "part.duckdb", Small(1, 2023).report_id
    reports = pyarrow.table({"report_id": [number]})
    take_part(draft, part, reports, reports)
    apart = frozenset({"main.requests", "main.spots"})
    with duckdb.connect(str(part)) as connection:
        cell = "proceeding = 'reconsideration' AND result = 'total'"
        connection.execute("UPDATE reports_wide SET t4__reconsideration__total = 9")
        connection.execute("INSERT INTO requests FROM requests LIMIT 1")
        assert connection.execute(f"SELECT count(*) FROM disputes WHERE {cell}").fetchall() == [(1,)]
    some = Some(part, frozenset(ONE_RULE), apart)
    judgement = judge(draft, ONE_RULE, list(tables().values()), tmp_path / "kept", some=some)
    assert [verdict.unexpected for verdict in judgement.verdicts] == [1]
    assert {(one["table"], one["promise"]) for one in unmet(tmp_path / "kept")} == {("main.requests", "key")}
    suites = {path.name.split(".")[0] for path in (tmp_path / "kept").glob("*-some.suite.json")}
    assert suites == {"rules-in_table-some", "table-requests-some", "table-spots-some"}


def test_the_pages_stand_by_themselves_and_lead_to_each_other(draft: Path, tmp_path: Path) -> None:
    from expectations.suites import judge

    judge(draft, ONE_RULE, [tables()["lines"]], tmp_path, run="gongkai-20261130T160416721275Z")
    index, *others = sorted((tmp_path / "docs").rglob("*.html"), key=lambda path: len(path.parts))
    assert index.name == "index.html"
    assert len(others) == 2  # a page for each suite
    led = {
        (index.parent / link).resolve() for link in re.findall(r'href="([^"]+)"', index.read_text("utf-8"))
    }
    assert led == {page.resolve() for page in others}
    for page in others:
        text = page.read_text(encoding="utf-8")
        assert "gongkai-20261130T160416721275Z" in text and page.stem in text
        assert [(page.parent / link).resolve() for link in re.findall(r'href="([^"]+)"', text)] == [
            index.resolve()
        ]


@pytest.mark.parametrize("full", [True, False], ids=["all is judged", "nothing is judged again"])
def test_a_broken_promise_of_a_table_publishes_nothing(
    built: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, full: bool
) -> None:
    """The draft is spoilt between its findings and its judgement. Dagster's pages are told which check
    stopped the run, and nothing else."""
    import dagster as dg

    from assets.checks import TABLE_CHECKS
    from assets.run import RunFailed
    from assets.run import run as run_all
    from findings import carried

    before = (built / "gongkai.duckdb").resolve()
    honest = carried.find

    def without_severity(draft: Path, *given: Any) -> tuple[dict[str, int], str]:
        counts = honest(draft, *given)
        with duckdb.connect(str(draft)) as connection:
            connection.execute("UPDATE quality.rules SET severity = NULL")
        return counts

    monkeypatch.setattr(carried, "find", without_severity)
    monkeypatch.setenv("GONGKAI_DAGSTER_HOME", str(tmp_path))
    with pytest.raises(RunFailed, match=r"columns, key, values and references of quality\.rules"):
        run_all(Path(__file__).resolve().parents[2] / "raw", built, full=full)
    assert (built / "gongkai.duckdb").resolve() == before
    results = json.loads(
        (built / "quality/validations/table-quality-rules.result.json").read_text(encoding="utf-8")
    )
    assert not results["success"]
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        records = instance.event_log_storage.get_latest_asset_check_execution_by_key(
            [check.key for check in TABLE_CHECKS]
        )
        assert [key.name for key in records] == ["table_quality_rules"]
        assert instance.get_latest_materialization_event(dg.AssetKey(["warehouse", "published"])) is None
