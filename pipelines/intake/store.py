"""Bytes <-> raw/archive/sha256/aa/<hash>: named by their content, written once, complete or not
there.

No name from outside becomes a file name. The same bytes from two addresses are one file; changed
bytes are another one.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

ARCHIVE = "archive"
"""The folder of what was fetched, in that of raw files."""
PATIENCE = 5.0  # seconds
_NAME = re.compile(r"[0-9a-f]{64}")


class ArchiveBusy(RuntimeError):
    """Another process is adding to the archive."""


def relative(sha256: str) -> str:
    """Where content of this hash is under raw/. Raises ValueError if it is no SHA-256."""
    if not _NAME.fullmatch(sha256):
        raise ValueError(f"no SHA-256: {sha256!r}")
    return f"{ARCHIVE}/sha256/{sha256[:2]}/{sha256}"


def keep(raw: Path, data: bytes) -> str:
    """Put `data` into the archive and return its SHA-256. What is there already is left alone, unless
    its bytes are not what its name says."""
    sha256 = hashlib.sha256(data).hexdigest()
    place = raw / relative(sha256)
    if is_kept(raw, sha256):
        return sha256
    drafts = raw / ARCHIVE / ".drafts"
    drafts.mkdir(parents=True, exist_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = drafts / f"{os.getpid()}-{sha256[:16]}"
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.chmod(0o444)
    draft.replace(place)
    return sha256


def content(raw: Path, sha256: str) -> bytes:
    """The bytes of this hash. Raises OSError if the archive does not hold them."""
    return (raw / relative(sha256)).read_bytes()


def is_kept(raw: Path, sha256: str) -> bool:
    """Whether the archive holds the very bytes of this hash."""
    try:
        with (raw / relative(sha256)).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except (OSError, ValueError):
        return False


def is_untouched(raw: Path, sha256: str, since: float) -> bool:
    """Whether the archive has a file of this hash to which nothing was done since a time (seconds of
    the epoch), as the file system tells. A disk that loses bits does not tell."""
    try:
        return (raw / relative(sha256)).stat().st_ctime <= since
    except (OSError, ValueError):
        return False


@contextlib.contextmanager
def archive_lock(raw: Path, patience: float = PATIENCE) -> Iterator[int]:
    """Hold the archive for writing, and clear away the drafts of whoever was killed. Gives the
    descriptor of the lock: a child that inherits it keeps the archive held until it ends, too.
    Raises ArchiveBusy after `patience` seconds: the children of a killed crawl need a moment to
    end."""
    home = raw / ARCHIVE
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".lock").open("w") as lock:
        until = time.monotonic() + patience
        while not _locked(lock.fileno()):
            if time.monotonic() >= until:
                raise ArchiveBusy(f"{home}：另一个抓取正在进行 / another crawl is under way")
            time.sleep(0.1)
        drafts = home / ".drafts"
        for draft in drafts.iterdir() if drafts.is_dir() else ():
            draft.unlink(missing_ok=True)
        yield lock.fileno()


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
