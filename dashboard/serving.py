"""The pages as a web application: addresses to answers, kept ones by their mark, with headers that let
a browser run nothing but our own script."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard import pictures, posted
from dashboard.answers import HTML, Reply, answer
from dashboard.asked import Asked, Rights
from dashboard.cache import Cache, Packed
from dashboard.language import language_of
from dashboard.pages import find, report
from dashboard.render import STATIC, environment
from dashboard.store import Build, NoWarehouse, Store

SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Headers of every answer."""
DRAWN = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""In place of the first of them for a chart as a file, which brings its own style and runs nothing."""
TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
"""Media types of our own files."""
FOR_EVER = "public, max-age=31536000, immutable"
"""Of a file whose address has the digest of its content."""


@dataclass
class Site:
    """What answers are made from, and what is counted of them."""

    store: Store
    ask_sql: bool = False
    may_decide: bool = False
    proxy_user: str = ""
    hosts: tuple[str, ...] = ("*",)
    secret: str = field(default_factory=lambda: secrets.token_hex(16))
    cache: Cache = field(default_factory=Cache)
    counted: dict[tuple[str, int], list[float]] = field(default_factory=dict)

    @property
    def rights(self) -> Rights:
        """What its visitors may do."""
        return Rights(self.ask_sql, self.secret if self.may_decide else "", bool(self.proxy_user))

    def count(self, kind: str, status: int, seconds: float) -> None:
        """One more answer of this kind."""
        entry = self.counted.setdefault((kind, status), [0, 0.0])
        entry[0] += 1
        entry[1] += seconds


def application(site: Site) -> Starlette:
    """The application over one folder of builds."""

    async def page(request: Request) -> Response:
        return await _kept(site, request, "page", lambda a: answer(*a))

    async def static(request: Request) -> Response:
        name = re.sub(r"-[0-9a-f]{12}(?=\.)", "", request.path_params["name"])
        known = {path.name: path for path in STATIC.iterdir()}
        if name not in known:
            return Response("", 404, headers=SAFE)
        headers = {**SAFE, "Cache-Control": FOR_EVER}
        kind = TYPES[name.rpartition(".")[2]]
        return Response(known[name].read_bytes(), media_type=kind, headers=headers)

    async def suggest(request: Request) -> Response:
        return await _kept(site, request, "suggest", lambda given: _suggested(_asked(given)))

    async def proof(request: Request) -> Response:
        at = request.path_params
        return await _kept(site, request, "proof", lambda given: _proof(_asked(given), at["key"]))

    async def picture(request: Request) -> Response:
        at = request.path_params
        return await _kept(
            site, request, "picture", lambda given: _picture(_asked(given), at["key"], at["page"])
        )

    async def sent(request: Request) -> Response:
        return await _sent(site, request)

    routes = [
        Route("/static/{name}", static),
        Route("/health", lambda request: _health(site)),
        Route("/metrics", lambda request: _metrics(site)),
        Route("/suggest", suggest),
        Route(r"/reports/{key:int}/proof", proof),
        Route(r"/reports/{key:int}/page-{page:int}.png", picture),
        Route("/check", sent, methods=["POST"]),
        Route(r"/reports/{key:int}/decisions", sent, methods=["POST"]),
        Route("/{path:path}", page, methods=["GET", "HEAD"]),
    ]
    only = Middleware(TrustedHostMiddleware, allowed_hosts=[*site.hosts])
    return Starlette(routes=routes, middleware=[only], exception_handlers={500: _broken})


def query_of(request: Request) -> dict[str, str]:
    """The query by names. Values of a name that is given twice stand together, so that a filter finds
    no such choice and says so, and a search shows both."""
    query: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        query.setdefault(name, []).append(value)
    return {name: " & ".join(dict.fromkeys(values)) for name, values in query.items()}


async def _kept(site: Site, request: Request, kind: str, make: Any) -> Response:
    """The answer to a request, made in a thread unless it is kept, or only its mark where the browser
    has it."""
    begun = perf_counter()
    query = query_of(request)
    language = language_of(query, request.headers.get("accept-language", ""))
    path = request.scope["raw_path"].decode("latin-1").partition("?")[0]
    given = (site.store, path, query, language, site.rights)
    try:
        build = site.store.build().name
    except NoWarehouse:
        build = ""

    def made() -> Packed:
        key = (kind, build, site.store.decided(), path, tuple(sorted(query.items())), language)
        return site.cache.get(key, lambda: make(given))

    packed = await run_in_threadpool(made)
    response = _response(packed, request, build)
    site.count(kind, response.status_code, perf_counter() - begun)
    return response


async def _sent(site: Site, request: Request) -> Response:
    """The answer to what a visitor sent; never kept."""
    begun = perf_counter()
    query = query_of(request)
    language = language_of(query, request.headers.get("accept-language", ""))
    headers = {**SAFE, "Cache-Control": "no-store"}
    try:
        try:
            build = site.store.build()
        except NoWarehouse:
            build = Build.missing()
        asked = Asked(site.store, build, request.url.path, query, language, site.rights)
        if "key" in request.path_params:
            by = request.headers.get(site.proxy_user, "") if site.proxy_user else ""
            to = await posted.decided(request, asked, request.path_params["key"], by)
            return Response(status_code=303, headers={**headers, "Location": to})
        try:
            reply = await posted.checked(request, asked)
        except posted.Unwelcome as unwelcome:
            reply = posted.unchecked(asked, unwelcome)
    except posted.Unwelcome as unwelcome:
        kind = "text/plain; charset=utf-8"
        reply = Reply(unwelcome.status, kind, str(unwelcome).encode("utf-8"))
    site.count("sent", reply.status, perf_counter() - begun)
    return Response(reply.body, reply.status, {**headers, **reply.headers}, reply.kind)


def _response(packed: Packed, request: Request, build: str) -> Response:
    reply = packed.reply
    headers = {**SAFE, **reply.headers, "ETag": packed.mark, "Vary": "Accept-Language, Accept-Encoding"}
    headers["Cache-Control"] = "no-cache" if build else "no-store"
    if reply.kind.startswith("image/svg"):
        headers["Content-Security-Policy"] = DRAWN
    marks = [mark.strip().removeprefix("W/") for mark in request.headers.get("if-none-match", "").split(",")]
    if reply.status == 200 and packed.mark in marks:
        return Response(status_code=304, headers=headers)
    body = reply.body
    if packed.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"], body = "gzip", packed.packed
    return Response(body, reply.status, headers, reply.kind)


async def _broken(request: Request, error: Exception) -> Response:
    """Told where our own work is wrong; the server writes the error into its log."""
    said = "本页出错，已记入日志 / This page went wrong; the log of the server says how\n"
    return Response(said, 500, {**SAFE, "Cache-Control": "no-store"}, "text/plain; charset=utf-8")


def _asked(given: Any) -> Asked:
    store, path, query, language, rights = given
    return Asked(store, store.build(), unquote(path), query, language, rights)


def _suggested(asked: Asked) -> Reply:
    packed = find.suggestions(asked)
    return Reply(200, "application/json", json.dumps(packed, ensure_ascii=False).encode("utf-8"))


def _proof(asked: Asked, key: int) -> Reply:
    packed = report.proof_of(asked, key)
    if packed is None:
        return Reply(404, HTML, b"")
    said = environment().get_template("proof.html").render(proof=packed, t=asked.t)
    return Reply(200, HTML, said.encode("utf-8"))


def _picture(asked: Asked, key: int, page: int) -> Reply:
    drawn = report.page_picture(asked, key, page)
    return Reply(200, "image/png", drawn) if drawn else Reply(404, HTML, b"")


def _health(site: Site) -> Response:
    """Whether a build is open; what watches the server asks this."""
    try:
        build = site.store.build()
        build.one("SELECT 1 AS one")
        body, status = {"status": "ok", "build": build.name}, 200
    except NoWarehouse:
        body, status = {"status": "no warehouse yet"}, 503
    return Response(json.dumps(body), status, {**SAFE, "Cache-Control": "no-store"}, "application/json")


def _metrics(site: Site) -> Response:
    """Counts and seconds of answers, in the text form that Prometheus reads."""
    lines = ["# TYPE gongkai_answers_total counter", "# TYPE gongkai_answer_seconds_total counter"]
    for (kind, status), (count, seconds) in sorted(site.counted.items()):
        of = f'{{kind="{kind}",status="{status}"}}'
        lines += [f"gongkai_answers_total{of} {count:.0f}", f"gongkai_answer_seconds_total{of} {seconds:.6f}"]
    lines += [f"gongkai_cache_bytes {site.cache.taken}", f"gongkai_pictures_bytes {pictures.PICTURES.taken}"]
    kind = "text/plain; version=0.0.4; charset=utf-8"
    return Response("\n".join(lines) + "\n", 200, {**SAFE, "Cache-Control": "no-store"}, kind)
