"""A build whose reports try to run something: in names, titles, addresses, cells and prose."""

from __future__ import annotations

from pathlib import Path

import duckdb

from findings.record import record
from tests.unit.warehouse.small_build import Small, make

HOSTILE = '<script>window.hacked=1</script><img src=http://hostile.invalid/x onerror="window.hacked=1">'
MARKDOWN = "![x](http://hostile.invalid/y) [a](javascript:window.hacked=1) $x$ :red[z]"
RULE = {
    "rule": "t3.new",
    "family": "t3",
    "severity": "error",
    "basis": "form",
    "scope": "column",
    "sources": ("A",),
    "zh": HOSTILE,
    "en": MARKDOWN,
    "what_to_do": HOSTILE,
    "digest": "0",
}
QUERY = """SELECT report_id, office_id, year, "column" AS scope, value AS stated, 0 AS expected, value AS gap,
    [cell] AS cells FROM cells WHERE "row" = 'requests_new' AND value <> 0"""


def hostile_build(folder: Path, target: Path) -> Path:
    """A draft beside `target` with two offices and a finding, every text of which is hostile."""
    asked = {"t3.requests_new.total": "7"}
    offices = {
        n: {"name": text, "kind": "department", "province": text, "county": text, "scope": "own_body"}
        for n, text in ((1, HOSTILE), (2, MARKDOWN))
    }
    draft = make(folder, Small(1, 2022, printed=asked), Small(2, 2022, printed=asked), offices=offices)
    record(draft, [RULE], {"t3.new": QUERY}, {}, lambda *_: (HOSTILE, MARKDOWN))
    with duckdb.connect(str(draft)) as connection:
        connection.execute("UPDATE requests SET text = ? WHERE outcome = 'granted'", [HOSTILE])
        connection.execute(
            "UPDATE reports SET title = ?, source_url = 'javascript:window.hacked=1', raw_path = '../../etc/passwd'",
            [HOSTILE],
        )
    return draft.rename(target / "hostile-draft.duckdb")
