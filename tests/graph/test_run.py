"""The whole line on the sample reports: what comes out, what stops it, what it leaves behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from warehouse.query import run as query

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "gongkai.duckdb"


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    return query(sql, folder / DATABASE)[1]


def test_every_file_is_accounted_for(built: Path) -> None:
    taken = [p for p in (ROOT / "raw").rglob("*") if p.is_file() and p.parent != ROOT / "raw"]
    found = dict(rows(built, "SELECT status, count(*) FROM quality.filings GROUP BY 1"))
    assert sum(found.values()) == len(taken)  # type: ignore[arg-type]
    assert set(found) <= {"parsed", "partial", "quarantined"}


def test_the_warehouse_holds_the_expected_cells(built: Path) -> None:
    """The last step of the line agrees with the hand-checked expectations of the first."""
    paths = {Path(str(p)).stem: r for r, p in rows(built, "SELECT report_id, raw_path FROM reports")}
    for file in sorted((ROOT / "tests/golden/expected").glob("*.json")):
        expected = json.loads(file.read_text(encoding="utf-8"))
        cells = rows(built, f"SELECT cell, value FROM cells WHERE report_id = {paths[file.stem]}")
        found = dict(cells)
        assert {c: found.get(c) for c in expected["cells"]} == {
            c: cell["value"] if found.get(c) is not None or "or_status" not in cell else None
            for c, cell in expected["cells"].items()
        }, file.stem


def test_findings_are_the_faults_that_stand_in_the_reports(built: Path) -> None:
    found = rows(
        built,
        "SELECT o.name, f.year, f.rule, f.scope FROM quality.findings f JOIN offices o USING (office_id)"
        " WHERE rule <> 'cell.token_quality' ORDER BY ALL",
    )
    assert found == sorted(
        [
            ("汇源办事处", 2021, "t2.non_negative", "t2.administrative_licenses.decisions"),
            ("锦北街道", 2020, "t3.outcome_sum", "natural_person"),
            ("锦北街道", 2020, "t3.outcome_sum", "total"),
            ("锦北街道", 2020, "t3.balance", "natural_person"),
            ("锦北街道", 2020, "t3.balance", "total"),
            ("区政务服务办", 2020, "t3.applicant_sum", "granted"),
            ("区政务服务办", 2020, "t3.outcome_sum", "total"),
            ("淮安市洪泽区人民政府", 2024, "form.mixed_versions", "report"),
            ("云溪街道办事处", 2022, "t3.total_column_blank", "total"),
            ("青禾县人民政府", 2023, "t3.balance", "commercial_enterprise"),
            ("青禾县人民政府", 2023, "t3.applicant_sum", "carried_out"),
            ("青禾县人民政府", 2024, "t3.carry_forward", "commercial_enterprise"),
            ("跃进街道办事处", 2020, "report.stale_year_in_text", "problems"),
            ("锦北街道", 2020, "form.section_titles", "problems"),
        ]
    )


def test_findings_with_one_cause_say_so(built: Path) -> None:
    """A row of totals left as "/" breaks four sums, a wrong total the sums of its row and its
    column."""
    found = rows(
        built,
        "SELECT o.name, f.year, count(*), count(DISTINCT cause) FROM quality.findings f"
        " JOIN offices o USING (office_id) WHERE severity = 'error' AND rule LIKE 't3.%' GROUP BY"
        " ALL ORDER BY ALL",
    )
    assert found == [("区政务服务办", 2020, 2, 1), ("锦北街道", 2020, 4, 1), ("青禾县人民政府", 2023, 2, 1)]


def test_great_expectations_counts_what_we_count(built: Path) -> None:
    counts = rows(
        built,
        "SELECT r.rule, r.failed, r.gx_unexpected, count(f.finding_id) FROM quality.runs r"
        " LEFT JOIN quality.findings f USING (rule) GROUP BY ALL",
    )
    assert len(counts) >= 11
    assert all(ours == gx == stored for _, ours, gx, stored in counts)


def test_the_verdicts_of_great_expectations_are_kept_with_their_build(built: Path) -> None:
    build = (built / DATABASE).resolve()
    kept = built / "quality" / build.stem
    assert {p.name for p in kept.iterdir()} >= {"rules-in_table.suite.json", "table-requests.result.json"}
    kept_for = {p.name for p in (built / "quality").glob("gongkai-*")}
    assert kept_for == {p.stem for p in built.glob("gongkai-*.duckdb")}


def test_an_office_keeps_its_years_together(built: Path) -> None:
    """The invented county was made so that its years carry over."""
    found = rows(
        built,
        "SELECT year, gap FROM carry_over JOIN offices USING (office_id)"
        " WHERE name = '云溪街道办事处' AND applicant = 'natural_person' ORDER BY 1",
    )
    assert found == [(2021, 0.0), (2022, 0.0), (2023, 0.0)]


def pages(folder: Path) -> dict[str, str]:
    """What the pages about the published build say, by their paths."""
    docs = folder / "quality" / (folder / DATABASE).resolve().stem / "docs"
    return {p.relative_to(docs).as_posix(): p.read_text(encoding="utf-8") for p in docs.rglob("*.html")}


def test_a_second_run_reads_nothing_and_drops_nothing(built: Path) -> None:
    from assets.run import run

    before = rows(built, "SELECT rule, fingerprint, first_seen FROM quality.findings ORDER BY ALL")
    shown = pages(built)
    steps: list[tuple[str, int, int]] = []
    run(ROOT / "raw", built, listener=lambda *step: steps.append(step))
    assert [s for s in steps if s[0] == "read"] == [("read", 0, 0)]
    assert rows(built, "SELECT rule, fingerprint, first_seen FROM quality.findings ORDER BY ALL") == before
    assert "index.html" in shown and pages(built) == shown  # what was said of the same rows holds


def test_bad_files_are_quarantined_and_the_run_goes_on(tmp_path: Path) -> None:
    from assets.run import run

    raw = tmp_path / "raw"
    shutil.copytree(ROOT / "raw" / "2023", raw / "2023")
    (raw / "empty.pdf").write_bytes(b"")
    (raw / "noise.bin").write_bytes(bytes(range(256)) * 40)
    (raw / "cut.pdf").write_bytes((raw / "2023" / "qinghe-2023.pdf").read_bytes()[:5000])
    shutil.copy(raw / "2023" / "yunxi-2023.html", raw / "again.html")
    (raw / "manifest.csv").write_text("path,source_url\nnowhere.html,\n", encoding="utf-8")
    run(raw, tmp_path / "warehouse", workers=1)
    found = dict(rows(tmp_path / "warehouse", "SELECT raw_path, status FROM quality.filings"))
    bad = ("cut.pdf", "empty.pdf", "noise.bin", "nowhere.html")
    assert found == {
        "2023/qinghe-2023.pdf": "parsed",
        "2023/yunxi-2023.html": "parsed",
        "again.html": "parsed",
        **dict.fromkeys(bad, "quarantined"),
    }
    said = rows(
        tmp_path / "warehouse", "SELECT DISTINCT raw_path FROM quality.issues WHERE what_to_do IS NOT NULL"
    )
    assert {path for (path,) in said} >= set(bad)
    assert rows(tmp_path / "warehouse", "SELECT count(*) FROM reports WHERE is_current") == [(2,)]


def test_a_broken_promise_publishes_nothing(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import warehouse.promises as promises
    from assets.run import RunFailed, run

    first = promises.promises()[0]
    broken = (
        promises.Promise(first.name, "必定违反", "always broken", "SELECT 1 AS one"),
        *promises.promises()[1:],
    )
    before = (built / DATABASE).resolve()
    monkeypatch.setattr(promises, "promises", lambda: broken)
    with pytest.raises(RunFailed, match="必定违反|" + first.zh):
        run(ROOT / "raw", built)
    assert (built / DATABASE).resolve() == before


def test_a_filing_that_was_taken_away_stops_publication_until_it_is_meant(tmp_path: Path) -> None:
    from assets.run import RunFailed, run

    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    shutil.copytree(ROOT / "raw" / "2022", raw / "2022")
    run(raw, warehouse, workers=1)
    (raw / "2022" / "qinghe-2022.html").unlink()
    with pytest.raises(RunFailed, match=r"gongkai run --may-shrink.*2022/qinghe-2022\.html.*原文件不在了"):
        run(raw, warehouse, workers=1)
    assert rows(warehouse, "SELECT count(*) FROM reports") == [(2,)]
    run(raw, warehouse, workers=1, may_shrink=True)
    assert rows(warehouse, "SELECT gone_reports FROM quality.builds ORDER BY build") == [(0,), (1,)]
    assert rows(warehouse, "SELECT raw_path FROM reports") == [("2022/yunxi-2022.docx",)]
    assert rows(warehouse, "SELECT count(DISTINCT report_id) FROM spots") == [(1,)]


def test_a_failure_is_told_in_our_words_not_in_those_of_what_raised_it(tmp_path: Path) -> None:
    from assets.run import RunFailed, run

    raw = tmp_path / "raw"
    raw.mkdir()
    damaged = "path,office\n2020/年报.html,某县".encode()[:-1]
    (raw / "manifest.csv").write_bytes(damaged)
    with pytest.raises(RunFailed, match=r"manifest\.csv: 不是 UTF-8 或 GB18030"):
        run(raw, tmp_path / "warehouse", workers=1)


def test_a_cluster_that_is_not_there_is_told(built: Path) -> None:
    from assets.run import RunFailed, run

    with pytest.raises(RunFailed, match="expected dask://host:port"):
        run(ROOT / "raw", built, executor="spark://nowhere:1")


def test_two_runs_do_not_share_a_draft(built: Path) -> None:
    import fcntl

    from assets.run import RunFailed, run

    with (built / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(RunFailed, match="another run is under way"):
            run(ROOT / "raw", built)


def test_a_killed_run_leaves_the_old_build_and_the_next_completes(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    shutil.copytree(built, folder, symlinks=True)
    before = (folder / DATABASE).resolve()
    command = [sys.executable, str(ROOT / "gongkai.py"), "run", "--quiet", "--warehouse", str(folder)]
    child = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL)
    draft = folder / "draft.duckdb"
    deadline = time.monotonic() + 60
    while not draft.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    assert draft.exists()
    assert (folder / DATABASE).resolve() == before
    assert rows(folder, "SELECT count(*) > 0 FROM reports") == [(True,)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120, stdout=subprocess.DEVNULL)
    assert (folder / DATABASE).resolve() != before
    assert not draft.exists()
