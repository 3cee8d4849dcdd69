"""A run from the command line -> Dagster's pages, where GONGKAI_DAGSTER_HOME names their folder: what
was made, and what the checks said.

It is recorded as events without a run. A run there that was killed would count as under way, and
Dagster, which starts one run at a time, would wait for it for hours.
"""

from __future__ import annotations

import logging
import os

import dagster as dg

_log = logging.getLogger(__name__)
HOME = "GONGKAI_DAGSTER_HOME"
"""The variable that names the folder of Dagster, with its dagster.yaml."""
LEFT_OUT = "sql"
"""Not recorded again every night: these events are never forgotten, and the page of the rule has it."""
FROM = {"recorded_by": "gongkai run"}
"""Said of each asset, as there is no run to look at."""


def record(result: dg.ExecuteInProcessResult) -> str:
    """Tell Dagster what a run made; of one that failed, which checks stopped it. Gives why that did not
    succeed, or nothing: it fails no run."""
    folder = os.environ.get(HOME)
    if not folder:
        return ""
    try:
        with dg.DagsterInstance.from_config(folder) as instance:
            for made in result.get_asset_materialization_events() if result.success else ():
                told = made.materialization
                instance.report_runless_asset_event(
                    dg.AssetMaterialization(told.asset_key, metadata={**told.metadata, **FROM})
                )
            for said in result.get_asset_check_evaluations():
                if result.success or (said.blocking and not said.passed):
                    instance.report_runless_asset_event(_without_run(said))
    except Exception as error:  # whatever Dagster's storage raises: the warehouse is published by now
        _log.warning("Dagster is not told of the run: %s", error)
        return f"{type(error).__name__}: {error}"
    return ""


def _without_run(said: dg.AssetCheckEvaluation) -> dg.AssetCheckEvaluation:
    return dg.AssetCheckEvaluation(
        asset_key=said.asset_key,
        check_name=said.check_name,
        passed=said.passed,
        severity=said.severity,
        blocking=said.blocking,
        description=said.description,
        metadata={name: value for name, value in said.metadata.items() if name != LEFT_OUT},
    )
