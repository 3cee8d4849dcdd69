"""A message is delivered or told as not delivered: refusals, redirects, wrong addresses, servers that
never end; and no secret is said."""

from __future__ import annotations

import os
import socketserver
import threading
from typing import Any

import pytest

from assets import delivery
from assets.delivery import notify
from tests.data.receivers import post_office, webhook


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


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"body": '{"errcode": 310000, "errmsg": "keywords not in content"}'}, "310000"),
        ({"body": '{"code": 19001, "msg": "param invalid"}'}, "19001"),
        ({"body": '{"errcode": "310000"}'}, "310000"),
        ({"body": '{"code": -1}'}, "-1"),
        ({"body": '{"status": "error"}'}, "error"),
        ({"body": '{"status": false}'}, "false"),
        ({"body": '{"ok": false}'}, "refused"),
        ({"status": 302, "location": "http://127.0.0.1:9/"}, "302"),
    ],
)
def test_a_refusal_in_a_good_answer_is_told(
    answer: dict[str, Any], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with webhook(**answer) as (address, _):
        monkeypatch.setenv("GONGKAI_WEBHOOK", address)
        assert said in notify("t", (), {})["webhook"]


@pytest.mark.parametrize(
    "body", ['{"errcode": 0}', '{"code": "200"}', '{"status": true}', '{"status": "ok"}', "ok", "[]"]
)
def test_an_answer_that_is_no_refusal(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with webhook(body=body) as (address, _):
        monkeypatch.setenv("GONGKAI_WEBHOOK", address)
        assert notify("t", (), {})["webhook"] == "HTTP 200"


def test_one_of_two_recipients_that_is_refused_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office(refuses=b"gone@example.org") as (host, mail):
        monkeypatch.setenv("GONGKAI_SMTP", host)
        monkeypatch.setenv("GONGKAI_MAIL_TO", "zwgk@example.org, gone@example.org")
        assert "gone@example.org" in notify("t", (), {})["mail"]
        assert mail  # the other one has it


@pytest.mark.parametrize("to", ["nobody", "a@b.cn, nobody"])
def test_a_wrong_address_is_told(to: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office() as (host, _):
        monkeypatch.setenv("GONGKAI_SMTP", host)
        monkeypatch.setenv("GONGKAI_MAIL_TO", to)
        assert "not delivered" in notify("t", (), {})["mail"]


def test_no_password_goes_out_without_tls_and_no_secret_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office() as (host, mail):
        for name, value in {
            "SMTP": host,
            "MAIL_TO": "a@b.cn",
            "SMTP_USER": "me",
            "SMTP_PASSWORD": "s3cret",
        }.items():
            monkeypatch.setenv(f"GONGKAI_{name}", value)
        said = notify("t", (), {})["mail"]
    assert ("TLS" in said, "s3cret" in said, mail) == (True, False, [])
    monkeypatch.setenv("GONGKAI_WEBHOOK", "http://127.0.0.1:9/robot/send?access_token=s3cret&x=http://[")
    assert "s3cret" not in str(notify("t", (), {}))


def test_a_server_that_never_ends_does_not_hold_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(1 << 16)
            over.wait(60)

    over = threading.Event()
    monkeypatch.setattr(delivery, "LIMIT", 0.5)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Slow) as server:
        server.daemon_threads = True
        threading.Thread(target=server.handle_request, daemon=True).start()
        monkeypatch.setenv("GONGKAI_WEBHOOK", f"http://127.0.0.1:{server.server_address[1]}/s3cret")
        assert "not delivered" in notify("t", (), {})["webhook"]
        over.set()
