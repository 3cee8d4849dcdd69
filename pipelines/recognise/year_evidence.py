"""The prose of a report -> the years that its sentences about the past speak of; those of plans and
laws are not its own."""

from __future__ import annotations

import re
from collections import Counter

from pipelines.catalogue import catalogue
from pipelines.catalogue.identity import identity_words
from pipelines.fold import fold

_SENTENCE = re.compile(r"[。；;!?！？\n]")
# not the day that a law comes into force, nor the one in the first half of a year on which a report
# is signed
_YEAR_IN_TEXT = re.compile(
    r"(?<!\d)(20\d\d)年(?!\d{1,2}月\d{1,2}日(?:修订|施行|起)|0?[1-6]月\d{1,2}日$|(?:同期|度?相比|增长|下降))"
)


def years_of_text(text: str) -> Counter[int]:
    """How often sentences about the past speak of each year, those about the period left out."""
    refers = identity_words().prose.refers
    others = (*catalogue().plans, *identity_words().period_words)
    years: Counter[int] = Counter()
    folded = fold(text) if "\n" not in text else "\n".join(map(fold, text.split("\n")))
    for sentence in _SENTENCE.split(folded):
        named = _YEAR_IN_TEXT.finditer(sentence)
        spoken_of = [match[1] for match in named if not refers.search(sentence[: match.start()])]
        if spoken_of and not any(word in sentence for word in others):
            years.update(map(int, spoken_of))
    return years


def leading_year(counted: Counter[int]) -> int | None:
    """The year counted most often; None unless one leads."""
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
