"""What a rule found, for its check: as the run recorded it in the draft, or judged anew over a published
build, where the check is run alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from expectations.rule import Rule

WORST = 10
"""Findings shown beside each check."""
HEAD = "| 机关 | 年度 | 位置 | 所填 | 应有 | 差额 | 状态 |\n|---|---|---|---|---|---|---|"
"""How the table of these findings begins, in Markdown."""


class Outcome(NamedTuple):
    """How many cases fail, were assessed (None where they were not counted) and could not be; some of
    the failing ones as Markdown, empty if there are none."""

    failed: int
    assessed: int | None
    not_assessable: int
    examples: str


class Disagreement(RuntimeError):
    """Great Expectations and our own SQL count differently; the message says what."""


def recorded(draft: Path) -> dict[str, Outcome]:
    """The outcome of every rule in the latest run, with the findings that have the largest gaps."""
    from warehouse.query import run
    from warehouse.statements import statement

    _, counted = run(
        "SELECT rule, gx_unexpected, assessed, not_assessable FROM quality.runs"
        " WHERE build = (SELECT max(build) FROM quality.runs)",
        draft,
    )
    _, rows = run(statement(Path(__file__).parent / "sql" / "findings_with_largest_gaps.sql"), draft, [WORST])
    lines: dict[str, list[str]] = {}
    for rule, *values in rows:
        cells = " | ".join("" if v is None else f"{v:g}" if isinstance(v, float) else str(v) for v in values)
        lines.setdefault(rule, [HEAD]).append(f"| {cells} |")
    return {
        rule: Outcome(failed, assessed, unjudged, "\n".join(lines.get(rule, ())))
        for rule, failed, assessed, unjudged in counted
    }


def judged_now(database: Path, rules: Mapping[str, Rule]) -> dict[str, Outcome]:
    """The outcome of these rules, by our own SQL and by Great Expectations, with a few findings in
    words. Raises Disagreement, BrokenRule, BrokenExpectation."""
    from expectations.suites import judge
    from findings.trial import try_on_warehouse
    from warehouse.build import TO_JUDGE, memory_limit

    verdicts = {v.rule: v.unexpected for v in judge(database, rules, memory=memory_limit(TO_JUDGE)).verdicts}
    outcomes = {}
    for trial in try_on_warehouse(rules, database):
        code = trial.rule.code
        if trial.fails != verdicts[code]:
            raise Disagreement(f"{code}: {trial.fails} fail, {verdicts[code]} by Great Expectations")
        examples = [
            f"- {one.office} {one.year}：{one.words.zh} / {one.words.en}"
            for one in trial.failing
            if one.words
        ]
        counts = trial.fails, trial.fails + trial.holds, trial.unjudged.total()
        outcomes[code] = Outcome(*counts, "\n".join(examples))
    return outcomes
