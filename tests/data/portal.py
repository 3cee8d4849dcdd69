"""A portal for tests on the loopback interface: pages that tests lay in, and a record of everything
that was asked."""

from __future__ import annotations

import hashlib
import json
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, urlsplit


@dataclass
class Answer:
    """What a page answers. `validators`: `etag`, `dated` or none; `slow` seconds before the first
    byte; `short` leaves out the end of the body that its length has announced."""

    body: bytes = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    validators: str = "etag"
    slow: float = 0.0
    short: bool = False


@dataclass(frozen=True)
class Asked:
    """A request: its path with the query, what it was answered, and how many bytes of body were
    sent."""

    path: str
    status: int
    sent: int
    agent: str
    conditional: bool
    at: float


Page = Answer | Callable[[Mapping[str, str]], Answer]


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: a crawl that is killed hangs up."""


class Portal:
    """A context manager, with `tls` one that speaks it; `pages` maps a path to an answer, or to what makes one from the query or the
    body."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []
        self.arrived: Counter[str] = Counter()  # by path, answered or not
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._scheme = "https" if tls else "http"
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"{self._scheme}://{self.host}{path}"

    def put(self, path: str, body: bytes | str, **more: object) -> None:
        """Lay in a page."""
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = Answer(data, **more)  # type: ignore[arg-type]

    def answer(self, path: str, body: bytes = b"") -> tuple[int, bytes]:
        """Status and body of what a request would be answered, without a network."""
        found = _answer(self, path, body)
        return found.status, found.body

    def body(self, path: str) -> str:
        """The text of a page that is laid in."""
        return self.answer(path)[1].decode()

    def night(self) -> list[Asked]:
        """What was asked since the last call, robots.txt left out."""
        asked, self.asked = self.asked, []
        return [a for a in asked if a.path != "/robots.txt"]


def _answer(portal: Portal, path: str, body: bytes) -> Answer:
    parts = urlsplit(path)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if body[:1] == b"{":
        query |= json.loads(body)
    else:
        query |= {name: values[0] for name, values in parse_qs(body.decode()).items()}
    names = (path, parts.path, parts.path + "index.html")
    page = next((portal.pages[n] for n in names if n in portal.pages), Answer(b"<h1>404</h1>", 404))
    return page(query) if callable(page) else page


def _handler(portal: Portal) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        def _answer(self, body: bytes) -> None:
            portal.arrived[self.path] += 1
            answer = _answer(portal, self.path, body)
            time.sleep(answer.slow)
            self._send(answer)

        def _send(self, answer: Answer) -> None:
            mark = f'"{hashlib.md5(answer.body).hexdigest()}"'
            day = "Thu, 01 Jan 2026 00:00:00 GMT"
            matches = answer.status == 200 and (
                (answer.validators == "etag" and self.headers.get("If-None-Match") == mark)
                or (answer.validators == "dated" and self.headers.get("If-Modified-Since") == day)
            )
            status, body = (304, b"") if matches else (answer.status, answer.body)
            conditional = bool(self.headers.get("If-None-Match") or self.headers.get("If-Modified-Since"))
            agent = self.headers.get("User-Agent") or ""
            portal.asked.append(Asked(self.path, status, len(body), agent, conditional, time.monotonic()))
            self.send_response(status)
            self.send_header("Content-Type", answer.type)
            if status == 200 and answer.validators == "etag":
                self.send_header("ETag", mark)
            elif status == 200 and answer.validators == "dated":
                self.send_header("Last-Modified", day)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if answer.short else body)
            self.close_connection = self.close_connection or answer.short

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the portal keeps its own record."""

    return Handler
