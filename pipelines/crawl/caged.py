"""`python -m pipelines.crawl.caged COMMAND...`: becomes this command, in a group of its own, without a
network, and with its descriptors 0 and 1 as 3 and 4, where a browser takes orders.

Raises OSError where the system lets no process go without a network: then there is no browser.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from pipelines.ending import end_with_parent

_NETWORK, _USER = 0x40000000, 0x10000000
"""CLONE_NEWNET and CLONE_NEWUSER of unshare(2)."""


def without_network() -> None:
    """Leave the network for one that is empty; who is not root does so as the same user in a
    namespace of users, in which a browser can still build its own sandbox."""
    if sys.platform != "linux":
        raise OSError("没有网络命名空间 / only Linux has network namespaces")
    library = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    if library.unshare(_NETWORK):
        if library.unshare(_NETWORK | _USER):
            raise OSError(ctypes.get_errno(), "无法断开网络 / no process without a network here")
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    end_with_parent()  # which a new namespace of users would undo


if __name__ == "__main__":
    os.setsid()
    without_network()
    os.dup2(0, 3)
    os.dup2(1, 4)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.execvp(sys.argv[1], sys.argv[1:])
