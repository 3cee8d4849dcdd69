"""raw/sources.yml -> the sources of the crawl: one row per list of a portal. Unclear rows are
refused."""

from __future__ import annotations

import pkgutil
import re
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from pipelines.crawl import families
from pipelines.input_error import InputError
from pipelines.intake.fetches import log_path

SOURCES = "sources.yml"
"""The file of all sources, in the folder of raw files."""
_RESERVED = ("inbox",)


class SourceError(InputError):
    """sources.yml cannot be used; the message says which row, and what is possible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One list of reports. `list` is its address as the family wants it.

    `hosts` may be asked besides that of `list`, as `host` or `host:port`; `articles` is what
    addresses of reports begin with, if the list shows links to other columns; `years` the first and
    last report year wanted; `parameters` what else the family needs. `pace`: seconds between two
    requests to a host; `pages`, `minutes`: the most addresses and the most time of a night;
    `megabytes`, `timeout`: the most bytes and seconds of an answer; `revisit_hours`: how long an
    answer counts as fresh, with 0 never; `silent_days`: without a new report for longer, the source
    is silent. `local` allows addresses that are not public, for tests and intranets.
    """

    name: str
    portal: str
    family: str
    list: str
    office: str | None = None
    division: str | None = None
    hosts: tuple[str, ...] = ()
    articles: str | None = None
    years: tuple[int, int] = (2008, 2100)
    parameters: dict[str, Any] = field(default_factory=dict)
    pace: float = 3.0
    pages: int = 2000
    minutes: float = 60.0
    megabytes: float = 64.0
    timeout: float = 60.0
    revisit_hours: float = 20.0
    silent_days: int = 400
    enabled: bool = True
    local: bool = False
    tls: str = "verified"
    tls_reason: str | None = None

    @property
    def allowed(self) -> frozenset[str]:
        """Hosts that may be asked, as addresses name them."""
        return frozenset({urlsplit(self.list).netloc.lower(), *(h.lower() for h in self.hosts)})


def family_names() -> list[str]:
    """The families of portals that there are: the files of families/."""
    return sorted(m.name for m in pkgutil.iter_modules(families.__path__))


def load(raw: Path) -> tuple[str, dict[str, Source]]:
    """Who to contact about the crawl, and the sources by name. No file, no sources. Raises
    SourceError."""
    path = raw / SOURCES
    if not path.exists():
        return "", {}
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict) or set(data) - {"contact", "sources"}:
        raise SourceError(
            f"{path}: 应有且仅有 contact 与 sources / there must be `contact` and `sources` only"
        )
    rows = data.get("sources") or {}
    if not isinstance(rows, dict):
        raise SourceError(f"{path}: sources 应为“名称: 设置” / `sources` must map names to settings")
    return str(data.get("contact") or ""), {str(n): _source(path, str(n), row) for n, row in rows.items()}


def _source(path: Path, name: str, row: Any) -> Source:
    def refuse(why: str) -> SourceError:
        return SourceError(f"{path}: {name}: {why}")

    try:
        log_path(Path(), name)
    except ValueError as error:
        raise refuse(str(error)) from None
    if name in _RESERVED or not isinstance(row, dict):
        raise refuse("名称已占用或没有设置 / the name is taken, or there are no settings")
    known = {f.name: f for f in fields(Source) if f.name != "name"}
    if unknown := set(row) - set(known):
        raise refuse(f"未知的设置 / unknown {sorted(unknown)}；可用 / possible: {', '.join(known)}")
    needed = {n for n, f in known.items() if f.default is MISSING and f.default_factory is MISSING}
    if missing := needed - {n for n, v in row.items() if v}:
        raise refuse(f"缺少设置 / missing {sorted(missing)}")
    if row["family"] not in family_names():
        raise refuse(
            f"未知的门户类型 / unknown family {row['family']}；可用 / possible: {', '.join(family_names())}"
        )
    address = urlsplit(str(row["list"]))
    if address.scheme not in ("http", "https") or not address.netloc or "@" in address.netloc:
        raise refuse(f"list 不是网址 / not an address: {row['list']}")
    try:
        return Source(**{"name": name, **{n: _typed(n, v) for n, v in row.items() if v is not None}})
    except (TypeError, ValueError) as error:
        raise refuse(str(error)) from None


def _typed(name: str, value: Any) -> Any:
    """The value as the field has it. Raises ValueError for one that cannot be meant."""
    if name == "years":
        first, last = (value, value) if isinstance(value, int) else (value[0], value[-1])
        if not 2000 <= first <= last <= 2100:
            raise ValueError(f"years: {value}")
        return first, last
    if name == "hosts":
        hosts = (value,) if isinstance(value, str) else tuple(map(str, value))
        if bad := [h for h in hosts if not re.fullmatch(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?", h)]:
            raise ValueError(f"hosts: {bad}")
        return hosts
    if name in ("pace", "minutes", "megabytes", "timeout", "revisit_hours", "pages", "silent_days"):
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ValueError(f"{name}: {value}")
        return value
    if name in ("enabled", "local"):
        if not isinstance(value, bool):
            raise ValueError(f"{name}: {value}")
        return value
    if name == "parameters":
        if not isinstance(value, dict):
            raise ValueError(f"parameters: {value}")
        return value
    return str(value)
