"""Statements of a visitor's own: what is answered, cut and refused."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard.asked import Rights
from dashboard.own_statement import Refused, run
from dashboard.store import CONFIG, SHUT, Store
from tests.unit.dashboard.asking import get, said

OPEN = Rights(ask_sql=True)


def test_sql_is_closed_unless_it_is_opened(some: Store) -> None:
    assert get(some, "/sql?q=SELECT 1").status == 404
    assert "青禾县民政局" in said(get(some, "/sql?q=SELECT name FROM office_list", rights=OPEN))
    assert get(some, "/sql.csv?q=SELECT 7 AS n", rights=OPEN).body.decode("utf-8-sig") == "n\r\n7\r\n"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY (SELECT 1) TO '/tmp/out.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "SET enable_external_access = true",
        "SELECT 1; SELECT 2",
        "CREATE TABLE t (a INT)",
        "INSTALL httpfs",
        "SELECT * FROM 'https://example.invalid/x.csv'",
        "SELECT count(*) FROM range(100000000000) AS a(i), range(1000) AS b(j) WHERE hash(i, j) = 1",
        "nonsense",
        "PRAGMA database_list",
        'SELECT * FROM "duckdb_settings"()',
        "SELECT path FROM duckdb_databases()",
        "SELECT current_setting('allowed_paths')",
        "SELECT * FROM query('SELECT * FROM duckdb' || '_settings()')",
        "SELECT repeat('a', 20000000) FROM range(2000)",
        "SELECT repeat('a', 5000000)",
    ],
)
def test_sql_reads_the_build_and_nothing_else(some: Store, sql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.pages.sql.SECONDS", 0.5)
    reply = get(some, f"/sql?q={quote(sql)}", rights=OPEN)
    assert reply.status == 400
    assert 'role="alert"' in reply.body.decode() and "<tbody>" not in reply.body.decode()


def test_a_long_value_is_cut_on_the_page_with_its_length(some: Store) -> None:
    page = said(get(some, "/sql?q=SELECT repeat('a', 5000) AS n", rights=OPEN))
    assert "a… (5,000)" in page and "a" * 2001 not in page


def test_rows_beyond_the_bytes_of_an_answer_are_left_out_with_a_word(some: Store) -> None:
    asked = "q=SELECT repeat('a', 1000000) AS n FROM range(9)"
    assert "4 行 ，后面的没有列出" in said(get(some, f"/sql?{asked}", rights=OPEN)).replace("行，", "行 ，")
    text = get(some, f"/sql.csv?{asked}", rights=OPEN).body.decode()
    assert text.endswith("… 4: 后面的行没有列出\r\n") and text.count("\r\n") == 6


def test_a_list_that_fills_the_memory_ends_with_its_child(some: Store) -> None:
    with pytest.raises(Refused):
        some.build().asked("SELECT list(range) FROM range(300000000)", 10, 5.0)
    assert some.build().asked("SELECT [1, 2] AS l, 2::DOUBLE AS n, NULL AS o", 10, 5.0)[1] == [
        ("1; 2", 2, None)
    ]


def test_an_error_names_no_folder(some: Store) -> None:
    page = said(get(some, "/sql?q=SELECT * FROM read_csv('x')", rights=OPEN))
    assert str(some.folder) not in page


def answered(sql: str, store: Store, **changed: Any) -> str:
    """Why a statement was refused."""
    given = {"path": store.build().path, "config": dict(CONFIG), "shut": SHUT, **changed}
    with pytest.raises(Refused) as refused:
        run(**given, sql=sql, most=10, seconds=20.0)
    return str(refused.value)


def test_what_ends_the_child_is_told_as_what_it_is(some: Store) -> None:
    gone = answered("SELECT 1", some, path=some.folder / "gone.duckdb")
    assert "gone.duckdb" in gone and "memory" not in gone and str(some.folder) not in gone
    assert "no_such_setting" in answered("SELECT 1", some, shut="SET no_such_setting = 1")
    assert "memory" not in answered("SELECT", some)


@pytest.mark.skipif(sys.platform != "linux", reason="only a fork sees the child of a test")
@pytest.mark.parametrize(
    ("dies", "said", "full"),
    [
        pytest.param(lambda: os._exit(3), "exit 3", False, id="exits"),
        pytest.param(lambda: os.kill(os.getpid(), signal.SIGKILL), "SIGKILL", True, id="is killed"),
    ],
)
def test_only_what_may_be_a_lack_of_memory_is_called_so(
    dies: Callable[[], None], said: str, full: bool, some: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    forked = multiprocessing.get_context("fork")
    monkeypatch.setattr("dashboard.own_statement.multiprocessing.get_context", lambda way: forked)
    monkeypatch.setattr("dashboard.own_statement._serve", lambda *_: dies())
    told = answered("SELECT 1", some)
    assert said in told and ("memory" in told) == full
