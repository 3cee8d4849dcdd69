"""The end of a child of ours: not after that of its parent."""

from __future__ import annotations

import signal
import sys

_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def end_with_parent() -> None:
    """In a child: end it when its parent ends, however that ends, where the system can (Linux). A child
    that waits for work would wait for ever: it holds the other end of what it waits at itself."""
    import ctypes

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
