"""Chinese numerals as whole numbers: 六百九十七, 二〇三, 贰佰玖拾伍.

Only what is written as the rules of writing have it is a number. 一百二 (120 or 102), 三万二, 七八十
(70 or 80), 十百 and 二百零 are none: what a text is taken for is written out again and must be that
text. Standard library only.
"""

from __future__ import annotations

import re
from itertools import pairwise

_DIGITS = "零一二三四五六七八九"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
"""As on cheques; 参 and 弍 are in use, too. Traditional characters are folded before (fold.py)."""
_ORDINARY = str.maketrans(_FORMAL + "参弍〇○", "一二三四五六七八九十百千三二零零")
_SCALES = {"十": 10, "百": 100, "千": 1000}
CHARACTERS = f"{_DIGITS}十百千万亿两{_FORMAL}参弍〇○"
"""All characters of which numerals consist."""

_TWO = re.compile("两(?=[百千万亿])")
_ZERO_BELOW = re.compile("(?<=[十百千]万)零(?=[一二三四五六七八九]千)")
"""二十万零五千 and 二十万五千 are both in use, and nothing else is written so."""
BEYOND = 10**12
"""From 万亿 on numerals are not read."""


def whole_number(text: str) -> int | None:
    """The number that a folded text is the numeral of; None if it is none, or not surely one.

    一 alone, and repeated, may be a dash; 三四 may be three or four, and 一二三 a list.
    """
    plain = text.translate(_ORDINARY)
    if not plain or (set(plain) == {"一"} and "壹" not in text):
        return None
    if all(c in _DIGITS for c in plain):
        return _by_position(plain)
    plain = _TWO.sub("二", plain)
    number = _by_scale(plain)
    if number is None or number >= BEYOND:
        return None
    return number if _uniform(plain) == _uniform(in_words(number)) else None


def _by_position(plain: str) -> int | None:
    """二零三 -> 203."""
    digits = [_DIGITS.index(c) for c in plain]
    if len(digits) > 1 and (digits[0] == 0 or _counts_up(digits)):
        return None
    return int("".join(map(str, digits)))


def _counts_up(digits: list[int]) -> bool:
    return digits == [3, 5] or all(b - a == 1 for a, b in pairwise(digits))


def _by_scale(plain: str) -> int | None:
    """What the characters come to, whether they are well written or not."""
    total = upper = group = 0
    digit: int | None = None
    for character in plain:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS.index(character)
        elif (scale := _SCALES.get(character)) is not None:
            group += (digit or 1) * scale
            digit = None
        elif character == "万":
            upper += (group + (digit or 0)) * 10**4
            group, digit = 0, None
        elif character == "亿":
            total += (upper + group + (digit or 0)) * 10**8
            upper, group, digit = 0, 0, None
        else:
            return None
    return total + upper + group + (digit or 0)


def in_words(number: int) -> str:
    """The ordinary numeral of a whole number below BEYOND: 10500 -> 一万零五百."""
    if not number:
        return _DIGITS[0]
    out, before = "", 0
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group = number // size % 10**4
        if group:
            out += (_DIGITS[0] if out and (group < 1000 or not before) else "") + _group(group) + name
        before = group
    return out


def _group(number: int) -> str:
    """1 to 9999: 1005 -> 一千零五."""
    out, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            out += (_DIGITS[0] if gap and out else "") + _DIGITS[digit] + name
        gap = not digit
    return out


def _uniform(plain: str) -> str:
    """One spelling for those that are said and written alike: 一十五 and 十五, 一百一十 and 一百十."""
    return _ZERO_BELOW.sub("", plain).replace("一十", "十")
