"""A claim -> whose report it is: one place, several candidates, or a key of its own; never a guess
given as sure.

`resolved`: one place fits, and evidence or a nationally unique name says so. `ambiguous`: several
fit, or what is known contradicts itself. `provisional`: named in full, or its parent is known, but
in no list. `unresolved`: no place is known. The function knows nothing but its arguments: the same
claim gives the same answer in every run.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.offices.decisions import DECISIONS, NOT_LISTED
from pipelines.offices.evidence import WEIGHTS, Evidence, Weighed
from pipelines.offices.gazetteer.load import Gazetteer, Place
from pipelines.offices.kinds import kind_of, known_zones, organ, rules
from pipelines.offices.names import Way, office_key, ways
from pipelines.offices.stems import lower_stem, upper_stem

_NO_PLACE = re.compile(r"[省市州县区旗盟本我](?![\u4e00-\u9fff]?[省市州县区旗盟])")
_UNIT_WITHIN = re.compile(r"..[省市州县区旗盟乡镇]|街道|办事处")
_LEVEL_OF = {
    "省": "province",
    "市": "prefecture",
    "州": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
}
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

    @property
    def office_id(self) -> int:
        """48 bits of the digest of `key`: the same on every machine and in every build, never given
        twice."""
        return number(self.key)


def number(key: str) -> int:
    """48 bits of the digest of an office's key."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:12], 16)


def resolve(claim: Weighed, places: Gazetteer, decided: str | None = None) -> Resolution:
    """Whose report a claim speaks of. `decided`: the code of its place as a person has said, or
    NOT_LISTED."""
    key = office_key(claim.name)
    if decided is not None:
        return _decided(claim, decided, places)
    if key in rules()["national"]:
        return Resolution("resolved", f"national|{key}", claim.printed, kind_of(key), "national", "high")
    found = list(claim.evidence)
    read = [(place, way) for way in ways(claim.name, places) for place in way.places]
    read = _of_year(read, claim.year)
    read = list({(p.id, w.kind, w.rest, w.zone): (p, w) for p, w in read}.values())
    if not read:
        return _unlisted(claim, found, places)
    left, used, against = _narrow(read, found, places)
    if len({p.id for p, _ in read}) == 1 and len({p.id for p, _ in left}) == 1:
        used = [
            *used,
            Evidence("unique", read[0][0].name, (read[0][0].code,), WEIGHTS["unique"], "gazetteer"),
        ]
    strong = [e for e in against if e.kind in ("host", "title")]
    if strong and not left[0][1].named:
        return _unlisted(claim, found, places)
    place, way = left[0]
    if len(left) == 1 and not against and (way.exact or way.named or used):
        sure = way.named or any(e.kind in ("host", "title", "text", "phone") for e in used)
        return _at(claim, "resolved", "high" if sure else "medium", place, way, (), (*used, *against))
    rest = tuple(dict.fromkeys(p for p, _ in left))
    if len(left) == 1 and not rest[1:] and against and way.named:
        return _at(claim, "resolved", "medium", place, way, (), (*used, *against))
    return _open(claim, "ambiguous", way.kind, rest, (*used, *against))


def _decided(claim: Weighed, code: str, places: Gazetteer) -> Resolution:
    """The office as a person has placed it: at the place itself, at the one place within it that
    the name can mean, or under it."""
    said = Evidence("decision", code, () if code == NOT_LISTED else (code,), WEIGHTS["decision"], DECISIONS)
    evidence = (said, *claim.evidence)
    key = office_key(claim.name)
    if code == NOT_LISTED:
        return _open(claim, "provisional", kind_of(key), (), evidence)
    place = places.at(code, claim.year)
    assert place is not None, f"decisions.load lets only known codes through, not {code}"
    read = [(p, way) for way in ways(claim.name, places) for p in way.places]
    for fits in ([r for r in read if r[0].id == place.id], [r for r in read if r[0].within(code)]):
        if len({p.id for p, _ in fits}) == 1:
            return _at(claim, "resolved", "high", *fits[-1], (), evidence)
    kind = kind_of(key)
    if kind in ("street", "township") and place.level != "township":
        return _under(claim, place, kind, evidence)
    rest = (
        ""
        if place.level == "township"
        else organ(_NO_PLACE.sub("", key, count=1) if _NO_PLACE.match(key) else key)
    )
    return _at(claim, "resolved", "high", place, Way((place,), rest, kind), (), evidence)


def _under(claim: Weighed, above: Place, kind: str, evidence: tuple[Evidence, ...]) -> Resolution:
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


