"""A portal of its own for each test, and a crawl of it as `gongkai crawl` does it: a process for
each source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.data.portal import Portal

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

Sources = Callable[..., Path]


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as started:
        yield started


@pytest.fixture
def raw(tmp_path: Path) -> Sources:
    """Writes sources.yml for the rows given, local and without waiting unless they say
    otherwise."""

    def write(**rows: dict[str, Any]) -> Path:
        plain = {"portal": "青禾", "pace": 0, "minutes": 1, "revisit_hours": 0, "local": True}
        sources = {name.replace("_", "-"): plain | row for name, row in rows.items()}
        text = yaml.safe_dump({"contact": "https://example.org/who", "sources": sources}, allow_unicode=True)
        (tmp_path / "raw").mkdir(exist_ok=True)
        (tmp_path / "raw" / "sources.yml").write_text(text, encoding="utf-8")
        return tmp_path / "raw"

    return write
