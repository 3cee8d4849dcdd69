"""Whose report a claim speaks of, and what the office is known by: the result of resolve.py."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from pipelines.offices.evidence import ClaimEvidence, Evidence
from pipelines.offices.gazetteer.load import Place
from pipelines.offices.kinds import known_zones
from pipelines.offices.names import NameParse, office_key
from pipelines.offices.stems import lower_stem, upper_stem

UNSURE = ("ambiguous", "unresolved")
"""Of the statuses those of offices that are known by their name alone."""
_COUNTY = re.compile(r"^..{0,6}?[县旗区]")


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whose report it is. `key` is what the office is known by for ever; `place` its division, or
    that of its zone or parent where it has none; `candidates` are the places that remain possible,
    the likeliest first."""

    status: str
    key: str
    name: str
    kind: str
    level: str | None = None
    confidence: str | None = None
    place: Place | None = None
    zone: str = ""
    organ: str = ""
    under: bool = False
    """The office is below `place`, which is not its own division."""
    candidates: tuple[Place, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    office_id: int = field(init=False, compare=False)
    """48 bits of the digest of `key`: the same on every machine and in every build, never given
    twice."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "office_id", number(self.key))


def number(key: str) -> int:
    """48 bits of the digest of an office's key."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:12], 16)


def at_place(
    claim: ClaimEvidence,
    status: str,
    confidence: str,
    place: Place,
    parse: NameParse,
    candidates: tuple[Place, ...],
    evidence: tuple[Evidence, ...],
) -> Resolution:
    """The office of a place: its government (in whatever form), or the organ that the name
    gives."""
    of_place = "government" if not parse.rest else parse.kind
    zone = f"{upper_stem(place.name)}{parse.zone}" if parse.zone else ""
    key = "|".join(
        (place.id, *([zone] if zone else []), *([parse.system] if parse.system else []), of_place, parse.rest)
    )
    level = "county" if zone else place.level
    if zone and zone not in known_zones() and not any(e.kind == "decision" for e in evidence):
        status = "provisional"  # the zone itself is in no list
    return Resolution(
        status,
        key,
        claim.printed,
        parse.kind,
        level,
        confidence,
        place,
        zone,
        parse.rest,
        False,
        candidates,
        evidence,
    )


def below_place(claim: ClaimEvidence, above: Place, kind: str, evidence: tuple[Evidence, ...]) -> Resolution:
    """A street or township that is in no list, within a division that is."""
    stem = lower_stem(office_key(claim.name))
    return Resolution(
        status="provisional",
        key=f"{above.id}/|{stem}|government|",
        name=claim.printed,
        kind=kind,
        level="township",
        confidence="medium",
        place=above,
        under=True,
        evidence=evidence,
    )


def without_place(
    claim: ClaimEvidence,
    status: str,
    kind: str,
    candidates: tuple[Place, ...],
    evidence: tuple[Evidence, ...],
) -> Resolution:
    """An office without a place: known by its name, and by the host that published it."""
    name = office_key(claim.printed)
    level = candidates[0].level if len({p.level for p in candidates}) == 1 else _level_said(name, kind)
    return Resolution(
        status,
        f"{claim.host}|{name}" if claim.host else name,
        claim.printed,
        kind,
        level,
        candidates=candidates,
        evidence=evidence,
    )


def _level_said(name: str, kind: str) -> str | None:
    """The level that the name itself says, without a list: 青禾县民政局 is of a county. 市 is of
    two levels."""
    if kind in ("street", "township"):
        return "township"
    return "county" if _COUNTY.match(name) or name[0] in "县区旗" else None
