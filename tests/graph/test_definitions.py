"""The graph as Dagster sees it: described, scheduled, loadable, with nothing that Dagster is about
to drop."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import dagster as dg
import pytest
import yaml

from assets.definitions import defs

ROOT = Path(__file__).resolve().parents[2]


def test_every_asset_says_what_it_is_and_whose() -> None:
    specs = list(defs.resolve_all_asset_specs())
    assert len(specs) > 15
    for spec in specs:
        assert spec.description, spec.key
        assert spec.group_name, spec.key
        assert spec.kinds, spec.key
        assert spec.owners, spec.key


def test_tables_carry_their_columns() -> None:
    from warehouse.schema import tables

    specs = {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}
    for name, table in tables().items():
        schema = specs["warehouse/" + name.replace(".", "/")].metadata["dagster/column_schema"]
        columns = getattr(schema, "schema", schema).columns
        assert [c.name for c in columns] == [c.name for c in table.columns]


def test_promises_block_and_rules_do_not() -> None:
    from expectations.rules import load
    from warehouse.promises import promises
    from warehouse.schema import tables

    checks = [c for d in defs.asset_checks or () for c in d.check_specs]  # type: ignore[union-attr]
    assert sum(c.blocking for c in checks) == len(promises()) + len(tables())
    assert sum(not c.blocking for c in checks) == len(load())


def test_it_runs_every_night_in_beijing() -> None:
    schedule = defs.resolve_schedule_def("nightly")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 2 * * *", "Asia/Shanghai")
    assert schedule.job_name == "crawl_and_refresh"
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING


TOLD = (
    "from assets.definitions import defs;"
    "print(defs.resolve_schedule_def('nightly').default_status.value,"
    " sum(spec.freshness_policy is not None for spec in defs.resolve_all_asset_specs()))"
)
"""A program: whether the night comes by itself, and of how many assets it is said when they are late."""


@pytest.mark.parametrize(
    ("environment", "status"),
    [({}, "STOPPED"), ({"GONGKAI_NIGHTLY": "on"}, "RUNNING")],
    ids=["not asked", "asked"],
)
def test_under_make_dev_the_night_comes_only_if_asked(environment: dict[str, str], status: str) -> None:
    """What `make dev` would run is run with our program in place of Dagster."""
    make = "make", "--no-print-directory", "-n", "dev"  # within `make test` it would say where it is
    recipe = subprocess.run(make, cwd=ROOT, capture_output=True, text=True, check=True)
    line, dagster = recipe.stdout.splitlines()[-1], ".venv/bin/dagster dev -w workspace.yaml"
    assert line.endswith(dagster)
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    told = subprocess.run(
        ["sh", "-c", line.replace(dagster, f'{sys.executable} -c "{TOLD}"')],
        cwd=ROOT,
        env=plain | environment,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert told == [status, str(len(list(defs.resolve_all_asset_specs()))) if status == "RUNNING" else "0"]


def test_a_rhythm_of_ones_own_promises_no_day() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TOLD],
        cwd=ROOT,
        env=os.environ | {"GONGKAI_CRON": "0 2 * * 1", "GONGKAI_NIGHTLY": "on"},
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == ["RUNNING", "0"]


def test_late_is_what_health_calls_old() -> None:
    from assets.definitions import FRESH
    from terminal.commands.health import health

    hours = inspect.signature(health).parameters["max_age"].default
    allowed = dg.FreshnessPolicy.time_window(timedelta(hours=hours), warn_window=timedelta(hours=25))
    assert allowed == FRESH


def test_the_workspace_loads_this_graph() -> None:
    entry = yaml.safe_load((ROOT / "workspace.yaml").read_text())["load_from"][0]["python_module"]
    assert entry["module_name"] == "assets.definitions"
    assert isinstance(defs, dg.Definitions)
    done = subprocess.run(
        [sys.executable, "-m", "dagster", "definitions", "validate", "-w", "workspace.yaml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_nothing_here_is_deprecated_or_preview() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "import assets.definitions"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
