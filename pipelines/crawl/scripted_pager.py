"""A page of a list on which no way to further pages was found -> why there may be some all the same: what
only a script opens."""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.crawl.parts import is_small, text_in
from pipelines.crawl.titles import words

_CLICKED = "a, button, span, li, option, input[type=button], div[onclick]"
NUMBER = re.compile(r"[\[第]?\s*(\d{1,3})\s*[\]页]?")
"""What a link to a page by its number is called."""
_IDLE = re.compile(r"^(?:javascript:)?\s*(?:void\s*\(?\s*0?\s*\)?|return\s+false)?[\s;]*$", re.IGNORECASE)
"""What a handler says that does nothing by itself."""
_TO_PAGE = re.compile(r"(?:^|[(,=$'\"])\s*(\d{1,5})(?=\s*['\"]?\s*[,);'\"])")
"""A number that a handler hands on."""
_PAGER = re.compile(r"pag(?:e|ing|in|es)|fenye", re.IGNORECASE)
_ABOVE = 3  # levels from the number of a page to the place of its pager
_SHUT = re.compile(r"disabl|no_?link", re.IGNORECASE)
_MOST_NODES = 5000  # of a page


def only_by_script(parsed: LexborHTMLParser, number: int, reached: set[int]) -> str | None:
    """Why a further page than `number` may be there; None if nothing speaks for one. `reached` are
    the nodes that have an address."""
    for node in parsed.css(_CLICKED)[:_MOST_NODES]:
        if node.mem_id in reached or _is_shut(node) or not is_small(node):
            continue
        shown = NUMBER.fullmatch(_text(node).strip())
        if is_called(node, "next"):
            is_further = _acts(node) or "next" in _marks(node)
        elif shown:
            is_link = node.tag == "a" and _code(node) != ";"
            is_further = int(shown[1]) > number and (is_link or _acts(node) or _in_pager(node))
        else:
            is_further = is_called(node, "last") and any(
                int(n) > number for n in _TO_PAGE.findall(_code(node))
            )
        if is_further:
            return "后面的页只能由脚本打开 / further pages are only opened by a script"
    return _loads_more(parsed, reached)


def is_called(node: LexborNode, kind: str) -> bool:
    """Whether a link is called like that to the next, or the last, page."""
    said = node.attributes
    picture = node.css_first("img") if is_small(node) else None
    names = [_text(node), said.get("title"), said.get("aria-label")]
    names += [picture.attributes.get("alt"), picture.attributes.get("title")] if picture else []
    plain = {re.sub(r"[\s\[\]【】()（）]", "", name or "").lower() for name in names}
    known = _called(kind)
    return bool(plain & known or {p.rstrip("<>»›→＞") for p in plain} & known - {""})


@lru_cache(maxsize=4)
def _called(kind: str) -> frozenset[str]:
    return frozenset(words()[kind])


def _text(node: LexborNode) -> str:
    return text_in(node) or (node.attributes.get("value") or "" if node.tag == "input" else "")


def _code(node: LexborNode) -> str:
    said = node.attributes
    href = (said.get("href") or "").strip()
    return f"{said.get('onclick') or ''};{href if href.lower().startswith('javascript:') else ''}"


def _acts(node: LexborNode) -> bool:
    said = node.attributes
    if any(not _IDLE.match(part) for part in _code(node).split(";")):
        return True
    inside = node.parent is not None and node.parent.attributes.get("onchange")
    return bool((node.tag == "option" and inside) or said.get("data-page") or said.get("data-index"))


def _marks(node: LexborNode) -> str:
    return f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".lower()


def _is_shut(node: LexborNode) -> bool:
    parent = (
        f" {node.parent.attributes.get('class') or ''}" if node.parent and node.parent.tag == "li" else ""
    )
    return "disabled" in node.attributes or bool(_SHUT.search(_marks(node) + parent))


def _in_pager(node: LexborNode) -> bool:
    place = node
    for _ in range(_ABOVE):
        if place.parent is None:
            return False
        place = place.parent
        if place.tag in ("td", "th"):
            return False  # of a calendar
        if _PAGER.search(_marks(place)):
            return True
    return False


def _loads_more(parsed: LexborHTMLParser, reached: set[int]) -> str | None:
    """Whether a list goes on in the page itself."""
    for node in parsed.css("a, button, div, span, p, li")[:_MOST_NODES]:
        is_part = not is_small(node) or node.css_first("ul, table, p p")
        text = "" if is_part else re.sub(r"[\s>›»….。]", "", node.text())
        is_more = bool(_more("loads_more").fullmatch(text))
        if not is_more and _more("all_lines").fullmatch(text.lower()):
            is_more = bool(re.search(r"more|load", _code(node), re.IGNORECASE))
        if is_more and not _leads(node, reached):
            return "“加载更多”只能由脚本打开 / more lines are only loaded by a script"
    return None


@lru_cache(maxsize=2)
def _more(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(words()[kind]), re.IGNORECASE)


def _leads(node: LexborNode, reached: set[int]) -> bool:
    return node.mem_id in reached or any(inner.mem_id in reached for inner in node.css("a"))
