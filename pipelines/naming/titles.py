"""A line that reads as the title of a report, or begins with one -> office, year and what it says
of the part of a year it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipelines.catalogue.identity import identity_words
from pipelines.fold import fold
from pipelines.naming.names import alike, has_lead, is_name, office_name, without_glosses
from pipelines.naming.papers import without_papers
from pipelines.naming.years import SPAN, YEAR, year_of

LONGEST = 80
"""Characters of a line that may be a title as a whole."""
LEAST_LEFT = 3
"""Characters of a usual title that are left of one that was cut off."""
SLIPS = 2
"""Characters of a usual title that may be wrong, missing or too many."""
_PATH = re.compile(r"[>›»]")  # of links from the home page to this one: each names a column, none the report
_OTHERS = re.compile(
    r"^(?:上|下|前|后)一?(?:篇|条|个|页)|^(?:相关|链接|延伸|推荐|友情)"
)  # links to other pages
_ENTRY = re.compile(r"\s*[\u4e00-\u9fff]{0,4}(?:标\s*题|题\s*目|名\s*称|题\s*名)\s*[:：|]")
_BEHIND = re.compile(r"\(([^()]{3,30})\)$")
_LABEL = re.compile(r"^(?:附件[\d一二三四五六七八九十]*|[\u4e00-\u9fff]{0,4}(?:标题|题目|名称|题名))[:.、]?")
_COLON = re.compile(rf":(?={YEAR}年)")
_STOP = re.compile(r"[。;,]")
_CUT_OFF = re.compile(r"(?:…|\.{2,})+$")
_DIGITS_LAST = re.compile(r"(?<!\d)\d{1,4}$")
_DIGITS_FIRST = re.compile(r"(\d{0,3})年")
_YEAR = rf"[(（\[【]?(?P<year>{YEAR})(?:年度|年)?[)）\]】]?(?:年度|年)?"


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says. `misprinted`: what is printed for a year and is none; `part`: of which
    part of a year it is, as printed. `in_sentence`: a verb leads up to it."""

    printed: str
    office: str | None = None
    year: int | None = None
    misprinted: str = ""
    part: str = ""
    in_sentence: bool = False


@lru_cache(maxsize=1)
def report_pattern() -> str:
    """What a report calls itself: topic, then report, with the usual words between."""
    words = identity_words()
    between = (
        r"(?:[和与及、](?:政府信息|政务)公开)?(?:工作|年度|情况|的|主要|总体|完成){0,5}(?:半年度?|季度|月度)?"
    )
    return rf"(?:{words.topic}){between}(?:{words.report}|年度(?=[\u4e00-\u9fff]{{0,2}}$))"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    words, report = identity_words(), report_pattern()
    return (
        re.compile(  # 政府信息公开2019年度报告
            rf"^(?P<before>[^。;:,]{{2,40}}?)(?P<between>)(?:政府|政务)信息公开(?:工作|情况|的){{0,3}}{_YEAR}年?"
            rf"(?:年?度|半年度?|季度|月度)?"
            rf"(?:工作|情况|的){{0,3}}(?:{words.report})"
        ),
        re.compile(rf"^(?P<before>[^。;:]{{0,40}}?){_YEAR}(?P<between>[^。;:,]{{0,30}}?){report}"),
        re.compile(
            rf"^(?P<before>[^。;:,]{{2,40}}?)(?P<between>){report}(?:书|\(?(?:{_YEAR})度?\)?)?(?:\(.{{0,12}}\))?$"
        ),
    )


def read_title(text: str) -> Title | None:
    """The title that a line is or begins with; None if it is none."""
    if _PATH.search(text) or _OTHERS.match(text.strip()):
        return None
    framed = without_glosses(fold(text)).lstrip("#*")
    folded = _LABEL.sub("", identity_words().title_frames.sub("", framed))
    whole = len(folded) <= LONGEST and not _STOP.search(folded[:-1])
    folded = _COLON.sub("", folded) if whole else folded
    folded = folded if whole else without_papers(folded)
    inner, dated, bare = _patterns()
    match = inner.match(folded) or dated.match(folded) or (bare.match(folded) if whole else None)
    if match and (whole or not match["before"] or is_name(match["before"].strip('《"(【'))):
        shown = " ".join(text.split()) if len(folded) <= LONGEST else match.group()
        return _said(shown, match["before"], match["year"] or "", match["between"], folded, match.end())
    return _nearly(text, folded) if whole and not match else None


def _said(printed: str, before: str, year: str, between: str, folded: str, end: int) -> Title:
    """What the pieces of a title say. One that names two years names none."""
    part = next((m[0] for m in identity_words().part_of_year.finditer(folded[:end])), "")
    office = _one_of(office_name(without_part(before)), office_name(without_part(between)))
    if office is None and (behind := _BEHIND.match(folded, end)):
        office = office_name(behind[1])
    value = year_of(year) if year else None
    several = SPAN.search(folded[:end]) or re.search(r"20\d\d(?!\d)", between)
    if several or re.search(YEAR + r"[-~至到—]$", before):
        value = None
    misprinted = "" if value or not year else (several[0] if several else year)
    return Title(printed, office, value, misprinted, part, has_lead(before.removeprefix("关于印发")))


