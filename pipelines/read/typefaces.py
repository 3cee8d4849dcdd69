"""The name of a typeface -> whether a digit in it is a digit. Shared by Word files and workbooks."""

from __future__ import annotations

_PICTURES = ("wingdings", "webdings", "marlett", "dingbats", "mt extra", "bookshelf symbol", "hidden")
"""Typefaces in which a digit is a picture. In Symbol it is a digit."""


def draws_pictures(typeface: str) -> bool:
    """`Wingdings 2` -> True: what is written as 5 is seen as something else."""
    folded = typeface.lower()
    return any(name in folded for name in _PICTURES)
