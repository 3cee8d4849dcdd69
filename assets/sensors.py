"""When the graph runs by itself: every night, and soon after something was put into raw/ by
hand."""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path

import dagster as dg

from assets.folders import Folders

_log = logging.getLogger(__name__)
CRON = os.environ.get("GONGKAI_CRON", "0 2 * * *")
"""When the night begins, Beijing time."""
INTERVAL = 15  # seconds between two looks


def fingerprint(raw: Path) -> tuple[str, str]:
    """Of what waits in the inbox, empty if nothing does; and of what else people lay into raw/:
    manifest and files.

    A file is known by name, size, times and inode: the same file put in a second time is news
    again.
    """
    from pipelines.intake.inbox import waiting
    from pipelines.intake.manifest import MANIFEST, files

    inbox = waiting(raw)
    others = [raw / MANIFEST, *files(raw).values()] if raw.is_dir() else []
    return _digest(inbox) if inbox else "", _digest(others)


def _digest(paths: list[Path]) -> str:
    out = hashlib.sha256()
    for path in paths:
        try:
            stat = path.stat()
        except OSError as error:
            _log.info("%s is gone or cannot be looked at: %s", path, error)
            continue
        said = f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ctime_ns}\0{stat.st_ino}\n"
        out.update(os.fsencode(said))
    return out.hexdigest()[:16]


def sensor(job: dg.UnresolvedAssetJobDefinition) -> dg.SensorDefinition:
    """One run for all that was put in since the last one. The cursor holds fingerprints, no time:
    nothing is skipped, whatever its date."""

    @dg.sensor(
        name="inbox_and_manifest",
        job=job,
        minimum_interval_seconds=INTERVAL,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="raw/inbox 或 raw/manifest.csv 有变化时运行。 / Runs when something was laid into raw/.",
    )
    def inbox_and_manifest(
        context: dg.SensorEvaluationContext, folders: Folders
    ) -> dg.SensorResult | dg.SkipReason:
        inbox, others = fingerprint(folders.raw_folder)
        known_inbox, _, known_others = (context.cursor or "|").partition("|")
        news = (inbox and inbox != known_inbox) or (known_others and others != known_others)
        cursor = f"{inbox}|{others}"
        if not news:
            if cursor != context.cursor:
                context.update_cursor(cursor)
            return dg.SkipReason("raw/ 没有变化 / nothing was laid in")
        return dg.SensorResult(run_requests=[dg.RunRequest(run_key=cursor)], cursor=cursor)

    return inbox_and_manifest
