"""The elements of HTML that begin a line of their own."""

from __future__ import annotations

_NAMES = (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hr legend li main menu"
    " nav ol option p pre section select summary table tbody td textarea tfoot th thead tr ul"
)
BLOCKS = frozenset(_NAMES.split())
"""Elements that begin a line of their own."""
