"""A page of a list -> how many pages and lines it says the list has, in words, in the settings of a
script, in attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.crawl.parts import is_small
from pipelines.crawl.scripts import Script
from pipelines.crawl.titles import words
from pipelines.fold import simplified
from pipelines.numerals import CHARACTERS, whole_number

_NEAR = 40  # characters between the number of lines and that of pages
_N = r"\s*[:：]?\s*(\d{1,9})\s*"
"""What {n} stands for in the patterns of words.yml: a number."""
_NUMERAL = rf"[{CHARACTERS}]+"
_LAYPAGE = re.compile(r"laypage\b[^;]{0,600}?\bcount\s*:\s*['\"]?(\d+)[^;]{0,300}")
_JQUERY = re.compile(r"\.pagination\s*\(\s*(\d{1,9})\s*,[^;]{0,400}")
_OTHERS = re.compile(
    r"(?:kkpager\.\w+\s*\([^;]{0,300}?\btotal|(?<![\w.])Page\s*\(\s*\{[^;]{0,200}?\bnum|createPage\s*\(\s*\{[^;]{0,200}?\bpageNum)\s*:\s*['\"]?(\d{1,6})"
)
"""kkpager.generPageHtml({total: 3}), Page({num: 3}), createPage({pageNum: 3}): they name pages so."""
_AROUND = 120  # characters between the settings of one pager
_LONGEST = 200  # characters of the words of a pager
_MOST_PLACES = 100
_COUNTS = ("total", "count", "total-count", "totalcount", "record-count", "recordcount", "totalrecords")
_PLACES = "[class*=pag i], [id*=pag i], [class*=fenye i], [id*=fenye i], [class*=fanye i], .pg"
"""Where pagers stand."""


def stated(parsed: LexborHTMLParser) -> tuple[int | None, int | None]:
    """How many pages and how many lines a page says the list has: 共 3 页, 第 1/3 页, 共 25 条 near
    to it or in the place of a pager."""
    text = _words(parsed.body) if parsed.body else ""
    pages = total = None
    for match in _said("pages_said").finditer(text):
        pages = _figure(match)
        if lines := _said("lines_said").search(text[max(match.start() - _NEAR, 0) : match.end() + _NEAR]):
            total = _figure(lines)
    for match in _said("lines_of_page").finditer(text) if total is None else ():
        near = _without_size(text[max(match.start() - _NEAR, 0) : match.end() + _NEAR])
        before = _without_size(text[max(match.start() - _NEAR, 0) : match.start()])
        if counted := _said("lines_said").search(near) or _said("lines_in_pager").search(before):
            total = _figure(counted)
    if total is None and (counted := _said("lines_anywhere").search(text)):
        total = _figure(counted)
    for node in parsed.css(_PLACES):
        said = _without_size(_words(node)) if is_small(node) else ""
        if len(said) > _LONGEST:
            continue
        if total is None and (counted := _said("lines_in_pager").search(said)):
            total = _figure(counted)
        if pages is None and (one_of := _said("pages_in_pager").search(said)):
            pages = _figure(one_of)
    return pages, total


def _words(node: LexborNode) -> str:
    text = simplified(" ".join(node.text(separator=" ").split()))
    return _said("numeral_before", _NUMERAL).sub(_in_digits, text)


def _in_digits(match: re.Match[str]) -> str:
    """共三页 -> 共3页; the 一 of 下一页 stays."""
    number = whole_number(match[0])
    return match[0] if number is None else str(number)


def _without_size(text: str) -> str:
    return _said("lines_of_page").sub(" ", text)


def _figure(match: re.Match[str]) -> int:
    return int(next(filter(None, match.groups())))


def in_settings(parsed: LexborHTMLParser, script: Script) -> int | None:
    """How many pages the settings of a pager's script, or attributes of its place, name."""
    counts = [int(n) for n in _setting("page_counts").findall(script.code)]
    for match in _setting("line_counts").finditer(script.code):
        near = script.code[max(match.start() - _AROUND, 0) : match.end() + _AROUND]
        if size := _setting("page_sizes").search(near):
            counts.append(-(-int(match[1]) // max(int(size[1]), 1)))
    for pattern in (_LAYPAGE, _JQUERY):
        for match in pattern.finditer(script.code):
            size = re.search(r"(?:limit|items_per_page|pageSize)\s*:\s*['\"]?(\d+)", match[0])
            counts.append(-(-int(match[1]) // max(int(size[1]) if size else 10, 1)))
    counts += [int(n) for n in _OTHERS.findall(script.code)]
    for node in parsed.css("[pagecount], [data-pagecount], [data-total-page], [totalpage], [data-pages]"):
        counts += [int(v) for n, v in node.attributes.items() if v and v.isdigit() and "page" in n]
    counts += [-(-total // size) for total, size in _of_attributes(parsed) if size]
    return max(counts, default=None)


def count_alone(parsed: LexborHTMLParser) -> int | None:
    """The largest number that a pager has as an attribute without saying how many lines a page has:
    that of the lines, or of the pages."""
    return max((total for total, size in _of_attributes(parsed) if not size), default=None)


def _of_attributes(parsed: LexborHTMLParser) -> Iterator[tuple[int, int | None]]:
    """The number of lines and the size that pagers have as attributes."""
    for node in parsed.css(f"{_PLACES}, el-pagination, a-pagination, el-pager")[:_MOST_PLACES]:
        said = {n.lower().lstrip(":").removeprefix("data-"): v for n, v in node.attributes.items() if v}
        figures = {n: int(v) for n, v in said.items() if v.strip().isdigit()}
        total = next((v for n, v in figures.items() if n in _COUNTS), None)
        size = next((v for n, v in figures.items() if "size" in n), None)
        if total is not None:
            yield total, size


@lru_cache(maxsize=8)
def _said(kind: str, before: str = "") -> re.Pattern[str]:
    return re.compile(before + f"(?:{'|'.join(words()[kind])})".replace("{n}", _N))


@lru_cache(maxsize=4)
def _setting(kind: str) -> re.Pattern[str]:
    names = "|".join(words()[kind])
    return re.compile(
        rf"(?:[{{,]\s*['\"]?(?:{names})['\"]?\s*:|(?<![\w.$])(?:{names})\s*=)\s*['\"]?(\d{{1,9}})",
        re.IGNORECASE,
    )
