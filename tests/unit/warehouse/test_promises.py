"""A build that breaks a promise is named with the rows that break it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from findings.record import judged
from tests.unit.findings.test_record import run
from tests.unit.warehouse.small_build import Small, make
from warehouse.promises import broken, promises
from warehouse.schema import tables

ROOT = Path(__file__).resolve().parents[3]
PRINTED = {"t3.requests_new.total": "7", "t3.granted.total": "/", "t4.reconsideration.total": "?"}
REPORTS = Small(1, 2022, printed=PRINTED), Small(1, 2023), Small(2, 2022, is_current=False)
EVERY = tuple(report.report_id for report in REPORTS)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft that keeps all promises."""
    draft = make(tmp_path_factory.mktemp("kept"), *REPORTS)
    judged(draft, run(draft))
    return draft


def test_a_good_draft_keeps_all_promises(kept: Path) -> None:
    assert broken(kept) == []


VIOLATIONS = {
    "filings.one_status": "UPDATE quality.filings SET status = NULL",
    "filings.are_reports": "UPDATE quality.filings SET sha256 = 'other'",
    "reports.were_read": "DELETE FROM quality.tallies",
    "reports.current": "UPDATE reports SET year = NULL",
    "numbers.conserved": "UPDATE quality.tallies SET numbers_found = numbers_found + 1",
    "numbers.loss_reported": "UPDATE quality.tallies SET numbers_found = numbers_found + 1, numbers_lost = 1",
    "facts.complete": "DELETE FROM disputes WHERE proceeding = 'reconsideration' AND result = 'pending'",
    "facts.of_reports": "UPDATE requests SET office_id = 99",
    "facts.doubt_has_no_value": "UPDATE disputes SET value = 3 WHERE status = 'ambiguous'",
    "facts.in_codebook": "DELETE FROM lines WHERE code = 'granted'",
    "wide.reports": "DELETE FROM reports_wide WHERE year = 2023",
    "wide.values": "UPDATE reports_wide SET t3__granted__natural_person = 5 WHERE year = 2023",
    "wide.marks": "UPDATE reports_wide SET nil = []",
    "tables.counted": "DELETE FROM spots WHERE report_id = (SELECT min(report_id) FROM spots)",
    "tables.summed": "UPDATE sections SET text = upper(text) || '。' WHERE year = 2023",
    "findings.of_reports": "UPDATE quality.findings SET report_id = 5",
    "findings.once": "INSERT INTO quality.past_findings BY NAME SELECT fingerprint FROM quality.findings LIMIT 1",
    "findings.agree": "DELETE FROM quality.findings",
}


@pytest.mark.parametrize("name", VIOLATIONS)
def test_a_planted_violation_is_caught(kept: Path, tmp_path: Path, name: str) -> None:
    draft = tmp_path / "draft.duckdb"
    shutil.copy(kept, draft)
    with duckdb.connect(str(draft)) as connection:
        connection.execute(VIOLATIONS[name])
    found = {promise.name: promise for promise in broken(draft)}
    assert name in found
    assert 0 < len(found[name].rows) <= 20
    assert found[name].zh and found[name].en


def reports_in(file: Path, *numbers: int) -> Path:
    """The file of reports that changed, beside a draft."""
    pq.write_table(pa.table({"report_id": pa.array(numbers, pa.int64())}), file)
    return file


@pytest.mark.parametrize("name", VIOLATIONS)
def test_a_renewed_draft_is_asked_of_what_changed(kept: Path, tmp_path: Path, name: str) -> None:
    """What is planted in the reports that changed is found; without any, only what is asked of the
    whole."""
    draft = tmp_path / "draft.duckdb"
    shutil.copy(kept, draft)
    changed = reports_in(tmp_path / "changed.parquet", *EVERY)
    assert broken(draft, changed=changed) == []
    with duckdb.connect(str(draft)) as connection:
        connection.execute(VIOLATIONS[name])
    of = {promise.name: promise.of for promise in promises()}
    assert (name in {p.name for p in broken(draft, changed=changed)}) is (of[name] != "years")
    found = {promise.name for promise in broken(draft, changed=reports_in(changed))}
    assert (name in found) is (of[name] == "whole") and {of[one] for one in found} <= {"whole"}
    assert [*tmp_path.glob("draft.duckdb.*")] == []
    changed.unlink()
    assert name in {promise.name for promise in broken(draft, changed=changed)}


