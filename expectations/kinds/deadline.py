"""A report is published by the legal day."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Collection
from dataclasses import dataclass

from expectations.reasons import DAY, NOT_READ, OFFICE, YEAR
from expectations.rule import ONE, Case, Cells, Check, Language, Rule
from expectations.sql import NO_CELLS, NO_YEAR, UNREAD, listed, text
from expectations.words import YEARS, years
from pipelines.offices.kinds import deadlines


@dataclass(frozen=True, slots=True)
class Deadline(Check):
    """One case per report of an office of the kinds `of`, or of one whose kind is not known: its
    first version came out after its day of the next year, that of the roster or else the legal one
    (pipelines/offices/kinds.yml). stated: days late, expected: none."""

    kind = "deadline"
    reads = "reports"
    takes = ONE
    scopes = frozenset({"report"})
    words = YEARS | {"deadline"}
    alone = False
    reasons = (NOT_READ, YEAR, *OFFICE, DAY)

    def subjects(self) -> Collection[str]:
        return tuple(one.kind for one in deadlines())

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        month, day = _day(rule)
        kinds = listed(rule.of)
        exempt = "".join(
            f" AND NOT coalesce(o.kind = {text(one.kind)} AND o.level = {text(level)}, false)"
            for one in deadlines()
            for level in one.but
        )
        by_level = listed(one.kind for one in deadlines() if one.but) or "NULL"
        due = f"coalesce(day_of(x.deadline, r.year), make_date(r.year + 1, {month}, {day}))"
        return (
            "SELECT r.report_id, r.office_id, r.year, 'report' AS scope, "
            f"CAST(greatest(date_diff('day', {due}, f.published_on), 0) AS DOUBLE) AS stated, "
            f"CAST(0 AS DOUBLE) AS expected, {NO_CELLS} AS cells, CASE {UNREAD} {NO_YEAR} "
            "WHEN coalesce(o.kind, 'other') = 'other' THEN 'kind_unknown' "
            f"WHEN o.kind IN ({by_level}) AND o.level IS NULL THEN 'level_unknown' "
            "WHEN f.published_on IS NULL THEN 'date_unknown' END AS reason, "
            f"coalesce(f.published_on > {due}, false) AS fails\n"
            f"FROM {source} r LEFT JOIN offices o ON o.office_id = r.office_id "
            "LEFT JOIN first_publications f ON f.office_id = r.office_id AND f.year = r.year "
            "LEFT JOIN roster x ON x.office_id = r.office_id "
            "AND r.year BETWEEN coalesce(x.first_year, r.year) AND coalesce(x.last_year, r.year)\n"
            f"WHERE r.is_current AND (coalesce(o.kind, 'other') IN ({kinds}, 'other')){exempt}"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        month, day = _day(rule)
        named = f"{month}月{day}日" if language == "zh" else f"{day} {month_name[month]}"
        return {"deadline": named, **years(case)}


def _day(rule: Rule) -> tuple[int, int]:
    return next((one.month, one.day) for one in deadlines() if one.kind in rule.of)
