"""Reads identity.yml: what counts as evidence of a report's office and year, and the words by which
it is found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines.catalogue.load import catalogue
from pipelines.catalogue.strict_yaml import CatalogueError, has_keys, read_mapping

FILE = Path(__file__).with_name("identity.yml")
_LISTS = ("usual_titles", "other_papers", "founded", "period_words", "papers")
_WHOLE = ("refers", "no_actor", "guides", "guided", "general_office", "of_place")
"""Of the words of prose those that are patterns by themselves."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One kind of it: its weight, and how issues call it."""

    weight: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Scale:
    """How candidates for one fact are weighed; see the head of identity.yml."""

    least: int
    margin: int
    evidence: dict[str, Evidence]


@dataclass(frozen=True, slots=True)
class NameWords:
    """What names of offices are made of; patterns are for folded text."""

    endings: tuple[str, ...]
    scopes: re.Pattern[str]
    leads: re.Pattern[str]
    noun_leads: re.Pattern[str]
    heads: re.Pattern[str]
    sentence_heads: re.Pattern[str]
    uncertain_heads: re.Pattern[str]
    tails: re.Pattern[str]
    parts: re.Pattern[str]
    not_in_names: re.Pattern[str]
    joints: re.Pattern[str]
    twice: re.Pattern[str]
    not_heads: re.Pattern[str]
    generic: frozenset[str]
    inner: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ProseWords:
    """How prose names an office: sources of patterns, to be put into others; `refers`, `no_actor`,
    `guides`, `guided`, `general_office` and `of_place` are whole ones."""

    makes: str
    beside_by: str
    makes_out_of: str
    beside_subject: str
    made: str
    maker: str
    behind_maker: str
    general_office: re.Pattern[str]
    ask_with: str
    ask_end: str
    ask: str
    asked: str
    ask_address: str
    publisher: str
    behind_publisher: str
    refers: re.Pattern[str]
    no_actor: re.Pattern[str]
    guides: re.Pattern[str]
    guided: re.Pattern[str]
    organs: tuple[str, ...]
    of_place: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class BrokenNames:
    """How a name that begins on the line above is told from one that stands by itself."""

    placed: re.Pattern[str]
    torn: re.Pattern[str]
    begun: re.Pattern[str]
    parents: re.Pattern[str]
    unended: re.Pattern[str]
    of_level: re.Pattern[str]
    place: re.Pattern[str]
    government: re.Pattern[str]
    page_lines: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class IdentityWords:
    """All of identity.yml. `topic` and `report` are sources of patterns, to be put into others."""

    office: Scale
    year: Scale
    topic: str
    report: str
    usual_titles: tuple[str, ...]
    other_papers: tuple[str, ...]
    title_frames: re.Pattern[str]
    part_of_year: re.Pattern[str]
    founded: tuple[str, ...]
    period_words: tuple[str, ...]
    papers: tuple[str, ...]
    prose: ProseWords
    names: NameWords
    broken_names: BrokenNames


@lru_cache(maxsize=1)
def identity_words(path: Path = FILE) -> IdentityWords:
    """The file, read once per process. Raises CatalogueError."""
    data = read_mapping(path)
    has_keys(path.name, data, _fields(IdentityWords))
    has_keys(f"{path.name}: names", data["names"], _fields(NameWords))
    has_keys(f"{path.name}: broken_names", data["broken_names"], _fields(BrokenNames))
    lists = {name: tuple(data[name]) for name in _LISTS}
    return IdentityWords(
        office=_scale(f"{path.name}: office", data["office"]),
        year=_scale(f"{path.name}: year", data["year"]),
        topic=data["topic"],
        report=data["report"],
        title_frames=_any(f"{path.name}: title_frames", data["title_frames"]),
        part_of_year=_any(f"{path.name}: part_of_year", data["part_of_year"]),
        prose=_prose(f"{path.name}: prose", data["prose"]),
        names=_names(f"{path.name}: names", data["names"]),
        broken_names=BrokenNames(
            **{k: _any(f"{path.name}: broken_names.{k}", (p,)) for k, p in data["broken_names"].items()}
        ),
        **lists,
    )


def _fields(of: type) -> set[str]:
    return {field.name for field in fields(of)}


def _scale(where: str, entry: Any) -> Scale:
    has_keys(where, entry, {"least", "margin", "evidence"})
    for kind, one in entry["evidence"].items():
        has_keys(f"{where}: {kind}", one, {"weight", "zh", "en"})
        if not isinstance(one["weight"], int):
            raise CatalogueError(f"{where}: {kind}: weight {one['weight']!r} is no whole number")
    return Scale(
        entry["least"], entry["margin"], {k: Evidence(**one) for k, one in entry["evidence"].items()}
    )


def _prose(where: str, entry: dict[str, Any]) -> ProseWords:
    has_keys(where, entry, _fields(ProseWords))
    whole = {name: _any(f"{where}.{name}", (entry[name],)) for name in _WHOLE}
    organs = sorted({*entry["organs"], *catalogue().organs}, key=len, reverse=True)
    parts = {name: f"(?:{entry[name]})" for name in entry if name not in (*_WHOLE, "organs")}
    return ProseWords(
        organs=tuple(organs),
        refers=whole["refers"],
        no_actor=whole["no_actor"],
        guides=whole["guides"],
        guided=whole["guided"],
        general_office=whole["general_office"],
        of_place=whole["of_place"],
        **parts,
    )


def _names(where: str, entry: dict[str, Any]) -> NameWords:
    endings = tuple(sorted({*entry["endings"], *catalogue().organs}, key=len, reverse=True))
    words = {
        name: _any(f"{where}.{name}", map(re.escape, sorted(entry[name], key=len, reverse=True)))
        for name in ("parts", "not_in_names")
    }
    heads = {
        name: _any(f"{where}.{name}", (f"^(?:{'|'.join(entry[name])})",))
        for name in ("heads", "sentence_heads", "uncertain_heads", "not_heads")
    }
    patterns = {
        name: _any(f"{where}.{name}", entry[name]) for name in ("scopes", "leads", "noun_leads", "joints")
    }
    return NameWords(
        endings=endings,
        twice=_any(f"{where}.twice", (entry["twice"],)),
        tails=_any(f"{where}.tails", (f"(?:{'|'.join(entry['tails'])})+$",)),
        generic=frozenset(entry["generic"]),
        inner=_any(f"{where}.inner", (entry["inner"],)),
        **words,
        **heads,
        **patterns,
    )


def _any(where: str, patterns: Iterable[str]) -> re.Pattern[str]:
    try:
        return re.compile("|".join(f"(?:{p})" for p in patterns))
    except re.error as error:
        raise CatalogueError(f"{where}: {error}") from error
