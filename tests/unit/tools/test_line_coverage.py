"""What several processes saw of the same files is counted once, and shown by room."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.line_coverage import joined, table


def test_a_line_that_ran_in_any_process_did_run() -> None:
    first = {"pipelines/fold.py": [[1, 2], [3, 4]]}
    second = {"pipelines/fold.py": [[1, 3], [2, 4]], "export/files.py": [[], [1]]}
    assert joined([first, second]) == {
        "pipelines/fold.py": ({1, 2, 3}, {4}),
        "export/files.py": (set(), {1}),
    }


def test_the_table_has_rooms_and_the_whole() -> None:
    lines = {
        "pipelines/fold.py": ({1, 2, 3}, {4}),
        "pipelines/read/door.py": ({1}, set()),
        "pipelines/read/pdf/reader.py": (set(), {1}),
        "export/files.py": (set(), {1, 2}),
    }
    assert [line.split() for line in table(lines)] == [
        ["export", "0.0%", "0", "of", "2"],
        ["pipelines", "75.0%", "3", "of", "4"],
        ["pipelines/read", "50.0%", "1", "of", "2"],
        ["all", "50.0%", "4", "of", "8"],
    ]


@pytest.mark.parametrize("processes", [[], ["-n", "2"]], ids=["one process", "two workers"])
def test_a_run_of_pytest_ends_with_the_table(tmp_path: Path, processes: list[str]) -> None:
    """The lines of a function are counted where it was called, in whichever process."""
    pytest.importorskip("slipcover", reason="the extra `test` is not installed")
    root = Path(__file__).resolve().parents[3]
    (tmp_path / "test_one.py").write_text(
        "from pipelines.fold import fold\n\n\ndef test_it():\n    assert fold('（一）') == '(一)'\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "tools.line_coverage", "--rootdir", str(tmp_path)]
    run = subprocess.run(
        [*command, "-c", "/dev/null", "-p", "no:cacheprovider", *processes, str(tmp_path)],
        cwd=root,
        env={"PYTHONPATH": str(root), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
    )
    shares = {words[0]: words[1] for line in run.stdout.splitlines() if len(words := line.split()) == 5}
    assert run.returncode == 0, run.stdout
    assert shares["export"] == "0.0%"
    assert 0 < float(shares["pipelines"].rstrip("%")) < 100
