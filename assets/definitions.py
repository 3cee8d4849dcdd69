"""The whole graph on one screen: portals -> raw -> parsed -> tables -> findings -> validated ->
published -> notifications."""

from __future__ import annotations

import os
import re
from datetime import timedelta

import dagster as dg

from assets.checks import our_promises, rules_of_the_form, tables_as_promised
from assets.folders import Folders
from assets.judging import find_contradictions, validations
from assets.notifications import notifications, notify_of_failure
from assets.progress import Progress
from assets.publishing import published
from assets.reading import crawled_portals, parsed_filings, raw_filings
from assets.sensors import CRON, sensor
from assets.tables import build_tables
from pipelines import logs

logs.configure()  # Dagster imports this file in each of its processes

ASKED_ONLY = os.environ.get("GONGKAI_NIGHTLY") == "off"
"""Whether the night is left out until somebody turns it on: `make dev` crawls no portal by itself."""

IS_DAILY = re.fullmatch(r"\d+ \d+ \* \* \*", CRON) is not None
"""Whether the night comes every day, and not at a rhythm of somebody's own (GONGKAI_CRON)."""
FRESH = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=30), warn_window=timedelta(hours=25))
"""How old what a night makes may be. After a day and an hour the next night is late; what is wrong after
thirty hours is wrong for `gongkai health`, too."""

# One process does it all: the graph is small, and a process per step would cost more than most
# steps. A run that dies is tried again; one that lasts longer than the night is ended.
refresh = dg.define_asset_job(
    "refresh_warehouse",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets("crawled_portals"),
    executor_def=dg.in_process_executor,
    tags={"dagster/max_retries": "2", "dagster/max_runtime": str(6 * 3600)},
    description="读取新报告并重建数据库。 / Read what is new and rebuild the database.",
)
whole_night = dg.define_asset_job(
    "crawl_and_refresh",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    tags={"dagster/max_retries": "2", "dagster/max_runtime": str(12 * 3600)},
    description="先抓取各门户，再读取新报告并重建数据库。 / Crawl the portals, then read what is"
    " new and rebuild.",
)

nightly = dg.ScheduleDefinition(
    name="nightly",
    job=whole_night,
    cron_schedule=CRON,
    execution_timezone="Asia/Shanghai",
    default_status=dg.DefaultScheduleStatus.STOPPED if ASKED_ONLY else dg.DefaultScheduleStatus.RUNNING,
    description="每天凌晨两点（北京时间）。 / Every night at two, Beijing time.",
)

assets = [
    *(crawled_portals, raw_filings, parsed_filings, build_tables),
    *(find_contradictions, validations, published, notifications),
]


def with_freshness(spec: dg.AssetSpec) -> dg.AssetSpec:
    """The asset with FRESH; as it is where no night comes by itself, and nothing is late."""
    return dg.apply_freshness_policy(spec, FRESH) if IS_DAILY and not ASKED_ONLY else spec


defs = dg.Definitions(
    assets=dg.map_asset_specs(with_freshness, assets),
    asset_checks=[our_promises, tables_as_promised, rules_of_the_form],
    jobs=[refresh, whole_night],
    schedules=[nightly],
    sensors=[sensor(refresh), notify_of_failure],
    resources={"folders": Folders(), "progress": Progress()},
    executor=dg.in_process_executor,
)
