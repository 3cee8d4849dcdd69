"""The limits that hold for every file that is read, in a run, by a command or for a page, and what
a child of ours does to keep to them.

Whoever started the child ends it when its time is over: what hangs in a library of C notices
nothing by itself.
"""

from __future__ import annotations

import os
import sys

from pipelines import logs
from pipelines.ending import end_with_parent

SECONDS = 60.0
"""Of waiting for one file. A report takes milliseconds, the referee seconds; what takes longer is
no report."""
SECONDS_ALONE = 240.0
"""For a file that is read alone, such as in a second attempt: a long scan, or a machine that was
busy with other things."""
MEMORY = 2 * 2**30
"""Bytes of address space for each child."""
PER_CHILD = 500
"""Files; then a new child takes over, so that what libraries lose does not add up."""

_WITHOUT_NETWORK = (
    0x40000000,
    0x40000000 | 0x10000000,
)  # CLONE_NEWNET of unshare(2), for others than root in a namespace


def limit(memory: int) -> None:
    """In a child: no more memory than this, no core files, no word of a C library on the terminal
    (the log goes on to be written there), no network where the kernel lets it go, and no life after
    the parent's, which could not end it any more if it hangs."""
    import ctypes
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logs.configure(os.fdopen(os.dup(2), "w", encoding="utf-8", errors="backslashreplace"))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    end_with_parent()
    if sys.platform == "linux":
        any(ctypes.CDLL(None).unshare(flags) == 0 for flags in _WITHOUT_NETWORK)