def _of_year(read: list[tuple[Place, Way]], year: int | None) -> list[tuple[Place, Way]]:
    """Places that were listed about the year of the report; all of them if none was. A list that
    lacks a township dates its end no better than to the years since the list before."""
    if year is None:
        return read

    def fits(place: Place) -> bool:
        last = 2026 if place.last == 2021 and len(place.code) > 6 else place.last
        return (place.first <= year + 1 or place.first <= 2019 < year + 2) and (
            last is None or last >= year - 1
        )

    return [(p, w) for p, w in read if fits(p)] or read


def _agrees(place: Place, codes: Iterable[str], places: Gazetteer) -> bool:
    spells = places.by_id[place.id]
    return any(
        s.within(code) or (len(code) == 6 and code.startswith(_prefix(s.code)))
        for s in spells
        for code in codes
    )


def _prefix(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") and len(code) == 6 else code


def _narrow(
    read: list[tuple[Place, Way]], found: list[Evidence], places: Gazetteer
) -> tuple[list[tuple[Place, Way]], list[Evidence], list[Evidence]]:
    """What remains of the candidates, the evidence that speaks for it, and what speaks against all
    that remained."""
    left, used, against = read, [], []
    for kind in ("host", "title", "text", "phone", "postcode", "mention"):
        pieces = [e for e in found if e.kind == kind]
        if not pieces:
            continue
        agreeing = [sum(_agrees(p, e.codes, places) for e in pieces) for p, _ in left]
        if best := max(agreeing):
            kept = [one for one, n in zip(left, agreeing) if n == best]
            if kind == "mention" and len(kept) < len(left) and len(pieces) > 1:
                continue  # a place spoken of in passing does not decide
            left = kept
            used += [e for e in pieces if any(_agrees(p, e.codes, places) for p, _ in kept)]
        else:
            against += pieces
    return left, used, against


def _at(
    claim: Weighed,
    status: str,
    confidence: str,
    place: Place,
    way: Way,
    candidates: tuple[Place, ...],
    evidence: tuple[Evidence, ...],
) -> Resolution:
    """The office of a place: its government (in whatever form), or the organ that the name gives."""
    of_place = "government" if not way.rest else way.kind
    zone = f"{upper_stem(place.name)}{way.zone}" if way.zone else ""
    key = "|".join(
        (place.id, *([zone] if zone else []), *([way.system] if way.system else []), of_place, way.rest)
    )
    level = "county" if zone else place.level
    if zone and zone not in known_zones() and not any(e.kind == "decision" for e in evidence):
        status = "provisional"  # the zone itself is in no list
    return Resolution(
        status,
        key,
        claim.printed,
        way.kind,
        level,
        confidence,
        place,
        zone,
        way.rest,
        False,
        candidates,
        evidence,
    )


def _open(
    claim: Weighed, status: str, kind: str, candidates: tuple[Place, ...], evidence: tuple[Evidence, ...]
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


def _near(one: str, other: str) -> bool:
    """Whether two stems differ by one character: put in, left out, or another in its place."""
    short, long = sorted((one, other), key=len)
    if one == other or len(long) - len(short) > 1 or len(long) < 2:
        return False
    same = next((i for i, (a, b) in enumerate(zip(short, long)) if a != b), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


def _level_said(name: str, kind: str) -> str | None:
    """The level that the name itself says, without a list: 青禾县民政局 is of a county. 市 is of two levels."""
    if kind in ("street", "township"):
        return "township"
    return "county" if _COUNTY.match(name) or name[0] in "县区旗" else None


def _unlisted(claim: Weighed, found: list[Evidence], places: Gazetteer) -> Resolution:
    """An office whose place is not named or in no list: that of its host or of what it calls its
    parent, if known."""
    key = office_key(claim.name)
    kind = kind_of(key)
    parent = next((e for e in found if e.kind in ("host", "title", "text") and len(e.codes) == 1), None)
    above = places.at(parent.codes[0], claim.year) if parent else None
    if bare := _NO_PLACE.match(key):
        wanted = _LEVEL_OF.get(key[0])
        if (
            parent
            and above
            and parent.kind in ("host", "title")
            and (above.level == wanted or wanted is None)
        ):
            way = Way((above,), organ(key[1:]), kind)
            return _at(claim, "resolved", "high", above, way, (), (parent,))
        candidates = tuple(
            p for e in found for c in e.codes if (p := places.at(c, claim.year)) and p.level == wanted
        )
        return _open(claim, "ambiguous" if candidates else "unresolved", kind, candidates, tuple(found))
    if above and kind in ("street", "township"):
        stem = lower_stem(key)
        if near := tuple(p for p in places.townships_of(above) if _near(stem, lower_stem(p.name))):
            return _open(claim, "ambiguous", kind, near, tuple(found))  # misspelt, or new and named alike
        return _under(claim, above, kind, tuple(found))
    status = "provisional" if not bare and _UNIT_WITHIN.search(key) else "unresolved"
    return _open(claim, status, kind, (), tuple(found))
