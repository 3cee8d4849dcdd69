"""Titles and answers -> report or not, wall or not, by the words of words.yml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from selectolax.lexbor import LexborHTMLParser

from pipelines.fold import fold, simplified

_WALL_STATUS = frozenset({412, 521})
_SHORT = 400  # characters: what a page shows that is a wall or says that there is nothing
_CUT = re.compile(r"(?:\.{2,}|…+)$")
_OFFERS = "a[href*='.pdf'], a[href*='.doc'], a[href*='.wps'], a[href*='.xls'], iframe[src], embed"
"""A page with one of these has something to show, however few words it has."""
_FEW = 3  # links of a page that is no list
_SHELL = 60  # characters beside scripts that draw the page
_PARAGRAPH = 60  # characters
_NOTHING = 60  # characters beside a field for a code
_NAME = 6  # characters between a word and the end of the office's name that it is a part of

Judgement = Literal["report", "doubtful", "other", "open"]


@lru_cache(maxsize=1)
def words() -> dict[str, list[str]]:
    """words.yml, by kind."""
    said: dict[str, list[str]] = yaml.safe_load(
        Path(__file__).with_name("words.yml").read_text(encoding="utf-8")
    )
    return said


@lru_cache(maxsize=4096)
def judge(title: str) -> Judgement:
    """What a line of a column of yearly reports is by its title. Blanks inside of words do not
    count."""
    whole = re.sub(r"\s", "", simplified(fold(title)))
    plain = _CUT.sub("", whole)
    named = _in_names().sub("", plain)
    if _pattern("other").search(named):
        return "doubtful" if _is_doubtful(named) else "other"
    if _pattern("report").search(plain) or (plain != whole and _is_cut_short(plain)):
        return "report"
    return "open"


def _is_cut_short(plain: str) -> bool:
    """Whether a title ends somewhere in the words that it should end with."""
    (full,) = words()["full"]
    return any(plain.endswith(full[:n]) for n in range(2, len(full)))


def title_of_year(office: str | None, year: int | None) -> str:
    """The title of a report that its list or address tells of by office and year only."""
    (full,) = words()["full"]
    return f"{office or ''}{year}年{full}"


def _is_doubtful(plain: str) -> bool:
    """Whether a title has a word that speaks of something else, but ends as that of a report does,
    or speaks of making one known: it is a matter of what it holds."""
    if not (_pattern("ends_like_report").search(plain) or _pattern("made_known").search(plain)):
        return False
    return not _pattern("other").search(_pattern("soft").sub("", plain))


def says_open(title: str) -> bool:
    """Whether a link says no more than that it opens something."""
    plain = re.sub(r"[\s\[\]()【】:.>»]", "", fold(title)).upper()
    return not plain or plain in words()["opens"]


def leads_to_earlier(title: str) -> bool:
    """Whether a link is called like a list of earlier years."""
    return bool(_pattern("earlier").fullmatch(re.sub(r"\s", "", fold(title))))


def leads_to_all(title: str) -> bool:
    """Whether a link leads to all lines of what is shown in part."""
    return re.sub(r"[\s\[\]()+.>»]", "", fold(title)).lower() in words()["all_lines"]


def is_report(title: str) -> bool:
    """Whether a line is a report by its title."""
    return judge(title) == "report"


def may_be_report(title: str, reports: int, lines: int) -> bool:
    """Whether a line that is open by its title is worth a look: most of the `lines` of its block
    are `reports`, or some are and it has a word of them."""
    return bool(reports) and (reports * 2 >= lines or has_hint(title))


def speaks_of_disclosure(title: str) -> bool:
    """Whether a title that is open speaks of the disclosure of information and what it came to."""
    return bool(_pattern("on_disclosure").search(re.sub(r"\s", "", simplified(fold(title)))))


def has_hint(title: str) -> bool:
    """Whether a title has a word that reports have, besides others."""
    plain = re.sub(r"\s", "", simplified(fold(title)))
    return any(word in plain for word in words()["hints"])


def has_sign(text: str) -> bool:
    """Whether a text, as it is printed, may have the title of a report in it: a quick look before a
    close one."""
    return _has(text, "signs")


def holds_form(text: str) -> bool:
    """Whether a page holds the tables of a report."""
    plain = re.sub(r"\s", "", simplified(text))
    return "<table" in text.lower() and sum(word in plain for word in words()["form"]) > 1


def tells_in_prose(parsed: LexborHTMLParser) -> bool:
    """Whether a page has a paragraph about the disclosure of information."""
    for node in parsed.css("p, td, div:not(:has(div, p, table, ul))"):
        text = node.text().strip()
        if len(text) >= _PARAGRAPH and _has(text, "content"):
            return True
    return False


def says_there_is_none(text: str) -> bool:
    """Whether a page says of a list that nothing is in it."""
    return _has(re.sub(r"\s", "", text), "none")


def speaks_of_report(title: str, text: str) -> bool:
    """Whether a page that was fetched in doubt is about a report, by its own title and words."""
    if (judged := judge(title)) in ("report", "other"):
        return judged == "report"
    plain = re.sub(r"\s", "", simplified(text))
    return holds_form(text) or (_has(plain, "content") and bool(_pattern("report").search(plain)))


def is_wall(status: int, text: str) -> bool:
    """Whether an answer is a wall against crawlers: by its status, or a page that wants something
    solved and shows nothing else. Many pages of reports carry the script or the field of one."""
    if status in _WALL_STATUS:
        return True
    if not (_has(text, "walls") or _has(text, "codes")):
        return False
    title, visible, parsed = shown(text)
    if len(visible) > _SHORT or holds_form(text) or parsed.css_first(_OFFERS):
        return False
    if _has(title + visible, "walls"):
        return True
    links = len(parsed.css("a[href]"))
    if parsed.css_first("table") or links > _FEW:
        return False
    return _has(text, "walls") or (not links and len(visible) < _NOTHING)


def is_gone(text: str) -> bool:
    """Whether a page says that what was asked for is not there, in its title or instead of anything
    else."""
    return _says(text, "gone")


def is_failing(text: str) -> bool:
    """Whether a page, or an answer in JSON, says that the server is not able to answer now."""
    return _says(text, "failing")


def _says(text: str, kind: str) -> bool:
    if holds_form(text):
        return False
    if "<" not in text:
        return len(text) <= _SHORT and _has(text, kind)
    title, visible, parsed = shown(text)
    if _has(title, kind) or _pattern(f"{kind}_titles").search(title):
        return True
    return len(visible) <= _SHORT and _has(visible, kind) and not parsed.css_first(_OFFERS)


def is_shell(text: str) -> bool:
    """Whether a page shows next to nothing before its scripts have run."""
    if "<script" not in text.lower():
        return False
    _, visible, parsed = shown(text)
    return len(visible) < _SHELL and not parsed.css_first(f"a[href], table, img, frame, {_OFFERS}")


def shown(text: str) -> tuple[str, str, LexborHTMLParser]:
    """The title of a page, the words that it shows without blanks, and what is left of it."""
    parsed = LexborHTMLParser(text)
    head = parsed.css_first("title")
    title = head.text().strip() if head else ""
    for node in parsed.css("script, style, noscript, title"):
        node.decompose()
    return title, re.sub(r"\s", "", parsed.body.text() if parsed.body else ""), parsed


def _has(text: str, kind: str) -> bool:
    return any(word in text for word in words()[kind])


@lru_cache(maxsize=16)
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(words()[kind]))


@lru_cache(maxsize=1)
def _in_names() -> re.Pattern[str]:
    named, ends = "|".join(words()["in_names"]), "|".join(words()["name_ends"])
    return re.compile(rf"(?:{named})(?=[^年的、，]{{0,{_NAME}}}(?:{ends}))")
