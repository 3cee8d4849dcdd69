"""Resolutions as texts, which stand for the same resolution in every shard and every run; and what
the reports of one name on one host know of each other's place.

A report is resolved by itself (resolve.py); what it leaves open is taken from another of the same
name on the same host.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from pipelines.offices.evidence import Evidence, piece
from pipelines.offices.gazetteer.load import Place
from pipelines.offices.names import office_key
from pipelines.offices.resolution import Resolution

SURE = {"resolved": 3, "provisional": 2, "ambiguous": 1, "unresolved": 0}
"""How sure a resolution is by its status."""
GRADE = {"high": 2, "medium": 1, "low": 0, None: -1}
"""How sure by its confidence."""


def written(resolution: Resolution, host: str) -> str:
    """A resolution and the host of its report as one text."""
    plain = {one.name: getattr(resolution, one.name) for one in fields(Resolution) if one.init}
    plain["evidence"] = [[e.kind, e.value, e.codes, e.weight, e.source] for e in resolution.evidence]
    return json.dumps([host, plain], ensure_ascii=False)


def settled(texts: Sequence[str]) -> list[Resolution]:
    """The resolutions of these texts, which differ. Where one report of a name on a host has a place
    and all that have agree, the others of that name on that host are of the same office, as the
    surest of them says."""
    known: dict[Place, Place] = {}
    parsed = [_parsed(text, known) for text in texts]
    same: dict[tuple[str, str], dict[str, tuple[Any, Resolution]]] = defaultdict(dict)
    for text, (host, resolution) in zip(texts, parsed):
        if host and resolution.place:
            of_name = same[host, office_key(resolution.name)]
            rank = SURE[resolution.status], GRADE[resolution.confidence], text
            if resolution.key not in of_name or rank > of_name[resolution.key][0]:
                of_name[resolution.key] = rank, resolution
    return [
        _settled(resolution, host, same.get((host, office_key(resolution.name)), {}))
        for host, resolution in parsed
    ]


def _parsed(text: str, known: dict[Place, Place]) -> tuple[str, Resolution]:
    """The host and the resolution; `known` has each place once."""
    host, plain = json.loads(text)

    def place(values: list[Any]) -> Place:
        made = Place(*values)
        return known.setdefault(made, made)

    plain["place"] = place(plain["place"]) if plain["place"] else None
    plain["candidates"] = tuple(map(place, plain["candidates"]))
    plain["evidence"] = tuple(
        Evidence(kind, value, tuple(codes), weight, source)
        for kind, value, codes, weight, source in plain["evidence"]
    )
    return host, Resolution(**plain)


def _settled(resolution: Resolution, host: str, known: dict[str, tuple[Any, Resolution]]) -> Resolution:
    by_person = any(e.kind == "decision" for e in resolution.evidence)
    if len(known) != 1 or resolution.key in known or by_person:
        return resolution
    ((_, other),) = known.values()
    here = piece("host", host, [other.place.code] if other.place else [], "same name on the same host")
    return replace(other, name=resolution.name, candidates=(), evidence=(here, *resolution.evidence))
