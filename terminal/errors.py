"""Errors in one line, for people: what is wrong with which file, and a full disk as that."""

from __future__ import annotations

import errno
import re
from pathlib import Path

FULL = "磁盘已满 / no space left on the disk"
"""What is said of a disk or a quota that is full."""
_REASONS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: "只读 / it is read-only",
    errno.EACCES: "没有权限 / permission denied",
    errno.ENOENT: "没有这个文件或目录 / no such file or folder",
    errno.ENOTDIR: "上级不是目录 / what it should be in is no folder",
    errno.EEXIST: "已有同名的文件 / a file of that name is there",
}
"""What the system most often says, in both languages; what else it says is told as it is."""
_SAYS_FULL = re.compile(r"No space left|Disk quota exceeded")
"""How the system says so in the message of a library."""
MEMORY = "内存不足，可调大 GONGKAI_MEMORY / out of memory, GONGKAI_MEMORY may be raised"
"""What is said where DuckDB may not take what it needs."""
_WITHOUT_MEMORY, _ADVICE = re.compile(r"Out of Memory Error"), re.compile(r" Possible solutions:.*")
"""How DuckDB says so, and what it advises, which is for people who write SQL."""


def reason(error: OSError) -> str:
    """What is wrong, without the name of the file."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def told(error: Exception, file: Path | None = None) -> str:
    """What is wrong, and with which file where that is known; `file` is what was written to, as a full
    disk names none."""
    if not isinstance(error, OSError) or not error.strerror:
        said = " ".join(str(error).split())
        if _WITHOUT_MEMORY.search(said):
            return f"{MEMORY}: {_ADVICE.sub('', said)}"
        return f"{FULL}: {said}" if _SAYS_FULL.search(said) else said
    named = error.filename or file
    return f"{named}: {reason(error)}" if named else reason(error)
