"""The end of a child of ours: not after that of its parent."""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing import parent_process

_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def end_with_parent() -> None:
    """In a child: end it when its parent ends, however that ends, where the system can (Linux). A child
    that waits for work would wait for ever: it holds the other end of what it waits at itself."""
    import ctypes

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        parent = parent_process()
        if parent is not None and os.getppid() != parent.pid:  # it ended while this one was starting
            os.kill(os.getpid(), signal.SIGKILL)
