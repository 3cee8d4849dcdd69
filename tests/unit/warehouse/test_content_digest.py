"""The digest of a database says what it holds, and nothing of when or how it was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.warehouse.small_build import Small, make
from warehouse.build import connect
from warehouse.content_digest import digest

ONE, TWO = Small(1, 2023), Small(2, 2023, printed={"t3.granted.total": "4"})


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return make(tmp_path, ONE, TWO)


def test_the_order_of_reports_does_not_count(draft: Path, tmp_path: Path) -> None:
    assert digest(make(tmp_path / "again", TWO, ONE)) == digest(draft)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ("UPDATE requests SET value = 5 WHERE value = 4", False),
        ("UPDATE requests SET status = 'blank' WHERE value = 4", False),
        ("DELETE FROM spots WHERE report_id = (SELECT min(report_id) FROM spots)", False),
        ("INSERT INTO quality.filings SELECT * FROM quality.filings LIMIT 1", False),
        ("INSERT INTO quality.runs (build, rule) VALUES ('20260101T000000000000Z', 't3.balance')", True),
    ],
)
def test_what_counts(draft: Path, change: str, same: bool) -> None:
    before = digest(draft)
    with connect(draft) as connection:
        connection.execute(change)
    assert (digest(draft) == before) is same
