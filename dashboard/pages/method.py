"""Data and method: what the words mean, how values are read, what is judged, and how to cite."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import warehouse
from dashboard.asked import Asked
from dashboard.render import Shown
from dashboard.table import Column, Table
from pipelines.catalogue import catalogue
from warehouse.schema import VIEWS, statuses

SQL = Path(str(warehouse.__file__)).parent


def page(asked: Asked) -> Shown:
    """Terms, statuses of cells, rules, indicators, views and how to cite."""
    words = "zh" if asked.language == "zh" else "en"
    rules = Table(
        asked,
        "rules",
        asked.t("核对规则", "Rules"),
        f"SELECT rule, severity, {words} AS rule_words, basis, failed, assessed FROM rule_list",
        [],
        [
            Column(
                "rule_words",
                link=lambda r: asked.link("/findings", rule=r["rule"]),
                small=lambda r: r["rule"],
            ),
            Column("severity", "severity"),
            Column("failed", "count"),
            Column("assessed", "count"),
        ],
        "rule",
        80,
        only_taken=("rule", "basis"),
    )
    indicators = [
        (code, asked.t(one.zh, one.en), " + ".join(one.written) or " / ".join(one.of))
        for code, one in catalogue().indicators.items()
    ]
    editions = [
        (asked.t(f"{e.years[0]} 年格式", e.en), f"{e.years[0]}–{e.years[1] or ''}")
        for e in catalogue().editions.values()
    ]
    given = {
        "statuses": [(code, asked.t(*pair)) for code, pair in statuses().items()],
        "indicators": indicators,
        "editions": editions,
        "views": [(view, asked.t(*pair)) for view, pair in comments().items()],
    }
    return Shown("method.html", asked.t("数据与方法", "Data and method"), given, [rules])


@lru_cache(maxsize=1)
def comments() -> dict[str, tuple[str, str]]:
    """What each view holds, in both languages, as the database says it."""
    said = {}
    for view in sorted(VIEWS):
        text = (SQL / "views" / f"{view}.sql").read_text(encoding="utf-8")
        comment = re.search(rf"COMMENT ON VIEW {view} IS '(.*)';", text)
        zh, _, en = (comment[1] if comment else "").partition(" / ")
        said[view] = (zh, en or zh)
    return said
