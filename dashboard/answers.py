"""An address, a query and a language -> the bytes of a page, or of a table or chart of it, without a
server."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from dashboard import chart_file, taken
from dashboard.asked import Asked, NotThere, Rights
from dashboard.own_statement import Refused
from dashboard.pages import (
    check,
    compare,
    find,
    findings,
    home,
    method,
    office,
    places,
    publication,
    quality,
    report,
    sql,
)
from dashboard.render import Shown, html
from dashboard.store import Build, NoWarehouse, OtherVersion, Store
from dashboard.words import Language

NONE = Rights()
"""Of a visitor of a site that says nothing about it."""
HTML = "text/html; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
ROUTES: tuple[tuple[re.Pattern[str], Callable[..., Shown]], ...] = tuple(
    (re.compile(pattern), page)
    for pattern, page in (
        (r"/", home.page),
        (r"/search", find.page),
        (r"/offices", find.page),
        (r"/offices/(\d{1,19})", office.page),
        (r"/reports/(\d{1,19})", report.page),
        (r"/findings", findings.page),
        (r"/publication", publication.page),
        (r"/compare", compare.page),
        (r"/places(?:/([^/]+))?(?:/([^/]+))?(?:/([^/]+))?", places.page),
        (r"/quality", quality.page),
        (r"/method", method.page),
        (r"/check", check.page),
        (r"/sql", sql.page),
    )
)
"""The pages by their addresses; what is in brackets is given to the page."""
TAKEN = re.compile(r"(?P<path>/.*?)(?:\.(?P<name>[a-z_]+))?\.(?P<form>csv|json|xlsx|svg|png)")
"""The address of a table or chart: that of its page, its name, and the form."""


@dataclass(frozen=True)
class Reply:
    """What is sent."""

    status: int
    kind: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(
    store: Store, path: str, query: Mapping[str, str], language: Language, rights: Rights = NONE
) -> Reply:
    """The page, table or chart at `path` (with its escapes). What is not there is said with the
    nearest."""
    try:
        build = store.build()
    except NoWarehouse:
        if path != "/check":
            return _without(path, language)
        build = Build.missing()
    wanted = TAKEN.fullmatch(path)
    base = (wanted["path"] if wanted else path).rstrip("/") or "/"
    base = "/" if base == "/index" else quote(base, safe="/-_.~%")
    asked = Asked(store, build, base, query, language, rights)
    try:
        if base == "/sql" and wanted and wanted["form"] == "csv":
            return Reply(200, taken.TYPES["csv"], sql.as_csv(asked))
        shown = _page(asked)
        if not wanted:
            return Reply(shown.status, HTML, html(asked, shown).encode("utf-8"))
        return _taken(asked, shown, wanted["name"] or "", wanted["form"])
    except NotThere as missing:
        return _missing(asked, missing)
    except OtherVersion:
        return _without(path, language, other_version=True)
    except Refused as refused:
        return Reply(400, PLAIN, str(refused).encode("utf-8"))


def _page(asked: Asked) -> Shown:
    for pattern, page in ROUTES:
        if fitting := pattern.fullmatch(asked.path):
            return page(asked, *(unquote(part) if part else part for part in fitting.groups()))
    raise NotThere(unquote(asked.path), find.nearest(asked, asked.path))


def _taken(asked: Asked, shown: Shown, name: str, form: str) -> Reply:
    table, chart = shown.table(name), shown.chart(name)
    if told := asked.told():  # a file has no room for it, and its rows would be taken for the filtered ones
        return Reply(400, PLAIN, "\n".join(told).encode("utf-8"))
    if form == "svg" and chart and not chart.empty:
        return Reply(200, "image/svg+xml; charset=utf-8", chart_file.svg(chart, asked).encode("utf-8"))
    if form == "png" and chart and not chart.empty:
        return Reply(200, "image/png", chart_file.png(chart, asked))
    if form in ("svg", "png") or table is None:
        offered = [(t.taking("csv"), t.title) for t in shown.tables]
        raise NotThere(asked.t("这一页没有这样的表或图", "this page has no such table or chart"), offered)
    stamp = asked.build.name[:15]
    file = f"gongkai-{re.sub('[^a-z0-9]+', '-', asked.path.strip('/')) or 'home'}-{table.name}-{stamp}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{file}"'} if form != "json" else {}
    return Reply(200, taken.TYPES[form], taken.take(table, form), headers)


def _missing(asked: Asked, missing: NotThere) -> Reply:
    asked.known |= set(asked.query)
    shown = Shown(
        "missing.html",
        asked.t("没有这一页", "Not found"),
        {"what": missing.what, "nearest": missing.nearest},
        status=404,
    )
    return Reply(404, HTML, html(asked, shown).encode("utf-8"))


def _without(path: str, language: Language, other_version: bool = False) -> Reply:
    from dashboard.render import environment

    page = environment().get_template("without.html")
    said = page.render(language=language, path=path, other_version=other_version)
    return Reply(503, HTML, said.encode("utf-8"), {"Retry-After": "10"})
