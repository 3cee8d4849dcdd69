"""A build whose reports try to run something: in names, titles, addresses, cells and prose."""

from __future__ import annotations

from pathlib import Path

import duckdb

from findings.record import record
from tests.unit.findings.plain_rule import ONE_CELL, plain
from tests.unit.warehouse.small_build import Small, make

HOSTILE = '<script>window.hacked=1</script><img src=http://hostile.invalid/x onerror="window.hacked=1">'
MARKDOWN = "![x](http://hostile.invalid/y) [a](javascript:window.hacked=1) $x$ :red[z]"


def hostile_build(folder: Path, target: Path) -> Path:
    """A draft beside `target` with two offices and a finding, every text of which is hostile."""
    asked = {"t3.requests_new.total": "7"}
    offices = {
        n: {"name": text, "kind": "department", "province": text, "county": text, "scope": "own_body"}
        for n, text in ((1, HOSTILE), (2, MARKDOWN))
    }
    draft = make(folder, Small(1, 2022, printed=asked), Small(2, 2022, printed=asked), offices=offices)
    texts = {"zh": HOSTILE, "en": MARKDOWN, "do": HOSTILE, "message_zh": HOSTILE, "message_en": MARKDOWN}
    rule = plain(ONE_CELL, severity="error", **texts)
    record(draft, {rule.code: rule})
    with duckdb.connect(str(draft)) as connection:
        connection.execute("UPDATE requests SET text = ? WHERE outcome = 'granted'", [HOSTILE])
        connection.execute(
            "UPDATE reports SET title = ?, source_url = 'javascript:window.hacked=1', raw_path ="
            " '../../etc/passwd'",
            [HOSTILE],
        )
    return draft.rename(target / "hostile-draft.duckdb")
