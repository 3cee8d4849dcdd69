"""Names of files that count, such as 1.jpg, 2.jpg or 表一.docx, 表二.docx -> their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from pipelines.fold import fold
from pipelines.numerals import whole_number

_NUMBER = re.compile("([0-9]{1,18}|[一二三四五六七八九十]+)")  # a longer row of digits counts nothing
_FIRST = (0, 1)
"""What is counted from. Names that go on from another number, such as those of a camera or years, may
be of anything."""


def counted(names: Sequence[str]) -> list[int] | None:
    """The places of the names in the order in which they count; None unless they differ in one number
    only, whatever their endings, and that goes from 0 or 1 on without a gap. One name counts
    nothing."""
    split = [_NUMBER.split(fold(PurePosixPath(name).stem)) for name in names]
    if len(names) < 2 or len({tuple(pieces[::2]) for pieces in split}) > 1:
        return None
    numbers = [[_number(piece) for piece in pieces[1::2]] for pieces in split]
    differing = [list(values) for values in zip(*numbers, strict=True) if len({*values}) > 1]
    if len(differing) != 1:
        return None
    (values,) = differing
    places = sorted(range(len(names)), key=lambda place: values[place])
    first = values[places[0]]
    whole = first in _FIRST and [values[place] for place in places] == [*range(first, first + len(names))]
    return places if whole else None


def _number(text: str) -> int:
    """-1 for what is none."""
    if text.isascii():
        return int(text)
    number = 1 if text == "一" else whole_number(text)
    return -1 if number is None else number
