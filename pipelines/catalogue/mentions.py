"""Reads mentions.yml: what the prose of a report may say in numbers, and the words by which it is
recognised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipelines.catalogue.load import catalogue
from pipelines.catalogue.strict_yaml import CatalogueError, read_mapping

FILE = Path(__file__).with_name("mentions.yml")
FIELDS = {"zh", "en", "sections", "patterns", "unless", "needs", "within"}
"""What an entry may say."""
TITLE = "title"
"""The title of a report, searched like a section."""


@dataclass(frozen=True, slots=True)
class MentionKind:
    """One kind of mention. `patterns` are for folded text, their group 1 is the number where there
    is one."""

    code: str
    zh: str
    en: str
    sections: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    within: str = "sentence"


@lru_cache(maxsize=1)
def mention_kinds(path: Path = FILE) -> dict[str, MentionKind]:
    """Every kind of mention by its code. Raises CatalogueError."""
    known = {*catalogue().sections, TITLE}
    kinds = {}
    for code, entry in read_mapping(path).items():
        where = f"{path.name}: {code}"
        if unknown := set(entry) - FIELDS:
            raise CatalogueError(f"{where}: unknown {sorted(unknown)}; known are {sorted(FIELDS)}")
        if missing := {"zh", "en", "sections", "patterns"} - set(entry):
            raise CatalogueError(f"{where}: {sorted(missing)} is missing")
        if stray := set(entry["sections"]) - known:
            raise CatalogueError(f"{where}: sections: unknown {sorted(stray)}; known are {sorted(known)}")
        try:
            patterns = tuple(re.compile(p) for p in entry["patterns"])
        except re.error as error:
            raise CatalogueError(f"{where}: patterns: {error}") from error
        if wide := [p.pattern for p in patterns if p.groups > 1]:
            raise CatalogueError(f"{where}: patterns: more than one group in {wide}")
        if (within := entry.get("within", "sentence")) not in ("sentence", "clause"):
            raise CatalogueError(f"{where}: within: unknown {within!r}; known are ['clause', 'sentence']")
        words = {name: tuple(entry.get(name, ())) for name in ("unless", "needs")}
        sections = frozenset(entry["sections"])
        kinds[code] = MentionKind(code, entry["zh"], entry["en"], sections, patterns, **words, within=within)
    return kinds
