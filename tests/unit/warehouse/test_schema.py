"""The database has the tables, types and words of schema.yml and of the catalogue."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import duckdb
import pytest

from pipelines.catalogue import catalogue
from pipelines.issue import Stage
from warehouse import schema


@pytest.fixture(scope="module")
def empty() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    schema.create(connection)
    return connection


def test_every_table_view_and_column_is_explained_in_both_languages(empty: duckdb.DuckDBPyConnection) -> None:
    comments = empty.execute(
        """
        SELECT schema_name || '.' || table_name, comment FROM duckdb_tables()
        UNION ALL SELECT schema_name || '.' || view_name, comment FROM duckdb_views() WHERE NOT internal
        UNION ALL SELECT schema_name || '.' || table_name || '.' || column_name, comment
        FROM duckdb_columns() WHERE NOT internal
        """
    ).fetchall()
    assert len(comments) > 300
    told = re.compile(r"[\u4e00-\u9fff].* / [^{]*[A-Za-z]{3}")
    poor = [name for name, comment in comments if not told.search(comment or "")]
    assert poor == []


def test_the_wide_table_has_a_column_for_each_cell_of_each_form(empty: duckdb.DuckDBPyConnection) -> None:
    columns = [name for name, *_ in empty.execute("DESCRIBE reports_wide").fetchall()]
    assert columns == [
        *("office_id", "year", "report_id", "edition"),
        *(cell.replace(".", "__") for cell in catalogue().cells()),
        *("nil", "doubtful", "tables"),
    ]


def test_every_view_has_a_file_and_every_file_is_a_view(empty: duckdb.DuckDBPyConnection) -> None:
    files = {path.stem for path in (Path(schema.__file__).parent / "views").glob("*.sql")}
    made = {
        name
        for (name,) in empty.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    }
    assert files == made == set(schema.VIEWS)


def test_codes_are_enums_of_the_codebook(empty: duckdb.DuckDBPyConnection) -> None:
    empty.execute("INSERT INTO requests (outcome, applicant) VALUES ('requests_new', 'total')")
    with pytest.raises(duckdb.ConversionException):
        empty.execute("INSERT INTO requests (outcome) VALUES ('invented')")
    empty.execute("DELETE FROM requests")


def test_comments_can_be_left_out() -> None:
    with duckdb.connect() as connection:
        schema.create(connection, comments=False)
        assert connection.execute(
            "SELECT count(comment) FROM duckdb_columns() WHERE table_name = 'offices'"
        ).fetchall() == [(0,)]


@pytest.mark.parametrize(
    ("asked", "views"),
    [
        ("SELECT 1", set()),
        ("SELECT * FROM cells", {"cells"}),
        ("SELECT * FROM cells JOIN predecessors USING (office_id)", {"cells", "predecessors"}),
        ("SELECT * FROM year_over_year", {"series", "year_over_year"}),
    ],
    ids=["nothing", "one view", "two", "one that reads another"],
)
def test_only_the_views_that_are_asked_are_made(asked: str, views: set[str]) -> None:
    with duckdb.connect() as connection:
        schema.create(connection, comments=False, asked=[asked])
        made = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    assert {name for (name,) in made} == views


def test_issues_are_of_the_stages_that_issues_have() -> None:
    (column,) = [c for c in schema.tables()["quality.issues"].columns if c.name == "stage"]
    assert column.values == get_args(Stage)
