"""What the kinds of checks about the form of a report as a whole share, as SQL over `reports`."""

from __future__ import annotations

from expectations.rule import Case, Language
from expectations.sql import NO_CELLS
from pipelines.catalogue.load import catalogue

NOTHING = f"CAST(NULL AS DOUBLE) AS stated, CAST(NULL AS DOUBLE) AS expected, {NO_CELLS} AS cells"
"""SQL: a case without figures and cells."""


def report_case(source: str, reason: str, fails: str) -> str:
    """A SELECT of one case per current report (`r`), without figures."""
    return (
        f"SELECT r.report_id, r.office_id, r.year, 'report' AS scope, {NOTHING}, {reason} AS reason, "
        f"{fails} AS fails FROM {source} r WHERE r.is_current"
    )


def say_form(case: Case, language: Language) -> dict[str, str]:
    """The year, and the form that it asks for; there is none before 2019."""
    year = case.year
    fitting = [e for e in catalogue().editions.values() if year is not None and e.covers(year)]
    none = "当年的格式" if language == "zh" else "the form of that year"
    form = (fitting[0].zh if language == "zh" else fitting[0].en) if fitting else none
    unknown = "该" if language == "zh" else "that year"
    return {"year": unknown if year is None else str(year), "form": form}
