"""A finding in a sentence of Chinese and one of English, with the texts as printed.

The sentences are templates of the rules (message_zh, message_en); the kind of check fills in their
words, here are those that many kinds use.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from expectations.labels import line_name, number
from expectations.rule import Case, Cells, Language, Rule

FIGURES = frozenset({"stated", "expected", "gap"})
"""Words that every kind about numbers may use."""
YEARS = FIGURES | {"year", "last_year"}
"""Words of kinds that look at the year before."""


class Sentence(NamedTuple):
    """What is wrong, in Chinese and in English."""

    zh: str
    en: str


def explain(rule: Rule, case: Case, cells: Cells) -> Sentence:
    """The finding in both languages.

    Of `cells` at least those that the case cites are needed for the printed texts, and a cell that
    is not there is left out of the sentence or shown as “?”.
    """
    zh = rule.message_zh.format_map(rule.check.say(rule, case, cells, "zh"))
    en = rule.message_en.format_map(rule.check.say(rule, case, cells, "en"))
    return Sentence(zh.replace("） ", "）"), en)  # a bracket of Chinese brings its own blank


def figures(case: Case) -> dict[str, str]:
    """The words of FIGURES; `gap` without its sign: the sentence says which side is which."""
    gap = None if case.gap is None else abs(case.gap)
    return {"stated": number(case.stated), "expected": number(case.expected), "gap": number(gap)}


def years(case: Case) -> dict[str, str]:
    """The words of YEARS: the year of the report and the one before, and the figures."""
    year = case.year
    named = {
        "year": "?" if year is None else str(year),
        "last_year": "?" if year is None else str(year - 1),
    }
    return {**named, **figures(case)}


def line(table: str, kind: Literal["row", "column"], case: Case, language: Language) -> dict[str, str]:
    """The row or column of a table that is the scope of the case."""
    return {"scope": line_name(table, kind, case.scope, language)}
