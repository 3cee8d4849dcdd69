"""`python -m tests.data.forked`: a process that forks itself for tasks which end in many ways."""

from __future__ import annotations

import os
import signal
import stat
import sys
import time

from pipelines.crawl.forks import serve


def work(task: str) -> None:
    """`task` names the way."""
    if task == "speaks":
        print("one\ntwo", file=sys.stderr)
    elif task == "raises":
        raise ValueError("so it is")
    elif task == "crashes":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif task == "hangs":
        time.sleep(60)
    elif task == "takes its server along":
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    elif task == "is alone":
        held = [os.fstat(fd).st_mode for fd in range(3, 64) if _is_open(fd)]
        print(sum(map(stat.S_ISSOCK, held)), file=sys.stderr)


def _is_open(fd: int) -> bool:
    try:
        os.fstat(fd)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    serve(work)
