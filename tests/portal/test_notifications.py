"""After a run people are told what matters: in the warehouse, by webhook, by mail; and of sources
that broke."""

from __future__ import annotations

import json
import os
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from assets.notifications import notify
from assets.run import run
from findings.build_summary import latest_summary
from pipelines.crawl.all_sources import crawl
from pipelines.crawl.health import health
from tests.data.portal import Portal
from tests.data.portal_pages import Line, report, static_list
from tests.portal.conftest import Sources
from warehouse.query import run as query

OFFICE = "云溪街道办事处"


@contextmanager
def webhook(status: int = 200) -> Iterator[tuple[str, list[Any]]]:
    got: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/hook", got
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def post_office() -> Iterator[tuple[str, list[str]]]:
    """A mail server that takes one message as any would."""
    got: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            text = False
            for line in self.rfile:
                if text:
                    got.append(line.decode())
                    text = line != b".\r\n"
                    if not text:
                        self.wfile.write(b"250 taken\r\n")
                elif line.upper().startswith(b"DATA"):
                    text = True
                    self.wfile.write(b"354 go on\r\n")
                else:
                    self.wfile.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 yes\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}", got
        server.shutdown()


def test_a_run_tells_what_it_brought(
    portal: Portal, raw: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = OFFICE + "{}年政府信息公开工作年度报告"
    static_list(portal, "/nb/", [[Line(f"./{y}.html", title.format(y)) for y in (2021, 2022)]])
    for y in (2021, 2022):
        portal.put(f"/nb/{y}.html", report(OFFICE, y))
    good = {"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE}
    home = raw(yunxi=good, lost=good | {"list": portal.url("/gone/")})
    with webhook() as (address, got):
        monkeypatch.setenv("GONGKAI_WEBHOOK", address)
        run(home, tmp_path / "warehouse", workers=1, crawl=True)
        assert [(p["counts"]["new_reports"], p["counts"]["broken_sources"]) for p in got] == [(2, 1)]
        assert "lost" in got[0]["text"]

    faulty = report(OFFICE, 2022).replace(b"<span>3</span>", b"<span>5</span>", 1)
    portal.put("/nb/2022.html", faulty)
    static_list(portal, "/gone/", [[Line("./2023.html", title.format(2023))]])
    (home / "inbox").mkdir()
    (home / "inbox" / "noise.bin").write_bytes(bytes(range(256)) * 40)
    run(home, tmp_path / "warehouse", workers=1, crawl=True)
    database = tmp_path / "warehouse" / "gongkai.duckdb"
    counts = latest_summary(database).counts
    notable = ("new_reports", "changed_reports", "new_quarantined", "broken_sources")
    assert {name: counts[name] for name in notable} == dict(zip(notable, (0, 1, 1, 0)))
    assert counts["new_errors"] > 0
    assert any(OFFICE in line and "2022" in line for line in latest_summary(database).lines)
    assert query("SELECT new_reports FROM quality.builds ORDER BY build", database)[1] == [(2,), (0,)]
    states = (
        "SELECT source, state, broken_since IS NULL, reports FROM quality.sources WHERE enabled ORDER BY 1"
    )
    assert query(states, database)[1] == [("lost", "complete", True, 0), ("yunxi", "complete", True, 2)]


def test_a_broken_source_keeps_the_day_on_which_it_broke(portal: Portal, raw: Sources) -> None:
    static_list(portal, "/nb/", [[Line("./1.html", OFFICE + "2022年年报")]])
    portal.put("/nb/1.html", report(OFFICE, 2022))
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE})
    crawl(home)
    [row] = health(home)
    seen = row["seen_at"]
    assert (row["state"], row["broken_since"], row["reports"]) == ("complete", None, 1)
    portal.pages.clear()
    crawl(home)
    since = health(home)[0]["broken_since"]
    crawl(home)
    [row] = health(home)
    assert (row["state"], row["how"], row["broken_since"], row["seen_at"]) == (
        "broken",
        "HTTP 404",
        since,
        seen,
    )
    assert row["asked_at"] > since


def test_by_mail_and_in_the_form_of_work_chats(monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office() as (host, mail), webhook() as (address, posts):
        for name, value in {
            "GONGKAI_SMTP": host,
            "GONGKAI_MAIL_TO": "zwgk@example.org",
            "GONGKAI_WEBHOOK": address,
            "GONGKAI_WEBHOOK_FORM": "work",
        }.items():
            monkeypatch.setenv(name, value)
        done = notify("gongkai", ("新报告 2",), {})
    assert done == {"webhook": "HTTP 200", "mail": "sent"}
    assert posts == [{"msgtype": "text", "text": {"content": "gongkai\n新报告 2"}}]
    assert any("zwgk@example.org" in line for line in mail)


def test_a_message_that_cannot_be_delivered_fails_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with webhook(500) as (address, _):
        monkeypatch.setenv("GONGKAI_WEBHOOK", address)
        assert "500" in notify("t", (), {})["webhook"]
    assert "not delivered" in notify("t", (), {})["webhook"]  # nobody listens there any more
    monkeypatch.setenv("GONGKAI_WEBHOOK", "file:///etc/passwd")
    assert "not delivered" in notify("t", (), {})["webhook"]


def test_an_answer_that_is_no_http_fails_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Garbage(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(1 << 16)
            self.request.sendall(b"220 this is something else\r\n")

    with socketserver.TCPServer(("127.0.0.1", 0), Garbage) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        monkeypatch.setenv("GONGKAI_WEBHOOK", f"http://127.0.0.1:{server.server_address[1]}")
        assert "not delivered" in notify("t", (), {})["webhook"]


def test_without_a_place_to_tell_nothing_is_told() -> None:
    assert not [name for name in os.environ if name in ("GONGKAI_WEBHOOK", "GONGKAI_MAIL_TO")]
    assert notify("t", (), {}) == {}
