"""A copy of the tree in which something is added, and what its programs print then."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[3]
CHANGED = ("pipelines", "expectations")
"""Packages that are copied; the others are links."""


EDITION = "pipelines/catalogue/editions/f2025.yml"
"""The edition that is added."""
LAST = "pipelines/catalogue/editions/f2021.yml"
"""The one before it."""


def last_edition() -> dict[str, Any]:
    """The entries of the edition before, to begin a new one with."""
    data: dict[str, Any] = yaml.safe_load((ROOT / LAST).read_text(encoding="utf-8"))
    return data


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
ENDING = """
import sys
from gongkai import app
try:
    app()
except SystemExit as end:
    sys.exit(0 if end.code in (0, 1, 2) else 3)
"""
