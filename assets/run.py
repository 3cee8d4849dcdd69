"""Runs the same graph in this process, for the command line and for tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from assets.delivery import UNDELIVERED, notify
from assets.progress import Listener, Progress


class RunFailed(RuntimeError):
    """A run that published nothing; the message says which step or promise stopped it, and
    `undelivered` which notification of it failed, and why."""

    def __init__(self, why: str, undelivered: Mapping[str, str] | None = None) -> None:
        super().__init__(why)
        self.undelivered = undelivered or {}


_NO_ROOM = re.compile("No space left|Disk quota exceeded")


def run(
    raw: Path,
    warehouse: Path,
    workers: int = 0,
    listener: Listener | None = None,
    *,
    crawl: bool = False,
    executor: str = "",
    may_shrink: bool = False,
    full: bool = False,
) -> dict[str, str]:
    """Read, build, judge and publish, after a crawl of all portals if wanted. The old build stays
    until the new one is whole. `executor`: the address of a cluster that reads. `may_shrink`:
    reports of the old build may be missing. `full`: all tables are made anew.
    Returns which notifications failed, and why. Raises RunFailed, and InputError where the environment
    asks for what cannot be."""
    import dagster as dg

    from assets.definitions import defs
    from assets.folders import Busy, Folders, warehouse_lock
    from assets.notifications import FAILED, tell
    from assets.recording import record
    from warehouse.beside import take_away
    from warehouse.build import memory_limit

    memory_limit()  # what cannot be is told before anything is read
    job = defs.resolve_job_def("crawl_and_refresh" if crawl else "refresh_warehouse")
    places = {"raw": str(raw.resolve()), "warehouse": str(warehouse.resolve())}
    folders = Folders(
        **places, workers=workers, executor=executor, may_shrink=may_shrink, full=full, exclusive=False
    )
    try:
        with warehouse_lock(warehouse), dg.DagsterInstance.ephemeral() as instance:
            result = job.execute_in_process(
                instance=instance,
                resources={"folders": folders, "progress": Progress(listener)},
                raise_on_error=False,
                run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            )
            why = "" if result.success else _reason(result)
            if _NO_ROOM.search(why):  # what was begun would keep the next run from its room
                take_away(folders.draft)
    except Busy as error:
        raise RunFailed(str(error)) from None
    unrecorded = record(result)
    not_told = {"dagster": f"{UNDELIVERED}: {unrecorded}"} if unrecorded else {}
    if not result.success:
        raise RunFailed(why, _undelivered(notify(FAILED, (why,), {})) | not_told)
    return _undelivered(tell(folders.published)) | not_told  # the warehouse is given back by now


def _undelivered(told: Mapping[str, str]) -> dict[str, str]:
    return {way: came for way, came in told.items() if came.startswith(UNDELIVERED)}


def _without_class(message: str) -> str:
    """The message of an error without the path of its class, which Dagster puts before it."""
    return re.sub(r"^(?:[a-z_]+\.)+[A-Z]\w*: ", "", message)


def _reason(result: object) -> str:
    """The first failure in words: a broken promise, or the error of the step that met it."""
    import dagster as dg

    assert isinstance(result, dg.ExecuteInProcessResult)
    broken = [e for e in result.get_asset_check_evaluations() if not e.passed and e.blocking]
    if broken:
        return "；".join(
            f"{e.description}: {e.metadata['rows'].value if 'rows' in e.metadata else ''}" for e in broken
        )
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            while (
                error and error.cause and (error.cls_name or "").startswith("Dagster")
            ):  # what wraps the error of the step
                error = error.cause
            message = error.message.strip() if error else ""
            plain = _without_class(message)
            return plain if plain != message else f"{event.step_key}: {message}"
    return "unknown failure"
