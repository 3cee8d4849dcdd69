"""Titles and answers -> report or not, wall or not, by the words of words.yml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from pipelines.fold import fold, simplified

_WALL_STATUS = frozenset({412, 521})
_WALL_LENGTH = 20_000  # a page with a report is longer than the script of a wall that wants to be solved first


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
    return found


def is_report(title: str) -> bool:
    """Whether a line of a column of yearly reports is one. Blanks inside of words do not count."""
    plain = re.sub(r"\s", "", simplified(fold(title)))
    return _has(plain, "report") and not _has(plain, "other")


def is_wall(status: int, text: str) -> bool:
    """Whether an answer is a wall against crawlers: by its status, or a short page that wants something solved."""
    return status in _WALL_STATUS or (len(text) < _WALL_LENGTH and "<table" not in text and _has(text, "walls"))


def _has(text: str, kind: str) -> bool:
    return any(word in text for word in _words()[kind])