def _one_of(before: str | None, between: str | None) -> str | None:
    """The office of a title that may name one in front of the year and one behind it: of a place
    and an office, the office in that place."""
    if not before or not between or alike(before, between):
        return before or between
    words = identity_words().broken_names
    if words.place.search(before):
        if words.placed.match(between):
            return between
        return before if words.government.search(between) else before + between
    return None if words.placed.match(between) else before


@lru_cache(maxsize=4096)
def listed_claim(title: str) -> Title:
    """What the title of an entry in a list says: one that does not read as a title may still name a
    year, 2022年年报."""
    if said := read_title(title):
        return said
    folded = without_glosses(fold(title))
    years = {year_of(m[1]) for m in re.finditer(rf"({YEAR})年", folded)}
    part = next((m[0] for m in identity_words().part_of_year.finditer(folded)), "")
    return Title(title, None, years.pop() if len(years) == 1 and not SPAN.search(folded) else None, "", part)


def is_entry(line: str) -> bool:
    """Whether a line is an entry of the page's own catalogue (标题：…) rather than the title
    itself."""
    return _ENTRY.match(line) is not None


def torn_between(line: str, following: str) -> bool:
    """Whether the year of a title, or its usual words behind a year, begin on a line and go on at
    the beginning of the following one: 20 | 23年政府信息公开; 2023年政府信息公 | 开工作年度报告."""
    begun, rest = fold(line), fold(following)
    year = (_DIGITS_LAST.search(begun), _DIGITS_FIRST.match(rest))
    if year[0] and year[1] and year_of(year[0][0] + year[1][1]):
        return True
    return re.search(rf"{YEAR}年", begun) is not None and any(
        begun.endswith(usual[:at]) and rest.startswith(usual[at:])
        for usual in identity_words().usual_titles
        for at in range(1, len(usual) - 1)
    )


def year_alone(line: str) -> int | None:
    """The year that a line consists of: `（2022年度）`."""
    match = re.fullmatch(rf"[(\[]?({YEAR})年?度?[)\]]?", fold(line))
    return year_of(match[1]) if match else None


def year_of_entry(line: str) -> tuple[str, int] | None:
    """Form and year of a line that names a year and at most what its report is called, 2022年年报: a
    title without a name, or an entry of a list of them."""
    folded = fold(line) if len(line) <= LONGEST else ""
    match = _year_entry().fullmatch(folded)
    year = year_of(match[1]) if match else None
    return (folded.replace(match[1], "", 1), year) if match and year else None


@lru_cache(maxsize=1)
def _year_entry() -> re.Pattern[str]:
    return re.compile(rf"({YEAR})(?:年度|年)?(?:{report_pattern()}|(?:{identity_words().report}))?")


def without_part(text: str) -> str:
    """A piece of a title without the part of the year that it names."""
    return identity_words().part_of_year.sub("", text)


def _nearly(text: str, folded: str) -> Title | None:
    """A title that was cut off, or has a slip in its usual words: 2023年政府信息公开工作告年度报."""
    cut = _CUT_OFF.search(folded)
    line = _CUT_OFF.sub("", folded)
    match = re.match(rf"^(?P<before>[^。;:,]{{0,40}}?){_YEAR}(?P<between>[^。;:,\d]*)$", line)
    if not match or (not match["before"] and not match["between"]):
        return None
    for between, rest in _splits(match["between"]):
        if rest and (_is_usual(rest) or _begins_usual(rest, bool(cut))):
            said = _said(" ".join(text.split()), match["before"], match["year"], between, line, len(line))
            return said if said.office or not between else None
    return None


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """(office, words of the title) of what is behind the year, in every way."""
    yield "", text
    for at in range(2, len(text)):
        yield text[:at], text[at:]


def _begins_usual(rest: str, cut: bool) -> bool:
    least = 1 if cut else LEAST_LEFT
    return len(rest) >= least and any(usual.startswith(rest) for usual in identity_words().usual_titles)


def _is_usual(rest: str) -> bool:
    return len(rest) >= 6 and any(distance(rest, usual) <= SLIPS for usual in identity_words().usual_titles)


def distance(one: str, other: str) -> int:
    """How many characters are to be put in, left out, replaced or swapped with the next to make one
    of the other; not counted beyond SLIPS + 1."""
    if abs(len(one) - len(other)) > SLIPS:
        return SLIPS + 1
    before: list[int] = []
    older: list[int] = []
    row: list[int] = [*range(len(other) + 1)]
    for i, a in enumerate(one, 1):
        older, before = before, row
        row = [i]
        for j, b in enumerate(other, 1):
            least = min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                least = min(least, older[j - 2] + 1)
            row.append(least)
    return row[-1]
