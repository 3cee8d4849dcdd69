"""Whoever reads a published build goes through a door that reaches no other file and no address; every other
connection is listed here with its reason."""

from __future__ import annotations

import ast
from pathlib import Path

import duckdb
import pytest

from tests.contract.test_boundaries import PACKAGES
from warehouse.query import shut_in

ROOT = Path(__file__).resolve().parents[2]
OPENED = {
    "warehouse/query.py": "the door",
    "dashboard/store.py": "the door of the pages, with one configuration for all of them",
    "dashboard/own_statement.py": "the same for a statement of a visitor, in a child",
    "warehouse/build.py": "writes the draft",
    "warehouse/publish.py": "the stamp of a draft before it is published",
    "warehouse/promises.py": "holds a draft against the build before, which it attaches",
    "export/lake.py": "writes a lake, into which it attaches the build read-only",
    "export/release.py": "writes the files of a release with COPY",
    "findings/again.py": "in memory, reads shards",
    "findings/one_report.py": "in memory, one report",
    "findings/trial.py": "in memory, reports on trial",
}
"""Module -> why it opens a database."""


def _opens(path: Path) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "connect"
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "duckdb"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


def test_every_connection_is_a_door_or_has_a_reason() -> None:
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    assert {path.relative_to(ROOT).as_posix() for path in files if _opens(path)} == set(OPENED)


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "FROM read_csv('{folder}/secret.csv')",
        "ATTACH '{folder}/other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "CREATE TABLE more AS SELECT 1",
    ],
)
def test_the_door_lets_nothing_else_through(tmp_path: Path, sql: str) -> None:
    duckdb.connect(str(tmp_path / "build.duckdb")).close()
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with (
        shut_in(tmp_path / "build.duckdb", memory_limit="1GB") as connection,
        pytest.raises(duckdb.Error),
    ):
        connection.execute(sql.format(folder=tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build.duckdb", "secret.csv"]
