"""What benchmarks found, as ratios that hold from machine to machine; kept for the table at the end
of `make bench`."""

from __future__ import annotations

import json
import os
from pathlib import Path

KEPT = "GONGKAI_BENCH_RATIOS"
"""The environment's name for the file that the table is made of; without it nothing is kept."""


def note(subject: str, of: str, ratio: float, unit: str = "") -> None:
    """One line of the table; `unit` says of what the ratio is, where that is not times."""
    if path := os.environ.get(KEPT):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps([subject, of, ratio, unit], ensure_ascii=False) + "\n")
