"""Findings counted by rule: a table of several pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.asked import Asked
from dashboard.filters import coverage, sourced, where_of
from dashboard.table import Column, Table


def by_rule(asked: Asked, state: Mapping[str, Any], shown: int = 40) -> Table:
    """The rules that have findings under the filters of `state`, with most of them first."""
    where, values = where_of(state)
    words = "rule_zh" if asked.language == "zh" else "rule_en"
    sql = (
        f"SELECT any_value(severity) AS severity, any_value({words}) AS rule_words, rule,"
        " count(*) AS findings, count(DISTINCT cause) AS slips, count(DISTINCT report_id) AS reports"
        f" FROM finding_list WHERE {where} GROUP BY rule"
    )
    kept = {k: v for k, v in state.items() if k != "rule" and v is not None}
    columns = [
        Column("severity", "severity"),
        Column(
            "rule_words",
            link=lambda r: asked.link("/findings", **kept, rule=r["rule"]),
            small=lambda r: r["rule"],
        ),
        Column("findings", "bar"),
        Column("slips", "count"),
        Column("reports", "count"),
    ]
    return Table(
        asked,
        "rules",
        asked.t("按规则", "By rule"),
        sql,
        values,
        columns,
        "severity, findings DESC, rule",
        shown,
        after=sourced(asked, *coverage(asked, state)),
        empty=asked.t("没有发现矛盾", "Nothing contradicts itself"),
        only_taken=("rule",),
    )
