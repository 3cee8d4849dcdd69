"""The pager of a page of a list -> the further pages; and why it cannot be followed, where it
cannot.

Three ways, the first that is there counts: the call of a script (`createPageHTML(4, 0, "index",
"html")`), a link to the next page, links with the numbers of pages. What the page says about its
number of pages and lines is held against what was found.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.crawl.addresses import address, one_of
from pipelines.crawl.links import base_of, links_of, tree
from pipelines.crawl.listing import Ask, Listing, Page, next_of
from pipelines.crawl.page_counts import count_alone, in_settings, stated
from pipelines.crawl.parts import is_small, text_in
from pipelines.crawl.scripted_pager import NUMBER, is_called, only_by_script
from pipelines.crawl.scripts import Script, calls, code_of
from pipelines.crawl.titles import words

WINDOW = 20
"""Pages that are asked for at once by what a script says of their number: one that says 999,999,999
costs no more."""
_COUNT = "countPage"
"""The variable of TRS that counts the pages of files called index_1 and so on."""
_RIGHT = re.compile(r"next|right", re.IGNORECASE)  # how a picture of an arrow is called


@dataclass(frozen=True, slots=True)
class Pager:
    """Further pages, how many there are of pages and lines as far as the page tells, and why it
    does not show them all. `count` is one of pages or of lines, where no way to further pages is
    found."""

    more: tuple[Ask, ...] = ()
    pages: int | None = None
    total: int | None = None
    doubt: str | None = None
    count: int | None = None


def with_pager(listing: Listing, page: Page) -> Listing:
    """The listing of a page together with its pager."""
    pager = pager_of(page)
    return replace(
        listing,
        more=(*listing.more, *pager.more),
        pages=pager.pages,
        total=pager.total,
        doubt=listing.doubt or pager.doubt or _miscounted(listing, pager),
    )


def _miscounted(listing: Listing, pager: Pager) -> str | None:
    """A count that is not that of the lines shown is one of more lines, or of pages."""
    if (pager.count or 0) < 2 or pager.count == len(listing.entries) + len(listing.elsewhere):
        return None
    return (
        f"分页处的数目 {pager.count} 不是本页的条数 / a pager counts {pager.count}, not the lines of the page"
    )


def pager_of(page: Page) -> Pager:
    """The pager of a page."""
    parsed = tree(page.text)
    pages, total = stated(parsed)
    script = Script(code_of(parsed))
    pages = max(filter(None, (pages, in_settings(parsed, script))), default=None)
    counted = _by_script(page, parsed, script)
    if counted is not None:
        most = max(counted.pages or 0, pages or 0) or None
        return replace(counted, pages=most, total=total)  # more than can be asked is told in the end
    if page.ask.last > page.ask.number or (page.ask.last and not page.ask.chained):
        return Pager(_named(page.ask), page.ask.last, total)  # an earlier page has told how many
    further = _next(page, parsed) or _numbers(page, parsed)
    doubt = count = None
    if not further and pages != 1:
        reached = {node.mem_id for node, _ in links_of(parsed, page.url, page.encoding)}
        doubt = only_by_script(parsed, page.ask.number, reached)
        if doubt is None and pages and page.ask.number == 1 and pages > 1:
            doubt = (
                f"列表称共 {pages} 页，找不到其余各页 / the list says {pages} pages; no way to them is found"
            )
        count = count_alone(parsed) if page.ask.number == 1 else None
    return Pager(further, pages, total, doubt, count)


def _by_script(page: Page, parsed: LexborHTMLParser, script: Script) -> Pager | None:
    """By a call that names the number of pages and their files, else by the variable that counts
    them. None if the page has neither."""
    unread = None
    for call in calls(script.code, tuple(words()["pagers"])):
        if call and call[0].startswith("{"):
            continue  # its settings are read where they name a number of pages
        values = [script.value(argument) for argument in call]
        at = next((n for n, v in enumerate(values[:3]) if _is_count(v)), None)
        if at is None or (at and _blank_before(values, at)):
            unread = f"读不出分页脚本 / a pager that cannot be read: ({', '.join(call)})"[:200]
            continue
        names = [str(v) for v in values[at + 2 : at + 4]]
        if len(names) == 2 and None in values[at + 2 : at + 4]:
            unread = f"读不出分页脚本 / a pager that cannot be read: ({', '.join(call)})"[:200]
            continue
        name, ending = names if len(names) == 2 else ("index", _ending(page.url))
        return _counted(page, int(values[at] or 0), f"{name}_{{}}.{ending.lstrip('.')}")
    if _COUNT in script.names:
        count = script.value(_COUNT)
        if _is_count(count):
            return _counted(page, int(count or 0), f"index_{{}}.{_ending(page.url)}")
        unread = unread or f"读不出页数 / a number of pages that cannot be read: {_COUNT}"
    return Pager(_next(page, parsed), doubt=unread) if unread else None


def _blank_before(values: list[int | str | None], at: int) -> bool:
    """Whether what stands before the count is no name of an element: the count may be that."""
    return any(value is None or isinstance(value, int) for value in values[:at])


def _is_count(value: int | str | None) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and value.strip().isdigit())


def _counted(page: Page, count: int, pattern: str) -> Pager:
    first = replace(page.ask, last=max(count, page.ask.last))
    base = base_of(tree(page.text), page.url)
    return Pager(_named(first, base, pattern), first.last)


def _named(ask: Ask, base: str = "", pattern: str = "") -> tuple[Ask, ...]:
    """The next pages of so many; the first of a window names all of it."""
    if (ask.number - 1) % WINDOW or not pattern:
        return ()
    numbers = range(ask.number, min(ask.last, ask.number + WINDOW))
    return tuple(
        replace(ask, url=urljoin(base, pattern.format(n)), number=n + 1, chained=False) for n in numbers
    )


def _ending(url: str) -> str:
    last = url.rsplit("/", 1)[-1].split("?")[0]
    return last.rsplit(".", 1)[-1] if "." in last else "html"


def _called_next(node: LexborNode) -> bool:
    if is_called(node, "next"):
        return True
    said = node.attributes
    if "next" in (said.get("rel") or "").split() or "next" in (said.get("class") or "").split():
        return True
    empty = is_small(node) and not node.text().strip()
    sign = node.css_first("i[class], span[class]") if empty else None
    return sign is not None and bool(_RIGHT.search(sign.attributes.get("class") or ""))


def next_page(page: Page) -> str | None:
    """The address that a link called 下一页 leads to, or that the head of the page names as the
    next."""
    return _next_of(page, tree(page.text))


def _next(page: Page, parsed: LexborHTMLParser) -> tuple[Ask, ...]:
    url = _next_of(page, parsed)
    return (next_of(page.ask, url),) if url else ()


def _next_of(page: Page, parsed: LexborHTMLParser) -> str | None:
    here = one_of(page.url)
    for node, url in links_of(parsed, page.url, page.encoding):
        if _called_next(node) and one_of(url) != here:
            return url
    for node in parsed.css("link[rel=next][href]"):
        url = address(base_of(parsed, page.url), node.attributes.get("href") or "", page.encoding) or ""
        if url and one_of(url) != here:
            return url
    return None


def _numbers(page: Page, parsed: LexborHTMLParser) -> tuple[Ask, ...]:
    """Links that are called 2, 3, 4 and so on, and whose addresses differ in that number only; of
    several such rows of links the longest."""
    numbered: dict[str, tuple[str, int]] = {}
    here, root = one_of(page.url), urljoin(page.url, "/")
    for node, url in links_of(parsed, page.url, page.encoding):
        shown = NUMBER.fullmatch(text_in(node).strip())
        number = int(shown[1]) if shown else 0
        if number > 1 and one_of(url) != here:
            counts = [*re.finditer(rf"(?<!\d)0*(?:{number}|{number - 1})(?!\d)", url[len(root) :])]
            if counts:  # the last one: those before it are of days and folders
                last = counts[-1]
                frame = f"{url[: len(root) + last.start()]}#{url[len(root) + last.end() :]}"
                numbered.setdefault(url, (frame, number))
    frames = Counter(frame for frame, _ in numbered.values()).most_common(1)
    return tuple(
        replace(page.ask, url=url, number=number, chained=False)
        for url, (frame, number) in numbered.items()
        if frame == frames[0][0]
    )
