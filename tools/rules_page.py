"""The judged draft of the invented histories -> docs/rules.md: every rule with its source, its SQL,
a case that fails and one that holds. `make docs` writes it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb

from expectations.arithmetic import holding
from expectations.labels import number
from expectations.rule import Rule
from expectations.rules import load
from expectations.shortened_sql import shortened
from findings.finding import SEVERITIES
from tests.data.planted import planted
from tests.data.planted_build import build_planted

PAGE = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
HEAD = """# Rules 核对规则

Written by `make docs`; a test proves it current. The examples are from invented offices. What repeats
in the SQL (the other columns, rows, cells) is left out as `…`; `expectations/arithmetic.py` gives it
whole.

Labels of rows and columns that are worded otherwise than in the form are no finding: they say nothing
wrong as long as it is clear which row is meant, and where it is not, reading says so as an issue.
The titles of the six parts are judged (`form.section_titles`). What a text says is held against a
table only where it can mean nothing else; what must not stand around it is listed in
`pipelines/catalogue/mentions.yml`.

| rule | severity | |
|---|---|---|
"""
NIL = {"as_zero": "空白与“/”计为 0 / nil counts as 0", "strict": "空白与“/”不计为 0 / nil is not 0"}


def page(database: Path) -> str:
    """The page, from the judged draft of the planted histories."""
    rules = load().values()
    with duckdb.connect(str(database), read_only=True) as connection:
        parts = [_part(rule, connection) for rule in rules]
    rows = "".join(
        f"| [{r.code}](#{r.code.replace('.', '')}) | {SEVERITIES[r.severity].both} | {r.zh} |\n"
        for r in rules
    )
    return HEAD + rows + "\n" + "\n".join(parts)


def _part(rule: Rule, connection: duckdb.DuckDBPyConnection) -> str:
    fails = connection.execute(
        "SELECT message, message_en FROM quality.findings WHERE rule = ? ORDER BY year, office_id,"
        " scope LIMIT 1",
        [rule.code],
    ).fetchall()
    holds = connection.execute(
        f"SELECT year, scope, stated, expected FROM ({holding(rule)})"
        " ORDER BY coalesce(stated, 0) DESC, year, office_id, scope LIMIT 1"
    ).fetchall()
    if not fails or not holds:
        lacking = "no planted fault" if not fails else "no case that holds"
        raise SystemExit(f"{rule.code}: {lacking} among the reports of tests/data/planted: add one")
    year, scope, stated, expected = holds[0]
    figures = (
        f"，{number(stated)} 对 {number(expected)}" if stated is not None and expected is not None else ""
    )
    scope_alone = "" if rule.check.alone else "需要其他年度或其他机关的报告 / needs other reports"
    lines = [
        f"## {rule.code}",
        "",
        f"{rule.zh} / {rule.en}",
        "",
        f"- {SEVERITIES[rule.severity].both} · {rule.basis} · {', '.join(rule.editions)} · {NIL[rule.nil]}",
        f"- 出处 sources: {'；'.join(rule.sources)}",
        f"- 处理 what to do: {rule.advice()}",
        f"- 可能误判 known to make it wrong: {rule.misled_by}",
        *([f"- {scope_alone}"] if scope_alone else []),
        *(
            [f"- 原因已由 {rule.yields_to} 说明的，不再重复 / says nothing where {rule.yields_to} does"]
            if rule.yields_to
            else []
        ),
        f"- 不能核对 cannot be judged: {'；'.join(f'{r.zh} / {r.en}' for r in rule.check.reasons)}",
        f"- 不符 fails: {fails[0][0]} / {fails[0][1]}",
        f"- 相符 holds: {year} 年，{scope or rule.check.reads}{figures}",
        "",
        "```sql",
        shortened(rule),
        "```",
        "",
    ]
    return "\n".join(lines)


def pages() -> dict[Path, str]:
    """The text of the page, from a build of the histories with their planted faults."""
    with tempfile.TemporaryDirectory() as folder:
        return {PAGE: page(build_planted(Path(folder), planted()))}
