"""raw/inbox -> the archive: files put in by hand are taken in like fetched ones. Names become
claims, not paths."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pipelines.intake.fetches import Fetch, FetchLog, fetches, now
from pipelines.intake.passed_over import is_passed_over
from pipelines.intake.store import archive_lock, keep

INBOX = "inbox"
SOURCE = "inbox"
"""The source under which the log lists files of the inbox."""
QUIET = 1.0  # seconds without a write after which a file counts as whole
_log = logging.getLogger(__name__)


def waiting(raw: Path) -> list[Path]:
    """The files that are in the inbox. Hidden ones and those that a program is still loading down
    do not count."""
    home = raw / INBOX
    laid_in = [p for p in home.rglob("*") if p.is_file() and not p.is_symlink()] if home.is_dir() else []
    return sorted(p for p in laid_in if _counts(p.relative_to(home)))


def _counts(path: Path) -> bool:
    return not is_passed_over(path) and path.name != "README.md"


def take_in(raw: Path, display_path: Callable[[Path], str]) -> int:
    """Move every whole file from the inbox to the archive and return how many there were.

    `display_path` makes a name that can be printed. A file that is still being written stays for
    the next time; one that cannot be read or removed stays, too. Raises ArchiveBusy.
    """
    laid_in = waiting(raw)
    if not laid_in:
        return 0
    with archive_lock(raw):
        known = {f.sha256 for f in fetches(raw, SOURCE)}
        log = FetchLog(raw, SOURCE)
        try:
            return sum(_take(raw, path, display_path, log, known) for path in _whole(laid_in))
        finally:
            log.close()


def _whole(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        try:
            rest = QUIET - (time.time() - path.stat().st_mtime)
        except OSError as error:  # taken out again
            _log.info("%s is not taken in: %s", path, error)
            continue
        if rest > 0:
            time.sleep(min(rest, QUIET))
        yield path


def _take(
    raw: Path, path: Path, display_path: Callable[[Path], str], log: FetchLog, known: set[str | None]
) -> bool:
    try:
        before = path.stat()
        data = path.read_bytes()
        if time.time() - before.st_mtime < QUIET or _mark(path.stat()) != _mark(before):
            _log.info("%s is still being written and stays for the next run", path)
            return False
        sha256 = keep(raw, data)
        said = Fetch(
            at=now(),
            source=SOURCE,
            kind="inbox",
            outcome="same" if sha256 in known else "new",
            sha256=sha256,
            size=len(data),
            listed_title=display_path(path.relative_to(raw / INBOX).with_suffix("")),
            detail=display_path(path.relative_to(raw / INBOX)),
        )
        log.add(said)
        known.add(sha256)
        path.unlink()
    except OSError as error:
        _log.warning("%s is not taken in: %s", path, error)
        return False
    return True


def _mark(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_ino, stat.st_size, stat.st_mtime_ns
