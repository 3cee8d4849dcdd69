"""The whole graph on one screen: raw files -> parsed -> tables -> findings -> validated -> published, every night."""

from __future__ import annotations

import dagster as dg

from assets.checks import our_promises, rules_of_the_form
from assets.folders import Folders
from assets.judging import find_contradictions, validations
from assets.publishing import published
from assets.reading import crawled_portals, parsed_filings, raw_filings
from assets.tables import build_tables

# One process does it all: the graph is small, and a process per step would cost more than most steps.
refresh = dg.define_asset_job(
    "refresh_warehouse",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets("crawled_portals"),
    executor_def=dg.in_process_executor,
    description="读取新报告并重建数据库。 / Read what is new and rebuild the database.",
)
whole_night = dg.define_asset_job(
    "crawl_and_refresh",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="先抓取各门户，再读取新报告并重建数据库。 / Crawl the portals, then read what is new and rebuild.",
)

nightly = dg.ScheduleDefinition(
    name="nightly",
    job=whole_night,
    cron_schedule="0 2 * * *",
    execution_timezone="Asia/Shanghai",
    description="每天凌晨两点（北京时间）。 / Every night at two, Beijing time.",
)

defs = dg.Definitions(
    assets=[crawled_portals, raw_filings, parsed_filings, build_tables, find_contradictions, validations, published],
    asset_checks=[our_promises, rules_of_the_form],
    jobs=[refresh, whole_night],
    schedules=[nightly],
    resources={"folders": Folders()},
    executor=dg.in_process_executor,
)
