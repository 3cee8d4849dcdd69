"""Shards and frames become the tables of a draft."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from pipelines.batch import shards
from pipelines.input_error import InputError
from tests.unit.warehouse.small_build import Small, frames, make, write_shard
from warehouse.build import MEMORY, TO_JUDGE, Unbuildable, build, memory_limit
from warehouse.promises import broken

NEW = "t3.requests_new.total"
PRINTED = {
    NEW: "7",
    "t3.granted.total": "/",
    "t3.refused_third_party.total": "",
    "t4.reconsideration.total": "?",
}


def ask(draft: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(draft), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_cells_become_facts_spots_and_sections(tmp_path: Path) -> None:
    draft = make(tmp_path, Small(1, 2022, printed=PRINTED))
    assert ask(draft, "SELECT count(*) FROM disclosures") == [(10,)]
    assert ask(draft, "SELECT count(*) FROM requests") == [(175,)]
    assert ask(draft, "SELECT count(*) FROM disputes") == [(15,)]
    assert ask(draft, "SELECT count(*), min(page), min(x0) FROM spots") == [(200, 1, 10.5)]
    assert ask(draft, "SELECT office_id, year, section, text FROM sections") == [
        (1, 2022, "overview", "2022 年总体情况")
    ]
    fact = "SELECT value, status, text FROM requests WHERE applicant = 'total' AND outcome = "
    assert ask(draft, fact + "'requests_new'") == [(7.0, "number", "7")]
    assert ask(draft, fact + "'granted'") == [(None, "slash", "/")]


def test_how_sure_the_recogniser_was_stands_with_the_spot(tmp_path: Path) -> None:
    small = Small(1, 2022, printed=PRINTED)
    read = small.read()
    facts = [
        replace(fact, confidence=0.25 if fact.code == NEW else 0.875)
        for fact in read.facts
        if fact.table == "t3"
    ]
    shards.write([shards.rows(replace(read, facts=tuple(facts)), "1")], tmp_path / "shard")
    draft = tmp_path / "draft.duckdb"
    build(draft, [tmp_path / "shard"], **frames([small]))
    unsure = """SELECT "row", "column", confidence FROM spots WHERE confidence < 0.5"""
    assert ask(draft, unsure) == [("requests_new", "total", 0.25)]
    assert ask(draft, "SELECT count(*), min(confidence) FROM spots WHERE confidence > 0.5") == [(174, 0.875)]


def test_the_wide_row_says_the_same_and_names_what_is_null(tmp_path: Path) -> None:
    draft = make(tmp_path, Small(1, 2022, printed=PRINTED, tables=("t3", "t4")))
    wide = "SELECT t3__requests_new__total, t3__granted__total, t4__reconsideration__total, t3__carried_in__total"
    assert ask(draft, wide + " FROM reports_wide") == [(7.0, None, None, 0.0)]
    assert ask(draft, "SELECT nil, doubtful, tables FROM reports_wide") == [
        (["t3.granted.total", "t3.refused_third_party.total"], ["t4.reconsideration.total"], ["t3", "t4"])
    ]


def test_wide_and_long_agree_in_every_cell(tmp_path: Path) -> None:
    printed = {
        f"t3.{row}.total": str(n)
        for n, row in enumerate(("requests_new", "carried_in", "granted", "carried_out"))
    }
    draft = make(tmp_path, Small(1, 2020, "f2019", printed), Small(1, 2021, "f2021", printed), Small(2, 2021))
    unpivoted = (
        "FROM (UNPIVOT (SELECT report_id, COLUMNS('^t\\d__') FROM reports_wide) ON COLUMNS(* EXCLUDE report_id)"
        " INTO NAME cell VALUE value)"
    )
    wide = ask(draft, f"SELECT report_id, replace(cell, '__', '.') AS cell, value {unpivoted} ORDER BY ALL")
    assert wide == ask(draft, "SELECT report_id, cell, value FROM cells WHERE value IS NOT NULL ORDER BY ALL")
    assert len(wide) == 198 + 200 + 200


def test_only_current_reports_are_shown_but_all_have_spots(tmp_path: Path) -> None:
    draft = make(tmp_path, Small(1, 2022), Small(1, 2022, printed={NEW: "9"}, is_current=False))
    assert ask(draft, "SELECT count(*), max(value) FROM cells") == [(200, 0.0)]
    assert ask(draft, "SELECT count(*) FROM reports_wide") == [(1,)]
    assert ask(draft, "SELECT count(DISTINCT report_id) FROM spots") == [(2,)]


def test_a_report_without_office_or_year_waits_outside(tmp_path: Path) -> None:
    draft = make(tmp_path, Small(1, 2022), Small(1, None, is_current=False))
    assert ask(draft, "SELECT count(*) FROM reports WHERE year IS NULL") == [(1,)]
    assert ask(draft, "SELECT DISTINCT year FROM cells") == [(2022,)]
    assert broken(draft) == []


def test_the_codebook_and_coverage_stand_in_the_database(tmp_path: Path) -> None:
    draft = make(tmp_path, Small(1, 2020, "f2019"), Small(2, 2020, "f2019", {NEW: "?"}), Small(1, 2021))
    coverage = "SELECT year, reports, offices, parsed, partial, cells, doubtful FROM quality.coverage"
    assert ask(draft, coverage) == [(2020, 2, 2, 2, 0, 2 * 198, 1), (2021, 1, 1, 1, 0, 200, 0)]
    line = "SELECT zh, parent, editions FROM lines WHERE kind = 'row' AND code = 'other_fee_lapsed'"
    ((zh, parent, editions),) = ask(draft, line)
    assert (zh[:4], parent, editions) == ("2.申请", "other_handling", ["f2021"])
    assert ask(draft, "SELECT first_year, last_year FROM editions ORDER BY code") == [
        (2014, 2018),
        (2019, 2020),
        (2021, None),
    ]
    columns = ask(draft, "SELECT DISTINCT type FROM cells ORDER BY type")
    assert {kind for (kind,) in columns} == {"count", "signed_count", "amount"}


def test_issues_carry_their_meaning_and_their_file(tmp_path: Path) -> None:
    report = Small(1, 2022)
    issue = {
        "stage": "recognise",
        "code": "form.row_missing",
        "severity": "error",
        "where": "t3",
        "detail": "granted",
    }
    shard = write_shard(tmp_path / "shard", [report], [{"report_id": report.report_id, **issue}])
    late = pd.DataFrame([{"report_id": None, **issue, "code": "read.missing", "where": "gone.html"}]).astype(
        {"report_id": "Int64"}
    )
    given = frames([report])
    gone = {
        "raw_path": "gone.html",
        "sha256": "0" * 64,
        "size": 0,
        "status": "quarantined",
        "report_id": None,
    }
    given["filings"] = pd.concat([given["filings"].astype({"report_id": "Int64"}), pd.DataFrame([gone])])
    draft = tmp_path / "draft.duckdb"
    build(draft, [shard], **given, issues=late)
    rows = ask(
        draft,
        "SELECT raw_path, office_id, year, code, zh, what_to_do <> '' FROM quality.issues ORDER BY code",
    )
    assert rows == [
        (f"{report.sha256[:8]}.html", 1, 2022, "form.row_missing", "表中缺少某一行", True),
        ("gone.html", None, None, "read.missing", "文件不存在或无法打开", True),
    ]


def test_keys_that_went_through_floats_are_refused(tmp_path: Path) -> None:
    report = Small(1, 2022)
    given = frames([report])
    given["filings"] = pd.concat(
        [given["filings"], pd.DataFrame([{"raw_path": "gone.html", "status": "quarantined"}])]
    )
    assert given["filings"]["report_id"].dtype.kind == "f"
    with pytest.raises(Unbuildable, match="lost digits"):
        build(tmp_path / "draft.duckdb", [write_shard(tmp_path / "shard", [report])], **given)


@pytest.mark.parametrize(
    "cell",
    [
        *("t9.granted.total", "t3.invented.total", "t4.granted.total"),
        *("t3.requests_new.upheld", "t2.administrative_fees.in_force"),
    ],
)
def test_a_cell_that_no_form_has_is_refused(tmp_path: Path, cell: str) -> None:
    report = Small(1, 2022)
    shard = write_shard(tmp_path / "shard", [report])
    table, row, column = cell.split(".")
    path = shard / "cells.parquet"
    frame = pd.read_parquet(path)
    frame.loc[0, ["table", "row", "column"]] = [table, row, column]
    frame.to_parquet(path)
    with pytest.raises(
        Unbuildable, match=f"{table if table == 't9' else row if row == 'invented' else column}"
    ):
        build(tmp_path / "draft.duckdb", [shard], **frames([report]))


def test_a_torn_shard_is_refused(tmp_path: Path) -> None:
    shard = write_shard(tmp_path / "shard", [Small(1, 2022)])
    (shard / "issues.parquet").unlink()
    with pytest.raises(Unbuildable, match=r"issues\.parquet is missing"):
        build(tmp_path / "draft.duckdb", [shard], **frames([Small(1, 2022)]))


def test_a_day_that_does_not_exist_is_null(tmp_path: Path) -> None:
    draft = make(
        tmp_path, Small(1, 2022, published_on="2023-02-30"), Small(2, 2022, published_on="2023-01-30")
    )
    assert ask(draft, "SELECT published_on::VARCHAR FROM reports ORDER BY office_id") == [
        (None,),
        ("2023-01-30",),
    ]


def test_no_shards_make_an_empty_database(tmp_path: Path) -> None:
    counts = build(tmp_path / "draft.duckdb", [], **frames([]))
    assert (counts["reports"], counts["requests"], counts["reports_wide"]) == (0, 0, 0)
    assert counts["lines"] > 50


def test_the_environment_says_what_duckdb_may_take(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_MEMORY", "")
    assert (memory_limit(), memory_limit(TO_JUDGE)) == (MEMORY, TO_JUDGE)
    monkeypatch.setenv("GONGKAI_MEMORY", "6GB")
    assert (memory_limit(), memory_limit(TO_JUDGE)) == ("6GB", "6GB")


@pytest.mark.parametrize("amount", ["500MB", "1.5 GB", "2gib", "4KiB"])
def test_an_amount_of_memory_is_one_that_duckdb_knows(monkeypatch: pytest.MonkeyPatch, amount: str) -> None:
    monkeypatch.setenv("GONGKAI_MEMORY", f" {amount} ")
    duckdb.connect(config={"memory_limit": memory_limit()}).close()


@pytest.mark.parametrize("said", ["-1GB", "0GB", "6", "GB", "nonsense", "6GB; x", "６GB", "80%"])
def test_what_is_no_amount_of_memory_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("GONGKAI_MEMORY", said)
    with pytest.raises(InputError, match=f"GONGKAI_MEMORY={said}：应为如 6GB"):
        memory_limit()


def test_a_draft_is_made_anew_but_never_over_a_published_build(tmp_path: Path) -> None:
    draft = make(tmp_path, Small(1, 2022))
    draft.with_name("draft.duckdb.wal").write_bytes(b"left over")
    build(draft, [], **frames([]))
    assert ask(draft, "SELECT count(*) FROM reports") == [(0,)]
    link = tmp_path / "gongkai.duckdb"
    link.symlink_to(draft.name)
    with pytest.raises(Unbuildable, match="published"):
        build(link, [], **frames([]))
