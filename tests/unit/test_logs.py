"""Logging: quiet unless GONGKAI_LOG names a level, one line a message, also from a reader's
child."""

from __future__ import annotations

import io
import logging
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines import logs

ROOT = Path(__file__).resolve().parents[2]
SAID = ("debug", "info", "warning", "error")


def written(level: str | None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What one message of each level leaves, as the names of the levels."""
    monkeypatch.delenv(logs.VARIABLE, raising=False)
    if level is not None:
        monkeypatch.setenv(logs.VARIABLE, level)
    stream = io.StringIO()
    logs.configure(stream)
    logs.configure(stream)  # a second set-up doubles nothing
    try:
        for name in SAID:
            getattr(logging.getLogger("warehouse.build"), name)("word")
    finally:
        monkeypatch.delenv(logs.VARIABLE, raising=False)
        logs.configure()
    return [line.split()[2].lower() for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        pytest.param(None, [], id="unset-is-quiet"),
        pytest.param("", [], id="empty-is-quiet"),
        pytest.param("error", ["error"], id="error"),
        pytest.param("Warning", ["warning", "error"], id="case-does-not-matter"),
        pytest.param("debug", [*SAID], id="debug"),
    ],
)
def test_the_variable_names_the_lowest_level_written(
    level: str | None, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert written(level, monkeypatch) == expected


def test_other_libraries_keep_their_loggers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(logs.VARIABLE, "debug")
    stream = io.StringIO()
    logs.configure(stream)
    logging.getLogger("pdfminer").error("word")
    monkeypatch.delenv(logs.VARIABLE)
    logs.configure()
    assert stream.getvalue() == ""


def test_a_level_that_is_none_is_refused_in_one_line() -> None:
    ended = subprocess.run(
        [sys.executable, "gongkai.py", "--version"],
        cwd=ROOT,
        env={**os.environ, logs.VARIABLE: "loud"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == ["GONGKAI_LOG=loud：可用 / known are debug, info, warning, error"]


def test_every_package_of_the_tree_has_its_logger_set_up() -> None:
    from tests.contract.test_boundaries import PACKAGES

    assert set(logs.PACKAGES) == set(PACKAGES)


def test_a_reader_s_child_writes_its_log_and_nothing_of_its_libraries() -> None:
    program = (
        "import logging, os\n"
        "from pipelines.batch.limits import MEMORY, limit\n"
        "limit(MEMORY)\n"
        "os.write(2, b'noise of a library')\n"
        "logging.getLogger('pipelines.read.door').warning('a page was left out')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, logs.VARIABLE: "warning"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "pipelines.read.door: a page was left out" in ended.stderr
    assert "noise" not in ended.stderr


def test_a_name_of_a_file_neither_ends_the_line_nor_speaks_to_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(logs.VARIABLE, "warning")
    stream = io.StringIO()
    logs.configure(stream)
    try:
        logging.getLogger("pipelines.intake").warning("%s cannot be read", "a\n\x1b[2J\u202eb.txt")
        try:
            raise ValueError("no such page")
        except ValueError:
            logging.getLogger("pipelines.batch").exception("a.pdf")
    finally:
        monkeypatch.delenv(logs.VARIABLE)
        logs.configure()
    first, second, *trace = stream.getvalue().splitlines()
    assert first.endswith(r"WARNING pipelines.intake: a\n\x1b[2J\u202eb.txt cannot be read")
    assert second.endswith("ERROR pipelines.batch: a.pdf")
    assert (trace[0], trace[-1]) == ("Traceback (most recent call last):", "ValueError: no such page")


def test_a_file_takes_the_lines_and_is_put_aside_when_it_is_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(logs.TO_FILE, str(tmp_path / "gongkai.log"))
    monkeypatch.setattr(logs, "LARGEST", 200)
    logs.configure()
    try:
        for number in range(10):
            logging.getLogger("assets.run").info("line %d of a log that grows and grows", number)
        logging.getLogger("assets.run").debug("what nobody asked for")
    finally:
        monkeypatch.delenv(logs.TO_FILE)
        logs.configure()
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == ["gongkai.log", *(f"gongkai.log.{n}" for n in range(1, logs.OLD_ONES + 1))]
    assert "line 9" in (tmp_path / "gongkai.log").read_text() and all(
        "nobody" not in path.read_text() for path in tmp_path.iterdir()
    )


def test_several_processes_write_whole_lines_to_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of three says 100 lines, while the file is put aside again and again: all that is kept is
    whole, what each said last is there, and no line is in two files."""
    program = (
        "import logging, sys; from pipelines import logs; logs.LARGEST = 4000; logs.configure()\n"
        "for n in range(100): logging.getLogger('assets.run').info('%s-%03d %s', sys.argv[1], n, 'x' * 40)"
    )
    environment = {**os.environ, logs.TO_FILE: str(tmp_path / "gongkai.log")}
    writers = [
        subprocess.Popen([sys.executable, "-c", program, name], cwd=ROOT, env=environment) for name in "abc"
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    files = list(tmp_path.iterdir())
    assert len(files) == 1 + logs.OLD_ONES and all(path.stat().st_size <= 4000 for path in files)
    lines = [line for path in files for line in path.read_text().splitlines()]
    said = [line.split(": ", 1)[1] for line in lines]
    assert all(re.fullmatch(r"[abc]-\d{3} x{40}", line) for line in said)
    assert len(said) == len(set(said)) and len(said) > 150


def test_a_second_set_up_closes_the_file_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(logs.TO_FILE, str(tmp_path / "gongkai.log"))
    logs.configure()
    (first,) = [h for h in logging.getLogger("assets").handlers if isinstance(h, logging.FileHandler)]
    monkeypatch.delenv(logs.TO_FILE)
    opened = first.stream
    logs.configure()
    assert opened.closed


def test_a_log_whose_folder_is_gone_stops_no_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").mkdir()
    monkeypatch.setenv(logs.TO_FILE, str(tmp_path / "logs" / "gongkai.log"))
    logs.configure()
    shutil.rmtree(tmp_path / "logs")
    try:
        logging.getLogger("assets.run").error("word")
    finally:
        monkeypatch.delenv(logs.TO_FILE)
        logs.configure()
    assert "FileNotFoundError" in capsys.readouterr().err


def test_a_log_file_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = subprocess.run(
        [sys.executable, "gongkai.py", "--version"],
        cwd=ROOT,
        env={**os.environ, logs.TO_FILE: str(tmp_path / "file" / "gongkai.log")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "") and len(done.stderr.splitlines()) == 1
