"""The search: offices, places, rules, cells and reports by words, pinyin, initials, English or
code."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from dashboard.asked import Asked
from dashboard.pages.place_map import place_address
from dashboard.render import Shown
from dashboard.store import Row
from dashboard.table import Column, Table
from pipelines.catalogue import catalogue

FEW = 8
"""Suggestions of each kind at most."""
KEY = re.compile(r"\d{5,19}")
"""The key of an office or a report."""
OLD = {
    "office": ("/offices", "office"),
    "report": ("/reports", "report"),
    "overview": ("", ""),
    "place": ("/places", ""),
}
"""Addresses of before: the page they are now, and the name in the query that has its key."""


def page(asked: Asked) -> Shown:
    """What fits the words of the address, each with its place and kind."""
    words = asked.text("q")
    offices = _offices(asked, words)
    others = _others(asked, words) if words else []
    title = asked.t(f"搜索：{words}", f"Search: {words}") if words else asked.t("全部机关", "All offices")
    return Shown("find.html", title, {"words": words, "others": others}, [offices])


def _offices(asked: Asked, words: str) -> Table:
    sql = (
        "SELECT office_id, name, place, kind, level, length(name) AS size FROM office_search"
        " SEMI JOIN office_list USING (office_id) WHERE has_words(keys, ?)"
    )
    columns = [
        Column("name", link=asked.office),
        Column("place"),
        Column("kind", words="kind"),
        Column("level", words="level"),
    ]
    title = asked.t("机关", "Offices")
    return Table(
        asked,
        "offices",
        title,
        sql,
        [words],
        columns,
        "size, name, office_id",
        main=True,
        own={"place": asked.place},
    )


def _others(asked: Asked, words: str) -> list[tuple[str, str, str]]:
    """(kind, words, address) of places, rules, cells and keys that fit."""
    return [*_keys(asked, words), *_places(asked, words), *_rules(asked, words), *_cells(asked, words)]


def _keys(asked: Asked, words: str) -> list[tuple[str, str, str]]:
    if not KEY.fullmatch(words):
        return []
    hits = []
    report = asked.build.one("SELECT report_id, name, year FROM report_list WHERE report_id = ?", int(words))
    if report:
        said = f"{report['name'] or '—'} {report['year'] or ''}"
        hits.append((asked.t("报告", "Report"), said, asked.link(f"/reports/{words}")))
    office = asked.build.one("SELECT name FROM office_list WHERE office_id = ?", int(words))
    if office:
        hits.append((asked.t("机关", "Office"), office["name"] or "—", asked.link(f"/offices/{words}")))
    return hits


def _places(asked: Asked, words: str) -> list[tuple[str, str, str]]:
    said = words.split()[-1]
    fitting = [row for row in places(asked) if said in (row["name"] or "") or row["code"] == said]
    fitting.sort(key=lambda row: (len(row["name"]), row["names"]))
    return [
        (
            asked.word("unit_place", row["level"]),
            " ".join(row["names"]),
            asked.link(place_address(*row["names"])),
        )
        for row in fitting[:FEW]
    ]


def places(asked: Asked) -> list[Row]:
    """Every place that the build has offices in: its name, level, division code and the names
    from the province down."""
    return asked.build.once(
        """
        SELECT DISTINCT province AS name, 'province' AS level, [province] AS names, NULL AS code
        FROM office_search WHERE province IS NOT NULL
        UNION ALL SELECT DISTINCT city, 'city', list_filter([province, city], lambda n: n IS NOT NULL), NULL
        FROM office_search WHERE city IS NOT NULL
        UNION ALL
        SELECT county, 'county', list_filter([province, city, county], lambda n: n IS NOT NULL),
            any_value(left(division_code, 6))
        FROM office_search WHERE county IS NOT NULL GROUP BY province, city, county
        """
    )


def _rules(asked: Asked, words: str) -> list[tuple[str, str, str]]:
    listed = asked.build.once("SELECT rule, zh, en FROM rule_list ORDER BY rule")
    said = words.lower()
    fitting = [r for r in listed if said in r["rule"] or said in r["zh"] or said in r["en"].lower()]
    return [
        (
            asked.t("规则", "Rule"),
            f"{asked.t(r['zh'], r['en'])} · {r['rule']}",
            asked.link("/findings", rule=r["rule"]),
        )
        for r in fitting[:FEW]
    ]


def _cells(asked: Asked, words: str) -> list[tuple[str, str, str]]:
    said = words.lower()
    hits = []
    for code, one in catalogue().indicators.items():
        if one.compare and (said == code or said in one.zh or said in one.en.lower()):
            hits.append(
                (asked.t("指标", "Indicator"), asked.t(one.zh, one.en), asked.link("/compare", measure=code))
            )
    return hits[:FEW]


def nearest(asked: Asked, path: str) -> list[tuple[str, str]]:
    """(address, words) of what an address that is not there may mean: what was there before, and what
    its words are found by."""
    first, *rest = [part for part in unquote(path).split("/") if part] or [""]
    hits: list[tuple[str, str]] = []
    if first in OLD:
        now, named = OLD[first]
        key = asked.query.get(named, "")
        address = f"{now}/{key}" if key.isdecimal() else now or "/"
        if address != path and address not in ("/offices", "/reports"):
            hits.append(
                (
                    asked.link(address),
                    asked.t(f"这一页现在的地址：{address}", f"Where this page is now: {address}"),
                )
            )
    words = " ".join(rest or [first])
    offices = asked.build.rows(
        "SELECT office_id, name, place FROM office_search SEMI JOIN office_list USING (office_id)"
        " WHERE has_words(keys, ?) ORDER BY length(name), name LIMIT ?",
        words,
        FEW,
    )
    beside = [(address, said) for _, said, address in _others(asked, words)]
    offices_named = [
        (asked.link(f"/offices/{o['office_id']}"), f"{o['name']} · {o['place']}") for o in offices
    ]
    hits += [*beside, *offices_named] if first == "places" else [*offices_named, *beside]
    return hits[:FEW]


def suggestions(asked: Asked) -> list[dict[str, Any]]:
    """For the words typed so far: what they may mean, with its kind, place and address."""
    words = asked.text("q")
    if not words:
        return []
    offices = asked.build.rows(
        "SELECT office_id, name, place, kind FROM office_search SEMI JOIN office_list USING (office_id)"
        " WHERE has_words(keys, ?) ORDER BY length(name), name LIMIT ?",
        words,
        FEW,
    )
    listed = [
        {
            "name": o["name"],
            "note": " · ".join(p for p in (o["place"], asked.word("kind", o["kind"])) if p and p != "—"),
            "address": asked.link(f"/offices/{o['office_id']}"),
        }
        for o in offices
    ]
    others = [
        {"name": said, "note": kind, "address": address} for kind, said, address in _others(asked, words)
    ]
    return [*others[:3], *listed, *others[3:]][: FEW + 4]
