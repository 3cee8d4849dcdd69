"""Writes pages as files that any web server shows, or none: all of a build, those of a place, or those
of chosen offices, in both languages, with their tables and charts and a search.

The pages are those of the server, without forms (`Rights.files`). Links lead from file to file; one that
would need a server (a filter) is left without an address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape, unescape
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from dashboard.answers import TAKEN, answer
from dashboard.asked import Asked, Rights
from dashboard.pages.place_map import place_address
from dashboard.place_figures import MEASURES
from dashboard.render import PAGES, STATIC, Shown, html
from dashboard.site_scope import WHOLE, NotWritten, Scope, offices_of, reports_of
from dashboard.store import Row, Store
from dashboard.words import LANGUAGES, Language

FIRST: Language = "zh"
"""The language whose pages are at the root; those of the other are in a folder of its name."""
EVERYWHERE = ("/publication", "/places", "/compare", "/findings", "/quality", "/offices")
"""Pages of the whole build, beside the first."""
_ADDRESS = re.compile(r'(?P<before> (?:href|src)=)"(?P<to>/[^"]*)"')
_STATIC = re.compile(r"/static/(?P<stem>[a-z]+)(?:-[0-9a-f]{12})?(?P<ending>\.[a-z]+)")
_PAGE = re.compile(r"(?:[a-z_]+\.)?page")
_UNFIT = re.compile(r'[<>:"|?*\\/\x00-\x1f]')  # in names of files somewhere


@dataclass
class _Writing:
    """A site that is being written. Each file is answered once, when the first link to it is met."""

    store: Store
    folder: Path
    scope: Scope
    offices: list[Row]
    reports: frozenset[int]
    files: dict[tuple[str, str, Language], str | None] = field(default_factory=dict)
    waiting: list[tuple[str, Language, bytes]] = field(default_factory=list)
    written: int = 0

    @cached_property
    def rights(self) -> Rights:
        """Pages that are files, and which of those that every page leads to there are."""
        pages = frozenset(page for page, _, _ in PAGES if self._has(page, {}))
        return Rights(files=True, pages=pages)

    def file(self, address: str, language: Language) -> str | None:
        """The file of an address, as a path from the root; None where the site has none."""
        parts = urlsplit(address)
        query = {k: v for k, v in parse_qsl(parts.query) if k != "lang"}
        asks = dict(parse_qsl(parts.query)).get("lang", language)
        wanted: Language = "en" if asks == "en" else "zh"
        key = (parts.path, "&".join(f"{k}={v}" for k, v in sorted(query.items())), wanted)
        if key not in self.files:
            self.files[key] = None
            if self._has(parts.path, query):
                self.files[key] = self._answered(parts.path, query, wanted)
        return self.files[key]

    def _answered(self, path: str, query: dict[str, str], language: Language) -> str | None:
        taken = TAKEN.fullmatch(path)
        if path == "/":
            body = self._first(query, language)
        else:
            reply = answer(self.store, path, {**query, "lang": language}, language, self.rights)
            if reply.status != 200:
                return None
            body = reply.body
        steps = [_UNFIT.sub("_", unquote(step)) for step in path.strip("/").split("/") if step]
        name = "/".join(([] if language == FIRST else [language]) + (steps or ["index"]))
        name += "".join(f"-{key}-{value}" for key, value in sorted(query.items()))
        if taken:
            self._put(name, body)
            return name
        self.waiting.append((f"{name}.html", language, body))
        return f"{name}.html"

    def _first(self, query: dict[str, str], language: Language) -> bytes:
        if self.scope.whole:
            return answer(self.store, "/", {**query, "lang": language}, language, self.rights).body
        asked = Asked(self.store, self.store.build(), "/", {"lang": language}, language, self.rights)
        place = self.scope.place
        title = " ".join(place) or asked.t("机关", "Offices")
        given = {"place": place_address(*place) if place else "", "offices": self.offices}
        return html(asked, Shown("site.html", title, given, nav="/")).encode("utf-8")

    def _has(self, path: str, query: dict[str, str]) -> bool:
        """Whether an address is of the site: a page of it, or a table or chart of one."""
        if any(not _chosen(path, name, value) for name, value in query.items()):
            return False
        taken = TAKEN.fullmatch(path)
        if taken and query:
            return False
        if taken and taken["form"] not in (*self.rights.forms, "svg"):
            return False
        base = (taken["path"] if taken else path).rstrip("/") or "/"
        if base in ("/", "/index"):
            return self.scope.whole or not taken
        kind, _, key = base[1:].partition("/")
        if kind in ("offices", "reports") and key:
            keys: Collection[int] = self.reports
            if kind == "offices":
                keys = {office["office_id"] for office in self.offices}
            return key.isdecimal() and int(key) in keys
        if base == "/method":
            return True
        if self.scope.whole:
            return f"/{kind}" in EVERYWHERE
        within = place_address(*self.scope.place)
        return bool(self.scope.place) and (base == within or base.startswith(f"{within}/"))

    def page(self, name: str, language: Language, body: bytes) -> None:
        """Write a page, its links led to files; what there is no file of has no address."""
        root = "../" * name.count("/")
        text = _ADDRESS.sub(lambda link: self._led(link, root, language), body.decode("utf-8"))
        self._put(name, text.encode("utf-8"))

    def _led(self, link: re.Match[str], root: str, language: Language) -> str:
        to, _, fragment = unescape(link["to"]).partition("#")
        if static := _STATIC.fullmatch(to):
            return f'{link["before"]}"{root}static/{static["stem"]}{static["ending"]}"'
        file = self.file(to, language)
        if file is None:
            return ""
        behind = f"#{fragment}" if fragment else ""
        return f'{link["before"]}"{escape(root + quote(file) + behind)}"'

    def _put(self, name: str, body: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        self.written += 1


def _chosen(path: str, name: str, value: str) -> bool:
    """Whether a site has this choice of a page: the next rows of a table, a year of an office, a measure
    of a map."""
    if name == "measure":
        return value in MEASURES and (path == "/" or path.startswith("/places"))
    return value.isdecimal() and (
        (name == "year" and path.startswith("/offices/")) or bool(_PAGE.fullmatch(name))
    )


def write(
    store: Store,
    folder: Path,
    scope: Scope = WHOLE,
    report_progress: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Write the site into `folder`, which must not be there yet or be empty; it is there as a whole or
    not at all. Returns the number of files. Raises NotWritten, NoWarehouse or OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotWritten(f"{folder} 已存在且不空 / is there and not empty")
    offices = offices_of(store, scope)
    if not scope.whole and not offices:
        raise NotWritten("没有这样的机关 / there is no such office in the build")
    draft = folder.with_name(f".{folder.name}.part")
    _empty(draft)
    site = _Writing(store, draft, scope, offices, reports_of(store, offices))
    for language in LANGUAGES:
        for path in ["/", *(f"/offices/{office['office_id']}" for office in offices)]:
            site.file(path, language)
        while site.waiting:
            site.page(*site.waiting.pop())
            report_progress(site.written, site.written + len(site.waiting))
    (draft / "static").mkdir()
    for name in ("style.css", "icon.svg", "site.js"):
        (draft / "static" / name).write_bytes((STATIC / name).read_bytes())
    index = json.dumps([*_index(offices)], ensure_ascii=False, separators=(",", ":"))
    (draft / "static" / "offices.js").write_text(f"const offices = {index};\n", encoding="utf-8")
    if folder.exists():
        folder.rmdir()
    draft.rename(folder)
    return site.written + 4


def _empty(folder: Path) -> None:
    import shutil

    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)


def _index(offices: list[Row]) -> Iterator[tuple[str, str, str, int]]:
    """Of each office: name, place, what it is found by, key."""
    for office in offices:
        yield office["name"] or "—", office["place"] or "", office["keys"].lower(), office["office_id"]
