"""Statements of a visitor's own: what is answered, cut and refused."""

from __future__ import annotations

from urllib.parse import quote

import pytest

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard.asked import Rights
from dashboard.own_statement import Refused
from dashboard.store import Store
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
