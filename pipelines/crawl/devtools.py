"""A browser that is at work -> the page that it shows when nothing more comes; whatever the page asks
for it asks us (DevTools protocol over two pipes, domain `Fetch`)."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_REQUESTS = 60
"""What a page may ask for."""
_QUIET = 1.0  # seconds without a request after which a page is taken to be drawn
_WANTED = frozenset({"Document", "Script", "XHR", "Fetch"})
"""What a page needs to say what it says; pictures, fonts, styles and films it does not get."""
_SHOWN = """(() => {
  for (const m of document.querySelectorAll("meta[charset]")) m.setAttribute("charset", "utf-8");
  for (const m of document.querySelectorAll("meta[http-equiv=content-type i]")) m.remove();
  return document.documentElement.outerHTML;
})()"""
"""What is left of the page in the end, which says that it is UTF-8."""
_PASSED = ("content-type", "access-control-")
"""Headers of an answer that the page may need."""


class Undrawn(Exception):
    """There is no browser, or it did not draw the page; the message says why."""


class Ended(Undrawn):
    """The browser has ended by itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a page asks for."""

    url: str
    method: str = "GET"
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """What it gets."""

    body: bytes
    headers: Mapping[str, str]
    status: int = 200


Get = Callable[[Part], Awaitable[Given | None]]


class Page:
    """One page in one browser: orders go out, answers and events come in. `get` gives what it asks
    for, None for what it does not get."""

    def __init__(self, process: asyncio.subprocess.Process, url: str, given: Given, get: Get) -> None:
        assert process.stdin and process.stdout
        self._out, self._in = process.stdin, process.stdout
        self._url, self._given, self._get = url, given, get
        self._session = ""
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._numbers = iter(range(1, sys.maxsize))
        self._asked, self._open = 0, 0
        self._is_loaded = False
        self._moved = asyncio.Event()
        self._tasks: set[asyncio.Future[Any]] = set()
        self._begin(self._listen())

    def end(self) -> None:
        """Stop listening and asking."""
        for task in self._tasks:
            task.cancel()

    async def drawn(self) -> str:
        """The page when nothing more comes."""
        target = await self._order("Target.createTarget", url="about:blank")
        attached = await self._order("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        await self._order("Page.enable")
        await self._order("Fetch.enable", patterns=[{"urlPattern": "*"}])
        self._begin(self._order("Page.navigate", url=self._url))
        while not (self._is_loaded and not self._open):
            await self._change(None)
            while self._is_loaded and not self._open and await self._change(_QUIET):
                pass
        shown = await self._order("Runtime.evaluate", expression=_SHOWN, returnByValue=True)
        if not isinstance(page := shown["result"].get("value"), str):
            raise Undrawn("画出的页面读不出来 / what was drawn cannot be read")
        return f"<!DOCTYPE html>{page}"

    async def _change(self, seconds: float | None) -> bool:
        """Whether anything came within so many seconds."""
        self._moved.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._moved.wait()
        except TimeoutError:
            return False
        return True

    def _begin(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _order(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        order: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if self._session:
            order["sessionId"] = self._session
        self._answers[number] = asyncio.get_running_loop().create_future()
        self._out.write(json.dumps(order).encode() + b"\0")
        answer = await self._answers[number]
        del self._answers[number]
        if "error" in answer:
            raise Undrawn(f"{method}: {answer['error'].get('message')}")
        return answer.get("result") or {}

    async def _listen(self) -> None:
        try:
            while True:
                said = json.loads((await self._in.readuntil(b"\0"))[:-1])
                if "id" in said:
                    if future := self._answers.get(said["id"]):
                        future.set_result(said)
                else:
                    self._on_event(said["method"], said.get("params") or {})
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError, ValueError):
            for future in self._answers.values():
                if not future.done():
                    future.set_exception(Ended("浏览器已退出 / the browser has ended"))

    def _on_event(self, method: str, said: dict[str, Any]) -> None:
        if method == "Fetch.requestPaused":
            self._open += 1
            self._begin(self._answer(said))
        elif method == "Page.loadEventFired":
            self._is_loaded = True
        elif method == "Page.javascriptDialogOpening":
            self._begin(self._order("Page.handleJavaScriptDialog", accept=False))
        else:
            return
        self._moved.set()

    async def _answer(self, said: dict[str, Any]) -> None:
        """Give a page what it asks for, or tell it that there is nothing."""
        request = said["request"]
        part = Part(request["url"], request["method"], request.get("postData") or "", request["headers"])
        given: Given | None = None
        try:
            if not self._asked and said["resourceType"] == "Document":
                given = self._given
            elif said["resourceType"] in _WANTED and self._asked < MOST_REQUESTS:
                given = await self._get(part)
        finally:  # whatever became of it, the page does not wait for it
            self._asked += 1
            with contextlib.suppress(Undrawn):  # the page may have gone on without it
                await self._hand_over(said["requestId"], given)
            self._open -= 1
            self._moved.set()

    async def _hand_over(self, name: str, given: Given | None) -> None:
        if given is None:
            await self._order("Fetch.failRequest", requestId=name, errorReason="BlockedByClient")
            return
        headers = [{"name": n, "value": v} for n, v in given.headers.items() if n.lower().startswith(_PASSED)]
        await self._order(
            "Fetch.fulfillRequest",
            requestId=name,
            responseCode=given.status,
            responseHeaders=headers,
            body=base64.b64encode(given.body).decode(),
        )
