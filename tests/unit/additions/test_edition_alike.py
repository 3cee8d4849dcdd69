"""A new edition that prints some tables as the one before it does: neither hides the other."""

from __future__ import annotations

import json

import yaml

from tests.unit.additions.copied_tree import EDITION, LAST, Tree, last_edition

LINES = "pipelines/catalogue/lines.yml"
SUMS = "pipelines/catalogue/sums.yml"
DAMAGED = """
import json
from pipelines.read.door import read_bytes
from pipelines.recognise.statement import recognise
from tests.data.forms import Filled, render

filled = Filled("云溪街道办事处", 2023, "f2021", {"t2.administrative_coercion.decisions": "0"})
lines = render(filled, "tabs").decode().splitlines()
said = []
for lost in (n for n, line in enumerate(lines) if "行政" in line and "\\t" in line):
    text = "\\n".join(line for n, line in enumerate(lines) if n != lost)
    statement = recognise(read_bytes(text.encode()))
    said.append([lines[lost][:4], statement.edition, sorted({*statement.editions.items()})])
print(json.dumps(said))
"""


def _add_the_edition(tree: Tree) -> None:
    """The form of 2021 with one kind of refusal more; tables 2 and 4 are the same in both."""
    data = last_edition() | {"edition": "f2025", "years": [2025, None], "markers": []}
    rows = data["t3"]["rows"]
    rows.insert(rows.index("refused_state_secret") + 1, "refused_personal_data")
    tree.write(EDITION, yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    tree.edit(LAST, years=[2021, 2024])
    line = {"zh": "9.属于个人信息", "en": "Personal data", "parent": "refused"}
    tree.edit(LINES, t3__rows__refused_personal_data=line)
    outcomes = yaml.safe_load((tree.folder / SUMS).read_text(encoding="utf-8"))["t3.outcome_sum"]["left"]
    tree.edit(SUMS, **{"t3.outcome_sum__left": [*outcomes, "refused_personal_data"]})


def test_a_damaged_report_of_the_older_one_is_not_taken_for_a_third(tree: Tree) -> None:
    _add_the_edition(tree)
    for lost, edition, tables in json.loads(tree.python(DAMAGED)):
        assert edition == "f2021", (lost, tables)
