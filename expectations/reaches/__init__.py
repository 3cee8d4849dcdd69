"""What rules look at beside the report that they judge, as SQL beside the kinds of checks: one file for
each of `Reach`, a row for each report and thing.

`report_id` is the report that is judged, `other_id` another report that is looked at, if it is one,
and `said` a digest of all else that is. A report is judged again if its rows are others than in the
build before, or if a report that it looks at is judged again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from expectations.kinds.duplicate import Duplicate
from expectations.rule import Rule
from expectations.sql import text

HERE = Path(__file__).parent
_PARTS = "FROM territory_parts SEMI JOIN judged ON judged.report_id = territory_report_id"
_ALIKE = (
    "SELECT DISTINCT other.{key} FROM (FROM wordings SEMI JOIN judged USING (report_id)) AS own"
    " JOIN wordings AS other ON other.year = own.year AND other.section = own.section"
    " AND other.fingerprint = own.fingerprint WHERE own.characters >= {low}"
)
_REPORTS, _ALIKE_REPORTS = (
    f"SELECT DISTINCT report_id {_PARTS} WHERE report_id IS NOT NULL",
    _ALIKE.replace("{key}", "report_id"),
)
LENT: Mapping[str, Mapping[str, str]] = {
    "parts": {
        "offices": f"SELECT DISTINCT office_id {_PARTS}",
        "reports": _REPORTS,
        "due_reports": f"SELECT DISTINCT office_id {_PARTS}",
        "reports_wide": _REPORTS,
    },
    "wording": {
        "offices": _ALIKE.replace("{key}", "office_id"),
        "reports": _ALIKE_REPORTS,
        "wordings": _ALIKE_REPORTS,
    },
}
"""Reaches that look at many reports, but at little of each. A report is judged again for their sake if one
of those changed, and no further one for its sake. Table -> the SELECT of the reports or offices whose
rows in it are looked at by the reports `judged`, and of those that these rows point to: it is promised that
they are there."""


LOOK = "reach VARCHAR, lent BOOLEAN, report_id BIGINT, other_id BIGINT, said UBIGINT"
"""The columns of what is looked at."""


def looks(rules: Collection[Rule]) -> Iterator[str]:
    """A SELECT for each reach of these rules, with the columns of LOOK: its name, whether it is `lent`, and
    what is looked at, in a database with the reports that `changed`. They are to be asked one by one:
    DuckDB 1.5.5 on two threads waits for ever where a UNION ALL of such SELECTs gives Python more rows than
    it holds ready; it counts the same rows, or puts them into a table, at once."""
    for name in _named(rules):
        sql = (HERE / f"{name}.sql").read_text(encoding="utf-8").replace("{low}", _least(rules))
        yield (
            f"SELECT {text(name)} AS reach, {name in LENT} AS lent, report_id, other_id,"
            f" CAST(said AS UBIGINT) AS said\nFROM (\n{sql}\n)"
        )


def lent(rules: Collection[Rule]) -> Iterator[tuple[str, str]]:
    """Tables, each with the SELECT of the reports or offices whose rows in it these rules look at, beside
    all of those that they need whole."""
    for name in _named(rules):
        for table, sql in LENT.get(name, {}).items():
            yield table, sql.replace("{low}", _least(rules))


def _named(rules: Collection[Rule]) -> list[str]:
    return sorted({name for rule in rules for name in rule.check.reaches or ()})


def _least(rules: Collection[Rule]) -> str:
    """From so many characters on some rule looks for what is word for word the same."""
    asked = [rule.check.low for rule in rules if isinstance(rule.check, Duplicate)]
    return f"{min(asked, default=0):g}"


def telling(rules: Mapping[str, Rule], every: Mapping[str, Rule]) -> dict[str, Rule]:
    """Those of the rules that can be judged on some reports: their kinds, and those of the rules that
    they yield to (one of `every`), say what they look at, which is not lent where one yields to another."""

    def tells(rule: Rule) -> bool:
        both = [rule, every[rule.yields_to]] if rule.yields_to else [rule]
        whole = all(one.check.reaches is not None for one in both)
        return whole and (len(both) == 1 or not any(LENT.keys() & (o.check.reaches or ()) for o in both))

    return {code: rule for code, rule in rules.items() if tells(rule)}
