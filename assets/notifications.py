"""After a run: sends what it brought, or why it failed (delivery.py), once the warehouse is given
back; deletes old runs of Dagster. GONGKAI_NOTIFY=always reports nights without news as well."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg

from assets.delivery import notify
from assets.folders import Folders
from assets.publishing import published as published_build

FAILED = "gongkai 公开：运行失败，原有数据仓库保持不变 / a run failed, the old build stays"
"""The title of the message about a failed run."""
KEPT_DAYS = 90  # for so long Dagster remembers runs
MOST_FORGOTTEN = 200  # runs in one night, so that a first tidying does not take all of it


# Annotations must be types here, not text: Dagster looks at that of `context` while the module loads.
@dg.asset(
    deps=[published_build],
    group_name="publish",
    kinds={"python"},
    owners=["team:operations"],
    description="运行结束后的通知（网络钩子或邮件）。 / What a run brought, sent by webhook or"
    " mail where configured.",
)
def notifications(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult:  # type: ignore[type-arg]
    said = {}
    if folders.exclusive:
        folders.give_back()
        said = tell(folders.published)
    forget(context.instance)
    return dg.MaterializeResult(metadata=said)


def tell(published: Path) -> dict[str, str]:
    """Send what the newest build brought, if that is notable; gives it, and what came of each
    delivery."""
    from findings.build_summary import latest_summary

    brought = latest_summary(published)
    said = {"news": "\n".join(brought.lines)}
    if brought.is_notable or os.environ.get("GONGKAI_NOTIFY") == "always":
        said |= notify(f"gongkai 公开 {brought.build}", brought.lines, brought.counts)
    return said


def forget(instance: dg.DagsterInstance, today: datetime | None = None) -> int:
    """Remove what Dagster remembers of runs that ended long ago, and return how many there were."""
    long_ago = (today or datetime.now(UTC)) - timedelta(days=KEPT_DAYS)
    ended = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]
    old = instance.get_run_records(
        dg.RunsFilter(statuses=ended, created_before=long_ago), limit=MOST_FORGOTTEN
    )
    for record in old:
        instance.delete_run(record.dagster_run.run_id)
    return len(old)


@dg.run_failure_sensor(
    name="notify_of_failure",
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="运行失败时通知。 / Notifies of runs that failed.",
)
def notify_of_failure(context: dg.RunFailureSensorContext) -> None:
    why = context.failure_event.message or "?"
    notify(FAILED, (why,), {})
