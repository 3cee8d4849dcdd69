"""Pages for people: every link leads somewhere, and prose is wrapped at 100 characters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GENERATED = ("docs/rules.md", "docs/data-dictionary.md", "docs/mutants.md", "docs/queries.md")
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
)
CODE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
WIDTH = 100


def _prose(page: str) -> str:
    return CODE.sub("", (ROOT / page).read_text(encoding="utf-8"))


def _anchors(path: Path) -> set[str]:
    """The anchors of the headings of a page, as they are made on GitHub."""
    titles = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    for target in LINK.findall(_prose(page)):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        path = (ROOT / page).parent / name if name else ROOT / page
        assert path.exists(), target
        assert not anchor or anchor in _anchors(path), target


@pytest.mark.parametrize("page", [page for page in PAGES if page not in GENERATED])
def test_prose_is_wrapped(page: str) -> None:
    """Tables, headings and links cannot be broken, nor can what has no blank to break at."""
    long = [
        line
        for line in _prose(page).splitlines()
        if len(line) > WIDTH and not line.startswith(("|", "#", "<!--")) and " " in line.strip()[:WIDTH]
    ]
    assert not [line for line in long if not LINK.search(line)]


def test_pages_and_links_are_found() -> None:
    assert {"README.md", "CONTRIBUTING.md", "docs/architecture.md"} <= set(PAGES)
    assert "a-source-of-the-crawl" in _anchors(ROOT / "docs/extending.md")
    assert sum(len(LINK.findall(_prose(page))) for page in PAGES) > 100
