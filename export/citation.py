"""What lets a release be cited and used by others: licence, CITATION.cff, and the sources that it was
made from."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.catalogue.strict_yaml import read_mapping
from pipelines.csv_input import disarmed
from pipelines.offices.gazetteer import packages
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HERE = Path(__file__).parent
MOST_SOURCES = 50
"""Websites that datapackage.json names; `sources.csv` has all."""
BY_HAND = "以文件交来 handed in as files"
"""The source of reports without an address."""
HEAD = ("网站 website", "报告 reports", "机关 offices", "最早年度 first year", "最近年度 last year")
"""The headings of sources.csv."""


@lru_cache(maxsize=1)
def about() -> dict[str, Any]:
    """What is the same in every release: about.yml."""
    return read_mapping(HERE / "about.yml")


def day_of(build: str) -> str:
    """The day of a build, `2026-01-31`."""
    return f"{build[:4]}-{build[4:6]}-{build[6:8]}"


def websites(connection: DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """Website, reports, offices, first and last year, the one with most reports first."""
    return connection.execute(statement(HERE / "sql" / "websites_of_reports.sql"), [BY_HAND]).fetchall()


def write_sources(release: Path, sites: list[tuple[Any, ...]]) -> None:
    """sources.csv: every website that reports are from."""
    with (release / "sources.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows([disarmed(str(site)), *rest] for site, *rest in sites)


def sources(sites: list[tuple[Any, ...]]) -> list[dict[str, str]]:
    """The sources as datapackage.json lists them: websites, and the lists of places."""
    named = []
    for site, reports, *_ in sites[:MOST_SOURCES]:
        path = {} if site == BY_HAND else {"path": f"http://{site}/"}
        named.append({"title": f"{site}: {reports} 份报告 reports", **path})
    more = len(sites) - MOST_SOURCES
    if more > 0:
        named.append({"title": f"另 {more} 个网站 more websites", "path": "sources.csv"})
    return [
        *named,
        *(
            {"title": f"{s['file']}: {s['gives']} ({s['licence']}, {s['holder']})"}
            for s in packages.sources()
        ),
    ]


def write_licence(release: Path, build: str) -> None:
    """LICENSE.md: of the data, of the code, and what belongs to neither."""
    known, licences = about(), about()["licences"]
    given = {f"{of}_{name}": text for of, entry in licences.items() for name, text in entry.items()}
    lists = "\n".join(
        f"- 地名 places: {s['file']}, {s['holder']}, {s['licence']}" for s in packages.sources()
    )
    words = (HERE / "licence.md").read_text(encoding="utf-8")
    title_zh, title_en = known["title"]
    text = words.format(**given, title_zh=title_zh, title_en=title_en, build=build, lists=lists)
    (release / "LICENSE.md").write_text(text, encoding="utf-8")


def write_citation(release: Path, build: str, software: str) -> None:
    """CITATION.cff of the data, with the version of the program that made them."""
    import yaml

    known = about()
    cited = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "title": " ".join(known["title"]),
        "message": "引用时请注明版本 / Please cite the data with their version.",
        "authors": [{"name": one["title"]} for one in known["contributors"]],
        "version": build,
        "date-released": day_of(build),
        "license": known["licences"]["data"]["name"],
        "abstract": " ".join(known["description"]),
        "keywords": known["keywords"],
        "references": [
            {
                "type": "software",
                "title": "gongkai",
                "version": software,
                "authors": [{"name": one["title"]} for one in known["contributors"]],
                "license": known["licences"]["code"]["name"],
            }
        ],
    }
    text = yaml.safe_dump(cited, allow_unicode=True, sort_keys=False, width=1000)
    (release / "CITATION.cff").write_text(text, encoding="utf-8")
