"""A real browser before real pages: one server over one folder, into which the tests publish
builds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tools.serving import CHROMIUM, PATIENCE, ROOT, chromium, new_page, serving


@dataclass
class Site:
    """The pages, the folder they look at, and every address that the browser asked for."""

    address: str
    folder: Path
    raw: Path
    page: Any
    requested: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Any:
        """A page after it is loaded."""
        self.said.clear()
        self.page.goto(f"{self.address}/{path}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the page is there."""
        self.page.wait_for_load_state("load", timeout=PATIENCE)
        self.page.wait_for_selector("main h1", timeout=PATIENCE)

    def text(self) -> str:
        """What is on the page."""
        return str(self.page.inner_text("main"))

    def errors(self) -> list[str]:
        """What the browser says of the page going wrong: scripts, styles and pictures that are
        refused or broken."""
        return self.said

    def elsewhere(self) -> list[str]:
        """Addresses off this machine that were asked for."""
        here = (self.address, self.address.replace("http", "ws"), "data:", "blob:")
        return [a for a in self.requested if not a.startswith(here)]


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """The one browser of all tests here: a second in the same process would be refused. It ends with
    them, since as long as it lives no other test of the process can run an event loop."""
    pytest.importorskip("playwright", reason="playwright is not installed: make .venv/all")
    if CHROMIUM is None:
        pytest.skip("no browser: apt-get install chromium fonts-noto-cjk")
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[Site]:
    """The pages over a published build of raw/."""
    pytest.importorskip("starlette", reason="the extra `dashboard` is not installed")
    from assets.run import run

    folder, raw = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("files") / "raw"
    shutil.copytree(ROOT / "raw", raw)  # decisions are written into it
    run(raw, folder, workers=2)
    with serving(folder, raw) as address:
        page = new_page(browser)
        found = Site(address, folder, raw, page)
        page.on("request", lambda request: found.requested.append(request.url))
        page.on("console", lambda told: found.said.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: found.said.append(str(error)))
        page.on("websocket", lambda socket: found.requested.append(socket.url))
        page.on("dialog", lambda dialog: (found.dialogs.append(dialog.message), dialog.dismiss()))
        yield found
