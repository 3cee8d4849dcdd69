"""Who watches a long run sees how far it is, how fast, and how long it will take; a pipe and
--quiet see nothing."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

from terminal.harmless import guard_output
from terminal.progress import WORDS, progress, speed_text

ROOMS = ("terminal", "assets", "export")


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ((120, 4000, 38.25, 3725.2), "120/4,000 · 38.2 份/秒 files/s · 剩余 left 1:02:05"),
        ((4000, 4000, 412.6, 0.0), "4,000/4,000 · 413 份/秒 files/s"),
        ((0, 4000, None, None), "0/4,000"),
        ((1, 1, 0.5, None), "1/1"),
        ((0, 0, None, None), ""),
    ],
)
def test_speed_and_time_left(told: tuple[int, int, float | None, float | None], shown: str) -> None:
    assert speed_text(*told) == shown


def test_every_step_has_words() -> None:
    """Those that are named where a step is told of."""
    root = Path(__file__).resolve().parents[2]
    told = re.compile(r"(?:listener|report_progress|under_way)\(\s*\"(\w+)\"|partial\(listener, \"(\w+)\"")
    code = [path.read_text("utf-8") for room in ROOMS for path in (root / room).rglob("*.py")]
    steps = {one or other for text in code for one, other in told.findall(text)}
    assert {"read", "lake", "build"} <= steps <= {*WORDS}


def test_the_bar_leaves_standard_output_to_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar on a terminal while the answers go into a file, and the streams as they are in the program."""
    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr(err, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    guard_output()
    with progress(False) as listen:
        listen("read", 0, 2)
        print("an answer")
        listen("read", 2, 2)
    assert out.getvalue() == "an answer\n"
    assert "\x1b[" in err.getvalue() and "an answer" not in err.getvalue() and "u+001b" not in err.getvalue()


@pytest.mark.parametrize("quiet", [True, False])
def test_nothing_is_shown_where_nobody_watches(quiet: bool, capfd: pytest.CaptureFixture[str]) -> None:
    with progress(quiet) as listen:
        listen("read", 0, 2)
        listen("read", 2, 2)
    assert capfd.readouterr() == ("", "")
