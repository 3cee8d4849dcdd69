"""Reads mentions.yml: what the prose of a report may say in numbers, and the words by which it is
recognised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

from pipelines.catalogue.load import catalogue
from pipelines.catalogue.strict_yaml import CatalogueError, named, read_mapping

FILE = Path(__file__).with_name("mentions.yml")
FIELDS = {
    "zh",
    "en",
    "counts",
    "sections",
    "patterns",
    "unless",
    "needs",
    "within",
    "led_by",
    "own_year",
    "leads",
    "alone",
    "as_party",
    "near",
    "past",
    "value",
}
"""What an entry may say."""
GENERAL = (
    "counters",
    "everybody",
    "lead",
    "parts",
    "frame",
    "part_of_year",
    "years",
    "whole_year",
    "aside",
    "parts_of",
    "authorities",
    "judging",
)
"""What the file says for all entries."""
FLAGS = ("own_year", "leads", "alone", "as_party", "past")
"""Fields of an entry that are true or left out."""
LISTS = ("unless", "needs", "led_by", "near", "counts")
"""Fields of an entry that are lists of texts, and may be left out."""
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
    near: tuple[str, ...] = ()
    within: Literal["sentence", "clause"] = "sentence"
    value: Literal["number", "day", "whole", "parts", "title"] = "number"
    own_year: bool = False
    leads: bool = False
    alone: bool = False
    as_party: bool = False
    past: bool = False
    counts: tuple[str, ...] = ()


CHOICES = {name: get_args(get_type_hints(MentionKind)[name]) for name in ("within", "value")}
"""Fields of an entry of which one value is chosen, the first where it says nothing."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What may stand around any mention, as the head of mentions.yml explains it."""

    lead: re.Pattern[str]
    frame: re.Pattern[str]
    part_of_year: re.Pattern[str]
    years: re.Pattern[str]
    whole_year: re.Pattern[str]
    authorities: re.Pattern[str]
    judging: re.Pattern[str]
    aside: re.Pattern[str]
    parts_of: re.Pattern[str]


@lru_cache(maxsize=1)
def surroundings(path: Path = FILE) -> Surroundings:
    """The patterns of what stands around a mention."""
    file = read_mapping(path)
    listed = {name: "|".join(map(re.escape, file[name])) for name in ("aside", "parts_of")}
    lead = {"lead": f"(?:{file['lead']})*+"}
    return Surroundings(
        **{field.name: re.compile({**file, **listed, **lead}[field.name]) for field in fields(Surroundings)}
    )


@lru_cache(maxsize=1)
def counters(path: Path = FILE) -> str:
    """The characters behind which a numeral in prose counts something."""
    return str(read_mapping(path)["counters"])


@lru_cache(maxsize=1)
def everybody(path: Path = FILE) -> re.Pattern[str]:
    """All applicants together, however they are named."""
    return re.compile(read_mapping(path)["everybody"])


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
        parts = {"everybody": general["everybody"]}
        for name, pattern in general["parts"].items():
            parts[name] = _filled(pattern, parts)
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
    chosen = {name: entry.get(name, CHOICES[name][0]) for name in CHOICES}
    for name, value in chosen.items():
        if value not in CHOICES[name]:
            raise CatalogueError(f"{where}: {name}: unknown {value!r}; known are {sorted(CHOICES[name])}")
    parted = chosen["value"] in ("whole", "parts")
    if wide := [p.pattern for p in patterns if p.groups > 1 and not parted]:
        raise CatalogueError(f"{where}: patterns: more than one group in {wide}")
    for name in ("sections", "patterns", *LISTS):
        words = entry.get(name, [])
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise CatalogueError(f"{where}: {name} {words!r} is no list of texts")
    if len(entry.get("counts", ())) not in (0, 2):
        raise CatalogueError(f"{where}: counts: {entry['counts']} is no pair of Chinese and English")
    more: dict[str, Any] = {name: tuple(entry.get(name, ())) for name in LISTS}
    more |= {name: bool(entry.get(name)) for name in FLAGS}
    return MentionKind(
        code, entry["zh"], entry["en"], frozenset(entry["sections"]), patterns, **more, **chosen
    )
