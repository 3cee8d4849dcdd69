"""A claim -> whose report it is: one place, several candidates, or a key of its own; never a guess
given as sure.

`resolved`: one place fits, and evidence or a nationally unique name says so. `ambiguous`: several
fit, or what is known contradicts itself. `provisional`: named in full, or its parent is known, but
in no list. `unresolved`: no place is known. The function knows nothing but its arguments: the same
claim gives the same answer in every run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipelines.offices.decisions import DECISIONS, NOT_LISTED
from pipelines.offices.evidence import WEIGHTS, ClaimEvidence, Evidence
from pipelines.offices.gazetteer.load import Gazetteer, Place
from pipelines.offices.kinds import kind_of, organ, rules
from pipelines.offices.names import NameParse, office_key, parses
from pipelines.offices.resolution import Resolution, at_place, below_place, without_place
from pipelines.offices.unlisted import NO_PLACE, unlisted


def resolve(claim: ClaimEvidence, places: Gazetteer, decided: str | None = None) -> Resolution:
    """Whose report a claim speaks of. `decided`: the code of its place as a person has said, or
    NOT_LISTED."""
    key = office_key(claim.name)
    if decided is not None:
        return _decided(claim, decided, places)
    if key in rules()["national"]:
        return Resolution("resolved", f"national|{key}", claim.printed, kind_of(key), "national", "high")
    read = [(place, parse) for parse in parses(claim.name, places) for place in parse.places]
    read = _of_year(read, claim.year)
    read = list({(p.id, w.kind, w.rest, w.zone): (p, w) for p, w in read}.values())
    if not read:
        return unlisted(claim, places)
    left, used, against = _narrow(read, claim.evidence, places)
    if len({p.id for p, _ in read}) == 1 and len({p.id for p, _ in left}) == 1:
        used = [
            *used,
            Evidence("unique", read[0][0].name, (read[0][0].code,), WEIGHTS["unique"], "gazetteer"),
        ]
    strong = [e for e in against if e.kind in ("host", "title")]
    if strong and not left[0][1].named:
        return unlisted(claim, places)
    place, parse = left[0]
    if len(left) == 1 and not against and (parse.exact or parse.named or used):
        sure = parse.named or any(e.kind in ("host", "title", "text", "phone") for e in used)
        return at_place(claim, "resolved", "high" if sure else "medium", place, parse, (), (*used, *against))
    rest = tuple(dict.fromkeys(p for p, _ in left))
    if len(left) == 1 and not rest[1:] and against and parse.named:
        return at_place(claim, "resolved", "medium", place, parse, (), (*used, *against))
    return without_place(claim, "ambiguous", parse.kind, rest, (*used, *against))


def _decided(claim: ClaimEvidence, code: str, places: Gazetteer) -> Resolution:
    """The office as a person has placed it: at the place itself, at the one place within it that
    the name can mean, or under it."""
    said = Evidence("decision", code, () if code == NOT_LISTED else (code,), WEIGHTS["decision"], DECISIONS)
    evidence = (said, *claim.evidence)
    key = office_key(claim.name)
    if code == NOT_LISTED:
        return without_place(claim, "provisional", kind_of(key), (), evidence)
    place = places.at(code, claim.year)
    assert place is not None, f"decisions.load lets only known codes through, not {code}"
    read = [(p, parse) for parse in parses(claim.name, places) for p in parse.places]
    for fits in ([r for r in read if r[0].id == place.id], [r for r in read if r[0].within(code)]):
        if len({p.id for p, _ in fits}) == 1:
            return at_place(claim, "resolved", "high", *fits[-1], (), evidence)
    kind = kind_of(key)
    if kind in ("street", "township") and place.level != "township":
        return below_place(claim, place, kind, evidence)
    rest = (
        ""
        if place.level == "township"
        else organ(NO_PLACE.sub("", key, count=1) if NO_PLACE.match(key) else key)
    )
    return at_place(claim, "resolved", "high", place, NameParse((place,), rest, kind), (), evidence)


def _of_year(read: list[tuple[Place, NameParse]], year: int | None) -> list[tuple[Place, NameParse]]:
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
    read: list[tuple[Place, NameParse]], evidence: Sequence[Evidence], places: Gazetteer
) -> tuple[list[tuple[Place, NameParse]], list[Evidence], list[Evidence]]:
    """What remains of the candidates, the evidence that speaks for it, and what speaks against all
    that remained."""
    left, used, against = read, [], []
    for kind in ("host", "title", "text", "phone", "postcode", "mention"):
        pieces = [e for e in evidence if e.kind == kind]
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
