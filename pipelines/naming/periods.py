"""The period that a report says its figures are of: a calendar year, or a part of one."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipelines.catalogue.identity import identity_words
from pipelines.naming.years import NUMERALS, year_of

_WHOLE = re.compile(r"(20\d\d)年?0?1月?0?1日.{0,12}?(20\d\d年?)?12月?3[01]日?")
_UNTIL = re.compile(r"(?:统计|数据)[^。；;]{0,12}截[至止]到?(20\d\d)年12月31日")
_OF_YEAR = re.compile(r"(?:统计期限|统计时限|统计周期|统计时间)[为是:](20\d\d)(?:年度|年全年|年$|年[,。;])")
_DAY = (
    r"(?:(?P<{0}y>20\d\d)[年./-])?(?P<{0}m>\d{{1,2}})"
    r"(?:[月./-](?:(?P<{0}d>\d{{1,2}})日?)?|(?=[-~至到]))(?:份)?"
)
_SPAN = re.compile(
    _DAY.format("a")
    + r"(?:[(（][^()]{0,8}[)）])?(?:\d\d:\d\d)?[^\d。;]{0,6}?[-~至到—][^\d。;]{0,4}"
    + _DAY.format("b")
)
_MONTH = re.compile(r"[一二三四五六七八九十]月")
_NUMERAL = re.compile(r"([〇零○一二三四五六七八九十廿]{1,4})(?=[年月日])")
_BROKEN = re.compile(r"[月至到-]\d{0,4}$|20\d\d年?$")
_REST = re.compile(r"\d{0,4}[年月日]")
_SENTENCE = re.compile(r"[。；;!?\n]")


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both within one year; `printed` as the report says it."""

    first: datetime.date
    last: datetime.date
    printed: str

    @property
    def is_year(self) -> bool:
        """Whether it is the whole of a calendar year; some write the 30th for its last day."""
        return (self.first.month, self.first.day) == (1, 1) and self.reaches_end

    @property
    def reaches_end(self) -> bool:
        """Whether it ends with the year."""
        return self.last.month == 12 and self.last.day >= 30


def whole_years(paragraphs: Iterable[str]) -> set[int]:
    """The calendar years that folded text gives from their first day to their last; failing that,
    those up to whose last day figures are counted."""
    paragraphs = [in_digits(p) for p in paragraphs]
    named = {m[1] for p in paragraphs for m in _WHOLE.finditer(p) if (m[2] or m[1])[:4] == m[1]}
    named = named or {m[1] for p in paragraphs for m in (*_UNTIL.finditer(p), *_OF_YEAR.finditer(p))}
    return {year for printed in named if (year := year_of(printed))}


def statistics_periods(paragraphs: Iterable[str]) -> Iterator[Period]:
    """Spans of time within one year in sentences about the period that the figures are of."""
    words = identity_words().period_words
    for paragraph in paragraphs:
        for sentence in _SENTENCE.split(in_digits(paragraph)):
            spans = [*_spans(sentence)]
            if spans and any(word in sentence for word in words):
                yield from spans


def unbroken(lines: Iterable[str]) -> list[str]:
    """Folded lines with those put together between which a date or a span is broken: the last day
    of a period often is at the end of a line of the page."""
    out: list[str] = []
    for line in lines:
        if out and _BROKEN.search(out[-1]) and _REST.match(line):
            out[-1] += line
        else:
            out.append(line)
    return out


def in_digits(text: str) -> str:
    """Text with its dates in digits: 二〇二三年一月三十一日 -> 2023年1月31日."""
    if not _MONTH.search(text):
        return text
    return _NUMERAL.sub(lambda m: _digits(m[1]), text)


def _digits(numeral: str) -> str:
    if "十" not in numeral and "廿" not in numeral:
        return numeral.translate(NUMERALS)
    tens, _, ones = numeral.replace("廿", "二十").partition("十")
    return f"{tens or '一'}{ones or '〇'}".translate(NUMERALS)


def _spans(sentence: str) -> Iterator[Period]:
    for match in _SPAN.finditer(sentence):
        year = year_of(match["ay"] or match["by"] or "")
        if year is None or (match["by"] and match["ay"] and match["by"] != match["ay"]):
            continue
        try:
            first = datetime.date(year, int(match["am"]), int(match["ad"] or 1))
            last = datetime.date(year, int(match["bm"]), int(match["bd"] or 1))
        except ValueError:  # the 31st of June; a figure that is no month
            continue
        if not match["bd"]:
            last = (last.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(
                days=1
            )
        if first < last:
            yield Period(first, last, match[0])


@lru_cache(maxsize=1)
def _founded() -> re.Pattern[str]:
    return re.compile(
        rf"(20\d\d)年(\d{{1,2}})月[^。;,]{{0,24}}?(?:{'|'.join(identity_words().founded)})(?![^。;,]{{0,16}}(?:小组|专班))"
    )


def founded_in(period: Period, paragraphs: Iterable[str]) -> bool:
    """Whether the text says that the office was founded in the month in which the period begins,
    and the period goes to the end of the year."""
    when = str(period.first.year), period.first.month
    return period.reaches_end and any(
        (m[1], int(m[2])) == when for p in paragraphs for m in _founded().finditer(p)
    )
