"""Turns a finished draft into the published database, at one stroke for all readers.

`gongkai.duckdb` is a link to `gongkai-<build>.duckdb`; a new build is a new file, and the link is
replaced. Whoever has the old build open keeps it. At every moment the link points to a whole build.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from time import time

LINK = "gongkai.duckdb"
STAMP = "%Y%m%dT%H%M%S%fZ"
"""How the time of a build is written, to the microsecond; sorts by time."""
GRACE = 600.0
"""A reader that has followed the link may need so many seconds to open what it pointed to."""
BUILD = re.compile(r"gongkai-\d{8}T\d{12}Z-[0-9a-f]{8}\.duckdb")
"""The name of a published build."""


class Unpublishable(RuntimeError):
    """Why nothing was published; the link still points to what it pointed to before."""


def publish(draft: Path, folder: Path, keep: int = 3, grace: float = GRACE) -> Path:
    """Move `draft` into `folder` under its name as a build, point the link to it, and return the
    build.

    `draft` must be closed and on the same file system. The newest `keep` builds stay, those
    made in the last `grace` seconds, and always the linked one. Raises Unpublishable before
    anything is changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / LINK
    if link.exists() and not link.is_symlink():
        raise Unpublishable(
            f"{link} is a file of its own, not a link to a build; move it away, then publish again"
        )
    for database in (draft, link, link.resolve()):
        _refuse_log(database)
    target = folder / f"gongkai-{_stamp(draft)}-{_digest(draft)}.duckdb"
    _refuse_log(target)
    if draft.stat().st_dev != folder.stat().st_dev:
        raise Unpublishable(
            f"{draft} lies on another file system than {folder}, so it cannot be moved at one stroke"
        )
    _flush(draft)
    draft.chmod(0o444)
    draft.replace(target)
    _flush(folder)
    fresh = folder / f".{LINK}.new"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target.name)
    fresh.replace(link)
    _flush(folder)
    _prune(folder, keep, grace)
    return target


def builds(folder: Path) -> list[Path]:
    """The builds in `folder`, newest first."""
    return sorted(
        (path for path in folder.iterdir() if BUILD.fullmatch(path.name)), key=lambda p: p.name, reverse=True
    )


def keep_beside(folder: Path, build: Path) -> Path:
    """Move `folder`, what was written about `build`, to `<build>` beside it; those of builds that
    are gone go, too."""
    kept = folder.with_name(build.stem)
    shutil.rmtree(kept, ignore_errors=True)
    folder.replace(kept)
    known = {path.stem for path in builds(build.parent)}
    for other in folder.parent.iterdir():
        if BUILD.fullmatch(f"{other.name}.duckdb") and other.name not in known:
            shutil.rmtree(other, ignore_errors=True)
    return kept


def _refuse_log(database: Path) -> None:
    """A write-ahead log holds changes that are not in the file; DuckDB replays it onto whatever
    file has the name."""
    log = database.with_name(database.name + ".wal")
    if log.exists():
        raise Unpublishable(
            f"{log} holds changes that were never written into {database.name}; close what has it"
            f" open for writing,"
            " or remove the log if nothing has"
        )


def _stamp(draft: Path) -> str:
    """The time stamp of the draft's run, or now if it has none. That it opens proves it whole and
    closed."""
    import duckdb

    try:
        with duckdb.connect(str(draft), read_only=True) as connection:
            ((stamp,),) = connection.execute("SELECT max(build) FROM quality.runs").fetchall()
    except duckdb.Error as error:
        raise Unpublishable(f"{draft} cannot be published: {' '.join(str(error).split())}") from error
    return str(stamp) if stamp else datetime.now(UTC).strftime(STAMP)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:8]


def _flush(path: Path) -> None:
    """Make a file, or the names in a folder, survive a loss of power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _prune(folder: Path, keep: int, grace: float) -> None:
    linked = (folder / LINK).resolve()
    for build in builds(folder)[keep:]:
        if build.resolve() != linked and time() - build.stat().st_mtime >= grace:
            build.unlink()
