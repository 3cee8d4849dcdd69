"""Claims, one after the other -> their resolutions, each kept once however many reports have it.

Two passes: each report is resolved by itself (resolve.py); then what one leaves open is taken from
another of the same name on the same host.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from pipelines.offices.evidence import ClaimEvidence, piece
from pipelines.offices.gazetteer.load import Gazetteer
from pipelines.offices.names import office_key
from pipelines.offices.resolution import Resolution
from pipelines.offices.resolve import resolve


class ResolutionIndex:
    """The different resolutions of the reports seen so far. Reports of one office differ little in
    what they say of it, so that these are some for each office, not one for each report."""

    def __init__(self, places: Gazetteer) -> None:
        self._places = places
        self._numbers: dict[tuple[Resolution, str], int] = {}
        self._last: list[int] = []
        self._seen = 0

    def add(self, claim: ClaimEvidence, decided: str | None) -> int:
        """The number of a claim's resolution; `decided` is the code that a person has given it, see
        decisions.py."""
        key = resolve(claim, self._places, decided), claim.host
        number = self._numbers.setdefault(key, len(self._numbers))
        if number == len(self._last):
            self._last.append(0)
        self._last[number] = self._seen
        self._seen += 1
        return number

    def settled(self) -> list[Resolution]:
        """The resolutions by number. Where one report of a name on a host has a place and all that
        have agree, the others of that name on that host are of the same office."""
        numbered = list(self._numbers)
        same: dict[tuple[str, str], dict[str, Resolution]] = defaultdict(dict)
        for number in sorted(range(len(numbered)), key=self._last.__getitem__):
            resolution, host = numbered[number]
            if host and resolution.place:
                same[host, office_key(resolution.name)][resolution.key] = resolution
        return [
            _settled(resolution, host, same.get((host, office_key(resolution.name)), {}))
            for resolution, host in numbered
        ]


def _settled(resolution: Resolution, host: str, known: dict[str, Resolution]) -> Resolution:
    by_person = any(e.kind == "decision" for e in resolution.evidence)
    if len(known) != 1 or resolution.key in known or by_person:
        return resolution
    (other,) = known.values()
    here = piece("host", host, [other.place.code] if other.place else [], "same name on the same host")
    return replace(other, name=resolution.name, candidates=(), evidence=(here, *resolution.evidence))
