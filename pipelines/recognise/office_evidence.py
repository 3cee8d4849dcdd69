"""The prose of a report -> the offices that it names as its own, each with the kind of evidence.

The text has been folded, and the papers that it cites are gone (naming/papers.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.catalogue.identity import identity_words
from pipelines.naming.names import (
    alike,
    bare_name,
    is_name,
    masked_parts,
    may_be_of_site,
    office_name,
    office_of_unit,
)
from pipelines.naming.titles import report_pattern, without_part
from pipelines.naming.years import SPAN, YEAR, year_of
from pipelines.recognise.weigh import Candidate

_CLAUSE = re.compile(r"[。；;!?！？\n,:《》]")
_SENTENCE = re.compile(r"[。；;!?！？\n]")
LONGEST_SIGNATURE = 50
"""Characters of a line with a name and a day."""
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_DATE = re.compile(
    r"(?P<year>20\d\d|[二2][〇零○O0][〇零○O一二三四五六七八九\d]{2})年(?P<month>[\d一二三四五六七八九十]{1,2})月[\d一二三四五六七八九十廿]{1,3}日"
)
_YEAR_REPORT = re.compile(
    rf"({YEAR})(?:年度|年)(?:工作)?(?:年度)?(?:报告|年报)"
    rf"|(?:将|就).{{0,20}}?({YEAR})(?:年度|年).{{0,20}}?(?:报告|汇报|公布|公开)(?:如下|$)"
)
LAST_LINES = 8
"""Lines at the end of a report among which the signature is."""
FRONT = 12
"""Paragraphs at the beginning that may say who publishes the report."""


def published_by(paragraphs: Sequence[str]) -> Iterator[tuple[str | None, int | None, str]]:
    """(office, year, part of a year) of each clause of the opening that publishes or names the
    report: 现公布云岭市林业局2022年政府信息公开工作年度报告."""
    dated, inner, published = _named_report()
    refers = identity_words().prose.refers
    for paragraph in paragraphs[:FRONT]:
        for clause in _CLAUSE.split(paragraph):
            match = dated.match(clause) or inner.match(clause)
            if match and not refers.search(match["before"]):
                part = identity_words().part_of_year.search(match[0])
                between = without_part(match["between"]).strip("的()")
                named = between or match["before"]
                office = office_name(named, in_sentence=not between)
                year = None if SPAN.search(clause) else year_of(match["year"])
                yield office, year, part[0] if part else ""
            elif match := published.search(clause):
                yield office_name(match["before"], in_sentence=True), None, ""
            elif (match := _YEAR_REPORT.search(clause)) and not refers.search(clause[: match.start()]):
                yield None, year_of(match[1] or match[2]), ""


@lru_cache(maxsize=1)
def _named_report() -> tuple[re.Pattern[str], ...]:
    """With its year, and without one behind a word that publishes it."""
    others = "|".join(identity_words().other_papers)
    year = rf"(?P<year>{YEAR})(?:年度|年)(?:1月1日[至-](?:{YEAR}年)?12月31日)?(?:期间的?)?"
    work = rf"(?:{identity_words().topic})(?:工作)?(?:的)?(?:主要|总体)?(?:情况|工作)(?!{others})"
    report = report_pattern()
    dated = rf"(?P<before>.{{0,50}}?){year}(?P<between>.{{0,40}}?)(?:{report}|{work})"
    inner = r"(?P<before>.{2,50}?)(?P<between>)(?:政府|政务)?信息公开(?:工作|情况|的){0,3}"
    inner = rf"{inner}{year}(?:工作)?(?:报告|年报)"
    return (
        re.compile(dated),
        re.compile(inner),
        re.compile(rf"(?:公布|公开|发布|公示|编制|形成|将)(?P<before>.{{2,40}}?){report}"),
    )


@lru_cache(maxsize=1)
def _made_by() -> tuple[re.Pattern[str], ...]:
    """由X编制; X现编制本报告."""
    words = identity_words().prose
    return (
        re.compile(
            rf"由(?P<name>[^由。;,]{{2,40}}?){words.beside_by}*(?:{words.makes}|{words.makes_out_of})"
        ),
        re.compile(
            rf"(?:^|[。;,:])(?P<name>[^。;,:]{{2,40}}?){words.beside_subject}*{words.makes}(?:了|完成|的)?"
            rf"(?=《|{words.made})"
        ),
    )


@lru_cache(maxsize=1)
def _filled_in() -> re.Pattern[str]:
    words = identity_words().prose
    return re.compile(rf"(?:{words.maker}):([^。;,:]{{2,40}}?)(?={words.behind_maker}|[。;,:]|$)")


@lru_cache(maxsize=1)
def _asked() -> re.Pattern[str]:
    words = identity_words().prose
    return re.compile(
        rf"{words.ask_with}([^。;,()]{{2,40}}?)(?:\([^()]{{0,120}}\))?{words.ask_end}"
        rf"|{words.ask}[:]?([^。;,()]{{2,40}}?)(?=$|[(,。;:]|(?:联系)?{words.ask_address})"
        rf"|{words.asked}:([^。;,()]{{2,40}}?)(?=$|[(,。;:]|{words.ask_address})"
    )


def compiled_by(paragraphs: Sequence[str]) -> Iterator[str]:
    """Offices that the opening says made the report, 由瓯海区统计局编制, or that a line beside a
    table says filled it in, 填报单位(盖章):X."""
    words = identity_words().prose
    by, makes = _made_by()
    for paragraph in paragraphs:
        for match in _filled_in().finditer(paragraph):
            yield from filter(None, [office_name(match[1])])
    for paragraph in paragraphs[:FRONT]:
        for sentence in _SENTENCE.split(paragraph):
            if "报告" not in paragraph and "年报" not in paragraph:
                continue
            masked = masked_parts(sentence)
            for match in (*by.finditer(masked), *makes.finditer(masked)):
                name = office_name(sentence[slice(*match.span("name"))], in_sentence=match.re is makes)
                office, sure = office_of_unit(name or "")
                if not office or words.no_actor.match(office):
                    continue
                if sure or not words.general_office.search(office):
                    yield office


@lru_cache(maxsize=1)
def _publisher() -> re.Pattern[str]:
    words = identity_words().prose
    return re.compile(rf"{words.publisher}:(.{{2,40}}?)(?={words.behind_publisher}|[。;,:]|$)")


def listed_publishers(paragraphs: Sequence[str]) -> Iterator[str]:
    """Publishers in the page's own catalogue, 发布机构:X; not a government, whose site it may be."""
    for paragraph in paragraphs[:FRONT]:
        for match in _publisher().finditer(paragraph):
            if (name := office_name(match[1])) and not may_be_of_site(name):
                yield name


