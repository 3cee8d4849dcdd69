"""A new indicator: one entry."""

from __future__ import annotations

import json

from tests.unit.additions.copied_tree import Tree

INDICATORS = "pipelines/catalogue/indicators.yml"


def test_an_indicator_is_one_entry(tree: Tree) -> None:
    made_up = {"zh": "企业申请占新收", "en": "Requests of enterprises, as a share of those received"}
    made_up |= {
        "share": ["requests_enterprise", "requests_new"],
        "compare": {"title": "企业占比 Enterprises"},
    }
    tree.edit(INDICATORS, indicators__enterprise_share=made_up)
    assert tree.changed == {INDICATORS}

    share, comment = json.loads(tree.python(INDICATOR))
    assert share == [0.25]
    assert comment == ["企业申请占新收 / Requests of enterprises, as a share of those received"]
    offered = tree.python(
        "from dashboard.measures import measures; one = measures()['enterprise_share'];"
        " print(one.zh, one.en, one.kind, one.part, one.whole)"
    )
    assert offered.strip() == "企业占比 Enterprises share requests_enterprise requests_new"


INDICATOR = """
import json
from pathlib import Path
import duckdb
from tests.unit.warehouse.small_build import Small, make

printed = {"t3.requests_new.total": "8", "t3.requests_new.commercial_enterprise": "2"}
with duckdb.connect(str(make(Path("built"), Small(1, 2024, printed=printed))), read_only=True) as connection:
    share = connection.execute("SELECT enterprise_share FROM indicators").fetchone()
    comment = connection.execute(
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'indicators' AND column_name = 'enterprise_share'"
    ).fetchone()
print(json.dumps([share, comment]))
"""
