"""What rules look at beside the report that they judge, as SQL beside the kinds of checks: one file for
each of `Reach`, a row for each report and thing.

`report_id` is the report that is judged, `other_id` another report that is looked at, if it is one,
and `said` a digest of all else that is. A report is judged again if its rows are others than in the
build before, or if a report that it looks at is judged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from expectations.rule import Rule
from expectations.sql import text

HERE = Path(__file__).parent


def looks(rules: Iterable[Rule]) -> str:
    """The SELECT of all that these rules look at, each with the name of its reach."""
    named = sorted({name for rule in rules for name in rule.check.reaches or ()})
    files = {name: (HERE / f"{name}.sql").read_text(encoding="utf-8") for name in named}
    selects = [f"SELECT {text(name)} AS reach, * FROM (\n{sql}\n)" for name, sql in files.items()]
    none = "SELECT '' AS reach, 0::BIGINT AS report_id, 0::BIGINT AS other_id, 0::UBIGINT AS said WHERE false"
    return "\nUNION ALL\n".join(selects or [none])


def telling(rules: Mapping[str, Rule], every: Mapping[str, Rule]) -> dict[str, Rule]:
    """Those of the rules that can be judged on some reports: their kinds, and those of the rules that
    they yield to (one of `every`), say what they look at."""

    def tells(rule: Rule) -> bool:
        causes = [every[rule.yields_to]] if rule.yields_to else []
        return all(one.check.reaches is not None for one in (rule, *causes))

    return {code: rule for code, rule in rules.items() if tells(rule)}
