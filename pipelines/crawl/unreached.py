"""A page of a list -> what it shows that none of its links leads to: reports by their titles, and years
that only a script opens.

No script is run. Whoever reads the page in a browser sees these reports, so a crawl that does not
have them is not complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.crawl.beside import Beside
from pipelines.crawl.days import year_in, years_in
from pipelines.crawl.links import MOST_LINKS, title_of
from pipelines.crawl.parts import inside, text_in
from pipelines.crawl.titles import has_sign, is_report

_PLACES = "a, li, td, dd, dt, option, input[value], [onclick], [data-id]"
"""Where the lines of a list stand, and what can be clicked."""
_HEADS = "title, h1, h2, h3, h4, meta[content], [class*=crumb i], [class*=position i], [class*=location i]"
"""Where a page says what it is itself."""
_LONGEST = 80  # characters of a title
_LONGEST_HEAD = 200  # characters without blanks: what is longer holds the list itself
_REPEATED = "a, [v-for], [ng-repeat], [data-ng-repeat], [ms-for], template"
"""What scripts make lines of."""
_FILLED_IN = re.compile(r"\{\{.+?\}\}", re.DOTALL)
_DAY_FILLED_IN = re.compile(r"\{\{[^{}]*(?:date|time)[^{}]*\}\}", re.IGNORECASE)
_MOST = 50  # titles that are looked at closely
_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
_PIECES = re.compile(r"[<>\"'`\\\r\n\t]+|&(?:lt|gt|quot);")
_YEAR = re.compile(r"\s*(20\d\d)\s*年?度?\s*")
_SCRIPTED = "a, li[onclick], span[onclick], button[onclick], div[onclick], select[onchange] option"


def unreached(parsed: LexborHTMLParser, reached: Iterable[str]) -> list[str]:
    """Titles of reports of a year that the page shows and none of the titles in `reached` has."""
    heads = (node.attributes.get("content") or text_in(node) for node in parsed.css(_HEADS))
    known = {_compact(t) for t in reached} | {h for t in heads if len(h := _compact(t)) <= _LONGEST_HEAD}
    known.discard("")
    joined = "\n".join(known)
    lost = {}
    for title in (*_shown(parsed), *_in_scripts(parsed)):
        compact = _compact(title)
        if compact not in lost and compact not in joined and _is_title(title):
            lost[compact] = title
            if len(lost) >= _MOST:
                break
    return [title for compact, title in lost.items() if not any(k and k in compact for k in known)]


def lines_filled_in(parsed: LexborHTMLParser, beside: Beside, blocks: set[int]) -> bool:
    """Whether a script makes further lines of one like {{title}}, which stands with others in one of
    the `blocks` or has a day like that beside it."""
    for node in parsed.css(_REPEATED)[:MOST_LINKS]:
        text = (node.html or "") if node.tag == "template" else _own_text(node)
        if not _FILLED_IN.search(text):
            continue
        line = node if node.tag != "a" else beside.line(node)
        place = line.parent
        if (place and place.mem_id in blocks) or _DAY_FILLED_IN.search(text_in(line) or text):
            return True
    return False


def _own_text(node: LexborNode) -> str:
    """The words of a line, and what a script puts there by an attribute."""
    named = ("v-text", "v-html", "ng-bind")
    said = [v for part in inside(node) or () for n in named if (v := part.attributes.get(n))]
    return text_in(node) + "".join(f"{{{{{value}}}}}" for value in said)


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
        code = node.text() or node.html or ""  # the content of <template> has no text
        if not has_sign(code):
            continue
        for piece in _PIECES.split(_NOTE.sub(" ", code)):
            if len(piece) <= _LONGEST:
                yield piece


def _is_title(text: str) -> bool:
    return has_sign(text) and bool(years_in(text)) and is_report(text)


def _compact(text: str) -> str:
    return re.sub(r"\s", "", text)
