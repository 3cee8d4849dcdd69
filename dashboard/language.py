"""Which language an answer is in: that of the address, else the one that the browser likes best."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dashboard.words import LANGUAGES, Language

PARTS = re.compile(r"(?:zh|en)(?=[-,;]|$)", re.IGNORECASE)
"""A language of ours at the head of what a browser accepts."""


def language_of(query: Mapping[str, str], accepted: str) -> Language:
    """The language that the address asks for, else the one that the browser likes best."""
    given = query.get("lang", "")
    if given in LANGUAGES:
        return "en" if given == "en" else "zh"
    weighed = []
    for at, part in enumerate(accepted.split(",")[:20]):
        name, _, weight = part.strip().partition(";q=")
        if PARTS.match(name):
            try:
                weighed.append((-float(weight or 1), at, name[:2].lower()))
            except ValueError:
                continue
    return "en" if weighed and min(weighed)[2] == "en" else "zh"
