"""What is read in a child is what is read anywhere; whatever a file does to its reader there, a
report comes back that says so, and the next file is read."""

from __future__ import annotations

import faulthandler
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import pipelines.report
from pipelines.batch import answering, limits
from pipelines.batch.child import reading
from pipelines.model import Filing, Report

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = sorted(p for p in (ROOT / "raw").rglob("*-20*.*") if p.is_file())
SAMPLE = ROOT / "raw/2021/yunxi-2021.txt"
forked = pytest.mark.skipif(sys.platform != "linux", reason="only a fork sees the reader of a test")


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children by fork, whatever threads the other tests have left: they inherit the reader of the
    test."""
    import multiprocessing

    monkeypatch.setattr(answering, "own_context", lambda: multiprocessing.get_context("fork"))


def reader(monkeypatch: pytest.MonkeyPatch, does: Callable[[bytes], object]) -> None:
    """Lets every file be read as usual, after `does` was called with its content."""
    usual = pipelines.report.report_of

    def read(filing: Filing, data: bytes) -> Report:
        does(data)
        return usual(filing, data)

    monkeypatch.setattr(pipelines.report, "report_of", read)


def file(data: bytes) -> tuple[Filing, bytes]:
    return Filing("yunxi-2021.txt", hashlib.sha256(data).hexdigest(), len(data)), data


def crash() -> None:
    """As a library of C does, without the report that pytest would write."""
    faulthandler.disable()
    os.kill(os.getpid(), signal.SIGSEGV)


def said(report: Report) -> tuple[str, str, str]:
    return report.status, report.issues[0].code, report.issues[0].detail


def read_twice() -> None:
    """Raises AssertionError unless a child reads what this process does."""
    files = [*SAMPLES, ROOT / "raw/no such file", ROOT / "raw"]
    with reading(files) as read:
        assert [*read] == [pipelines.report.read_report(path) for path in files]


def test_what_is_read_in_a_child_is_what_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    import multiprocessing

    monkeypatch.setattr(answering, "own_context", lambda: multiprocessing.get_context("spawn"))
    read_twice()


@forked
def test_what_is_read_in_a_fork_is_what_is_read_here() -> None:
    """In a process of its own: a fork of this one would have all that the tests before it have taken,
    which counts against its limit of memory."""
    code = (
        "from tests.unit.batch.test_child import answering, read_twice; import multiprocessing as m;"
        "answering.own_context = lambda: m.get_context('fork'); read_twice()"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=300)


def test_the_bytes_of_a_file_are_read_like_the_file() -> None:
    with reading([file(SAMPLE.read_bytes())]) as read:
        (report,) = read
    assert (report.status, report.statement.year) == ("parsed", 2021)


@forked
@pytest.mark.usefixtures("forks")
@pytest.mark.parametrize(
    ("does", "code", "detail"),
    [
        pytest.param(lambda: time.sleep(600), "read.limit", "1 秒 s", id="never-ends"),
        pytest.param(lambda: bytearray(4 * limits.MEMORY), "read.limit", "内存 memory", id="fills-memory"),
        pytest.param(lambda: crash(), "read.crash", "SIGSEGV", id="crashes"),
        pytest.param(lambda: os.kill(os.getpid(), signal.SIGKILL), "read.crash", "SIGKILL", id="is-killed"),
        pytest.param(lambda: os._exit(3), "read.crash", "exit 3", id="exits"),
        pytest.param(lambda: 1 / 0, "read.crash", "ZeroDivisionError: division by zero", id="raises"),
    ],
)
def test_what_a_file_does_to_its_reader_is_said_of_it_and_the_next_one_is_read(
    does: Callable[[], object], code: str, detail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader(monkeypatch, lambda data: does() if data == b"bad" else None)
    good = file(SAMPLE.read_bytes())
    with reading([good, file(b"bad"), good], seconds=1 if detail == "1 秒 s" else 60) as read:
        before, bad, behind = read
    assert said(bad) == ("quarantined", code, detail)
    assert before == behind
    assert before.status == "parsed"


@forked
@pytest.mark.usefixtures("forks")
def test_what_died_in_a_child_that_had_read_others_is_read_once_more_in_a_new_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[bytes] = []  # in each child

    def die_of_the_second(data: bytes) -> None:
        begun.append(data)
        if len(begun) == 2:
            os._exit(3)

    reader(monkeypatch, die_of_the_second)
    good = file(SAMPLE.read_bytes())
    with reading([good] * 3) as read:
        assert [report.status for report in read] == ["parsed"] * 3


@forked
@pytest.mark.usefixtures("forks")
def test_a_child_reads_only_so_many_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(limits, "PER_CHILD", 2)
    reader(monkeypatch, lambda data: (tmp_path / str(os.getpid())).touch())
    with reading([file(SAMPLE.read_bytes())] * 5) as read:
        assert len([*read]) == 5
    assert len([*tmp_path.iterdir()]) == 3


WAITS = """
import sys, time
from pathlib import Path
import pipelines.report
from pipelines.batch.child import reading

def read(path):
    Path(sys.argv[1]).write_text(str(__import__("os").getpid()))
    time.sleep(600)

pipelines.report.read_report = read
with reading([Path("x")]) as reports:
    next(reports)
"""


def as_from_a_terminal() -> None:
    """What this process ignores or holds back, as one in the background does, is not handed on."""
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.SIG_DFL)


@forked
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda s: s.name)
def test_whatever_ends_the_command_ends_the_child(ending: signal.Signals, tmp_path: Path) -> None:
    """SIGINT goes to both, as Ctrl-C in a terminal does."""
    note = tmp_path / "pid"
    parent = subprocess.Popen(
        [sys.executable, "-c", WAITS, str(note)],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=as_from_a_terminal,
    )
    try:
        until(lambda: note.exists() and note.read_text() != "")
        if ending == signal.SIGINT:
            os.killpg(parent.pid, ending)
        else:
            parent.send_signal(ending)
        parent.wait(60)
        until(lambda: gone(int(note.read_text())))
    finally:
        parent.kill()
        parent.wait()


def gone(process: int) -> bool:
    """Whether a process has ended, reaped or not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def until(true: Callable[[], bool]) -> None:
    """Waits for something that comes soon, on a busy machine too."""
    for _ in range(6000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")
