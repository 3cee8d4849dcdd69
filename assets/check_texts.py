"""What a check says of itself beside its result: the words of a rule or promise, how grave it is, its SQL,
and where more is written. Dagster's pages show what came with a result, not what is in a definition,
so both have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import dagster as dg

from expectations.rule import Rule
from expectations.shortened_sql import shortened
from expectations.tables import suite_name
from findings.finding import SEVERITIES
from warehouse.promises import Promise
from warehouse.schema import Table

Texts = dict[str, dg.MetadataValue]
"""What is told of a check: names, and values as Dagster shows them."""


def of_rule(rule: Rule) -> Texts:
    """Of a rule, which is judged of what offices published."""
    text, path = dg.MetadataValue.text, dg.MetadataValue.path
    return {
        "rule": text(rule.code),
        "zh": text(rule.zh),
        "en": text(rule.en),
        "level": text(SEVERITIES[rule.severity].both),
        "sources": text("；".join(rule.sources)),
        "what_to_do": text(rule.advice()),
        "sql": _sql(shortened(rule)),
        "docs": path(f"docs/rules.md#{_anchor(rule.code)}"),
    }


def of_promise(promise: Promise) -> Texts:
    """Of a promise, which our own work keeps or nothing is published."""
    text = dg.MetadataValue.text
    return {
        "promise": text(promise.name),
        "zh": text(promise.zh),
        "en": text(promise.en),
        "level": text(BLOCKS),
        "sql": _sql(promise.sql.strip()),
        "docs": dg.MetadataValue.path("warehouse/promises.yml"),
    }


def of_table(name: str, table: Table) -> Texts:
    """Of what the schema promises of a table."""
    text = dg.MetadataValue.text
    return {
        "table": text(name),
        "zh": text(table.zh),
        "en": text(table.en),
        "level": text(BLOCKS),
        "suite": text(suite_name(table)),
        "docs": dg.MetadataValue.path(f"docs/data-dictionary.md#{_anchor(name)}"),
    }


BLOCKS = "不公布 blocks publication"
"""How grave it is that a promise does not hold."""


def of_counts(failed: int, assessed: int | None, not_assessable: int, examples: str) -> Texts:
    """Of the cases of a rule; `examples` is Markdown, or empty."""
    counts = {"failed": failed, "assessed": assessed, "not_assessable": not_assessable}
    told: Texts = {name: dg.MetadataValue.int(n) for name, n in counts.items() if n is not None}
    return told | ({"examples": dg.MetadataValue.md(examples)} if examples else {})


def of_rows(rows: Sequence[Mapping[str, object]] | None) -> Texts:
    """Of rows that prove a promise broken."""
    return {"rows": dg.MetadataValue.text(str(rows))} if rows else {}


def _sql(statement: str) -> dg.MetadataValue:
    return dg.MetadataValue.md(f"```sql\n{statement}\n```")


def _anchor(heading: str) -> str:
    return heading.replace(".", "")
