"""Findings that were there in a build before and are no more, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.asked import Asked
from dashboard.filters import where_of
from dashboard.table import Column, Table

TAKEN = ("rule", "scope", "stated", "expected", "gap", "cells", "first_seen", "office_id", "fingerprint")
"""Columns of a download beside those that are shown."""


def gone(asked: Asked, state: Mapping[str, Any]) -> Table:
    """Those under the filters of `state`, the newest first."""
    where, values = where_of(state)
    words = "message" if asked.language == "zh" else "message_en"
    sql = (
        f"SELECT severity, name, year, {words} AS message, state AS why_gone, gone_in, last_seen, rule,"
        " scope, stated, expected, gap, cells, first_seen, office_id, fingerprint,"
        f" concat_ws(' ', province, city, county) AS place FROM past_finding_list WHERE {where}"
    )
    columns = [
        Column("severity", "severity"),
        Column("name", link=asked.office, small=asked.place),
        Column("year", "year"),
        Column("message", small=lambda row: row["rule"]),
        Column("why_gone", words="why_gone"),
        Column("last_seen", "day"),
    ]
    title = asked.t("已消失的发现", "Findings that are gone")
    empty = asked.t("没有消失的发现", "No finding is gone")
    order = "gone_in DESC, severity, fingerprint"
    return Table(asked, "gone", title, sql, values, columns, order, 10, empty=empty, only_taken=TAKEN)
