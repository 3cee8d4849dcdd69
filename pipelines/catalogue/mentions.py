"""Reads mentions.yml: what the prose of a report may say in numbers, and the words by which it is
recognised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines.catalogue.load import catalogue
from pipelines.catalogue.strict_yaml import CatalogueError, named, read_mapping

FILE = Path(__file__).with_name("mentions.yml")
FIELDS = {
    "zh",
    "en",
    "sections",
    "patterns",
    "unless",
    "needs",
    "within",
    "led_by",
    "own_year",
    "leads",
    "value",
    "adds_up",
}
"""What an entry may say."""
GENERAL = ("counters", "everybody", "lead", "parts")
"""What the file says for all entries."""
_PART = re.compile(r"<(\w+)>")
"""In a pattern: the part of that name."""
TITLE = "title"
"""The title of a report, searched like a section."""


@dataclass(frozen=True, slots=True)
class MentionKind:
    """One kind of mention. `patterns` are for folded text, their group 1 is the number where there
    is one; the other fields are explained at the head of mentions.yml."""

    code: str
    zh: str
    en: str
    sections: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    led_by: tuple[str, ...] = ()
    within: str = "sentence"
    own_year: bool = False
    is_day: bool = False
    adds_up: bool = False
    leads: bool = False


@lru_cache(maxsize=1)
def counters(path: Path = FILE) -> str:
    """The characters behind which a numeral in prose counts something."""
    return str(read_mapping(path)["counters"])


@lru_cache(maxsize=1)
def everybody(path: Path = FILE) -> re.Pattern[str]:
    """All applicants together, however they are named."""
    return re.compile(read_mapping(path)["everybody"])


@lru_cache(maxsize=1)
def lead(path: Path = FILE) -> re.Pattern[str]:
    """What may stand in a clause before what it says of the office and the whole year."""
    return re.compile(f"(?:{read_mapping(path)['lead']})*+")


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with its named parts. Raises KeyError."""
    return _PART.sub(lambda match: f"(?:{parts[match[1]]})", pattern)


@lru_cache(maxsize=1)
def mention_kinds(path: Path = FILE) -> dict[str, MentionKind]:
    """Every kind of mention by its code. Raises CatalogueError."""
    known = {*catalogue().sections, TITLE}
    kinds = {}
    entries = read_mapping(path)
    if missing := set(GENERAL) - set(entries):
        raise CatalogueError(f"{path.name}: {sorted(missing)} is missing")
    general = {name: entries.pop(name) for name in GENERAL}
    with named(f"{path.name}: parts"):
        parts = {"everybody": general["everybody"], **general["parts"]}
        parts["anybody"] = _filled(parts["anybody"], parts)
    for code, entry in entries.items():
        where = f"{path.name}: {code}"
        with named(where):
            kinds[code] = _kind(where, code, entry, parts, known)
    return kinds


def _kind(
    where: str, code: str, entry: dict[str, Any], parts: Mapping[str, str], known: set[str]
) -> MentionKind:
    """One entry of the file."""
    if unknown := set(entry) - FIELDS:
        raise CatalogueError(f"{where}: unknown {sorted(unknown)}; known are {sorted(FIELDS)}")
    if missing := {"zh", "en", "sections", "patterns"} - set(entry):
        raise CatalogueError(f"{where}: {sorted(missing)} is missing")
    if stray := set(entry["sections"]) - known:
        raise CatalogueError(f"{where}: sections: unknown {sorted(stray)}; known are {sorted(known)}")
    try:
        patterns = tuple(re.compile(_filled(p, parts)) for p in entry["patterns"])
    except KeyError as error:
        raise CatalogueError(f"{where}: patterns: unknown part {error}; known are {[*parts]}") from error
    except re.error as error:
        raise CatalogueError(f"{where}: patterns: {error}") from error
    adds_up = bool(entry.get("adds_up"))
    if wide := [p.pattern for p in patterns if p.groups > 1 and not adds_up]:
        raise CatalogueError(f"{where}: patterns: more than one group in {wide}")
    if (within := entry.get("within", "sentence")) not in ("sentence", "clause"):
        raise CatalogueError(f"{where}: within: unknown {within!r}; known are ['clause', 'sentence']")
    for name in ("sections", "patterns", "unless", "needs", "led_by"):
        words = entry.get(name, [])
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise CatalogueError(f"{where}: {name} {words!r} is no list of texts")
    unless, needs, led_by = (tuple(entry.get(name, ())) for name in ("unless", "needs", "led_by"))
    own_year, leads, is_day = (
        bool(entry.get("own_year")),
        bool(entry.get("leads")),
        entry.get("value") == "day",
    )
    sections = frozenset(entry["sections"])
    return MentionKind(
        code,
        entry["zh"],
        entry["en"],
        sections,
        patterns,
        unless,
        needs,
        led_by,
        within,
        own_year,
        is_day,
        adds_up,
        leads,
    )
