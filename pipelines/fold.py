"""Folds printed text to one form for matching: width, radicals, dashes, quotes, blanks, traditional
characters. What is stored stays as is.

NFKC does full and half width, Kangxi radicals and circled numbers; what it leaves (the CJK radicals
supplement that some PDF fonts report, dashes, zero-width marks) is in the table below,
traditional characters in catalogue/traditional.yml.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import yaml


def _traditional() -> tuple[dict[str, str], dict[int, str]]:
    """Words that are said otherwise, and characters; all of them one for one."""
    path = Path(__file__).parent / "catalogue" / "traditional.yml"
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    pairs = "".join(data["characters"])
    return data["words"], {ord(old): new for old, new in zip(pairs[::2], pairs[1::2], strict=True)}


_WORDS, _CHARACTERS = _traditional()

_RADICALS = (
    "⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食"
    "⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻊足⺼肉⻏邑⺮竹⻌辶"
)
_TABLE: dict[int, str | None] = dict(_CHARACTERS)
_TABLE |= {ord(a): b for a, b in zip(_RADICALS[::2], _RADICALS[1::2])}
_TABLE |= {ord(c): "-" for c in "‐‑‒–—―−─━﹣"}
_TABLE |= {ord(c): "/" for c in "∕⁄╱"}
_TABLE |= {ord(c): '"' for c in "“”„‟〝〞＂«»「」"}
_TABLE |= {ord(c): "'" for c in "‘’‛ʼʹ′´＇"}
_TABLE |= {
    ord(c): None for c in "\x00\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u2060\ufeff\u00ad"
}
_TABLE |= {ord("〇"): "〇", ord("﹒"): ".", ord("·"): "."}

_BLANK = re.compile(r"\s+")
_ORDINAL = "[一二三四五六七八九十]{1,2}"
ENUMERATOR = re.compile(rf"^(?:[(（]?{_ORDINAL}[)）]|{_ORDINAL}[、.,]|[(（]\d{{1,2}}[)）]|\d{{1,2}}[.、,)])")
"""The number in front of a label: 一、 （一） 1. (1)"""
_NOTE = re.compile(r"\([^()]*\)$")
_PUNCTUATION = re.compile(r"[^\w/]|_")


def simplified(text: str) -> str:
    """The text in simplified characters, one for one: `政府資訊公開` -> `政府信息公开`."""
    return _in_common_words(text).translate(_CHARACTERS)


def _in_common_words(text: str) -> str:
    for word, common in _WORDS.items():
        if word in text:
            text = text.replace(word, common)
    return text


def fold_keeping_blanks(text: str) -> str:
    """Folded text in which blanks stay where they are, one character for one wherever NFKC
    allows."""
    text = _in_common_words(text)
    return unicodedata.normalize("NFKC", text.translate(_TABLE)).translate(_TABLE)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Folded text without any blanks: `（一） 予以公开` -> `(一)予以公开`. Of labels and names,
    which come again and again: they are remembered."""
    return fold_prose(text)


def fold_prose(text: str) -> str:
    """The same of a text that comes once."""
    if text.isascii():
        return _BLANK.sub("", text.replace("\x00", ""))
    return _BLANK.sub("", fold_keeping_blanks(text))


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """What a label is compared by: folded, without enumerator, trailing note and punctuation.

    `2. 其他法律行政法规禁止公开` -> `其他法律行政法规禁止公开`; `（二）部分公开（区分处理的，…）`
    -> `部分公开`. A label that is nothing but a note (the corner note of table 3) keeps it.
    """
    folded = fold(text)
    bare = ENUMERATOR.sub("", folded)
    noted = _NOTE.sub("", bare)
    return _PUNCTUATION.sub("", noted or bare)
