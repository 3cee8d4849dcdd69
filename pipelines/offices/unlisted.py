"""An office whose place is not named, or in no list -> what its host or its parent says of it."""

from __future__ import annotations

import re

from pipelines.offices.evidence import ClaimEvidence
from pipelines.offices.gazetteer.load import Gazetteer
from pipelines.offices.kinds import kind_of, organ
from pipelines.offices.names import NameParse, office_key
from pipelines.offices.resolution import Resolution, at_place, below_place, without_place
from pipelines.offices.stems import lower_stem

NO_PLACE = re.compile(r"[省市州县区旗盟本我](?![\u4e00-\u9fff]?[省市州县区旗盟])")
"""A unit at the head of a name that says no place: 县民政局."""
_UNIT_WITHIN = re.compile(r"..[省市州县区旗盟乡镇]|街道|办事处")
_LEVEL_OF = {
    "省": "province",
    "市": "prefecture",
    "州": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
}


def unlisted(claim: ClaimEvidence, places: Gazetteer) -> Resolution:
    """An office whose place is not named or in no list: that of its host or of what it calls its
    parent, if known."""
    key, evidence = office_key(claim.name), claim.evidence
    kind = kind_of(key)
    parent = next((e for e in evidence if e.kind in ("host", "title", "text") and len(e.codes) == 1), None)
    above = places.at(parent.codes[0], claim.year) if parent else None
    if bare := NO_PLACE.match(key):
        wanted = _LEVEL_OF.get(key[0])
        if (
            parent
            and above
            and parent.kind in ("host", "title")
            and (above.level == wanted or wanted is None)
        ):
            parse = NameParse((above,), organ(key[1:]), kind)
            return at_place(claim, "resolved", "high", above, parse, (), (parent,))
        candidates = tuple(
            p for e in evidence for c in e.codes if (p := places.at(c, claim.year)) and p.level == wanted
        )
        return without_place(claim, "ambiguous" if candidates else "unresolved", kind, candidates, evidence)
    if above and kind in ("street", "township"):
        stem = lower_stem(key)
        if near := tuple(p for p in places.townships_of(above) if _near(stem, lower_stem(p.name))):
            return without_place(claim, "ambiguous", kind, near, evidence)  # misspelt, or new and named alike
        return below_place(claim, above, kind, evidence)
    status = "provisional" if not bare and _UNIT_WITHIN.search(key) else "unresolved"
    return without_place(claim, status, kind, (), evidence)


def _near(one: str, other: str) -> bool:
    """Whether two stems differ by one character: put in, left out, or another in its place."""
    short, long = sorted((one, other), key=len)
    if one == other or len(long) - len(short) > 1 or len(long) < 2:
        return False
    same = next((i for i, (a, b) in enumerate(zip(short, long)) if a != b), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]
