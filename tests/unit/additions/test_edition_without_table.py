"""A new edition that has fewer tables than the one before it."""

from __future__ import annotations

import json
import re

import pytest
import yaml

from pipelines.catalogue import catalogue
from tests.unit.additions.copied_tree import EDITION, ENDING, LAST, Tree, last_edition

MARKER = "本年批准件数"


def _add_the_edition(tree: Tree, *lacking: str) -> list[str]:
    """The form of the edition before without the tables `lacking`; the tables that it has."""
    data = last_edition() | {"edition": "f2025", "years": [2025, None], "markers": [MARKER], "labels": {}}
    for table in lacking:
        del data[table]
    tree.write(EDITION, yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    tree.edit(LAST, years=[2021, 2024])
    return [table for table in catalogue().latest.tables if table not in lacking]


REPORTS = """
from pathlib import Path
from tests.data.forms import Filled, render

folder = Path("from")
folder.mkdir()
for name, year, edition in (("2024", 2024, "f2021"), ("2025", 2025, "f2025"), ("torn", 2024, "f2025")):
    (folder / f"{name}.html").write_bytes(render(Filled("云溪街道办事处", year, edition), "html"))
"""
"""A report of the edition before, one of the new one, and one of a year of the edition before that
prints the tables of the new one."""


@pytest.mark.parametrize("lacking", [*catalogue().latest.tables])
def test_its_reports_are_read_whole_and_others_miss_the_table(tree: Tree, lacking: str) -> None:
    kept = _add_the_edition(tree, lacking)
    tree.python(REPORTS)
    paths = [f"from/{name}.html" for name in ("2024", "2025", "torn")]
    *said, torn = json.loads(tree.python(ENDING, "read", "--json", *paths))

    whole = [(s["edition"], s["status"], s["issues"]) for s in said]
    assert whole == [("f2021", "parsed", []), ("f2025", "parsed", [])]
    assert list(dict.fromkeys(c["table"] for c in said[1]["cells"])) == kept

    assert (torn["edition"], torn["status"]) == ("f2021", "partial")
    assert ("form.table_missing", lacking) in [(i["code"], i["where"]) for i in torn["issues"]]
    assert {c["status"] for c in torn["cells"] if c["table"] == lacking} == {"absent"}


def test_its_reports_go_through_a_whole_run_to_the_pages(tree: Tree) -> None:
    first, *_, last = catalogue().latest.tables
    kept = _add_the_edition(tree, first, last)
    tree.python(REPORTS)
    (tree.folder / "from/torn.html").unlink()
    *answers, dictionary = json.loads(
        tree.python(
            RUN,
            "SELECT edition, status FROM reports ORDER BY year",
            'SELECT DISTINCT CAST("table" AS VARCHAR) FROM cells WHERE year = 2025 ORDER BY 1',
            """SELECT DISTINCT CAST("table" AS VARCHAR) FROM lines
            WHERE list_contains(editions, 'f2025') ORDER BY 1""",
            "SELECT year, rule FROM quality.findings",
        )
    )
    tables = [[table] for table in kept]
    assert answers == [[["f2021", "parsed"], ["f2025", "parsed"]], tables, tables, []]
    for table in catalogue().latest.tables:
        (codebook,) = re.findall(rf"(?s)### {table} .*?(?=### (?!{table} ))", dictionary)
        assert ("f2025" in codebook) == (table in kept)


RUN = """
import json, sys
from pathlib import Path
import duckdb
from assets.run import run
from export.dictionary import page
from tools import outputs

run(Path("from"), Path("built"), workers=1)
database = Path("built/gongkai.duckdb")
with duckdb.connect(str(database), read_only=True) as connection:
    answers = [connection.execute(sql).fetchall() for sql in sys.argv[1:]]
outputs.queries(database)
print(json.dumps([*answers, page(database)]))
"""
"""A whole run, then what is written of it: answers, the statements of the guide, the dictionary."""
