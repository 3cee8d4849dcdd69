"""The rest of an office's name, without its places -> what kind of organ it is and by which word it
is keyed."""

from __future__ import annotations

import csv
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.catalogue.strict_yaml import read_mapping

OTHER = "other"
"""The kind of an office whose name has no known ending."""


class Scope(NamedTuple):
    """`own_body` or `jurisdiction`, and how sure that is: `high`, `medium`, `low`."""

    scope: str
    confidence: str


class Deadline(NamedTuple):
    """The last day of the next year on which a kind of office publishes its report; the levels
    `but` have none."""

    kind: str
    month: int
    day: int
    but: tuple[str, ...]


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """kinds.yml, with the words of one meaning turned to {variant: word}."""
    data = read_mapping(Path(__file__).with_name("kinds.yml"))
    data["same"] = {variant: word for word, variants in data["same"].items() for variant in variants}
    endings = [(ending, kind) for kind, rule in data["kinds"].items() for ending in rule["endings"]]
    data["endings"] = sorted(endings, key=lambda one: -len(one[0]))  # the longest says most
    return data


@lru_cache(maxsize=1)
def known_zones() -> dict[str, str]:
    """Zones that no list of codes has and that are known all the same: name -> the code of the
    division above it."""
    with Path(__file__).with_name("zones.csv").open(encoding="utf-8", newline="") as file:
        return {row["zone"]: row["parent_code"] for row in csv.DictReader(file)}


@lru_cache(maxsize=65536)
def kind_of(name: str) -> str:
    """`government`, `street`, `department`, ... by the ending of an office's name, `other` if it
    has none of them."""
    return next((kind for ending, kind in rules()["endings"] if name.endswith(ending)), OTHER)


def scope_of(kind: str) -> Scope | None:
    """What the reports of a kind of office count unless they say otherwise; None for kinds without
    a rule."""
    rule = rules()["kinds"].get(kind)
    return Scope(*rule["scope"]) if rule else None


def deadlines() -> tuple[Deadline, ...]:
    """The legal deadlines of the kinds of office that the law sets one for."""
    ordered = []
    for kind, entry in rules()["deadlines"].items():
        month, day = map(int, entry["by"].split("-"))
        ordered.append(Deadline(kind, month, day, tuple(entry.get("but", ()))))
    return tuple(ordered)


class NoDepartment(NamedTuple):
    """How the name of an organ looks that is no department of a government, though its ending is
    that of one: words in it, and how it ends."""

    within: tuple[str, ...]
    endings: tuple[str, ...]


@lru_cache(maxsize=1)
def no_department() -> NoDepartment:
    """By what names the organs of the party, courts, mass organisations and branches are known."""
    entry = rules()["no_department"]
    return NoDepartment(tuple(entry["within"]), tuple(entry["endings"]))


@lru_cache(maxsize=1)
def deadline_before() -> tuple[tuple[str, ...], int, int, int, int]:
    """The deadline of the Regulation of 2007: kinds of office, month, day, the first and the last
    report year that it was for."""
    entry = rules()["deadline_before"]
    month, day = map(int, entry["by"].split("-"))
    return tuple(entry["kinds"]), month, day, entry["first"], entry["last"]


def legal_day(kind: str, year: int) -> date | None:
    """The last day on which offices of a kind publish their reports for a year, of the Regulation
    in force then; None if it sets none. Levels and names that are exempt are not looked at."""
    kinds, month, day, first, last = deadline_before()
    if year <= last:
        return date(year + 1, month, day) if kind in kinds and year >= first else None
    return next((date(year + 1, d.month, d.day) for d in deadlines() if d.kind == kind), None)


def reported_for() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Kinds of office, and endings of names, whose figures a body above them has in its report."""
    entry = rules()["reported_for"]
    return tuple(entry["kinds"]), tuple(entry["endings"])


def without_rules() -> tuple[str, ...]:
    """Kinds of office that issue no government rules (规章) on any level."""
    return tuple(rules()["without_rules"])


@lru_cache(maxsize=65536)
def organ(rest: str) -> str:
    """The word by which a department is keyed: 发改局 -> 发展和改革局."""
    word: str = rules()["same"].get(rest, rest)
    return word
