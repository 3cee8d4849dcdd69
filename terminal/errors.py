"""Errors in one line, for people: what is wrong with which file, and a full disk as that."""

from __future__ import annotations

import errno
import re

FULL = "磁盘已满 / no space left on the disk"
"""What is said of a disk or a quota that is full."""
_SAYS_FULL = re.compile(r"No space left|Disk quota exceeded")
"""How the system says so in the message of a library."""


def reason(error: OSError) -> str:
    """What is wrong, without the name of the file."""
    return FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else error.strerror or str(error)


def told(error: Exception) -> str:
    """What is wrong, and with which file where that is known."""
    if not isinstance(error, OSError) or not error.strerror:
        said = " ".join(str(error).split())
        return f"{FULL}: {said}" if _SAYS_FULL.search(said) else said
    return f"{error.filename}: {reason(error)}" if error.filename else reason(error)
