"""raw/sources.yml -> the sources of the crawl: one row per list of a portal. Unclear rows are
refused."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, field, fields
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from pipelines.crawl import families
from pipelines.crawl.addresses import spelled
from pipelines.input_error import InputError
from pipelines.intake.fetches import log_path

SOURCES = "sources.yml"
"""The file of all sources, in the folder of raw files."""
_RESERVED = ("inbox",)
TLS = ("verified", "legacy", "unverified")
"""What a source may say of TLS; `legacy` takes old protocols and ciphers, but verifies."""
_MAY_BE_NONE = frozenset({"pace", "revisit_hours"})
_HOST = re.compile(r"(?:[\w.-]+|\[[0-9a-fA-F:]+\])(?::\d+)?")
_MOST = 1e9  # no limit of a source is as large


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
    is silent. `browser`: pages that only a browser can draw are drawn by an installed one
    (browser.py). `local` allows addresses that are not public, for tests and intranets; `tls` is
    one of TLS, with a `tls_reason` if certificates are not verified as usual.
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
    browser: bool = False
    local: bool = False
    tls: str = "verified"
    tls_reason: str | None = None

    @property
    def allowed(self) -> frozenset[str]:
        """Hosts that may be asked, as addresses name them."""
        listed = urlsplit(spelled(self.list) or "").netloc
        return frozenset({listed, *(h.lower().removesuffix(":80").removesuffix(":443") for h in self.hosts)})


def family_names() -> list[str]:
    """The families of portals that there are: the files of families/."""
    return sorted(m.name for m in pkgutil.iter_modules(families.__path__))


@dataclass(frozen=True, slots=True)
class Rows:
    """What sources.yml says: who to contact, the sources by name, and the rows that cannot be used
    with the reason. One such row costs itself alone."""

    contact: str = ""
    sources: dict[str, Source] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def require(self, names: Iterable[str]) -> None:
        """Raises SourceError if one of these names is of no row, or of one that cannot be used."""
        names = list(names)
        if why := [self.refused[n] for n in names if n in self.refused]:
            raise SourceError("；".join(why))
        if unknown := [n for n in names if n not in self.sources]:
            there = ", ".join(self.sources) or "—"
            raise SourceError(
                f"没有这个来源 / no such source: {', '.join(unknown)}；现有 / there are: {there}"
            )


def load(raw: Path) -> Rows:
    """The rows of sources.yml. No file, no sources. Raises SourceError for what is no such file."""
    path = raw / SOURCES
    if not path.exists():
        return Rows()
    try:
        return _rows(path, yaml.compose(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise SourceError(f"{path}: {' '.join(str(error).split())}") from None


def _rows(path: Path, root: yaml.Node | None) -> Rows:
    """Row by row, so that one that is no good does not hide the others."""
    top = _pairs(root)
    if root is not None and (not isinstance(root, yaml.MappingNode) or set(top) - {"contact", "sources"}):
        raise SourceError(
            f"{path}: 应有且仅有 contact 与 sources / there must be `contact` and `sources` only"
        )
    contact = _plain(top["contact"][-1]) if "contact" in top else ""
    rows = top["sources"][-1] if "sources" in top else None
    if rows is not None and not isinstance(rows, yaml.MappingNode) and _plain(rows) is not None:
        raise SourceError(f"{path}: sources 应为“名称: 设置” / `sources` must map names to settings")
    sources, refused = {}, {}
    for name, nodes in _pairs(rows).items():
        try:
            if len(nodes) > 1:
                raise ValueError("名称出现多次 / the name is there more than once")
            if twice := [key for key, values in _pairs(nodes[0]).items() if len(values) > 1]:
                raise ValueError(f"设置出现多次 / a setting is there more than once: {', '.join(twice)}")
            sources[name] = made(name, _plain(nodes[0]))
        except (ValueError, TypeError, IndexError, yaml.YAMLError) as error:
            refused[name] = f"{path}: {name}: {error}"
    return Rows(str(contact or ""), sources, refused)


def _pairs(node: yaml.Node | None) -> dict[str, list[yaml.Node]]:
    """The keys of a mapping, each with all its values."""
    pairs: dict[str, list[yaml.Node]] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        pairs.setdefault(str(getattr(key, "value", key)), []).append(value)
    return pairs


def _plain(node: yaml.Node) -> Any:
    maker = yaml.SafeLoader("")
    try:
        return maker.construct_object(node, deep=True)
    finally:
        maker.dispose()


def made(name: str, row: Any) -> Source:
    """The source of a row. Raises ValueError, which says what is wrong and what is possible."""
    log_path(Path(), name)
    if name in _RESERVED or not isinstance(row, dict):
        raise ValueError("名称已占用或没有设置 / the name is taken, or there are no settings")
    known = {f.name: f for f in fields(Source) if f.name != "name"}
    if unknown := set(map(str, row)) - set(known):
        raise ValueError(f"未知的设置 / unknown {sorted(unknown)}；可用 / possible: {', '.join(known)}")
    needed = {n for n, f in known.items() if f.default is MISSING and f.default_factory is MISSING}
    if missing := needed - {n for n, v in row.items() if v}:
        raise ValueError(f"缺少设置 / missing {sorted(missing)}")
    if row["family"] not in family_names():
        possible = ", ".join(family_names())
        raise ValueError(f"未知的门户类型 / unknown family {row['family']}；可用 / possible: {possible}")
    if "@" in urlsplit(str(row["list"])).netloc or not spelled(str(row["list"])):
        raise ValueError(f"list 不是网址 / not an address: {row['list']}")
    if row.get("tls", "verified") != "verified" and not row.get("tls_reason"):
        raise ValueError("tls 不验证须写明原因 / say why in tls_reason")
    source = Source(**{"name": name, **{n: _typed(n, v) for n, v in row.items() if v is not None}})
    lacks = getattr(import_module(f"{families.__name__}.{source.family}"), "lacks", None)
    if why := lacks(source) if lacks else None:
        raise ValueError(why)
    return source


def _typed(name: str, value: Any) -> Any:
    """The value as the field has it. Raises ValueError for one that cannot be meant."""
    if name == "years":
        return _years(value)
    if name == "hosts":
        return _hosts(value)
    if name in ("pace", "minutes", "megabytes", "timeout", "revisit_hours", "pages", "silent_days"):
        least = 0 if name in _MAY_BE_NONE else 1e-3
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value < _MOST:
            raise ValueError(f"{name}: {value}")
        return int(value) if name in ("pages", "silent_days") else value
    if name in ("enabled", "browser", "local"):
        if not isinstance(value, bool):
            raise ValueError(f"{name}: {value}")
        return value
    if name == "parameters":
        if not isinstance(value, dict):
            raise ValueError(f"parameters: {value}")
        return value
    if name == "tls" and value not in TLS:
        raise ValueError(f"tls: {value}；可用 / possible: {', '.join(TLS)}")
    return str(value)


def _hosts(value: Any) -> tuple[str, ...]:
    """One host or a list of them."""
    hosts = [value] if isinstance(value, str) else value
    if not isinstance(hosts, list) or not all(isinstance(host, str) and _is_host(host) for host in hosts):
        raise ValueError(f"hosts: {value}")
    return tuple(hosts)


def _is_host(text: str) -> bool:
    try:
        return bool(_HOST.fullmatch(text) and spelled(f"http://{text}/"))
    except ValueError:
        return False


def _years(value: Any) -> tuple[int, int]:
    """The first and the last of one year or several."""
    ends = [value] if isinstance(value, int) else list(value)
    if not ends or not all(isinstance(end, int) for end in ends) or not 2000 <= ends[0] <= ends[-1] <= 2100:
        raise ValueError(f"years: {value}")
    return ends[0], ends[-1]
