"""Progress is handed in: each run is heard by its own listener and by no other."""

from __future__ import annotations

import pytest

from assets.progress import Progress


def test_each_listener_hears_its_own_run() -> None:
    heard: dict[str, list[tuple[str, int, int]]] = {"one": [], "other": []}
    one, other = (Progress(lambda *said, name=name: heard[name].append(said)) for name in heard)
    one.of("read")(3, 9)
    with other.under_way("build"):
        assert heard["other"] == [("build", 0, 0)]
    assert heard == {"one": [("read", 3, 9)], "other": [("build", 0, 0), ("build", 1, 1)]}


def test_a_step_that_fails_has_not_ended() -> None:
    heard: list[tuple[str, int, int]] = []
    progress = Progress(lambda *said: heard.append(said))
    with pytest.raises(RuntimeError), progress.under_way("build"):
        raise RuntimeError
    assert heard == [("build", 0, 0)]


def test_nobody_need_listen() -> None:
    Progress().of("read")(1, 1)
