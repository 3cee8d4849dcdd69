"""A message -> a webhook and a mail, each told how it went. All of it takes no longer than LIMIT, and
nothing secret is in what is said of it.

The addresses come from the environment, so that no secret is in a file: GONGKAI_WEBHOOK (an
address; with GONGKAI_WEBHOOK_FORM=work for DingTalk, WeCom and similar), GONGKAI_MAIL_TO,
GONGKAI_MAIL_FROM, GONGKAI_SMTP (host or host:port), GONGKAI_SMTP_USER, GONGKAI_SMTP_PASSWORD.
"""

from __future__ import annotations

import http.client
import json
import logging
import os
import re
import smtplib
import ssl
import threading
import urllib.request
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import getaddresses
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

_log = logging.getLogger(__name__)
UNDELIVERED = "未能送达 / not delivered"
"""How what came of a delivery begins where it failed."""
LIMIT = 30.0
"""Seconds for all deliveries together: a server that sends a byte now and then ends no run."""
_TIMEOUT = 20  # seconds for one step of a delivery
_MOST = 1 << 16  # bytes of an answer that are looked at
_ANSWERS = ("errcode", "errCode", "code", "StatusCode", "status")
"""Where work chats say in a 200 that they have refused; 0 and 200 are none."""
_FLAGS = ("ok", "success", "status")
_NO = frozenset({"false", "error", "fail", "failed", "failure"})
_NUMBER = re.compile(r"-?[0-9]{1,18}")
_SSL_PORT = 465
_SECRETS = ("GONGKAI_WEBHOOK", "GONGKAI_SMTP_PASSWORD", "GONGKAI_SMTP_USER")
Send = Callable[[str, str, dict[str, int]], str]


def notify(title: str, lines: tuple[str, ...], counts: dict[str, int]) -> dict[str, str]:
    """Deliver by every way that is configured; gives what came of each. A delivery that fails fails
    no run."""
    done: dict[str, str] = {}
    ways: tuple[tuple[str, str, Send], ...] = (
        ("webhook", "GONGKAI_WEBHOOK", _post),
        ("mail", "GONGKAI_MAIL_TO", _mail),
    )
    threads = []
    for way, configured, send in ways:
        if os.environ.get(configured):
            done[way] = f"{UNDELIVERED}: {LIMIT:g} s"
            threads.append(
                threading.Thread(target=_deliver, args=(done, way, send, title, lines, counts), daemon=True)
            )
    for thread in threads:
        thread.start()
    end = monotonic() + LIMIT
    for thread in threads:
        thread.join(max(0.0, end - monotonic()))
    return dict(done)


def _deliver(
    done: dict[str, str], way: str, send: Send, title: str, lines: tuple[str, ...], counts: dict[str, int]
) -> None:
    try:
        done[way] = send(title, "\n".join(lines), counts)
    except (OSError, ValueError, http.client.HTTPException, smtplib.SMTPException) as error:
        why = _without_secrets(f"{type(error).__name__}: {error}")
        _log.warning("a notification by %s is not delivered: %s", way, why)
        done[way] = f"{UNDELIVERED}: {why}"


def _without_secrets(text: str) -> str:
    for value in (os.environ.get(name) or "" for name in _SECRETS):
        parts = urlsplit(value) if value.startswith("http") else None
        for secret in (value, *((parts.path, parts.query, parts.password or "") if parts else ())):
            if len(secret) > 1:
                text = text.replace(secret, "…")
    return text[:300]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer: what was posted would be lost on the way."""

    def redirect_request(self, *_: Any) -> None:
        """None: urllib then says the status."""
        return


def _post(title: str, text: str, counts: dict[str, int]) -> str:
    whole = f"{title}\n{text}"
    payload: dict[str, Any] = {"text": whole, "counts": counts}
    if os.environ.get("GONGKAI_WEBHOOK_FORM") == "work":
        payload = {"msgtype": "text", "text": {"content": whole}}
    address = os.environ["GONGKAI_WEBHOOK"]
    if not address.startswith(("http://", "https://")):
        raise ValueError("GONGKAI_WEBHOOK 应为 http(s) 网址 / must be an http(s) address")
    body = json.dumps(payload, ensure_ascii=False).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json; charset=utf-8"})
    with urllib.request.build_opener(_NoRedirect).open(request, timeout=_TIMEOUT) as answer:
        said = answer.read(_MOST)
        if refusal := _refusal(said):
            raise ValueError(f"对方拒收 / refused: {refusal}")
        return f"HTTP {answer.status}"


def _refusal(body: bytes) -> str:
    """What an answer says that has status 200 and is a refusal; empty for none."""
    try:
        said = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(said, dict):
        return ""
    codes = [str(said.get(name)).strip() for name in _ANSWERS]  # some send a number as a string
    flags = [str(said.get(name)).strip().lower() for name in _FLAGS]
    is_refused = any(_NUMBER.fullmatch(code) and int(code) not in (0, 200) for code in codes)
    return json.dumps(said, ensure_ascii=False)[:200] if is_refused or _NO.intersection(flags) else ""


def _mail(title: str, text: str, counts: dict[str, int]) -> str:
    to = os.environ["GONGKAI_MAIL_TO"]
    sender = os.environ.get("GONGKAI_MAIL_FROM") or to.split(",")[0]
    if wrong := [address for _, address in getaddresses([to, sender]) if "@" not in address]:
        raise ValueError(f"邮箱地址有误 / no mail address: {wrong}")
    message = EmailMessage()
    message["Subject"], message["To"], message["From"] = title, to, sender
    message.set_content(text)
    host, _, printed = os.environ.get("GONGKAI_SMTP", "localhost").partition(":")
    port = int(printed or 25)
    if port == _SSL_PORT:
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=_TIMEOUT, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(host, port, timeout=_TIMEOUT)
    with server:
        is_sealed = port == _SSL_PORT
        server.ehlo()
        if not is_sealed and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            is_sealed = True
        if user := os.environ.get("GONGKAI_SMTP_USER"):
            if not is_sealed:
                raise ValueError("邮件服务器不支持 TLS，不发送密码 / no TLS there, the password is not sent")
            server.login(user, os.environ.get("GONGKAI_SMTP_PASSWORD", ""))
        if refused := server.send_message(message):
            raise ValueError(f"部分收件人被拒 / recipients refused: {', '.join(refused)}")
    return "sent"
