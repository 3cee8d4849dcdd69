"""The rules: those that have findings, and all of them with what they judged; tables of several pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.asked import Asked
from dashboard.pages.finding_list import Under
from dashboard.table import Column, Table


def by_rule(asked: Asked, found: Under, state: Mapping[str, Any], after: str, shown: int = 40) -> Table:
    """The rules that have findings under a condition, with most of them first; `state`: the filters that
    it is made of."""
    where, values = found
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
        after=after,
        empty=asked.t("没有发现矛盾", "Nothing contradicts itself"),
        only_taken=("rule",),
    )


def every_rule(asked: Asked) -> Table:
    """All rules, with how many reports each judged, could not judge, and found wrong."""
    words = "zh" if asked.language == "zh" else "en"
    sql = (
        f"SELECT severity, {words} AS rule_words, rule, failed, slips, assessed, not_assessable,"
        " share(failed, assessed) AS failed_share, basis, family FROM rule_list"
    )
    columns = [
        Column(
            "rule_words", link=lambda r: asked.link("/findings", rule=r["rule"]), small=lambda r: r["rule"]
        ),
        Column("severity", "severity"),
        Column("failed", "bar"),
        Column("slips", "count"),
        Column("assessed", "count"),
        Column("not_assessable", "count"),
        Column("failed_share", "share"),
    ]
    title = asked.t("规则与核对", "Rules and what they judged")
    return Table(
        asked,
        "rules",
        title,
        sql,
        [],
        columns,
        "severity, failed DESC, rule",
        60,
        main=True,
        only_taken=("rule",),
    )


def what_to_do(asked: Asked) -> list[Column]:
    """The column of what an office is advised to do, which is in Chinese, as its readers are."""
    return [Column("what_to_do")] if asked.language == "zh" else []
