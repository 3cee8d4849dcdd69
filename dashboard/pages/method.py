"""Data and method: what the words mean, how values are read, what is judged, and how to cite."""

from __future__ import annotations

from dashboard.asked import Asked
from dashboard.render import Shown
from pipelines.catalogue import catalogue
from warehouse.schema import statuses


def page(asked: Asked) -> Shown:
    """Terms, statuses of cells, rules, indicators, views and how to cite."""
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
        "views": _views(asked),
        "rules": asked.build.once("SELECT count(*) AS rules FROM rule_list")[0]["rules"],
    }
    return Shown("method.html", asked.t("数据与方法", "Data and method"), given)


def _views(asked: Asked) -> list[tuple[str, str]]:
    """What each view holds, as the database says it."""
    listed = asked.build.once(
        "SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal"
        " ORDER BY view_name"
    )
    return [(row["view_name"], asked.t(*_both(row["comment"] or ""))) for row in listed]


def _both(comment: str) -> tuple[str, str]:
    zh, _, en = comment.partition(" / ")
    return zh, en or zh
