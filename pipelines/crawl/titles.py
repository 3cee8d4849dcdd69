"""Titles and answers -> report or not, wall or not, by the words of words.yml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from pipelines.fold import fold, simplified

_WALL_STATUS = frozenset({412, 521})
_WALL_LINKS = 3


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = yaml.safe_load(
        Path(__file__).with_name("words.yml").read_text(encoding="utf-8")
    )
    return words


def is_report(title: str) -> bool:
    """Whether a line of a column of yearly reports is one. Blanks inside of words do not count."""
    plain = re.sub(r"\s", "", simplified(fold(title)))
    return _has(plain, "report") and not _has(plain, "other")


def holds_form(text: str) -> bool:
    """Whether a page holds the tables of a report."""
    plain = re.sub(r"\s", "", simplified(text))
    return "<table" in text.lower() and sum(word in plain for word in _words()["form"]) > 1


def is_wall(status: int, text: str) -> bool:
    """Whether an answer is a wall against crawlers: by its status, or a page that wants something
    solved and has neither tables nor more than a few links."""
    if status in _WALL_STATUS:
        return True
    plain = text.lower()
    return "<table" not in plain and plain.count("<a ") <= _WALL_LINKS and _has(text, "walls")


def _has(text: str, kind: str) -> bool:
    return any(word in text for word in _words()[kind])
