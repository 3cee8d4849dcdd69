"""The words of the pages in Chinese and English, read from words.yml, and figures as they are
written."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from warehouse.code_words import Words, code_words, read_words

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
"""The languages of the pages; the first is taken where nobody says which."""
FILE = Path(__file__).with_name("words.yml")
NONE = "—"
"""What stands where there is no value."""


@lru_cache(maxsize=1)
def words() -> Words:
    """Group -> code -> the word in both languages, those of the warehouse included. Raises ValueError
    for an entry that is no pair."""
    return code_words() | read_words(FILE)


def word(group: str, code: Any, language: Language) -> str:
    """A code as pages name it; itself where it has no word, a dash where there is none."""
    if code is None:
        return NONE
    pair = words()[group].get(str(code))
    return pair[LANGUAGES.index(language)] if pair else str(code)


def number(value: Any, digits: int = 0) -> str:
    """A figure with separators. What is no whole number is never shown as one."""
    if value is None:
        return NONE
    return f"{value:,.{digits}f}" if digits else f"{value:,}".removesuffix(".0")


def several(many: int, one: str) -> str:
    """A number of things in English, by the word for `one` of them."""
    return f"{number(many)} {one}" + ("" if many == 1 else "s")


def percent(value: Any) -> str:
    """A share in percent. What is little is not shown as nothing, nor what is nearly all as all."""
    if value is None:
        return NONE
    rounded = f"{value:.1%}"
    if rounded == "0.0%" and value > 0:
        return "<0.1%"
    return ">99.9%" if rounded == "100.0%" and value < 1 else rounded.replace(".0%", "%")


def day(value: date | datetime | None) -> str:
    """A day."""
    return f"{value:%Y-%m-%d}" if value else NONE
