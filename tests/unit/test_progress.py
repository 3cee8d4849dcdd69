"""Who watches a long run sees how far it is, how fast, and how long it will take; a pipe and
--quiet see nothing."""

from __future__ import annotations

import pytest

from terminal.progress import progress, speed_text


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


@pytest.mark.parametrize("quiet", [True, False])
def test_nothing_is_shown_where_nobody_watches(quiet: bool, capfd: pytest.CaptureFixture[str]) -> None:
    with progress(quiet) as listen:
        listen("read", 0, 2)
        listen("read", 2, 2)
    assert capfd.readouterr() == ("", "")
