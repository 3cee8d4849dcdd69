"""The control words of RTF about rows, cells, characters, paragraphs and things that mean anything
to their readers. Most of the words of a file are about how borders are drawn, and are passed
over."""

from __future__ import annotations

_ROWS = "trowd trleft trrh cellx clmgf clmrg clvmgf clvmrg clcbpat clcfpat clshdng"
_CHARACTERS = "f fcharset fonttbl deff ansicpg uc plain cs colortbl stylesheet"
_LINES = "pard intbl itap s cbpat shading ls listtext pntext cell nestcell row"
_THINGS = "upr pict mmath field object shp do sp fldinst formfield fldrslt"
HEEDED = frozenset(f"{_ROWS} {_CHARACTERS} {_LINES} {_THINGS}".split())
"""Control words that say something of what is seen; all others are passed over."""
