"""What docs/extending.md says is enough to add something is enough: each addition is made in a copy
of the tree, in the files that the guide names and no other, and works from a file to an answer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.data.portal import Portal
from tests.data.portal_pages import report

ROOT = Path(__file__).resolve().parents[2]
CHANGED = ("pipelines", "expectations")
"""Packages that are copied; the others are links."""


class Tree:
    """A copy of the tree that remembers which of its files were changed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.changed = folder, set[str]()
        for path in ROOT.iterdir():
            if path.name in CHANGED:
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(path, folder / path.name, ignore=ignored)
            elif not path.name.startswith("."):
                (folder / path.name).symlink_to(path)

    def write(self, path: str, text: str) -> None:
        self.changed.add(path)
        (self.folder / path).write_text(text, encoding="utf-8")

    def edit(self, path: str, **entries: Any) -> None:
        """Set entries of a YAML mapping; a key such as `t3.rows` goes down, None takes away."""
        data = yaml.safe_load((self.folder / path).read_text(encoding="utf-8"))
        for key, value in entries.items():
            *above, last = key.split("__")
            place = data
            for step in above:
                place = place[step]
            place[last] = value
        self.write(path, yaml.safe_dump(data, allow_unicode=True, sort_keys=False))

    def python(self, code: str, *arguments: str) -> str:
        """What a script in this tree prints."""
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout

    def gongkai(self, *arguments: str) -> str:
        return self.python("from gongkai import app; app()", *arguments)

    def answers(self, *queries: str) -> list[list[list[Any]]]:
        """What a warehouse says that is built of the files in `from/`, as rows of each query."""
        answers: list[list[list[Any]]] = json.loads(self.python(BUILD, *queries))
        return answers


BUILD = """
import json, sys
from pathlib import Path
import duckdb
from pipelines.batch.run import run
from pipelines.intake.manifest import filings
from pipelines.offices.identify import identify
from warehouse.build import build

raw = Path("from")
batch = run(raw, Path("shards"), 1)
frames = identify(filings(raw), batch.shards)
basic = [frames.pop(name) for name in ("reports", "offices", "filings")]
build(Path("draft.duckdb"), batch.shards, *basic, issues=frames.pop("issues"), mapping=frames)
with duckdb.connect("draft.duckdb", read_only=True) as connection:
    print(json.dumps([connection.execute(sql).fetchall() for sql in sys.argv[1:]]))
"""
"""The stages of a run up to the tables of the draft."""


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


EDITION = "pipelines/catalogue/editions/f2027.yml"
LINES = "pipelines/catalogue/lines.yml"
SUMS = "pipelines/catalogue/sums.yml"
INDICATORS = "pipelines/catalogue/indicators.yml"
REPORTS = """
import sys, json
from pathlib import Path
from tests.data.forms import Filled, render
from tests.data.expected import codes

folder = Path("reports")
folder.mkdir()
for year, edition in ((2026, "f2021"), (2027, "f2027")):
    figures = {
        "t3.requests_new.total": "9", "t3.requests_new.natural_person": "9",
        "t3.total_handled.total": "9", "t3.total_handled.natural_person": "9",
        "t3.not_held.total": "2", "t3.not_held.natural_person": "2",
    }
    granted = {"granted": 7} if edition == "f2021" else {"granted_online": 4, "granted_on_paper": 3}
    for row, value in granted.items():
        figures |= {f"t3.{row}.total": str(value), f"t3.{row}.natural_person": str(value)}
    if edition == "f2027":
        figures["t2.major_projects.approvals"] = "31"
    filled = Filled("云溪街道办事处", year, edition, figures)
    for layout in ("html", "tabs"):
        (folder / f"{year}.{layout}").write_bytes(render(filled, layout))
    if edition == "f2027":
        broken = Filled("云溪街道办事处", year, edition, figures | {"t3.granted_on_paper.natural_person": "2"})
        (folder / "broken.html").write_bytes(render(broken, "html"))
        print(json.dumps({code: figures.get(code, "0") for code in codes(filled)}))
"""


