"""Findings as a table of several pages: one row for each slip, leading to the printed cell, with
what was decided about it, also since the build."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from dashboard.asked import Asked
from dashboard.filters import where_of
from dashboard.store import Row
from dashboard.table import Column, Table
from findings.decisions import Decision, DecisionError, latest

_log = logging.getLogger(__name__)
TAKEN = (
    *(
        "finding_id",
        "rule",
        "scope",
        "stated",
        "expected",
        "gap",
        "following",
        "kind",
        "province",
        "city",
        "county",
    ),
    *("message_zh", "message_en", "cells", "reason", "raw_path", "report_id", "office_id", "fingerprint"),
)
"""Columns of a download beside those that are shown."""


Under = tuple[str, list[Any]]
"""A condition on findings and its values."""


def findings(
    asked: Asked,
    under: Under,
    title: str,
    after: str,
    made: Mapping[str, Decision],
    shown: int = 20,
    main: bool = False,
    of_office: bool = False,
) -> Table:
    """The findings `under` a condition, worst first, those of one cause as one; `of_office`: all of one,
    which is not named. `after`: from how many reports; `made`: the decisions of now."""
    where, values = under
    words = "message" if asked.language == "zh" else "message_en"
    sql = (
        f"SELECT severity, name, year, {words} AS message, decision, reason, rule, scope, stated, expected,"
        " gap, message AS message_zh, message_en, cells, raw_path,"
        " count(*) OVER (PARTITION BY cause) - 1 AS following, kind, province, city, county,"
        " concat_ws(' ', province, city, county) AS place,"
        f" finding_id, report_id, office_id, fingerprint FROM finding_list WHERE {where}"
        " QUALIFY row_number() OVER (PARTITION BY cause ORDER BY finding_id) = 1"
    )

    def cell(row: Row) -> str:
        first = row["cells"][0] if row["cells"] else None
        return asked.link(f"/reports/{row['report_id']}", finding=row["finding_id"], cell=first) + "#source"

    def follow(row: Row) -> str:
        more = row["following"]
        rule = row["rule"]
        return f"{rule} · " + asked.t(f"同因另有 {more} 条", f"{more} more follow from it") if more else rule

    columns = [
        Column("severity", "severity"),
        Column("name", link=asked.office, small=asked.place),
        Column("year", "year"),
        Column("message", link=cell, small=follow),
        Column("decision", small=lambda row: row["reason"]),
    ]
    if of_office:
        columns.pop(1)
    return Table(
        asked,
        "findings",
        title,
        sql,
        values,
        columns,
        "severity, year DESC NULLS LAST, finding_id",
        shown,
        after=after,
        empty=asked.t("没有发现", "No findings"),
        main=main,
        only_taken=TAKEN,
        change=lambda rows: [_decided(asked, row, made) for row in rows],
    )


def decided(asked: Asked) -> dict[str, Decision]:
    """The last decision about each finding, also since the build; none where the file cannot be read,
    which the page then says."""
    try:
        return latest(asked.store.raw)
    except DecisionError as error:
        _log.warning("%s", error)
        asked.remarks.append(asked.t("处理记录无法读取：", "Decisions cannot be read: ") + str(error))
        return {}


def _decided(asked: Asked, row: Row, made: Mapping[str, Decision]) -> Row:
    decision = made.get(row["fingerprint"])
    if decision:
        said = asked.word("decision", decision.decision)
        until = asked.t(f"，限 {decision.due_by}", f", due {decision.due_by}") if decision.due_by else ""
        return {
            **row,
            "decision": said + until,
            "reason": f"{decision.decided_by}{asked.t('：', ': ')}{decision.reason}",
        }
    return {**row, "decision": asked.word("decision", row["decision"]) if row["decision"] else None}


SEEN = {"new": "first_seen = last_seen", "before": "first_seen < last_seen"}
"""Whether a finding is one of this build alone."""


def under(
    state: Mapping[str, Any], decision: str, made: Mapping[str, Decision], seen: str | None = None
) -> Under:
    """A condition for the filters of `state`, for when they were `seen`, and for the decisions of now:
    those of the file, which the build may not have yet; `none`: those without one."""
    where, values = where_of(state)
    where = " AND ".join((where, *([SEEN[seen]] if seen else [])))
    if not decision:
        return where, values
    named = [mark for mark, one in made.items() if decision in ("none", one.decision)]
    if decision == "none":
        return f"{where} AND fingerprint NOT IN (SELECT unnest(?::VARCHAR[]))", [*values, named]
    return f"{where} AND fingerprint IN (SELECT unnest(?::VARCHAR[]))", [*values, named]
