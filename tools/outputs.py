"""A build of raw/ -> what the pages show of it: the READMEs what commands print, docs/queries.md
the rows of each statement, docs/data-dictionary.md all of its text. `make docs` writes them.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh.md")
"""Pages with blocks between `<!-- output: NAME -->` and `<!-- end -->`."""
QUERY = """
SELECT o.name, f.year, f.rule, f.scope, f.stated, f.expected, f.gap
FROM quality.findings f JOIN offices o USING (office_id)
WHERE severity = 'error' AND rule LIKE 't3.%' ORDER BY ALL"""
_BLOCK = re.compile(r"<!-- output: (\w+) -->\n.*?<!-- end -->", re.DOTALL)
_SQL = re.compile(r"(```sql\n(.*?)```\n)(?:\n```\n.*?```\n)?", re.DOTALL)
QUERIES, DICTIONARY = ROOT / "docs/queries.md", ROOT / "docs/data-dictionary.md"
MOST_ROWS = 8
"""Rows of an answer that docs/queries.md shows."""


def printed(*arguments: str) -> str:
    """What `gongkai` prints for these arguments, from the root of the checkout."""
    command = [sys.executable, str(ROOT / "gongkai.py"), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120).stdout.strip("\n")


def outputs(warehouse: Path) -> dict[str, str]:
    """Each block of the READMEs by its name, from the build in `warehouse`."""
    from terminal.summary import summary

    brought = summary(warehouse / "gongkai.duckdb").strip("\n").split("\n\n")[0]
    rows = printed("query", "--warehouse", str(warehouse), QUERY)
    checked = printed("check", "raw/2020/zhengwu-2020.txt")
    return {
        "summary": _fenced("", brought),
        "query": _fenced("sh", f'.venv/bin/gongkai query "{QUERY}"') + _fenced("", rows),
        "check": _fenced("sh", ".venv/bin/gongkai check raw/2020/zhengwu-2020.txt") + _fenced("", checked),
    }


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n" + "\n".join(line.rstrip() for line in text.splitlines()) + "\n```\n"


def written(page: str, blocks: dict[str, str]) -> str:
    """A page with its output blocks as they should be."""
    return _BLOCK.sub(lambda m: f"<!-- output: {m[1]} -->\n{blocks[m[1]]}<!-- end -->", page)


def statements(page: str) -> list[str]:
    """Every SQL statement that a page shows."""
    return [statement for _, statement in _SQL.findall(page)]


def answered(page: str, database: Path) -> str:
    """A page with, below each statement, the rows that it gives."""
    from warehouse.query import run, table

    def answer(match: re.Match[str]) -> str:
        columns, rows = run(match[2], database)
        return f"{match[1]}\n" + _fenced("", table(columns, rows[:MOST_ROWS]))

    return _SQL.sub(answer, page)


def pages() -> dict[Path, str]:
    """The text of each page, from a build of raw/ that has no history."""
    from assets.run import run
    from export.dictionary import page as dictionary

    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder)
        run(ROOT / "raw", warehouse, workers=2)
        database = warehouse / "gongkai.duckdb"
        blocks = outputs(warehouse)
        readmes = {ROOT / name: (ROOT / name).read_text(encoding="utf-8") for name in READMES}
        return {path: written(text, blocks) for path, text in readmes.items()} | {
            QUERIES: answered(QUERIES.read_text(encoding="utf-8"), database),
            DICTIONARY: dictionary(database),
        }
