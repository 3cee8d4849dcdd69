"""The whole graph on one screen: raw files -> parsed -> tables -> findings -> validated -> published, every night."""

from __future__ import annotations

import dagster as dg

from assets.checks import our_promises, rules_of_the_form
from assets.folders import Folders
from assets.judging import find_contradictions, validations
from assets.publishing import published
from assets.reading import FILINGS, parsed_filings
from assets.tables import build_tables

# One process does it all: the graph is small, and a process per step would cost more than most steps.
refresh = dg.define_asset_job(
    "refresh_warehouse",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="读取新报告并重建数据库。 / Read what is new and rebuild the database.",
)

nightly = dg.ScheduleDefinition(
    name="nightly",
    job=refresh,
    cron_schedule="0 2 * * *",
    execution_timezone="Asia/Shanghai",
    description="每天凌晨两点（北京时间）。 / Every night at two, Beijing time.",
)

defs = dg.Definitions(
    assets=[FILINGS, parsed_filings, build_tables, find_contradictions, validations, published],
    asset_checks=[our_promises, rules_of_the_form],
    jobs=[refresh],
    schedules=[nightly],
    resources={"folders": Folders()},
    executor=dg.in_process_executor,
)