def _add_the_edition(tree: Tree) -> None:
    """The form of 2021, but 予以公开 has two kinds, one kind of applicant is gone, and table 2 has
    one block and column more."""
    last = ROOT / "pipelines/catalogue/editions/f2021.yml"
    data = yaml.safe_load(last.read_text(encoding="utf-8"))
    data |= {"edition": "f2027", "years": [2027, None], "markers": ["本年批准件数", "在线提供"]}
    data["t2"].append({"title": "第二十条第（七）项", "columns": ["approvals"], "rows": ["major_projects"]})
    rows = data["t3"]["rows"]
    place = rows.index("granted") + 1
    rows[place:place] = ["granted_online", "granted_on_paper"]
    data["t3"]["groups"].append("granted")
    data["t3"]["columns"].remove("research_institution")
    tree.write(EDITION, yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    tree.edit("pipelines/catalogue/editions/f2021.yml", years=[2021, 2026])
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
    assert tree.changed == {EDITION, "pipelines/catalogue/editions/f2021.yml", LINES, SUMS}

    cells = json.loads(tree.python(REPORTS))
    for layout in ("html", "tabs"):
        (said,) = json.loads(tree.gongkai("read", "--json", f"reports/2027.{layout}"))
        assert (said["edition"], said["status"]) == ("f2027", "parsed")
        assert {f"{c['table']}.{c['row']}.{c['column']}": c["text"] for c in said["cells"]} == cells

    raw = tree.folder / "from"
    raw.mkdir()
    for year in (2026, 2027):
        shutil.copy(tree.folder / f"reports/{year}.html", raw / f"{year}.html")
    both = [[2026, 7.0], [2027, 7.0]]
    answers = tree.answers(
        "SELECT year, edition, status FROM reports ORDER BY year",
        "SELECT year, value FROM series WHERE \"row\" = 'granted' AND \"column\" = 'total' ORDER BY year",
        "SELECT year, granted FROM indicators ORDER BY year",
        "SELECT year, value FROM outcome_shares WHERE outcome = 'granted' AND applicant = 'total' ORDER BY year",
        "SELECT value, unit FROM cells WHERE cell = 't2.major_projects.approvals'",
        "SELECT zh, editions FROM lines WHERE code = 'granted_online'",
    )
    assert answers == [
        [[2026, "f2021", "parsed"], [2027, "f2027", "parsed"]],
        both,  # the row that the edition splits goes on as one
        both,
        both,
        [[31.0, "件"]],
        [["1.在线提供", ["f2027"]]],
    ]

    # judged, and drawn again as its own form prints it
    (checked,) = json.loads(
        tree.python(ENDING, "check", "--json", "--report", "page.html", "reports/broken.html")
    )
    assert {f["rule"] for f in checked["findings"]} == {"t3.applicant_sum", "t3.outcome_sum"}
    page = (tree.folder / "page.html").read_text(encoding="utf-8")
    assert "本年批准件数" in page and "2.书面提供" in page and "科研机构" not in page


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
    offered = tree.python("from dashboard.compare import measures; print(measures()['enterprise_share'])")
    assert offered.strip() == "('企业占比 Enterprises', 'share', 'requests_enterprise', 'requests_new')"


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


FORMAT = '''"""Rows of cells between braces: `{a;b}{c;d}`."""

from __future__ import annotations

from pipelines.model import Block, Cell, Document, Spot
from pipelines.read.refusal import refuse


def read_braces(data: bytes) -> Document:
    """One grid, a row for each pair of braces."""
    lines = data.decode("utf-8", "replace").removeprefix("%braces").strip().strip("{}").split("}{")
    if not any(lines):
        return refuse("braces", "read.empty")
    rows = tuple(
        tuple(Cell(text, Spot(line=number)) for text in line.split(";")) for number, line in enumerate(lines, 1)
    )
    return Document("braces", (Block("lines", rows),), reader="braces")
'''
BRACES = """
from pathlib import Path
from tests.data.forms import Filled, render

text = render(Filled("云溪街道办事处", 2024, "f2021", {"t3.not_held.total": "7"}), "tabs").decode("utf-8")
rows = "".join("{" + line.replace("\\t", ";") + "}" for line in text.splitlines())
Path("report.braces").write_text("%braces" + rows, encoding="utf-8")
Path("empty.braces").write_text("%braces", encoding="utf-8")
"""


def test_a_format_is_one_file_and_one_entry(tree: Tree) -> None:
    tree.write("pipelines/read/braces.py", FORMAT)
    path = "pipelines/read/formats.py"
    formats = (tree.folder / path).read_text(encoding="utf-8")
    assert "BINARY = (\n" in formats
    entry = '    Format("braces", begins(rb"%braces"), "braces:read_braces"),\n'
    tree.write(path, formats.replace("BINARY = (\n", "BINARY = (\n" + entry))
    assert tree.changed == {"pipelines/read/braces.py", path}

    tree.python(BRACES)
    (said,) = json.loads(tree.gongkai("read", "--json", "report.braces"))
    assert (said["format"], said["status"]) == ("braces", "parsed")
    (cell,) = [c for c in said["cells"] if (c["row"], c["column"]) == ("not_held", "total")]
    assert (cell["value"], cell["text"]) == (7, "7")
    (said,) = json.loads(tree.python(ENDING, "read", "--json", "empty.braces"))
    assert (said["status"], said["issues"][0]["code"]) == ("quarantined", "read.empty")
    versions = tree.python(
        "from pipelines.batch.version import version_of; print(version_of('braces') != version_of('text'))"
    )
    assert versions.strip() == "True"


FAMILY = '''"""Lists that are one line for each report: `title|address`."""

from __future__ import annotations

from pipelines.crawl.listing import Ask, Entry, Listing, Page
from pipelines.crawl.sources import Source


def starts(source: Source) -> list[Ask]:
    return [Ask(source.list)]


def read(source: Source, page: Page) -> Listing:
    lines = [line.split("|") for line in page.text.splitlines() if "|" in line]
    return Listing(tuple(Entry(address, title) for title, address in lines), ())
'''


def test_a_family_of_portals_is_one_file(tree: Tree) -> None:
    pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")
    tree.write("pipelines/crawl/families/one_line.py", FAMILY)
    assert tree.changed == {"pipelines/crawl/families/one_line.py"}

    office = "云溪街道办事处"
    with Portal() as portal:
        for year in (2022, 2023):
            portal.put(f"/nb/{year}.html", report(office, year))
        lines = [f"{office}{y}年政府信息公开工作年度报告|{portal.url(f'/nb/{y}.html')}" for y in (2022, 2023)]
        portal.put("/list.txt", "\n".join(lines).encode("utf-8"), type="text/plain; charset=utf-8")
        source = {"portal": "青禾", "family": "one_line", "list": portal.url("/list.txt"), "pace": 0}
        source |= {"minutes": 1, "revisit_hours": 0, "local": True}
        raw = tree.folder / "from"
        raw.mkdir()
        rows = {"contact": "https://example.org/who", "sources": {"made-up": source}}
        (raw / "sources.yml").write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
        tree.gongkai("crawl", "--raw", str(raw))
    assert tree.answers("SELECT year FROM reports ORDER BY year") == [[[2022], [2023]]]


ENDING = """
import sys
from gongkai import app
try:
    app()
except SystemExit as end:
    sys.exit(0 if end.code in (0, 1, 2) else 3)
"""
