"""What a visitor asks for: the address, its query and the language; and links that keep what they
must.

Every name of a query is declared by the page that reads it; those that no page knows are told on
the page, never dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from dashboard.store import Build, Row, Store
from dashboard.words import LANGUAGES, Language, word

LONGEST = 200
"""Characters of one value of a query that are looked at; no name or search is longer."""


@dataclass(frozen=True)
class Rights:
    """What a site lets its visitors do. `token`: what a decision has to bring along; empty where none
    can be made. `named`: names of those who decide come from a proxy. `files`: the pages are files, and
    no server answers what they ask; `pages`: those of them that it has, None for all."""

    ask_sql: bool = False
    token: str = ""
    named: bool = False
    files: bool = False
    pages: frozenset[str] | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """In which a table is taken along: as files only one, since each is as much work as a page."""
        return ("csv",) if self.files else ("csv", "json", "xlsx")


class Choice(NamedTuple):
    """One of several that a page can show: words, address, whether it is this one, and whether there is
    anything behind it."""

    words: str
    address: str
    here: bool
    there: bool = True


class NotThere(Exception):
    """What an address names is not there. `nearest`: (address, words) of what may have been meant."""

    def __init__(self, what: str, nearest: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(what)
        self.what, self.nearest = what, tuple(nearest)


@dataclass
class Asked:
    """One request. `path` keeps its escapes. `remarks`: what the page has to tell of the query itself."""

    store: Store
    build: Build
    path: str
    query: Mapping[str, str]
    language: Language
    rights: Rights = field(default_factory=Rights)
    remarks: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=lambda: {"lang"})

    def t(self, zh: str, en: str) -> str:
        """One of the two, by the language of the page."""
        return (zh, en)[LANGUAGES.index(self.language)]

    def word(self, group: str, code: Any) -> str:
        """A code of words.yml in the language of the page."""
        return word(group, code, self.language)

    def text(self, name: str) -> str:
        """A value of the query as it is, empty where it is not given."""
        self.known.add(name)
        return self.query.get(name, "").strip()[:LONGEST]

    def whole(self, name: str, default: int, least: int, most: int) -> int:
        """A whole number of the query within bounds; what is none is told."""
        given = self.text(name)
        if not given:
            return default
        if not (given.isascii() and given.isdecimal() and len(given) < 10):
            self._not_taken(name, given)
            return default
        return min(max(int(given), least), most)

    def choice(self, name: str, options: Sequence[str], default: str | None = None) -> str | None:
        """A value of the query that is one of `options`; another one is told, and `default` taken."""
        given = self.text(name)
        if given and given not in options:
            self._not_taken(name, given)
            return default
        return given or default

    def _not_taken(self, name: str, given: str) -> None:
        said = self.word("filter", name)
        self.remarks.append(
            self.t(
                f"筛选“{said}”没有“{given}”这一项，未采用",
                f"“{said}” has no “{given}”: this filter is not applied",
            )
        )

    @property
    def forms(self) -> tuple[str, ...]:
        """In which tables and charts of this page are taken along; of files only those that nothing was
        chosen for, since each is as much work as a page."""
        return () if self.rights.files and {"year", "measure"} & {*self.query} else self.rights.forms

    def unknown(self) -> list[str]:
        """What is to be told of names of the query that nothing on the page has read."""
        names = [name for name in self.query if name not in self.known]
        return [
            self.t(
                f"地址中的“{name}”这一项本页没有，未采用",
                f"this page knows nothing called “{name}”: it is not applied",
            )
            for name in names
        ]

    def told(self) -> list[str]:
        """All that is to be told of the query, each once; known when the whole page has read it."""
        return [*dict.fromkeys([*self.remarks, *self.unknown()])]

    def link(self, path: str, **query: Any) -> str:
        """An address on this site, in the language that the visitor has chosen in the address. What is
        quoted in `path` stays so."""
        kept = {name: str(value) for name, value in query.items() if value not in (None, "")}
        if "lang" in self.query and "lang" not in kept:
            kept["lang"] = self.language
        return quote(path, safe="/-_.~%") + (f"?{urlencode(kept)}" if kept else "")

    def here(self, **changes: Any) -> str:
        """This address with other values; None takes a name away."""
        return self.link(self.path, **{**{k: v for k, v in self.query.items() if v}, **changes})

    def here_as(self, name: str, form: str) -> str:
        """The address of a table or chart of this page as a file."""
        path = "/index" if self.path == "/" else self.path
        kept = {k: v for k, v in self.query.items() if v and k in self.known}
        return self.link(f"{path}.{name}.{form}", **kept)

    def office(self, row: Row) -> str | None:
        """The address of an office of a row."""
        return self.link(f"/offices/{row['office_id']}") if row.get("office_id") is not None else None

    def place(self, row: Row) -> str:
        """Where the office of a row is, in words where that is not known."""
        return str(row.get("place") or self.t("地区不明", "Place unknown"))

    def report(self, row: Row) -> str | None:
        """The address of a report of a row."""
        return self.link(f"/reports/{row['report_id']}") if row.get("report_id") is not None else None
