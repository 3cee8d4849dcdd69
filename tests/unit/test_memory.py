"""What a block changes of how memory is looked after is as before behind it, however it ends."""

from __future__ import annotations

import gc

import pyarrow as pa
import pytest

from pipelines.memory import given_back, uncollected


@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_is_as_before(collects: bool) -> None:
    assert gc.isenabled()
    try:
        if not collects:
            gc.disable()
        with pytest.raises(ValueError, match="ends"), uncollected():
            assert not gc.isenabled()
            raise ValueError("it ends")
        assert gc.isenabled() == collects
    finally:
        gc.enable()


def test_arrow_has_its_memory_from_where_it_had_it() -> None:
    before = pa.default_memory_pool().backend_name
    with pytest.raises(ValueError, match="ends"), given_back():
        held = pa.array(range(1000))
        raise ValueError("it ends")
    assert pa.default_memory_pool().backend_name == before
    assert held.to_pylist()[-1] == 999  # what was made in the block outlives it


def test_an_arrow_without_jemalloc_keeps_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> None:
        raise NotImplementedError

    monkeypatch.setattr(pa, "jemalloc_memory_pool", unknown)
    before = pa.default_memory_pool().backend_name
    with given_back():
        assert pa.default_memory_pool().backend_name == before
