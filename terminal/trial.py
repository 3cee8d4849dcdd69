"""The trial of a rule in words for a terminal."""

from __future__ import annotations

from expectations.labels import number
from findings.finding import SEVERITIES
from findings.trial import Example, Trial


def in_words(trial: Trial, sql: bool = True) -> str:
    """What the rule says, how many cases hold, fail and cannot be judged, examples, and its SQL."""
    rule = trial.rule
    reasons = {reason.code: f"{reason.zh} {reason.en}" for reason in rule.check.reasons}
    lines = [
        f"{rule.code} · {SEVERITIES[rule.severity].both} · {', '.join(rule.editions)}",
        f"  {rule.zh}",
        f"  {rule.en}",
        f"  相符 hold {trial.holds}，不符 fail {trial.fails}，"
        f"不能核对 cannot be judged {trial.unjudged.total()}",
    ]
    lines += [f"    {count:>6} {reasons.get(code, code)}" for code, count in trial.unjudged.most_common()]
    lines += [f"  ✗ {line}" for one in trial.failing for line in _failing(one)]
    lines += [f"  ✓ {_case(one)}" for one in trial.holding]
    if sql:
        lines += ["", *(f"    {line}" for line in trial.sql.splitlines())]
    return "\n".join(lines)


def _failing(example: Example) -> list[str]:
    words = example.words
    return [_case(example), *(["  " + words.zh, "  " + words.en] if words else [])]


def _case(example: Example) -> str:
    figures = (
        f"：{number(example.stated)} / {number(example.expected)}"
        if example.stated is not None and example.expected is not None
        else ""
    )
    return f"{example.office} {example.year or '?'} {example.scope}{figures}"
