"""All code that reading one filing runs through is in the version of the reader: what changes in it is read
again."""

from __future__ import annotations

import ast
from pathlib import Path

from pipelines.batch import version

PACKAGE = Path(version.__file__).parents[1]
WORDS = {"input_error.py"}
"""Tell people something, and read nothing."""


def imported(path: Path) -> set[Path]:
    """The files of pipelines/ that a file imports, also within functions."""
    out = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        module = node.module if isinstance(node, ast.ImportFrom) else None
        if module and module.startswith("pipelines."):
            place = PACKAGE.joinpath(*module.split(".")[1:])
            out |= {p for p in (place.with_suffix(".py"), place / "__init__.py") if p.is_file()}
    return out


def test_what_a_report_is_made_by_is_in_the_version() -> None:
    reached, waiting = set(), [PACKAGE / "report.py"]
    while waiting:
        path = waiting.pop()
        if path not in reached and path.relative_to(PACKAGE).parts[0] != "intake":  # names of paths
            reached.add(path)
            waiting += imported(path)
    assert len(reached) > 50
    lacking = {path for path in reached - {*version._files()} if path.name not in version._BESIDE}
    assert {path.relative_to(PACKAGE).as_posix() for path in lacking} == WORDS
