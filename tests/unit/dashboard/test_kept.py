"""What is kept: each value once, within its room, and nothing that is too large or was refused."""

from __future__ import annotations

from itertools import count

import pytest

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard import cache
from dashboard.answers import Reply
from dashboard.cache import Cache
from dashboard.kept import Kept


def test_the_oldest_goes_when_there_is_no_room() -> None:
    kept, made = Kept(2, lambda value: 1), count()
    first = [kept.get(key, lambda: next(made)) for key in "abac"]
    assert first == [0, 1, 0, 2] and kept.taken == 2
    assert kept.get("a", lambda: next(made)) == 0  # asked for last, so b went
    assert kept.get("b", lambda: next(made)) == 3


def test_what_could_not_be_made_is_asked_again() -> None:
    kept = Kept(2, lambda value: 1)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert kept.get("a", lambda: 7) == 7


@pytest.mark.parametrize(
    ("reply", "times"),
    [
        pytest.param(Reply(200, "text/plain", b"a" * 900), 1, id="kept"),
        pytest.param(Reply(404, "text/plain", b""), 1, id="not there"),
        pytest.param(Reply(200, "text/plain", b"a" * 5000), 2, id="too large"),
        pytest.param(Reply(400, "text/plain", b""), 2, id="refused"),
    ],
)
def test_an_answer_is_made_once_unless_it_is_large_or_refused(
    reply: Reply, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "LARGEST", 4000)
    kept, made = Cache(), count()

    def make() -> Reply:
        next(made)
        return reply

    assert [kept.get("key", make).reply for _ in range(2)] == [reply, reply]
    assert next(made) == times
    assert kept.taken < 4000
