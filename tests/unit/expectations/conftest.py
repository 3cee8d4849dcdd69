"""The rules judge small warehouses that a test describes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import duckdb
import pytest

from tests.unit.expectations.small_warehouse import Judged, SmallReport, fill


@pytest.fixture
def judged() -> Iterator[Callable[..., Judged]]:
    """Judges the given reports by every rule."""
    with ExitStack() as connections:

        def run(*reports: SmallReport) -> Judged:
            connection = connections.enter_context(duckdb.connect())
            fill(connection, reports)
            return Judged(connection)

        yield run
