"""What Dagster's pages are told of a run that Dagster did not start."""

from pathlib import Path

import dagster as dg
import pytest

from assets.recording import HOME, record


@dg.asset(
    check_specs=[
        dg.AssetCheckSpec("promise", asset="made", blocking=True),
        dg.AssetCheckSpec("rule", asset="made"),
    ]
)
def made(context: dg.AssetExecutionContext) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """An asset with a check that blocks, which passes unless the run says otherwise, and one that warns."""
    return dg.MaterializeResult(
        metadata={"dagster/row_count": 7},
        check_results=[
            dg.AssetCheckResult(
                check_name="promise",
                passed="spoilt" not in context.run.tags,
                metadata={"sql": "SELECT", "zh": "承诺"},
            ),
            dg.AssetCheckResult(check_name="rule", passed=False, severity=dg.AssetCheckSeverity.WARN),
        ],
    )


def ran(**tags: str) -> dg.ExecuteInProcessResult:
    with dg.DagsterInstance.ephemeral() as instance:
        quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        return dg.materialize([made], instance=instance, tags=tags, raise_on_error=False, run_config=quiet)


def told(home: Path) -> tuple[dict[str, object], dict[str, bool]]:
    """What Dagster knows there of the asset, and what its checks said."""
    keys = [dg.AssetCheckKey(made.key, name) for name in ("promise", "rule")]
    with dg.DagsterInstance.from_config(str(home)) as instance:
        event = instance.get_latest_materialization_event(made.key)
        metadata = event.asset_materialization.metadata if event and event.asset_materialization else {}
        said = instance.event_log_storage.get_latest_asset_check_execution_by_key(keys)
        assert instance.get_runs() == []  # nothing that could count as under way
    evaluations = {
        key.name: one.event.dagster_event.event_specific_data for key, one in said.items() if one.event
    }
    assert all("sql" not in one.metadata for one in evaluations.values())
    return {n: v.value for n, v in metadata.items()}, {n: e.passed for n, e in evaluations.items()}


def test_what_was_made_and_what_was_judged_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME, str(tmp_path))
    assert record(ran()) == ""
    made_there = {"dagster/row_count": 7, "recorded_by": "gongkai run"}
    assert told(tmp_path) == (made_there, {"promise": True, "rule": False})


def test_of_a_failed_run_only_what_stopped_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME, str(tmp_path))
    result = ran(spoilt="yes")
    assert not result.success
    assert record(result) == ""
    assert told(tmp_path) == ({}, {"promise": False})


def test_without_the_variable_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME, raising=False)
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))  # that of another project, for all we know
    assert record(ran()) == ""
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_and_fails_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(HOME, str(tmp_path / "file"))
    assert record(ran()) != ""
