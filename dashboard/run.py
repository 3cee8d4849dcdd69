"""Serves the pages on a port until it is stopped."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import uvicorn

from dashboard.answers import answer
from dashboard.render import environment
from dashboard.serving import Site, application
from dashboard.store import Store
from dashboard.words import LANGUAGES

HOSTS = ("localhost", "127.0.0.1", "::1")
"""Names of this machine. Served on one of them, pages answer to no other: a site elsewhere whose name
is made to lead here would else be of the same origin."""
OPEN_REQUESTS = 512
"""Requests at the same time; more are told to come again."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def site_of(raw: Path, warehouse: Path, host: str, ask_sql: bool | None, proxy_user: str) -> Site:
    """What is served. SQL is for this machine alone unless it is asked for; decisions are made on this
    machine, or by those whose name a proxy gives."""
    alone = is_loopback(host)
    return Site(
        Store(warehouse, raw),
        ask_sql=alone if ask_sql is None else ask_sql,
        may_decide=alone or bool(proxy_user),
        proxy_user=proxy_user,
        hosts=HOSTS if alone and not proxy_user else ("*",),
    )


def warm(site: Site) -> None:
    """Loads what a first answer would wait for: the catalogue, the templates, the build."""
    for name in environment().list_templates():
        environment().get_template(name)
    for path in ("/", "/method"):
        for language in LANGUAGES:
            answer(site.store, path, {}, language)


def serve(site: Site, host: str, port: int) -> None:
    """Answers requests until the process is told to end."""
    warm(site)
    uvicorn.run(
        application(site),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        use_colors=False,
        server_header=False,
        limit_concurrency=OPEN_REQUESTS,
        timeout_keep_alive=10,
    )
