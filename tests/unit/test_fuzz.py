"""The first hundred of the thousand damaged files of `make fuzz`: the run ends, everything is
accounted for, limits hold, nobody sees a traceback, and no figure is in another's place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.fuzz import STATUSES, fuzz, table
from tests.data.mutations import DAMAGES, FORMATS, SCANS, mutated, mutated_scans


def test_a_run_over_damaged_files(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    files = [*mutated(100, seed=1), *mutated_scans(4, seed=1)]
    out = fuzz(files, tmp_path)
    assert not out.faults
    assert sum(out.counts[format, status] for format in (*FORMATS, *SCANS) for status in STATUSES) == len(
        files
    )
    assert sum(out.counts[damage, "right"] for damage in DAMAGES) > 5000
    assert 0 < out.memory <= out.space
    assert capfd.readouterr() == ("", "")
    assert len(table(out).splitlines()) == 2 + len({kind for kind, _ in out.counts})
