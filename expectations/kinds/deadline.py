"""A report is published by the legal day."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from expectations.days_off import around, next_working_day
from expectations.reasons import DAY, NOT_READ, OFFICE, YEAR
from expectations.rule import ONE, Case, Cells, Check, Language, Reason, Rule
from expectations.sql import NO_CELLS, NO_YEAR, UNREAD, listed, text
from expectations.words import YEARS, years
from pipelines.offices.kinds import deadlines, no_department

FIRST, LAST = 2008, 2040
"""Years whose legal days are looked up in the calendar."""


@dataclass(frozen=True, slots=True)
class Deadline(Check):
    """One case per report of an office of the kinds `of`, or of one whose kind is not known: its
    first version came out after its day of the next year, that of the roster or else the legal one
    (pipelines/offices/kinds.yml), or after the next working day where that is a day off. A report
    that is signed in time may have been out before the day that its page names. stated: days late,
    expected: none."""

    kind = "deadline"
    reads = "reports"
    takes = ONE
    scopes = frozenset({"report"})
    words = YEARS | {"deadline", "day_off"}
    reasons = (
        NOT_READ,
        YEAR,
        *OFFICE,
        Reason(
            "no_department",
            "不是政府部门（党群机关、派出或内设机构），条例未规定期限",
            "No department of a government (an organ of the party, a branch): the law sets it no day",
        ),
        DAY,
        Reason("signed_in_time", "落款日期在期限之内", "The report is signed in time"),
        Reason("day_off", "期限当日放假，次一工作日已公布", "Out on the first working day after days off"),
    )

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
        waits = " ".join(
            f"WHEN {year} THEN DATE '{later}'"
            for year in range(FIRST, LAST)
            if (later := next_working_day(date(year + 1, month, day))) != date(year + 1, month, day)
        )
        signed = (
            "SELECT report_id, min(CAST(value AS BIGINT)) AS day FROM mentions "
            "WHERE kind = 'signed_on' GROUP BY report_id"
        )
        number = f"year({due}) * 10000 + month({due}) * 100 + day({due})"
        return (
            "SELECT r.report_id, r.office_id, r.year, 'report' AS scope, "
            f"CAST(greatest(date_diff('day', {due}, f.published_on), 0) AS DOUBLE) AS stated, "
            f"CAST(0 AS DOUBLE) AS expected, {NO_CELLS} AS cells, CASE {UNREAD} {NO_YEAR} "
            "WHEN coalesce(o.kind, 'other') = 'other' THEN 'kind_unknown' "
            f"WHEN x.deadline IS NULL AND {_none('o.name')} THEN 'no_department' "
            f"WHEN o.kind IN ({by_level}) AND o.level IS NULL THEN 'level_unknown' "
            "WHEN f.published_on IS NULL THEN 'date_unknown' "
            f"WHEN f.published_on > {due} AND s.day BETWEEN r.year * 10000 + 1201 AND {number} "
            "THEN 'signed_in_time' "
            f"WHEN f.published_on > {due} AND x.deadline IS NULL "
            f"AND f.published_on <= CASE r.year {waits} END THEN 'day_off' "
            "END AS reason, "
            f"coalesce(f.published_on > {due}, false) AS fails\n"
            f"FROM {source} r LEFT JOIN offices o ON o.office_id = r.office_id "
            "LEFT JOIN first_publications f ON f.office_id = r.office_id AND f.year = r.year "
            "LEFT JOIN roster x ON x.office_id = r.office_id "
            "AND r.year BETWEEN coalesce(x.first_year, r.year) AND coalesce(x.last_year, r.year) "
            f"LEFT JOIN ({signed}) s ON s.report_id = r.report_id\n"
            f"WHERE r.is_current AND (coalesce(o.kind, 'other') IN ({kinds}, 'other')){exempt}"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        month, day = _day(rule)
        named = f"{month}月{day}日" if language == "zh" else f"{day} {month_name[month]}"
        off = around(date(case.year + 1, month, day)) if case.year is not None else None
        note = ""
        if off:
            until = f"{off.last.month}月{off.last.day}日"
            note = f"（当日为{off.zh}，放假至{until}）"
            if language == "en":
                note = f" (days off, {off.en}, until {off.last.isoformat()})"
        return {"deadline": named, "day_off": note, **years(case)}


def _day(rule: Rule) -> tuple[int, int]:
    return next((one.month, one.day) for one in deadlines() if one.kind in rule.of)


def _none(name: str) -> str:
    """Whether the name is that of no department of a government."""
    words = no_department()
    inside = " OR ".join(f"contains({name}, {text(word)})" for word in words.within)
    behind = " OR ".join(f"ends_with({name}, {text(word)})" for word in words.endings)
    return f"({inside} OR {behind})"
