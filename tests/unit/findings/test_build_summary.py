"""What is new in a build against the one before, as a row and in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from findings.build_summary import BuildSummary, latest_summary, record_summary
from findings.record import judged, record
from tests.unit.findings.plain_rule import plain
from tests.unit.warehouse.small_build import Small, make
from warehouse.query import run as query

NEW = "t3.requests_new.total"
RULES = {"t3.new": plain(severity="error")}


def build(
    folder: Path, reports: Sequence[Small], previous: Path | None = None, statements: Sequence[str] = ()
) -> Path:
    """A judged draft with its row of quality.builds; `statements` are run before that is made."""
    draft = make(folder, *reports)
    judged(draft, record(draft, RULES, previous))
    with duckdb.connect(str(draft)) as connection:
        for statement in statements:
            connection.execute(statement)
    record_summary(draft, previous)
    return draft


def counts(draft: Path) -> dict[str, int]:
    """What is counted at all; how many reports are overdue depends on the day."""
    return {name: n for name, n in latest_summary(draft).counts.items() if n and name != "overdue_offices"}


FAULTY = Small(1, 2022, printed={NEW: "7"})
MENDED = Small(1, 2022, name="again", version=2)
OTHER = Small(2, 2022)


def test_of_the_first_build_everything_is_new(tmp_path: Path) -> None:
    draft = build(tmp_path, [FAULTY, OTHER])
    assert counts(draft) == {"filings": 2, "new_reports": 2, "findings": 1, "slips": 1, "new_errors": 1}
    first = latest_summary(draft)
    assert first.first
    assert first.lines[0].startswith("本次 this run：新报告 new 2，新的错误 new errors 1")
    assert [line[:13] for line in first.lines[1:]] == ["✗ 机关1 2022：t3"]
    assert first.build == query("SELECT max(build) FROM quality.builds", draft)[1][0][0]


@pytest.mark.parametrize("made", ["2 of 2 reports; nothing judged again", "", None])
def test_what_was_made_anew_is_told(tmp_path: Path, made: str | None) -> None:
    draft = make(tmp_path, OTHER)
    judged(draft, record(draft, RULES))
    record_summary(draft, None, made)
    assert latest_summary(draft).made == (made or "")


def test_a_build_before_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert latest_summary(build(tmp_path, [OTHER], tmp_path / "gone.duckdb")).first


def test_nothing_has_changed(tmp_path: Path) -> None:
    first = build(tmp_path / "1", [FAULTY])
    second = build(tmp_path / "2", [FAULTY], first)
    assert counts(second) == {"filings": 1, "findings": 1, "slips": 1}
    assert not latest_summary(second).first
    assert not latest_summary(second).is_notable
    assert len(latest_summary(second).lines) == 1, "an error that was known is not reported again"
    assert query("SELECT count(*) FROM quality.builds", second)[1] == [(2,)]


def test_what_came_changed_and_went(tmp_path: Path) -> None:
    first = build(tmp_path / "1", [FAULTY, OTHER])
    second = build(tmp_path / "2", [MENDED, Small(3, 2022)], first)
    assert counts(second) == {
        "filings": 2,
        "new_reports": 1,
        "changed_reports": 1,
        "gone_reports": 2,
        "mended_errors": 1,
    }
    words = "新报告 new 1，改动 changed 1，不再收录 gone 2，已消除的错误 mended errors 1"
    assert latest_summary(second).lines[0].startswith(f"本次 this run：{words}")


def test_a_filing_that_was_quarantined_before_is_not_told_again(tmp_path: Path) -> None:
    failed = ["UPDATE quality.filings SET status = 'quarantined' WHERE report_id IS NOT NULL"]
    first = build(tmp_path / "1", [OTHER], statements=failed)
    second = build(tmp_path / "2", [OTHER], first, failed)
    assert (counts(first)["quarantined"], counts(first)["new_quarantined"]) == (1, 1)
    assert "new_quarantined" not in counts(second)


SOURCE = "INSERT INTO quality.sources BY NAME SELECT '{}' AS source, {} AS enabled, {} AS broken_since, '{}' AS how"


def test_sources_that_cannot_be_read_are_listed_the_longest_broken_first(tmp_path: Path) -> None:
    draft = build(
        tmp_path,
        [OTHER],
        statements=[
            SOURCE.format("late", True, "TIMESTAMP '2026-11-02 10:00'", "HTTP 500"),
            SOURCE.format("early", True, "TIMESTAMP '2026-11-01 10:00'", "no answer"),
            SOURCE.format("off", False, "TIMESTAMP '2026-10-01 10:00'", "HTTP 404"),
            SOURCE.format("fine", True, "NULL", ""),
        ],
    )
    assert (counts(draft)["sources"], counts(draft)["broken_sources"]) == (3, 2)
    assert latest_summary(draft).lines[1:] == (
        "✗ early：自 2026-11-01 起读不到 / not read since then：no answer",
        "✗ late：自 2026-11-02 起读不到 / not read since then：HTTP 500",
    )


def test_ten_errors_are_listed_one_by_one(tmp_path: Path) -> None:
    many = [Small(n, 2022, printed={NEW: "7"}) for n in range(1, 13)]
    draft = build(tmp_path, many)
    assert counts(draft)["new_errors"] == 12
    assert len(latest_summary(draft).lines) == 1 + 10


@pytest.mark.parametrize(
    ("name", "worth"),
    [
        *((n, True) for n in ("new_reports", "changed_reports", "gone_reports", "new_quarantined")),
        *((n, True) for n in ("new_errors", "broken_sources")),
        *((n, False) for n in ("filings", "findings", "mended_errors", "silent_sources", "overdue_offices")),
    ],
)
def test_what_someone_should_know_of(name: str, worth: bool) -> None:
    names = (
        "new_reports",
        "changed_reports",
        "gone_reports",
        "new_quarantined",
        "new_errors",
        "broken_sources",
    )
    counted = {**dict.fromkeys(names, 0), name: 1}
    assert BuildSummary("build", counted, (), first=False).is_notable is worth
