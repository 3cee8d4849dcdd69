"""What holds for all tests: no time limit on single examples, since a busy machine proves nothing
about the code; and no lines of pytest-xdist about processes that are being started."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Processes that are lost are still reported; only that some are being started is not."""
    reporter = config.pluginmanager.get_plugin("terminaldistreporter")
    if reporter:
        reporter.ensure_show_status = lambda: None
        reporter.setstatus = lambda *_, **__: None
