"""The pages served as `gongkai dashboard` serves them, and a browser to look at them with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = next(
    (p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None
)
ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
PATIENCE = 30_000
"""Milliseconds that a page may take on a busy machine; nothing is asserted about time."""


@contextmanager
def serving(folder: Path, raw: Path) -> Iterator[str]:
    """The address of the pages over the builds in `folder`; the server ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    own = {
        "GONGKAI_WAREHOUSE": str(folder.resolve()),
        "GONGKAI_RAW": str(raw.resolve()),
        "PYTHONPATH": str(ROOT),
    }
    server = subprocess.Popen(
        [sys.executable, "gongkai.py", "dashboard", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, **own},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"{address}/metrics", server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser; one at a time in a process, which is all that playwright's plain calls allow."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


def new_page(browser: Any, width: int = 1440, height: int = 1000, language: str = "zh-CN") -> Any:
    """A page of that browser, `width` by `height` pixels, whose visitor reads `language`."""
    page = browser.new_page(viewport={"width": width, "height": height}, locale=language)
    page.set_default_timeout(PATIENCE)
    return page


@contextmanager
def browsing(width: int = 1440, height: int = 1000) -> Iterator[Any]:
    """A page of a browser of its own."""
    with chromium() as browser:
        yield new_page(browser, width, height)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if server.poll() is not None:
            raise RuntimeError("the server of the pages has ended")
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server of the pages does not answer")
