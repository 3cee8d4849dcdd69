"""Every benchmark that takes minutes, one after the other, and one table of ratios at the end:
python -m bench [FILE ...]. Files that are named are read with those of raw/ (bench.reading)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.ratios import KEPT
from bench.stages import machine

SUBJECTS = (
    ("reading",),
    ("rivals",),
    ("formats",),
    ("growth",),
    ("workers",),
    ("rules", "10000", "100000"),
    ("scale", "1000", "10000"),
    ("line", "1000"),
)
"""Modules of bench/ with their arguments; the large sizes have commands of their own."""


def main(files: list[str]) -> None:
    """Print what each subject prints, then the table."""
    subjects = [(*subject, *files) if subject == ("reading",) else subject for subject in SUBJECTS]
    named = machine()
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "ratios.jsonl"
        kept.touch()
        for number, (subject, *arguments) in enumerate(subjects, 1):
            print(f"\n[{number}/{len(subjects)}] bench.{subject}", flush=True)
            command = [sys.executable, "-m", f"bench.{subject}", *arguments]
            subprocess.run(command, check=True, env={**os.environ, KEPT: str(kept)})
        ratios = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    print(f"\n{named}\n\n{'':10}{'of':64}{'ratio':>9}")
    for subject, of, ratio, unit in ratios:
        print(f"{subject:10}{of:64}{ratio:>9.2f} {unit}")


if __name__ == "__main__":
    main(sys.argv[1:])
