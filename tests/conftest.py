"""What holds for all tests: no time limit on single examples, since a busy machine proves nothing
about the code; no lines of pytest-xdist about processes that are being started; and the rooms whose
tests take long begin, so that no process is left alone with them at the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

LONG_FIRST = ("torture", "graph", "browser", "portal", "property")
"""Folders of tests that take long, in the order in which they begin."""
ROOT = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Processes that are lost are still reported; only that some are being started is not."""
    reporter = config.pluginmanager.get_plugin("terminaldistreporter")
    if reporter:
        reporter.ensure_show_status = lambda: None
        reporter.setstatus = lambda *_, **__: None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first; within a folder as they are."""
    rooms = {room: place for place, room in enumerate(LONG_FIRST)}
    items.sort(key=lambda item: rooms.get(item.path.relative_to(ROOT).parts[0], len(rooms)))
