"""What the files that are made to cost too much (tests/data/costly_files.py) do cost.

    python -m bench.costs [NAME ...]

Each is read in a process of its own, as by `gongkai read`. Prints processor seconds and peak memory
of the process, start included, and what is said of the file. Exits with 1 if one takes more than
MOST_SECONDS or MOST_MEGABYTES.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.ratios import note
from tests.data.costly_files import COSTLY

MOST_SECONDS, MOST_MEGABYTES = 10.0, 500.0
_READER = """
import sys
from pathlib import Path
from pipelines.batch.limits import MEMORY, limit
limit(MEMORY)
from pipelines.report import read_report
report = read_report(Path(sys.argv[1]))
most = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(*most, report.status, *dict.fromkeys(issue.code for issue in report.issues))
"""
"""Says the most memory that it took itself, in kB: what the system keeps of a process begins with
what its parent had."""


def cost(data: bytes) -> tuple[float, float, str]:
    """Seconds, megabytes, and the status and codes of issues; how the process ended if it said
    nothing."""
    with tempfile.TemporaryDirectory() as folder:
        (path := Path(folder) / "file").write_bytes(data)
        process = subprocess.Popen([sys.executable, "-c", _READER, path], stdout=subprocess.PIPE, text=True)
        said = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    most, _, rest = said.strip().partition(" ")
    return (
        used.ru_utime + used.ru_stime,
        int(most or used.ru_maxrss) / 1024,
        rest or f"ended with {process.returncode}",
    )


def main(names: list[str]) -> int:
    """Print a line for each. Gives the exit code."""
    beyond = 0
    for name in names or COSTLY:
        costly = COSTLY[name]
        data = costly.make(costly.many)
        seconds, megabytes, said = cost(data)
        much = seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES
        beyond += much
        heading = f"{'✗' if much else ' '} {costly.format:9}{name:36}{len(data) / 1e6:6.2f} MB"
        print(f"{heading}{seconds:7.1f} s{megabytes:6.0f} MB  {said}", flush=True)
    note("costs", "files beyond 10 s or 500 MB", beyond, "files")
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