def asked(paragraphs: Sequence[str]) -> Iterator[str]:
    """Offices that a reader with questions is sent to; not a general office, which may answer for
    the government or for itself."""
    for paragraph in paragraphs:
        for match in _asked().finditer(paragraph) if "联系" in paragraph or "咨询" in paragraph else ():
            text = next(filter(None, match.groups()))
            office, sure = office_of_unit(bare_name(text, in_sentence=True))
            if office and sure:
                yield office


def signed_by(paragraphs: Sequence[str]) -> Iterator[tuple[str | None, int, int]]:
    """(office, year, month) of a name and a day that are by themselves near the end."""
    lines = [p for p in paragraphs if p][-LAST_LINES:]
    for at, line in enumerate(lines):
        match = _DATE.search(line)
        if not match or match.end() != len(line) or len(line) > LONGEST_SIGNATURE:
            continue
        beside = line[: match.start()].strip(",:") or (lines[at - 1] if at else "")
        year, month = year_of(match["year"]), _month(match["month"])
        if year and month:
            yield (beside if is_name(beside) else None), year, month


def _month(printed: str) -> int:
    """1 to 12; 0 for what is no month."""
    if printed.isdigit():
        return int(printed) if int(printed) <= len(_MONTHS) else 0
    return _MONTHS.index(printed) + 1 if printed in _MONTHS else 0


@lru_cache(maxsize=1)
def _subjects() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Names at the head of a clause: with a verb of such reports behind them, and with any
    character."""
    organs = "|".join(identity_words().prose.organs)
    verbs = "|".join(sorted(catalogue().verbs, key=len, reverse=True))
    name = rf"(?:^|[。；;,，由]|年度|年(?!度))(?P<name>[\u4e00-\u9fff]{{2,24}}?(?:{organs}))"
    return re.compile(rf"{name}(?:{verbs})"), re.compile(rf"{name}(?P<next>.|$)")


def spoken_of(paragraphs: Iterable[str]) -> Candidate[str] | None:
    """The organ that most sentences have as their subject: `区政务服务办高度重视…`. Where no verb is
    behind any, the one mentioned most, if different words follow it: 城乡 is no name in 住房和城乡建设局.
    A body that guides the office or is thanked by it is none of them."""
    acting: Counter[str] = Counter()
    mentioned: dict[str, list[str]] = {}
    (with_verb, plain), words = _subjects(), identity_words().prose
    text = [*paragraphs]
    guides = "\n".join(m[0] for p in text for m in words.guides.finditer(p))
    for paragraph in (words.guided.sub("", words.guides.sub("", p)) for p in text):
        names = (m["name"] for m in with_verb.finditer(paragraph))
        acting.update(name for name in names if _is_actor(name) and name not in guides)
        for match in plain.finditer(paragraph):
            name = match["name"]
            if _is_actor(name) and words.of_place.search(name) and name not in guides:
                mentioned.setdefault(name, []).append(match["next"])
    if acting:
        leader = _leading_office(acting)
        return Candidate(leader, "acting") if leader else None
    most = _leading_office(Counter({n: len(after) for n, after in mentioned.items() if len(set(after)) > 1}))
    return Candidate(most, "mentioned") if most else None


def _leading_office(counted: Counter[str]) -> str | None:
    """The office named most often, in full or in short, by its longest name."""
    together = Counter({n: sum(c for other, c in counted.items() if alike(n, other)) for n in counted})
    most = max(together.values(), default=0)
    first = [n for n, count in together.items() if count == most]
    leader = max(first, key=len, default=None)
    if leader is None or not all(alike(n, leader) for n in first):
        return None
    fuller = {n for n in counted if n.endswith(leader)}
    return max(fuller, key=len) if all(alike(a, b) for a in fuller for b in fuller) else leader


def _is_actor(name: str) -> bool:
    return not identity_words().prose.no_actor.match(name) and is_name(name)
