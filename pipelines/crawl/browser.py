"""A page as it came -> as a browser shows it after its scripts have run.

The browser is an installed Chromium without any network (caged.py). Whatever a page asks for, it
asks us (devtools.py): `get` answers or refuses, as the crawl does for its own requests. One browser
draws one page, in its turn and within limits of time, memory and requests, and ends with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shlex
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from pipelines.crawl.devtools import Ended, Get, Given, Page, Undrawn

COMMAND = "GONGKAI_CHROMIUM"
"""The variable of the environment that names the browser and options of its own."""
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 240.0
"""For a page, with the pauses between what it asks for."""
MEMORY = 1500 * 2**20
"""Bytes that all processes of a browser may hold together."""
_SHOWN = 200  # characters of what a browser said
_LOOK = 0.25  # seconds between two looks at time and memory
_OPTIONS = (
    *("--headless", "--remote-debugging-pipe", "--disable-gpu", "--no-first-run", "--mute-audio"),
    *("--disable-extensions", "--disable-background-networking", "--disable-dev-shm-usage"),
    *("--disable-component-update", "--disable-sync", "--disable-breakpad", "--no-default-browser-check"),
    "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable",
    *("--disable-site-isolation-trials", "--renderer-process-limit=1", "--js-flags=--max-old-space-size=256"),
    *("--host-resolver-rules=MAP * ~NOTFOUND", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp"),
)


def command() -> list[str]:
    """The browser and options of its own, as GONGKAI_CHROMIUM says or as it is installed. Raises
    Undrawn if there is none."""
    words = shlex.split(os.environ.get(COMMAND, ""))
    program = shutil.which(words[0]) if words else next(filter(None, map(shutil.which, _NAMES)), None)
    if not program:
        raise Undrawn(f"没有安装 Chromium / no Chromium is installed ({COMMAND})")
    return [program, *words[1:]]


async def draw(url: str, given: Given, get: Get, seconds: float = SECONDS, memory: int = MEMORY) -> str:
    """The page at an address, which came as `given`, as HTML; in its turn, which takes none of its
    `seconds`. Raises Undrawn."""
    async with _turn():
        return await _drawn(url, given, get, seconds, memory)


@contextlib.asynccontextmanager
async def _turn() -> AsyncIterator[None]:
    """While no other process of the crawl has a browser: sixteen hosts are crawled at a time, and so
    many browsers would take all memory. The lock goes with whoever holds it."""
    import fcntl

    file = os.open(__file__, os.O_RDONLY)
    try:
        while True:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            await asyncio.sleep(_LOOK)
        yield
    finally:
        os.close(file)


async def _drawn(url: str, given: Given, get: Get, seconds: float, memory: int) -> str:
    with tempfile.TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True) as home:
        words = [*command(), *_OPTIONS, f"--user-data-dir={home}", "about:blank"]
        said = Path(home) / "said"
        with said.open("wb") as errors:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "pipelines.crawl.caged", *words),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
                limit=2**26,
                cwd=Path(__file__).resolve().parents[2],
                env={"PATH": os.environ.get("PATH", os.defpath), "HOME": home, "TMPDIR": home},
            )
        page = Page(process, url, given, get)
        work = asyncio.ensure_future(page.drawn())
        try:
            async with asyncio.timeout(seconds):
                while not work.done():
                    await asyncio.wait([work], timeout=_LOOK)
                    if held(process.pid) > memory:
                        raise Undrawn(f"浏览器超过 {memory >> 20} MB / the browser took more than that")
            return work.result()
        except Ended as ended:
            raise Undrawn(f"{ended}: {_last(said)}") from None
        except TimeoutError:
            raise Undrawn(f"{seconds:g} 秒内没有画完 / not drawn in so many seconds") from None
        finally:
            work.cancel()
            page.end()
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def _last(said: Path) -> str:
    """The last line that a browser said before it ended, which is why it could not begin."""
    lines = said.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "?")[-_SHOWN:]


def held(group: int) -> int:
    """Bytes that the processes of a group hold, what they share counted each time."""
    pages = 0
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):  # it has just ended
            said = (process / "stat").read_text().rpartition(")")[2].split()
            if int(said[2]) == group:
                pages += int(said[21])
    return pages * os.sysconf("SC_PAGE_SIZE")
