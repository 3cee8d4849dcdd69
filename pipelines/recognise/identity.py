"""Which office and which year a report itself names: by title, statistics period, then body; never
by a plan's year.

What a list or an address says of a report is a claim of its own; it is weighed
elsewhere (offices/).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from pipelines.catalogue import catalogue
from pipelines.fold import fold
from pipelines.model import Issue

_Named = TypeVar("_Named", int, str)

FIRST_YEAR, LAST_YEAR = 2008, 2099
MAX_TITLE = 80
"""Characters of a line that may be a title as a whole."""
_DIGITS = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_YEAR = r"(?P<year>20\d\d|[二2][〇零○O0][〇零○O一二三四五六七八九\d]{2})"
_REPORT = r"(?:政府|政务)?信息(?:公开)?(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|年报|总结)"
_TITLE = re.compile(
    rf"^(?P<before>[^。；:]{{0,40}}?)[(（]?{_YEAR}[)）]?(?:年度|年)?(?P<between>[^。；:,]{{0,30}}?){_REPORT}"
)
_BARE_TITLE = re.compile(rf"^(?P<before>[^。；:,]{{2,40}}?){_REPORT}(?:[(（]?{_YEAR}年?度?[)）]?)?$")
_INNER_TITLE = re.compile(  # 政府信息公开2019年度报告
    rf"^(?P<before>[^。；:,]{{2,40}}?)(?:政府|政务)信息公开(?:工作)?{_YEAR}年?(?:年?度)?(?:工作)?(?:报告|年报)$"
)
_MISSPELT_TITLE = re.compile(  # ...2023年政府信息公开工作告年度报
    rf"^(?P<before>[^。；:,]{{2,40}}?){_YEAR}年?度?(?P<between>)(?:政府|政务)信息公开.{{0,12}}$"
)
_PATH = re.compile(r"[>›»]")  # of links from the home page to this one: each names a column, none the report
_PREFIX = re.compile(r"^(?:附件\d*|标题|题目)[:.]?")
_PERIOD = re.compile(r"(20\d\d)年?0?1月?0?1日.{0,12}?(20\d\d年?)?12月?3[01]日?")
_UNTIL = re.compile(r"(?:统计|数据)[^。；]{0,12}截[至止]到?(20\d\d)年12月31日")
_OTHER_YEAR = re.compile(r"20\d\d(?!\d)")
_NO_OFFICE = re.compile(
    r"我|本|各|该|全|由|县委|市委|区委|党委|省委|国务院|党中央|领导|有关|相关|上级|政务公开|政府信息|信息公开|.*(?:网站|社会)$"
)
_SENTENCE = re.compile(r"[。；;!?！？\n]")
# not the day that a law comes into force, nor the one in the first half of a year on which a report
# is signed
_YEAR_IN_TEXT = re.compile(
    r"(?<![较比与同])(20\d\d)年(?!\d{1,2}月\d{1,2}日(?:修订|施行|起)|0?[1-6]月\d{1,2}日$|(?:同期|度?相比|增长|下降))"
)
MIN_MENTIONS = 2  # of one year in the text, and none of the title's, before they are said to differ


@dataclass(frozen=True, slots=True)
class Identity:
    """Office and year as the report names them, its title, and what does not agree."""

    office: str | None
    year: int | None
    title: str | None
    issues: tuple[Issue, ...] = ()


def _number(year: str) -> int | None:
    value = int(year.translate(_DIGITS))
    return value if FIRST_YEAR <= value <= LAST_YEAR else None


def identify(title: str, paragraphs: list[str], overview: str) -> Identity:
    """`title`: what the page calls itself, may be empty. `paragraphs`: the prose in order.
    `overview`: section 1."""
    printed, office, title_year = _title([title] if title else [], paragraphs)
    folded = [fold(p) for p in paragraphs]
    periods = {int(m[1]) for p in folded for m in _PERIOD.finditer(p) if (m[2] or m[1])[:4] == m[1]}
    periods = periods or {int(m[1]) for p in folded for m in _UNTIL.finditer(p)}
    mentions = _years_of_text(overview or "\n".join(p for p in paragraphs if not _match(p)))
    said = _leading(mentions)
    issues = []
    period = periods.pop() if len(periods) == 1 else None
    year = title_year or period or said
    differing = ""
    if period and title_year and period != title_year:
        differing = f"标题 {title_year}，统计期限 {period}"
    elif year and said and year not in mentions and mentions[said] >= MIN_MENTIONS:
        differing = f"{'标题' if title_year else '统计期限'} {year}，正文 {said}"
    if differing:
        issues.append(Issue("recognise", "year.differs", "warning", detail=differing))
    if office is None:
        office = _office_of_text(folded)
    return Identity(office, year, printed, tuple(issues))


def _title(titles: list[str], paragraphs: list[str]) -> tuple[str | None, str | None, int | None]:
    """(title as printed, office, year). The first line that reads as a title counts; what it lacks
    may be in the one or two lines above it, or in a later title."""
    known: tuple[str | None, str | None, int | None] = (None, None, None)
    for lines, first in ((titles, 0), (paragraphs[:40], 2)):
        for i, text in enumerate(lines):
            if _PATH.search(text) or not (match := _match(text)):
                continue
            office, year = _parts(match)
            for above in range(1, first + 1):
                if (office and year) or above > i:
                    break
                if whole := _match("".join(lines[i - above : i + 1])):
                    above_office, above_year = _parts(whole)
                    ends = above_office and above_office.endswith(catalogue().organs)
                    office, year = office or (above_office if ends else None), year or above_year
            folded = fold(text)
            shown = " ".join(text.split()) if len(folded) <= MAX_TITLE else match.group()
            if office and year:
                return (
                    shown,
                    known[1] or office,
                    year,
                )  # one line that says both outweighs links to other years
            known = (known[0] or shown, known[1] or office, known[2] or year)
            if all(known):
                return known
    return known


def _match(text: str) -> re.Match[str] | None:
    """The text as a title, or the title that it begins with."""
    folded = _PREFIX.sub("", fold(text).lstrip("#*"))
    match = _INNER_TITLE.match(folded) or _TITLE.match(folded)
    if match or len(folded) > MAX_TITLE:
        return match
    return _BARE_TITLE.match(folded) or _MISSPELT_TITLE.match(folded)


def _parts(match: re.Match[str]) -> tuple[str | None, int | None]:
    """Office and year of a title. A title that names two years names none."""
    groups = match.groupdict()
    between = groups.get("between") or ""
    office = _clean(groups["before"] or "") or _clean(between)
    year = _number(groups["year"]) if groups.get("year") else None
    return office, None if _OTHER_YEAR.search(between) else year


def _clean(name: str) -> str | None:
    """An office's name without the words around it; None if nothing that names an office is left."""
    name = re.sub(r"^关于", "", name.strip("#*《》【】-_|:,. 、"))
    name = re.sub(r"^[^【】]{0,6}】", "", name)  # 【年报】某县某局
    name = name.rpartition("《")[2]  # 现将《某县某局2020年度报告》公布如下
    name = re.sub(r"(?:关于)?(?:印发|报送|上报|公布|发布|公开)?(?:关于|的|年度|年)?$", "", name).strip(
        "\"'“”"
    )
    if name.count("(") != name.count(")"):
        name = name.strip("()")
    if not 2 <= len(name) <= 40 or re.search(r"\d{2,}", name) or not re.search(r"[\u4e00-\u9fff]{2}", name):
        return None
    return (
        None
        if re.search("[》,]", name)
        or re.match(r"^(?:政府|政务)(?:信息|$)|^信息|^本|^根据|^[一二三四五六]、", name)
        else name
    )