def test_every_promise_says_what_it_is_asked_of() -> None:
    """What is asked of the whole each night is of tables with at most a row for each report."""
    written = yaml.safe_load((ROOT / "warehouse" / "promises.yml").read_text(encoding="utf-8"))
    assert {one.get("of") for one in written.values()} == {"whole", "reports", "years"}
    large = [
        t.name for t in tables().values() if t.depends in ("report", "links") and t.key != ("report_id",)
    ]
    for promise in promises():
        if promise.of == "whole" and promise.name != "tables.counted":  # DuckDB knows how many
            assert not [name for name in large if re.search(rf"\b{name}\b", promise.sql)], promise.name


def test_two_swapped_values_of_one_row_are_caught(kept: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.duckdb"
    shutil.copy(kept, draft)
    swap = "t3__requests_new__total = t3__carried_in__total, t3__carried_in__total = t3__requests_new__total"
    with duckdb.connect(str(draft)) as connection:
        connection.execute(f"UPDATE reports_wide SET {swap} WHERE year = 2022")
    assert [promise.name for promise in broken(draft)] == ["wide.values", "tables.summed"]


def test_a_file_that_could_not_be_had_is_a_quarantined_filing(kept: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.duckdb"
    shutil.copy(kept, draft)
    with duckdb.connect(str(draft)) as connection:
        connection.execute(
            "INSERT INTO quality.filings (raw_path, status) VALUES ('gone.html', 'quarantined')"
        )
    assert broken(draft) == []


REPORT = "WHERE report_id = $id"
SHRUNK = {
    f"DELETE FROM quality.filings {REPORT}; DELETE FROM reports {REPORT}": "the raw file is gone",
    f"UPDATE reports SET report_id = 5, year = 2020 {REPORT}": "the raw file has other content",
    f"UPDATE reports SET status = 'quarantined' {REPORT}": "cannot be read now",
    f"UPDATE reports SET year = NULL, is_current = false {REPORT}": "office or year unknown now",
}


@pytest.mark.parametrize("change", SHRUNK)
def test_a_report_that_is_no_longer_there_is_named(kept: Path, tmp_path: Path, change: str) -> None:
    draft = tmp_path / "draft.duckdb"
    shutil.copy(kept, draft)
    with duckdb.connect(str(draft)) as connection:
        ((report, path),) = connection.execute(
            "SELECT report_id, raw_path FROM reports WHERE year = 2023"
        ).fetchall()
        connection.execute(change.replace("$id", str(report)))
    (lost,) = [promise for promise in broken(draft, kept) if promise.name == "coverage.kept"]
    (row,) = lost.rows
    assert (row["name"], row["year"], row["raw_path"]) == ("机关1", 2023, path)
    assert row["why"].endswith(SHRUNK[change])
    assert "coverage.kept" not in {promise.name for promise in broken(draft)}


STILL_THERE = {
    "the report of another key": "UPDATE reports SET office_id = 2, year = 2019 WHERE year = 2023",
    "the file under another name": "UPDATE reports SET raw_path = 'x' WHERE year = 2023;"
    "UPDATE quality.filings SET raw_path = 'x' WHERE report_id = (SELECT report_id FROM reports WHERE raw_path = 'x')",
    "mended in place": "UPDATE reports SET report_id = 5 WHERE year = 2023",
}


@pytest.mark.parametrize("change", STILL_THERE)
def test_what_moved_or_was_mended_is_no_loss(kept: Path, tmp_path: Path, change: str) -> None:
    draft = tmp_path / "draft.duckdb"
    shutil.copy(kept, draft)
    with duckdb.connect(str(draft)) as connection:
        connection.execute(STILL_THERE[change])
    assert "coverage.kept" not in {promise.name for promise in broken(draft, kept)}


def test_every_promise_is_tested() -> None:
    assert {promise.name for promise in promises()} == {*VIOLATIONS, "coverage.kept"}
