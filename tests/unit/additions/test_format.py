"""A new format: one file, and one entry of the registry."""

from __future__ import annotations

import json

from tests.unit.additions.copied_tree import ENDING, Tree

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
