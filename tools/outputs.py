"""A build of raw/ -> what the pages show of it: the READMEs what commands print, docs/queries.md
the rows of each statement, docs/data-dictionary.md all of its text. `make docs` writes them.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.questions import questions

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh.md")
"""Pages with blocks between `<!-- output: NAME -->` and `<!-- end -->`."""
QUERY = """
SELECT o.name, f.year, f.rule, f.scope, f.stated, f.expected, f.gap
FROM quality.findings f JOIN offices o USING (office_id)
WHERE severity = 'error' AND rule LIKE 't3.%' ORDER BY ALL"""
TUTORIALS = ("docs/tutorial-clerk.md", "docs/tutorial-analyst.md", "docs/tutorial-operator.md")
"""Pages with what commands print, between `<!-- run: gongkai … -->` and `<!-- end -->`."""
OF_WAREHOUSE = ("query", "findings", "offices")
"""Commands that ask the build, and are told where it is."""
_RUN = re.compile(r"<!-- run: gongkai ([^\n]+) -->\n.*?<!-- end -->", re.DOTALL)
_BLOCK = re.compile(r"<!-- output: (\w+) -->\n.*?<!-- end -->", re.DOTALL)
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

    brought = summary(warehouse / "gongkai.duckdb", ROOT / "raw").strip("\n").split("\n\n")[0]
    rows = printed("query", "--warehouse", str(warehouse), QUERY)
    checked = printed("check", "raw/2020/zhengwu-2020.txt")
    return {
        "summary": _fenced("", brought),
        "query": _fenced("sh", f'.venv/bin/gongkai query "{QUERY}"') + _fenced("", rows),
        "check": _fenced("sh", ".venv/bin/gongkai check raw/2020/zhengwu-2020.txt") + _fenced("", checked),
    }


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n" + "\n".join(line.rstrip() for line in text.splitlines()) + "\n```\n"


def ran(page: str, warehouse: Path) -> str:
    """A tutorial with what its commands print."""

    def shown(line: str) -> str:
        arguments = shlex.split(line)
        of = ["--warehouse", str(warehouse)] if arguments[0] in OF_WAREHOUSE else []
        return _fenced("sh", f".venv/bin/gongkai {line}") + _fenced("", printed(*arguments, *of))

    return _RUN.sub(lambda m: f"<!-- run: gongkai {m[1]} -->\n{shown(m[1])}<!-- end -->", page)


def written(page: str, blocks: dict[str, str]) -> str:
    """A page with its output blocks as they should be."""
    return _BLOCK.sub(lambda m: f"<!-- output: {m[1]} -->\n{blocks[m[1]]}<!-- end -->", page)


HEAD = """# 四十个问题 Forty questions

每个问题一条 SQL（`docs/questions/`），可直接用 `gongkai query` 或任何 DuckDB 客户端运行；
结果取自随附的样例报告（最多显示八行），每题都说明结果不含什么。
列的含义见[数据字典](data-dictionary.md)；空白、“/”、0 与存疑的区别、
各指标的来由见[怎样读数值](reading-values.md)。
按人口、编制计算的比率没有：没有找到按区划和年度、以开放许可发布的人口或编制数据包。由 `make docs` 写成。

One SQL statement each (`docs/questions/`), for `gongkai query` or any DuckDB client; the results
are those of the sample reports, eight rows at most. Each says what its answer leaves out. Columns:
[data dictionary](data-dictionary.md). Blank, "/", 0, doubt and how a figure came about: [how to
read the values](reading-values.md). Rates by population or staff are not there: no package with
them by division and year under an open licence was found. Written by `make docs`.
"""


def queries(database: Path) -> str:
    """docs/queries.md: each question with what it leaves out, its statement and the rows that it
    gives."""
    from warehouse.query import run, table

    parts = [HEAD]
    for one in questions():
        columns, rows = run(one.sql, database)
        shown = _fenced("", table(columns, rows[:MOST_ROWS])) if rows else "没有结果 No rows.\n"
        left_out = f"不含：{one.left_out_zh}。\n\nLeft out: {one.left_out_en}.\n"
        head = f"## {one.number}. {one.zh} {one.en}\n\n{left_out}\n"
        parts.append(head + _fenced("sql", one.sql) + f"\n{shown}")
    return "\n".join(parts)


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
        tutorials = {ROOT / name: (ROOT / name).read_text(encoding="utf-8") for name in TUTORIALS}
        made = {path: written(text, blocks) for path, text in readmes.items()}
        made |= {path: ran(text, warehouse) for path, text in tutorials.items()}
        return made | {
            QUERIES: queries(database),
            DICTIONARY: dictionary(database),
        }
