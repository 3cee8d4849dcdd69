"""Which office and which year a report itself names: by title, statistics period, then body; never by a plan's year.

What a list or an address says of a report is a claim that stands beside this; it is weighed elsewhere (offices/).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.fold import fold
from pipelines.model import Issue

FIRST_YEAR, LAST_YEAR = 2008, 2099
MAX_TITLE = 80
_DIGITS = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_YEAR = r"(?P<year>20\d\d|[二2][〇零○O0][〇零○O一二三四五六七八九\d]{2})"
_REPORT = r"(?:政府|政务)?信息(?:公开)?(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|年报|总结)"
_TITLE = re.compile(
    rf"^(?P<before>[^。；:]{{0,40}}?)[(（]?{_YEAR}[)）]?(?:年度|年)?(?P<between>[^。；:,]{{0,30}}?){_REPORT}"
)
_BARE_TITLE = re.compile(rf"^(?P<before>[^。；:,]{{2,40}}?){_REPORT}(?:[(（]?{_YEAR}年?度?[)）]?)?$")
_PERIOD = re.compile(r"(20\d\d)年?0?1月?0?1日.{0,12}?(?:20\d\d年?)?12月?3[01]日?")
_NO_OFFICE = re.compile(
    r"我|本|各|该|全|由|县委|市委|区委|党委|省委|国务院|党中央|领导|有关|相关|上级|政务公开|政府信息|信息公开"
)
_SENTENCE = re.compile(r"[。；;!?！？\n]")
_YEAR_IN_TEXT = re.compile(r"(20\d\d)年(?!\d{1,2}月\d{1,2}日(?:修订|施行|起))")


@dataclass(frozen=True, slots=True)
class Who:
    """Office and year as the report names them, its title, and what does not agree."""

    office: str | None
    year: int | None
    title: str | None
    issues: tuple[Issue, ...] = ()


def _number(year: str) -> int | None:
    value = int(year.translate(_DIGITS))
    return value if FIRST_YEAR <= value <= LAST_YEAR else None


def who(title: str, paragraphs: list[str], overview: str) -> Who:
    """`title`: what the page calls itself, may be empty. `paragraphs`: the prose in order. `overview`: section 1."""
    printed, office, title_year = _title([title] if title else [], paragraphs)
    folded = [fold(p) for p in paragraphs]
    periods = {int(m.group(1)) for p in folded for m in _PERIOD.finditer(p)}
    said = _year_of_text(overview or "\n".join(paragraphs))
    issues = []
    period = periods.pop() if len(periods) == 1 else None
    year = title_year or period or said
    if period and title_year and period != title_year:
        detail = f"标题 {title_year}，统计期限 {period}"
        issues.append(Issue("recognise", "year.differs", "warning", "", detail))
    if office is None:
        office = _office_of_text(folded)
    return Who(office, year, printed, tuple(issues))


def _title(titles: list[str], paragraphs: list[str]) -> tuple[str | None, str | None, int | None]:
    """(title as printed, office, year). The first line that reads as a title counts; a title broken over two lines,
    office above and year below, is put together."""
    found: tuple[str | None, str | None, int | None] = (None, None, None)
    candidates = [*titles, *paragraphs[:40]]
    for i, text in enumerate(candidates):
        folded = fold(text).lstrip("#*")
        if len(folded) > MAX_TITLE and not _TITLE.match(folded[:MAX_TITLE]):
            continue
        if match := _TITLE.match(folded) or _BARE_TITLE.match(folded):
            groups = match.groupdict()
            office = _clean(groups["before"] or "") or _clean(groups.get("between") or "")
            if not office and i and i > len(titles):
                office = _clean(fold(candidates[i - 1])) if len(fold(candidates[i - 1])) <= 30 else None
            year = _number(groups["year"]) if groups.get("year") else None
            shown = " ".join(text.split()) if len(folded) <= MAX_TITLE else match.group()
            best = (found[0] or shown, found[1] or office, found[2] or year)
            found = best
            if all(best):
                break
    return found


def _clean(name: str) -> str | None:
    """An office's name without the words around it; None if nothing that names an office is left."""
    name = re.sub(r"^(?:关于|附件\d*:?|标题:?|中华人民共和国(?=.{2,}))", "", name.strip("#*《》()（）-_|:,. 、"))
    name = re.sub(r"(?:关于|的|公布|发布|年度|年)$", "", name)
    if not 2 <= len(name) <= 40 or re.search(r"\d{2,}", name) or not re.search(r"[\u4e00-\u9fff]{2}", name):
        return None
    return None if re.match(r"^(?:政府|政务)?信息|^本|^根据|^[一二三四五六]、", name) else name


def _year_of_text(text: str) -> int | None:
    """The year that most sentences about the past speak of; None unless one leads."""
    plans = catalogue().plans
    years: Counter[int] = Counter()
    for sentence in _SENTENCE.split(fold(text) if "\n" not in text else "\n".join(map(fold, text.split("\n")))):
        if not any(word in sentence for word in plans):
            years.update(int(y) for y in _YEAR_IN_TEXT.findall(sentence))
    ranked = years.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


@lru_cache(maxsize=1)
def _named() -> re.Pattern[str]:
    organs = "|".join(sorted(catalogue().organs, key=len, reverse=True))
    verbs = "|".join(sorted(catalogue().verbs, key=len, reverse=True))
    return re.compile(rf"(?:^|[。；;,，、年由])(?P<name>[\u4e00-\u9fff]{{2,24}}?(?:{organs}))(?P<verb>{verbs})?")


def _office_of_text(paragraphs: Iterable[str]) -> str | None:
    """The organ that most sentences have as their subject: `区政务服务办高度重视…`. One mention is not enough unless a
    verb of such reports follows."""
    names: Counter[str] = Counter()
    for paragraph in paragraphs:
        for match in _named().finditer(paragraph):
            if not _NO_OFFICE.match(match["name"]):
                names[match["name"]] += 2 if match["verb"] else 1
    ranked = names.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
