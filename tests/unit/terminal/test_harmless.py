"""Nothing that a report or a file name brings speaks to the terminal; a full disk is told as that."""

from __future__ import annotations

import errno
import io
import sys
import warnings

import pytest

from terminal.errors import told
from terminal.harmless import Harmless, guard_output, harmless, unguarded


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("青禾县\t3\n", "青禾县\t3\n"),
        ("\x1b]0;owned\x07", "<u+001b>]0;owned<u+0007>"),
        ("\x1b[2J", "<u+001b>[2J"),
        ("\x9b31m", "<u+009b>31m"),
        ("a\u202egpj.exe", "a<u+202e>gpj.exe"),
        ("over\rwritten", "over<u+000d>written"),
    ],
)
def test_what_a_terminal_would_act_upon_is_written_out(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_only_a_terminal_is_guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    for is_terminal in (True, False):
        stream = io.StringIO()
        monkeypatch.setattr(stream, "isatty", lambda is_terminal=is_terminal: is_terminal)
        monkeypatch.setattr(sys, "stdout", stream)
        guard_output()
        print("\x1b[2J", end="")
        assert stream.getvalue() == ("<u+001b>[2J" if is_terminal else "\x1b[2J")
        assert isinstance(sys.stdout, Harmless) is is_terminal


def test_standard_error_is_guarded_wherever_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cron mail is read on a terminal, too; warnings of Python and log lines go the same way."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    guard_output()
    print("\x1b[2J", file=sys.stderr)
    sys.stderr.writelines(["\x1b]0;owned\x07\n"])
    sys.stderr.write(warnings.formatwarning("\x9b31m", UserWarning, "a\rb.py", 1))
    assert stream.getvalue().startswith("<u+001b>[2J\n<u+001b>]0;owned<u+0007>\na<u+000d>b.py:1: ")
    assert stream.getvalue() == harmless(stream.getvalue())
    assert unguarded(sys.stderr) is stream and unguarded(stream) is stream


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left", "a.csv"), "a.csv: 磁盘已满 / no space left on the disk"),
        (OSError(errno.EACCES, "Permission denied", "a.csv"), "a.csv: 没有权限 / permission denied"),
        (ValueError("one\n  two"), "one two"),
        (
            RuntimeError("IO Error: No space left on device"),
            "磁盘已满 / no space left on the disk: IO Error: No",
        ),
        (
            RuntimeError(
                "a: Out of Memory Error: failed (3 MB used)\n\nPossible solutions:\n* SET threads=X"
            ),
            "内存不足，可调大 GONGKAI_MEMORY / out of memory, GONGKAI_MEMORY may be raised: a: Out of Memory"
            " Error: failed (3 MB used)",
        ),
    ],
)
def test_an_error_is_told_in_one_line(error: Exception, said: str) -> None:
    assert told(error).startswith(said) and "\n" not in told(error)
    assert "SET" not in told(error)  # what DuckDB advises is for who writes SQL
