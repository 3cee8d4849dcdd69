"""A check that is run alone judges the published build, makes nothing, and says what it checks."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import duckdb
import pytest

from assets.checks import PROMISE_CHECKS, RULE_CHECKS, TABLE_CHECKS
from assets.definitions import defs
from assets.folders import Folders, warehouse_lock
from assets.outcomes import judged_now, recorded
from expectations.rules import load
from findings.record import judged, record
from tests.unit.warehouse.small_build import Small, make
from warehouse.publish import publish
from warehouse.query import run as query

ROOT = Path(__file__).resolve().parents[2]
SUMS = {code: load()[code] for code in ("t3.balance", "t3.outcome_sum", "t3.total_column_blank")}


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report that adds up, one that does not, and one with a cell in doubt."""
    made = make(
        tmp_path_factory.mktemp("draft"),
        Small(1, 2022, printed={"t3.requests_new.total": "7"}),
        Small(1, 2023),
        Small(2, 2022, printed={"t3.requests_new.total": "?"}),
    )
    judged(made, record(made, SUMS))
    return made


@pytest.fixture
def home(draft: Path, tmp_path: Path) -> Path:
    """A warehouse with a published build and no draft."""
    copy = tmp_path / "draft.duckdb"
    copy.write_bytes(draft.read_bytes())
    publish(copy, tmp_path)
    return tmp_path


def spoil(home: Path, *statements: str) -> None:
    build = (home / "gongkai.duckdb").resolve()
    build.chmod(0o644)
    with duckdb.connect(str(build)) as connection:
        for statement in statements:
            connection.execute(statement)


def check(home: Path, *names: str) -> tuple[bool, dict[str, Any]]:
    """Whether the run of these checks and of nothing else succeeded, and the results by their names."""
    keys = [spec.key for spec in (*PROMISE_CHECKS, *TABLE_CHECKS, *RULE_CHECKS) if spec.name in names]
    assert len(keys) == len(names)
    with dg.DagsterInstance.ephemeral() as instance:
        done = dg.materialize(
            [*(defs.assets or ()), *(defs.asset_checks or ())],  # type: ignore[list-item]
            selection=dg.AssetSelection.checks(*keys),
            instance=instance,
            resources={**(defs.resources or {}), "folders": Folders(warehouse=str(home))},
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            raise_on_error=False,
        )
        assert done.get_asset_materialization_events() == []
        return done.success, {e.check_name: e for e in done.get_asset_check_evaluations()}


def test_one_rule_is_judged_over_the_published_build(home: Path) -> None:
    before = sorted(path.name for path in home.iterdir())
    success, results = check(home, "t3_balance")
    found = query("SELECT count(*) FROM quality.findings WHERE rule = 't3.balance'", home / "gongkai.duckdb")
    result = results.pop("t3_balance")
    assert (success, results, result.passed) == (True, {}, False)
    assert result.metadata["failed"].value == found[1][0][0] > 0
    assert "机关1 2022：第三表“总计”列" in result.metadata["examples"].value
    assert {*before, ".lock"} >= {path.name for path in home.iterdir()}


def test_a_rule_is_judged_anew_and_not_read_from_the_record(home: Path) -> None:
    assert check(home, "t3_outcome_sum")[1]["t3_outcome_sum"].passed
    spoil(home, "UPDATE reports_wide SET t3__total_handled__total = 9 WHERE year = 2023")
    result = check(home, "t3_outcome_sum")[1]["t3_outcome_sum"]
    assert (result.passed, result.metadata["failed"].value) == (False, 1)


def test_alone_and_in_a_run_a_rule_has_the_same_outcome(draft: Path) -> None:
    in_run, alone = recorded(draft), judged_now(draft, SUMS)
    assert in_run.keys() == alone.keys() == SUMS.keys()
    for code, outcome in in_run.items():
        assert outcome[:3] == alone[code][:3], code
        assert bool(outcome.examples) == bool(alone[code].examples) == bool(outcome.failed), code


def test_promises_and_tables_are_judged_one_by_one(home: Path) -> None:
    spoil(
        home,
        "INSERT INTO requests FROM requests LIMIT 1",
        "UPDATE reports SET is_current = NULL WHERE year = 2023",
    )
    success, results = check(home, "table_requests", "table_offices", "reports_current", "findings_once")
    assert not success  # one that blocks in a run fails the run of its own
    assert {name: result.passed for name, result in results.items()} == {
        "table_requests": False,
        "table_offices": True,
        "reports_current": False,
        "findings_once": True,
    }
    assert "key" in results["table_requests"].metadata["rows"].value


def test_what_only_a_run_can_ask_has_no_result(home: Path) -> None:
    assert check(home, "coverage_kept") == (True, {})


def test_without_a_build_a_check_fails_and_says_so(tmp_path: Path) -> None:
    assert check(tmp_path, "t3_balance") == (False, {})


def test_a_check_from_the_pages_of_dagster_waits_for_no_run(tmp_path: Path) -> None:
    folders = Folders(warehouse=str(tmp_path))

    def entered(**run: Any) -> bool:
        context: Any = SimpleNamespace(run=SimpleNamespace(**run))
        try:
            with folders.yield_for_execution(context):
                return True
        except RuntimeError:
            return False

    check_keys = frozenset({RULE_CHECKS[0].key})
    with warehouse_lock(tmp_path):
        assert entered(asset_check_selection=check_keys, asset_selection=None)
        assert not entered(asset_check_selection=check_keys, asset_selection=frozenset({dg.AssetKey("x")}))
        assert not entered(asset_check_selection=None, asset_selection=None)


@pytest.mark.parametrize("spec", [*PROMISE_CHECKS, *TABLE_CHECKS, *RULE_CHECKS], ids=lambda spec: spec.name)
def test_every_check_says_what_it_checks_in_both_languages_and_where_more_is_written(
    spec: dg.AssetCheckSpec,
) -> None:
    told = {name: str(value.value) for name, value in spec.metadata.items()}
    assert re.search("[一-鿿]", told["zh"])
    assert not re.search("[一-鿿]", told["en"])
    assert spec.description and told["zh"] in spec.description and " / " in spec.description
    assert told["level"].split()[0] in ("错误", "提醒", "提示", "不公布")
    assert "suite" in told or re.fullmatch(r"```sql\n.*SELECT.*\n```", told["sql"], re.DOTALL)
    page, _, anchor = told["docs"].partition("#")
    headings = re.findall(r"^#+ (.+)$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert not anchor or anchor in [heading.replace(".", "") for heading in headings]
