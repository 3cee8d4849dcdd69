"""What a scout found -> rows of sources.yml as text, with what was found as notes beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import yaml

from pipelines.crawl.addresses import folder
from pipelines.crawl.candidates import Row
from pipelines.crawl.scout import Found
from pipelines.crawl.trial import Tried

_SAMPLES = 3
_USUAL = {"local": False, "hosts": [], "parameters": {}, "office": None, "articles": None, "division": None}
_COMMON = frozenset({"www", "gov", "cn", "com", "org"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row with its name: `years` and `offices` count its reports, `sure` is sure, likely or
    doubtful, `doubts` say why, `missing` are years without a report."""

    name: str
    row: Row
    years: dict[int, int]
    offices: dict[str, int]
    samples: list[str]
    sure: str
    doubts: list[str]
    missing: list[int]
    pages: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found from an address; `why` there is not more."""

    address: str
    pages: int
    proposals: list[Proposal] = field(default_factory=list)
    why: list[str] = field(default_factory=list)


def answer(result: Found) -> Answer:
    """What is said of a portal, the best rows first."""
    best = sorted(result.tried, key=lambda tried: -len(tried.reports))
    names: set[str] = set()
    proposals = [proposal(tried, _name(tried.row, names)) for tried in best]
    return Answer(result.address, result.pages, proposals, result.why)


def proposal(tried: Tried, name: str) -> Proposal:
    """What is said of one row."""
    row = {n: v for n, v in tried.row.items() if v is not None and v != _USUAL.get(n, "")}
    titles = [entry.title for entry in tried.reports.values()][:_SAMPLES]
    years = dict(sorted(tried.years.items()))
    offices = dict(tried.offices.most_common())
    return Proposal(name, row, years, offices, titles, tried.sure, tried.doubts, tried.missing, tried.pages)


def as_yaml(answers: Iterable[Answer]) -> str:
    """Rows to be copied under `sources:` by a person who has looked at them."""
    parts = []
    for one in answers:
        parts.append(
            f"# {one.address}：看了 {one.pages} 页 / pages\n" + "".join(f"#   {w}\n" for w in one.why)
        )
        for proposed in one.proposals:
            row = {proposed.name: proposed.row | {"enabled": False}}
            text = yaml.safe_dump(row, allow_unicode=True, sort_keys=False, width=1000)
            parts.append("".join(f"  # {note}\n" for note in notes(proposed)) + _indented(text))
    return "\n".join(parts)


def notes(proposed: Proposal) -> list[str]:
    """What a person wants to know of a row, line by line."""
    years = "，".join(f"{year}: {count}" for year, count in proposed.years.items())
    offices = "，".join(f"{name} {count}" for name, count in [*proposed.offices.items()][:5])
    more = len(proposed.offices) - 5
    lines = [
        f"{proposed.sure}，{sum(proposed.years.values())} 份 / reports：{years or '年度不明 / no year'}",
        f"机关 / offices：{offices}{f' 等 {more} 个' if more > 0 else ''}" if offices else "",
        *(f"例 / e.g.：{title}" for title in proposed.samples),
        f"缺 / missing：{', '.join(map(str, proposed.missing))}" if proposed.missing else "",
        *(f"存疑 / doubt：{doubt}" for doubt in proposed.doubts),
    ]
    return [line for line in lines if line]


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


def _name(row: dict[str, Any], taken: set[str]) -> str:
    """A name that is not taken: the portal's part of the host, and the folder of the list."""
    parts = urlsplit(str(row["list"]))
    labels = [label for label in (parts.hostname or "").split(".") if label not in _COMMON]
    last = [p for p in urlsplit(folder(str(row["list"]))).path.split("/") if re.search(r"[a-zA-Z]", p)]
    plain = re.sub(r"[^a-z0-9]+", "-", "-".join([*reversed(labels), *last[-1:]]).lower()).strip("-")[:60]
    plain = plain or "portal"
    name = next(n for n in (plain, *(f"{plain}-{i}" for i in range(2, 999))) if n not in taken)
    taken.add(name)
    return name
