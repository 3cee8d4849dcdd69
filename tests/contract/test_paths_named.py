"""Every path that a page, or a comment of a YAML file, names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATH = r"\w[\w.-]*(?:/[\w.-]+)*\.(?:py|yml|sql)"
QUOTED = re.compile(rf"`({PATH})`")
IN_COMMENT = re.compile(rf"(?<![\w<>*…-])(?<!\w[/.])({PATH})(?![\w/])")
EARLIER = {"CHANGELOG.md"}
"""Pages about earlier versions, whose files are gone."""


def _files(pattern: str) -> list[Path]:
    paths = (p.relative_to(ROOT) for p in ROOT.rglob(pattern))
    return sorted(p for p in paths if not any(part.startswith(".") for part in p.parts))


HAVE = tuple(f"/{path.as_posix()}" for end in ("py", "yml", "sql") for path in _files(f"*.{end}"))
PAGES = [page for page in _files("*.md") if page.name not in EARLIER]
DATA = _files("*.yml")


def _missing(names: list[str]) -> list[str]:
    """The paths that end no path of ours: `read/door.py` is pipelines/read/door.py."""
    return [name for name in names if not any(path.endswith(f"/{name}") for path in HAVE)]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_the_files_that_a_page_names_are_there(page: Path) -> None:
    assert _missing(QUOTED.findall((ROOT / page).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("file", DATA, ids=str)
def test_the_files_that_comments_of_data_name_are_there(file: Path) -> None:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.lstrip().startswith("#")]
    assert _missing([name for line in comments for name in IN_COMMENT.findall(line)]) == []
