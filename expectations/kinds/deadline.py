"""A report is published by the legal day."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from expectations.days_off import around, next_working_day
from expectations.reasons import DAY, NOT_READ, OFFICE, YEAR
from expectations.rule import ONE, Case, Cells, Check, Language, Reason, Rule
from expectations.sql import NO_CELLS, NO_YEAR, UNREAD, listed
from expectations.words import YEARS, years
from pipelines.offices.kinds import deadlines, legal_day

FIRST, LAST = 2008, 2040
"""Years whose legal days are looked up in the calendar."""


@dataclass(frozen=True, slots=True)
class Deadline(Check):
    """One case per report of an office of the kinds `of`, or of one whose kind is not known: its
    first version came out after its day, that of the roster or else of the law (the view
    `timeliness`), or after the next working day where that is a day off. A report that is signed in
    time may have been out before the day that its page names. stated: days late, expected:
    none."""

    kind = "deadline"
    reads = "reports"
    reaches = frozenset({"deadline"})
    takes = ONE
    scopes = frozenset({"report"})
    words = YEARS | {"deadline", "day_off"}
    reasons = (
        NOT_READ,
        YEAR,
        *OFFICE,
        Reason(
            "no_deadline",
            "条例未规定期限（党群机关、派出或内设机构、2008年度以前）",
            "The Regulation sets it no day: an organ of the party, a branch, a year before 2008",
        ),
        DAY,
        Reason("signed_in_time", "落款日期在期限之内", "The report is signed in time"),
        Reason("day_off", "期限当日放假，次一工作日已公布", "Out on the first working day after days off"),
    )

    def subjects(self) -> Collection[str]:
        return tuple(one.kind for one in deadlines())

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        by_level = listed(one.kind for one in deadlines() if one.but) or "NULL"
        waits = " ".join(
            f"WHEN {day.year - 1} THEN DATE '{later}'"
            for day in _days(rule)
            if (later := next_working_day(day)) != day
        )
        wait = f"CASE year {waits} END" if waits else "NULL"
        signed = (
            "SELECT report_id, min(CAST(value AS BIGINT)) AS day FROM mentions "
            "WHERE kind = 'signed_on' GROUP BY report_id"
        )
        dated = (
            "SELECT r.report_id, r.office_id, r.year, r.status, coalesce(t.kind, 'other') AS kind, t.level, "
            "t.published_on, t.deadline AS due, t.basis, s.day AS signed\n"
            f"FROM {source} r LEFT JOIN timeliness t ON t.report_id = r.report_id "
            f"LEFT JOIN ({signed}) s ON s.report_id = r.report_id\nWHERE r.is_current"
        )
        return (
            "SELECT report_id, office_id, year, 'report' AS scope, "
            "CAST(greatest(date_diff('day', due, published_on), 0) AS DOUBLE) AS stated, "
            f"CAST(0 AS DOUBLE) AS expected, {NO_CELLS} AS cells, CASE {UNREAD} {NO_YEAR} "
            "WHEN kind = 'other' THEN 'kind_unknown' "
            f"WHEN coalesce(basis, '') <> 'roster' AND kind IN ({by_level}) AND level IS NULL "
            "THEN 'level_unknown' "
            "WHEN due IS NULL THEN 'no_deadline' WHEN published_on IS NULL THEN 'date_unknown' "
            "WHEN published_on > due AND signed BETWEEN year * 10000 + 1201 "
            "AND year(due) * 10000 + month(due) * 100 + day(due) THEN 'signed_in_time' "
            f"WHEN published_on > due AND basis = 'law' AND published_on <= {wait} THEN 'day_off' "
            "END AS reason, coalesce(published_on > due, false) AS fails\n"
            f"FROM ({dated}) AS r WHERE kind IN ({listed(rule.of)}, 'other')"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        day = legal_day(rule.of[0], LAST - 1 if case.year is None else case.year)
        if day is None:  # only a roster sets one
            none = "名册所定期限" if language == "zh" else "the day of the roster"
            return {"deadline": none, "day_off": "", **years(case)}
        named = f"{day.month}月{day.day}日" if language == "zh" else f"{day.day} {month_name[day.month]}"
        off = around(day) if case.year is not None else None
        note = ""
        if off:
            until = f"{off.last.month}月{off.last.day}日"
            note = f"（当日为{off.zh}，放假至{until}）"
            if language == "en":
                note = f" (days off, {off.en}, until {off.last.isoformat()})"
        return {"deadline": named, "day_off": note, **years(case)}


def _days(rule: Rule) -> list[date]:
    """The legal days of the kinds of office of a rule, year by year."""
    days = (legal_day(kind, year) for kind in rule.of for year in range(FIRST, LAST))
    return [day for day in days if day]
