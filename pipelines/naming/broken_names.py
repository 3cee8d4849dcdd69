"""A title over several lines may be broken within the name of its office: whether what a line names
is a whole name, or the end of one that begins on the line above."""

from __future__ import annotations

import re
from enum import Enum

from pipelines.catalogue.identity import identity_words
from pipelines.fold import fold
from pipelines.naming.names import is_name, masked_parts
from pipelines.naming.years import YEAR

LONGEST_BEGINNING = 24
"""Characters of a line that may begin a name."""
LONGEST_UNENDED = 10
"""The same where the name on the next line looks whole."""
_LINE = re.compile(r"[\u4e00-\u9fff()、]+")
_YEAR = re.compile(rf"{YEAR}年")
_DATED = re.compile(rf"{YEAR}年度?")
_TITLE_MARKS = re.compile(r"^[#*《\"]+")


class Standing(Enum):
    """What the name at the beginning of a line is to the line above."""

    WHOLE = "whole"
    END = "end"
    UNSURE = "unsure"


def standing(office: str, line: str, above: str) -> Standing:
    """`督管理局` below 青云县市场监 is an end; 水利局 below a bureau's full name may be one of its
    units or an office of its own."""
    words = identity_words().broken_names
    beginning, line = _TITLE_MARKS.sub("", fold(above)), _TITLE_MARKS.sub("", fold(line))
    if dated := _DATED.match(beginning):
        beginning = beginning[dated.end() :]
    if not line.startswith(office) or not _may_begin(beginning):
        return Standing.WHOLE
    if dated and not _YEAR.search(line):
        return Standing.END
    if len(beginning) == 1:
        return Standing.UNSURE
    if words.parents.match(beginning) and not office.startswith(beginning[:2]):
        return Standing.END
    begun = words.begun.match(beginning) is not None
    ended = is_name(beginning) and not words.unended.search(beginning)
    if words.placed.match(office):
        torn = begun and not ended and len(beginning) <= LONGEST_UNENDED
        return Standing.UNSURE if torn else Standing.WHOLE
    if not begun:
        return Standing.UNSURE if words.torn.match(office) else Standing.WHOLE
    if words.place.search(beginning):
        return Standing.UNSURE if words.of_level.match(office) else Standing.END
    if not ended:
        return Standing.END
    return Standing.WHOLE if words.government.search(beginning) else Standing.UNSURE


def _may_begin(line: str) -> bool:
    """Whether folded text is neither a sentence nor a line of the page around the report."""
    words = identity_words()
    return (
        len(line) <= LONGEST_BEGINNING
        and _LINE.fullmatch(line) is not None
        and words.broken_names.page_lines.search(line) is None
        and words.names.not_in_names.search(masked_parts(line)) is None
        and (len(line) == 1 or words.names.not_heads.match(line) is None)
    )
