"""An office among its peers: those of the same kind and level that count the same, in one year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboard.asked import Asked
from dashboard.measures import GUARD, LEAST_PEERS, Measure, measures
from dashboard.store import Row
from dashboard.table import WRITTEN, Column, Table
from dashboard.words import number


def among_peers(asked: Asked, office: Row, this: Row) -> Table | None:
    """For each measure the value of the office, its rank and the spread of its peers; None where
    kind or level is not known, which is to say who its peers are."""
    if not (office["kind"] and office["level"]):
        return None
    known = measures()
    columns = ", ".join(map(_row, known.values()))
    sql = f"""
        WITH peers AS MATERIALIZED (
            SELECT i.*, i.office_id = ? AS is_own, t.days_late
            FROM indicators AS i LEFT JOIN (FROM timeliness WHERE year = ?) AS t USING (report_id)
            WHERE i.year = ? AND i.kind = ? AND i.level = ? AND i.scope IS NOT DISTINCT FROM ?
        ), known AS MATERIALIZED (FROM peers WHERE is_own)
        SELECT unnest([{columns}], recursive := true) FROM peers CROSS JOIN known AS o
        """
    values: list[Any] = [
        office["office_id"],
        this["year"],
        this["year"],
        office["kind"],
        office["level"],
        this["scope"],
    ]
    for at, one in enumerate(known.values()):
        values += [at, one.code]

    def written(name: str) -> Callable[[Row], str]:
        return lambda row: WRITTEN[known[row["indicator"]].kind](row[name])

    def called(row: Row) -> str:
        return asked.t(known[row["indicator"]].zh, known[row["indicator"]].en)

    def to(row: Row) -> str:
        here = {n: this[n] for n in ("year", "kind", "level")}
        return asked.link(
            "/compare", measure=row["indicator"], scope=this["scope"], mark=office["office_id"], **here
        )

    shown = [
        Column("indicator", link=to),
        Column("value", "written"),
        Column("rank", "place", small=lambda row: _said(asked, row)),
        *(Column(name, "written") for name in FIGURES[1:]),
        Column("of", "count"),
    ]
    kind, level = asked.word("kind", office["kind"]), asked.word("level", office["level"])
    after = asked.t(
        f"同为{level}{kind}、同一口径的机关，{this['year']} 年；名次从大到小。"
        f"分母不足 {GUARD} 或同类不足 {LEAST_PEERS} 个的不排名；"
        f"同类不足 {LEAST_PEERS} 个，四分位与中位数几乎就是各家的数值，也不给出",
        f"{kind}, {level.lower()} level, counting the same, {this['year']}; ranked from the largest."
        f" No rank for denominators below {GUARD} or fewer than {LEAST_PEERS} peers;"
        f" of fewer than {LEAST_PEERS}, quartiles and median would be the single values: none are given",
    )
    title = asked.t("在同类机关中的位置", "Among its peers")
    return Table(
        asked,
        "peers",
        title,
        sql,
        values,
        shown,
        "position",
        after=after,
        own={"indicator": called, **{n: written(n) for n in FIGURES}},
    )


FIGURES = ("value", "lower_quartile", "median", "upper_quartile")
"""Columns that are written as their measure is."""


def _row(one: Measure) -> str:
    """The figures of one measure as a value of one scan of the group: rank and spread of those that
    have it."""
    code, there = f"peers.{one.code}", " AND ".join(f"peers.{part}" for part in one.conditions(GUARD))
    counted = f"count(*) FILTER ({there})"
    own = f"count(*) FILTER ({there} AND peers.is_own) = 1"
    spread = ", ".join(
        f"{name}: CASE WHEN {counted} >= {LEAST_PEERS} THEN quantile_cont({code}, {at}) FILTER ({there}) END"
        for name, at in (("lower_quartile", 0.25), ("median", 0.5), ("upper_quartile", 0.75))
    )
    return (
        f"{{position: ?, indicator: ?, value: any_value(o.{one.code}), "
        f"rank: CASE WHEN {own} AND {counted} >= {LEAST_PEERS}"
        f" THEN 1 + count(*) FILTER ({there} AND {code} > o.{one.code}) END, {spread}, of: {counted}}}"
    )


def _said(asked: Asked, row: Row) -> str:
    if row["rank"] is None:
        return ""
    return asked.t(f"共 {number(row['of'])}", f"of {number(row['of'])}")
