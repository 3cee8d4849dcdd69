"""A page of a list -> what it shows that none of its links leads to: reports by their titles, and years
that only a script opens.

No script is run. Whoever reads the page in a browser sees these reports, so a crawl that does not
have them is not complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.crawl.days import year_in, years_in
from pipelines.crawl.links import MOST_LINKS, title_of
from pipelines.crawl.titles import has_sign, is_report

_PLACES = "a, li, td, dd, dt, option, input[value], [onclick], [data-id]"
"""Where the lines of a list stand, and what can be clicked."""
_HEADS = "title, h1, h2, h3, h4, meta[content], [class*=crumb i], [class*=position i], [class*=location i]"
"""Where a page says what it is itself."""
_LONGEST = 80  # characters of a title
_MOST = 50  # titles that are looked at closely
_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
_PIECES = re.compile(r"[<>\"'`\\\r\n\t]+|&(?:lt|gt|quot);")
_YEAR = re.compile(r"\s*(20\d\d)\s*年?度?\s*")
_SCRIPTED = "a, li[onclick], span[onclick], button[onclick], div[onclick], select[onchange] option"


def unreached(parsed: LexborHTMLParser, reached: Iterable[str]) -> list[str]:
    """Titles of reports of a year that the page shows and none of the titles in `reached` has."""
    heads = (node.attributes.get("content") or node.text() for node in parsed.css(_HEADS))
    known = {_compact(title) for title in (*reached, *heads) if title}
    joined = "\n".join(known)
    lost = {}
    for title in (*_shown(parsed), *_in_scripts(parsed)):
        compact = _compact(title)
        if compact not in lost and compact not in joined and _is_title(title):
            lost[compact] = title
            if len(lost) >= _MOST:
                break
    return [title for compact, title in lost.items() if not any(k and k in compact for k in known)]


def scripted_years(parsed: LexborHTMLParser, reached: set[int]) -> frozenset[int]:
    """Years that a list offers, each by itself, only to a script; `reached` are ids of the nodes
    with an address."""
    return frozenset(
        year
        for node in parsed.css(_SCRIPTED)[:MOST_LINKS]
        if node.mem_id not in reached
        and _YEAR.fullmatch(title := title_of(node))
        and (year := year_in(title)) is not None
        and (node.tag != "a" or _does_something(node))
    )


def _does_something(node: LexborNode) -> bool:
    said = node.attributes
    return bool(said.get("onclick") or (said.get("href") or "").strip().lower().startswith("javascript:"))


def _shown(parsed: LexborHTMLParser) -> Iterator[str]:
    for node in parsed.css(_PLACES)[:MOST_LINKS]:
        title = title_of(node)
        if len(title) <= _LONGEST:
            yield title


def _in_scripts(parsed: LexborHTMLParser) -> Iterator[str]:
    """The strings of scripts and of what a script makes lines of."""
    for node in parsed.css("script:not([src]), textarea, template"):
        code = node.text() or node.inner_html or ""
        if not has_sign(code):
            continue
        for piece in _PIECES.split(_NOTE.sub(" ", code)):
            if len(piece) <= _LONGEST:
                yield piece


def _is_title(text: str) -> bool:
    return has_sign(text) and bool(years_in(text)) and is_report(text)


def _compact(text: str) -> str:
    return re.sub(r"\s", "", text)
