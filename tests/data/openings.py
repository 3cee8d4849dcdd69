"""Openings of reports with the office and year that a person reads in them: patterns of titles and
sentences, filled with names of places from the gazetteer, traps among them.

The patterns are in openings.yml. What is known is said by the kind of a pattern alone, without the
recogniser or its words.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from pipelines.offices.gazetteer.load import gazetteer

YEARS = range(2019, 2026)
TOWNSHIP = {"镇": ("", "人民政府"), "乡": ("", "人民政府"), "街道": ("", "办事处")}
FILE = Path(__file__).with_suffix(".yml")


@dataclass(frozen=True)
class Opening:
    """The lines of an opening, and what a person reads in it: None where nothing is named.
    `may_open`: the name is one that may be left open. `part`: it is of part of a year."""

    kind: str
    pattern: str
    lines: tuple[str, ...]
    office: str | None
    year: int | None
    may_open: bool = False
    part: bool = False


@lru_cache(maxsize=1)
def _patterns() -> dict[str, Any]:
    data = yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {key: tuple(p.replace("|", "\n") for p in patterns) for key, patterns in data.items()}


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Names of offices all over the gazetteer, drawn by a fixed order."""
    draw = random.Random(15)
    places = [p for spells in gazetteer().by_id.values() for p in spells if p.last is None]
    upper = [p for p in places if len(p.code) == 6 and not p.is_zone and p.name not in ("市辖区", "县")]
    lower = [p for p in places if len(p.code) > 6 and any(p.name.endswith(end) for end in TOWNSHIP)]
    made = [p.name + draw.choice(_patterns()["organs"]) for p in draw.sample(upper, 500)]
    for place in draw.sample(lower, 200):
        end = next(e for e in TOWNSHIP if place.name.endswith(e))
        made.append(place.name + draw.choice(TOWNSHIP[end]))
    return (*made, *_patterns()["hard_names"])


def openings() -> Iterator[Opening]:
    """Every pattern with several names."""
    draw, known = random.Random(2015), _patterns()
    named = [("title", title) for title in known["titles"]]
    cited = product(known["titles"][:4], known["bases"][2:])
    named += [("title and paper", f"{title}\n{base}编制本报告。") for title, base in cited]
    named += [("sentence", base + said) for base, said in product(known["bases"], known["sentences"])]
    for kind, pattern in named:
        yield from _filled(kind, pattern, draw, 6)
    for base, said in product(known["bases"], known["nameless"]):
        yield from _filled("nameless", base + said, draw, 2, office=False)
    for pattern in known["no_year"]:
        yield from _filled("no year", pattern, draw, 6, year=False)
    for pattern in known["parts"]:
        yield from _filled("part of a year", pattern, draw, 6, year=False, part=True)
    for pattern in known["founded"]:
        yield from _filled("founded", pattern, draw, 6)


def _filled(
    kind: str,
    pattern: str,
    draw: random.Random,
    times: int,
    office: bool = True,
    year: bool = True,
    part: bool = False,
) -> Iterator[Opening]:
    for _ in range(times):
        name, other, of = draw.choice(names()), draw.choice(names()), draw.choice(YEARS)
        end = draw.choice(_patterns()["ends"]) if year and "一、" not in pattern else ""
        upper = (
            other[:3] + "人民政府办公室" if draw.random() < 0.5 else "国务院办公厅政府信息与政务公开办公室"
        )
        text = (pattern + end).format(o=name, y=of, b=of - 1, n=of + 1, up=upper)
        read = name if office else None
        yield Opening(
            kind,
            pattern,
            tuple(text.split("\n")),
            read,
            of if year else None,
            name in _patterns()["odd_names"],
            part,
        )
