"""The files of views/ and macros/ that a database is made with, in the order in which they build on
each other."""

from __future__ import annotations

VIEWS = (
    "cells",
    "corrected_cells",
    "series",
    "predecessors",
    "year_over_year",
    "carry_over",
    "outcome_shares",
    "dispute_rates",
    "first_publications",
    "timeliness",
    "peers",
    "indicators",
    "bridge",
    "rostered_offices",
    "due_offices",
    "due_years",
    "expected_reports",
    "missing_reports",
    "territory_parts",
    "report_contents",
    "rollup",
    "publications",
    "unseen_townships",
    "finding_list",
    "past_finding_list",
    "rule_list",
    "build_list",
    "holdings",
    "office_list",
    "office_search",
    "report_list",
    "filing_list",
    "issue_list",
    "revision_list",
    "source_list",
    "refusal_grounds",
    "cell_places",
)
"""Files of views/ in the order in which they build on each other."""
ALWAYS = "macros/values"
"""Many macros in one file, which most views use."""
TABLE_MACROS = ("without_nested", "form_of", "overdue_reports")
"""Macros that give rows; they come behind the views."""
FILES = (ALWAYS, *(f"views/{view}" for view in VIEWS), *(f"macros/{macro}" for macro in TABLE_MACROS))
"""The files of SQL that a database is made with, in order."""
