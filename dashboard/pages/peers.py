"""An office among its peers: those of the same kind and level that count the same, in one year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboard.asked import Asked
from dashboard.measures import GUARD, LEAST_PEERS, SOURCE, Measure, measures
from dashboard.store import Row
from dashboard.table import WRITTEN, Column, Table
from dashboard.words import number

GROUP = f"""WITH peers AS MATERIALIZED (
    SELECT *, office_id = ? AS is_own FROM {SOURCE}
    WHERE year = ? AND kind = ? AND level = ? AND scope IS NOT DISTINCT FROM ?
)
"""
"""The peers of an office, itself among them."""


def among_peers(asked: Asked, office: Row, this: Row) -> Table | None:
    """For each measure the value of the office, its rank and the spread of its peers; None where
    kind or level is not known, which is to say who its peers are."""
    if not (office["kind"] and office["level"]):
        return None
    known = measures()
    sql = GROUP + " UNION ALL ".join(map(_statement, known.values()))
    values: list[Any] = [office["office_id"], this["year"], office["kind"], office["level"], this["scope"]]
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

    columns = [
        Column("indicator", link=to),
        Column("value", "written"),
        Column("rank", "place", small=lambda row: _said(asked, row)),
        *(Column(name, "written") for name in FIGURES[1:]),
        Column("of", "count"),
    ]
    kind, level = asked.word("kind", office["kind"]), asked.word("level", office["level"])
    after = asked.t(
        f"同为{level}{kind}、同一口径的机关，{this['year']} 年；名次从大到小。"
        f"分母不足 {GUARD} 或同类不足 {LEAST_PEERS} 个的不排名",
        f"{kind}, {level.lower()} level, counting the same, {this['year']}; ranked from the largest."
        f" No rank for denominators below {GUARD} or fewer than {LEAST_PEERS} peers",
    )
    title = asked.t("在同类机关中的位置", "Among its peers")
    return Table(
        asked,
        "peers",
        title,
        sql,
        values,
        columns,
        "position",
        after=after,
        own={"indicator": called, **{n: written(n) for n in FIGURES}},
    )


FIGURES = ("value", "lower_quartile", "median", "upper_quartile")
"""Columns that are written as their measure is."""


def _statement(one: Measure) -> str:
    code, enough = one.code, one.enough(GUARD)
    own = f"count(*) FILTER ({enough} AND is_own)"
    return f"""
        SELECT ? AS position, ? AS indicator, max({code}) FILTER (is_own) AS value,
               CASE WHEN {own} = 1 AND count(*) FILTER ({enough}) >= {LEAST_PEERS}
                    THEN 1 + count(*) FILTER ({enough} AND {code} > (SELECT {code} FROM peers WHERE is_own))
               END AS rank,
               quantile_cont({code}, 0.25) FILTER ({enough}) AS lower_quartile,
               quantile_cont({code}, 0.5) FILTER ({enough}) AS median,
               quantile_cont({code}, 0.75) FILTER ({enough}) AS upper_quartile,
               count(*) FILTER ({enough}) AS of
        FROM peers
        """


def _said(asked: Asked, row: Row) -> str:
    if row["rank"] is None:
        return ""
    return asked.t(f"共 {number(row['of'])}", f"of {number(row['of'])}")