def _years_of_text(text: str) -> Counter[int]:
    """How often sentences about the past speak of each year."""
    plans = catalogue().plans
    years: Counter[int] = Counter()
    for sentence in _SENTENCE.split(
        fold(text) if "\n" not in text else "\n".join(map(fold, text.split("\n")))
    ):
        if not any(word in sentence for word in plans):
            years.update(int(y) for y in _YEAR_IN_TEXT.findall(sentence))
    return years


def _leading(counted: Counter[_Named]) -> _Named | None:
    """What was counted most often; None unless one leads."""
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


@lru_cache(maxsize=1)
def _named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Names at the head of a clause: with a verb of such reports behind them, and with any character."""
    organs = "|".join(sorted(catalogue().organs, key=len, reverse=True))
    verbs = "|".join(sorted(catalogue().verbs, key=len, reverse=True))
    name = rf"(?:^|[。；;,，、年由])(?P<name>[\u4e00-\u9fff]{{2,24}}?(?:{organs}))"
    return re.compile(rf"{name}(?:{verbs})"), re.compile(rf"{name}(?P<next>.|$)")


def _office_of_text(paragraphs: Iterable[str]) -> str | None:
    """The organ that most sentences have as their subject: `区政务服务办高度重视…`. Where no verb is
    behind any, the one mentioned most, if different words follow it: 城乡 is no name in 住房和城乡建设局."""
    acting: Counter[str] = Counter()
    mentioned: dict[str, list[str]] = {}
    with_verb, plain = _named()
    for paragraph in paragraphs:
        acting.update(m["name"] for m in with_verb.finditer(paragraph) if not _NO_OFFICE.match(m["name"]))
        for match in plain.finditer(paragraph):
            if not _NO_OFFICE.match(match["name"]):
                mentioned.setdefault(match["name"], []).append(match["next"])
    return _leading(
        acting or Counter({n: len(after) for n, after in mentioned.items() if len(set(after)) > 1})
    )
