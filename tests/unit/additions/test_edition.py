"""A new edition of the form: one file, and the lines that only it has."""

from __future__ import annotations

import json
import shutil

import yaml

from tests.unit.additions.copied_tree import EDITION, ENDING, LAST, Tree, last_edition

LINES = "pipelines/catalogue/lines.yml"
SUMS = "pipelines/catalogue/sums.yml"
REPORTS = """
import sys, json
from pathlib import Path
from tests.data.forms import Filled, render
from tests.data.expected import codes

folder = Path("reports")
folder.mkdir()
for year, edition in ((2024, "f2021"), (2025, "f2025")):
    figures = {
        "t3.requests_new.total": "9", "t3.requests_new.natural_person": "9",
        "t3.total_handled.total": "9", "t3.total_handled.natural_person": "9",
        "t3.not_held.total": "2", "t3.not_held.natural_person": "2",
    }
    granted = {"granted": 7} if edition == "f2021" else {"granted_online": 4, "granted_on_paper": 3}
    for row, value in granted.items():
        figures |= {f"t3.{row}.total": str(value), f"t3.{row}.natural_person": str(value)}
    if edition == "f2025":
        figures["t2.major_projects.approvals"] = "31"
    filled = Filled("云溪街道办事处", year, edition, figures)
    for layout in ("html", "tabs"):
        (folder / f"{year}.{layout}").write_bytes(render(filled, layout))
    if edition == "f2025":
        broken = Filled("云溪街道办事处", year, edition, figures | {"t3.granted_on_paper.natural_person": "2"})
        (folder / "broken.html").write_bytes(render(broken, "html"))
        print(json.dumps({code: figures.get(code, "0") for code in codes(filled)}))
"""


def _add_the_edition(tree: Tree) -> None:
    """The form of 2021, but 予以公开 has two kinds, one kind of applicant is gone, and table 2 has
    one block and column more."""
    data = last_edition()
    data |= {"edition": "f2025", "years": [2025, None], "markers": ["本年批准件数", "在线提供"]}
    titled = {"title": "第二十条第（七）项", "en": "Article 20 (7)"}
    data["t2"].append({**titled, "columns": ["approvals"], "rows": ["major_projects"]})
    rows = data["t3"]["rows"]
    place = rows.index("granted") + 1
    rows[place:place] = ["granted_online", "granted_on_paper"]
    data["t3"]["groups"].append("granted")
    data["t3"]["columns"].remove("research_institution")
    tree.write(EDITION, yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    tree.edit(LAST, years=[2021, 2024])
    tree.edit(
        LINES,
        t2__rows__major_projects={"zh": "重大建设项目", "en": "Major projects", "alone": True},
        t2__columns__approvals={"zh": "本年批准件数", "en": "Approved", "type": "count", "unit": "件"},
        t3__rows__granted_online={"zh": "1.在线提供", "en": "Online", "parent": "granted"},
        t3__rows__granted_on_paper={"zh": "2.书面提供", "en": "On paper", "parent": "granted"},
    )
    outcomes = yaml.safe_load((tree.folder / SUMS).read_text(encoding="utf-8"))["t3.outcome_sum"]["left"]
    tree.edit(SUMS, **{"t3.outcome_sum__left": [*outcomes, "granted_online", "granted_on_paper"]})


def test_an_edition_is_one_file_and_the_lines_that_only_it_has(tree: Tree) -> None:
    _add_the_edition(tree)
    assert tree.changed == {EDITION, LAST, LINES, SUMS}

    cells = json.loads(tree.python(REPORTS))
    for layout in ("html", "tabs"):
        (said,) = json.loads(tree.gongkai("read", "--json", f"reports/2025.{layout}"))
        assert (said["edition"], said["status"]) == ("f2025", "parsed")
        assert {f"{c['table']}.{c['row']}.{c['column']}": c["text"] for c in said["cells"]} == cells

    raw = tree.folder / "from"
    raw.mkdir()
    for year in (2024, 2025):
        shutil.copy(tree.folder / f"reports/{year}.html", raw / f"{year}.html")
    both = [[2024, 7.0], [2025, 7.0]]
    answers = tree.answers(
        "SELECT year, edition, status FROM reports ORDER BY year",
        "SELECT year, value FROM series WHERE \"row\" = 'granted' AND \"column\" = 'total' ORDER BY year",
        "SELECT year, granted FROM indicators ORDER BY year",
        "SELECT year, value FROM outcome_shares WHERE outcome = 'granted' AND applicant = 'total' ORDER BY year",
        "SELECT value, unit FROM cells WHERE cell = 't2.major_projects.approvals'",
        "SELECT zh, editions FROM lines WHERE code = 'granted_online'",
    )
    assert answers == [
        [[2024, "f2021", "parsed"], [2025, "f2025", "parsed"]],
        both,  # the row that the edition splits goes on as one
        both,
        both,
        [[31.0, "件"]],
        [["1.在线提供", ["f2025"]]],
    ]

    # judged, and drawn again as its own form prints it
    (checked,) = json.loads(
        tree.python(ENDING, "check", "--json", "--report", "page.html", "reports/broken.html")
    )
    assert {f["rule"] for f in checked["findings"]} == {"t3.applicant_sum", "t3.outcome_sum"}
    page = (tree.folder / "page.html").read_text(encoding="utf-8")
    assert "本年批准件数" in page and "2.书面提供" in page and "科研机构" not in page
