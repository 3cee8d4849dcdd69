"""Lists that a script of the column page asks an endpoint for: POST forms and JSON, JSONP, pages by
number or by the lines that they begin with.

`list` is the column page, `parameters: {shape: tax}` a shape of shapes.yml; `values` beside it gives
what is otherwise read from the page first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import yaml

from pipelines.crawl.days import day_in, day_of
from pipelines.crawl.families.hanweb_records import pieces
from pipelines.crawl.links import title_of, tree
from pipelines.crawl.listing import Ask, Entry, Listing, Page, listed_in, merged, next_of
from pipelines.crawl.page_counts import stated
from pipelines.crawl.sources import Source

_JSONP = re.compile(r"^\s*(?:/\*.{0,80}?\*/\s*)?[\w$.]+\s*\((.*)\)\s*;?\s*$", re.DOTALL)
_NAME = re.compile(r"\{(\w+)\}")
_COUNTED = frozenset({"page", "size", "start", "end", "offset", "list"})
Shape = Mapping[str, Any]


@lru_cache(maxsize=1)
def shapes() -> dict[str, Shape]:
    """shapes.yml, by the name of the shape."""
    text = (Path(__file__).parents[1] / "shapes.yml").read_text(encoding="utf-8")
    said: dict[str, Shape] = yaml.safe_load(text)
    return said


def lacks(source: Source) -> str | None:
    """What is missing in the row."""
    if source.parameters.get("shape") in shapes():
        return None
    return f"parameters.shape 应为 / must be one of: {', '.join(shapes())}"


def starts(source: Source) -> list[Ask]:
    """The column page, in which the values stand that the endpoint wants; if it is the endpoint,
    the first question."""
    shape = shapes()[source.parameters["shape"]]
    first = Ask(source.list, list=source.list)
    return [_ask(source, shape, {}, first, 1, 1) if shape["endpoint"] == "{list}" else Ask(source.list)]


def read(source: Source, page: Page) -> Listing:
    """Of the column page, or a script beside it, the first question; of an answer its lines and the
    next one."""
    shape = shapes()[source.parameters["shape"]]
    if page.ask.list:
        return _answer(source, shape, page)
    values = _values(source, shape, page)
    if lost := sorted(_wanted(shape) - set(values)):
        script = shape.get("script")
        if script and not page.ask.depth:
            return Listing(more=(Ask(urljoin(page.url, script), depth=1, values=tuple(values.items())),))
        return Listing(fault=f"栏目页中读不到 / not to be read in the column page: {', '.join(lost)}")
    return Listing(more=(_ask(source, shape, values, Ask("", list=source.list), 1, 1),))


def _values(source: Source, shape: Shape, page: Page) -> dict[str, str]:
    """What stands in the row, was read before, or stands in this page or its address."""
    values = dict(page.ask.values) | {n: str(v) for n, v in source.parameters.get("values", {}).items()}
    text = f"{source.list}\n{page.text}"
    for name, pattern in shape.get("tokens", {}).items():
        if name not in values and (match := re.search(pattern, text)):
            values[name] = match[1]
    is_last = page.ask.depth or not shape.get("script")
    return dict(shape.get("optional", {})) | values if is_last else values


def _wanted(shape: Shape) -> set[str]:
    sent = json.dumps([shape.get(k) for k in ("endpoint", "query", "form", "json")])
    return set(_NAME.findall(sent)) - _COUNTED


def _ask(
    source: Source, shape: Shape, values: Mapping[str, str], before: Ask, number: int, start: int
) -> Ask:
    """The question for a page: its `number` from 1, its first line `start` from 1."""
    size = int(source.parameters.get("size") or shape["size"])
    counted = {"page": number - 1 + int(shape.get("first", 1)), "size": size, "start": start}
    counted |= {"end": start + size - 1, "offset": start - 1}
    filled = {**values, **{n: str(v) for n, v in counted.items()}, "list": source.list}

    def fill(text: object) -> str:
        return _NAME.sub(lambda m: filled.get(m[1], ""), str(text))

    url = urljoin(source.list, fill(shape["endpoint"]))
    sent = {
        n: fill(v) for n, v in (shape.get("query") or shape.get("form") or shape.get("json") or {}).items()
    }
    headers = [("Referer", source.list), ("X-Requested-With", "XMLHttpRequest")]
    body = ""
    if "form" in shape:
        body = urlencode(sent)
        headers.append(("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"))
    elif "json" in shape:
        numbers = {n: int(v) if v == str(counted["page"]) or v == str(size) else v for n, v in sent.items()}
        body = json.dumps(numbers, ensure_ascii=False)
        headers.append(("Content-Type", "application/json"))
    elif sent:
        parts = urlsplit(url)
        kept = [p for p in parse_qsl(parts.query, keep_blank_values=True) if p[0] not in sent]
        url = urlunsplit(parts._replace(query=urlencode([*kept, *sent.items()])))
    carried = (*((n, v) for n, v in values.items() if n != "start"), ("start", str(start)))
    first = replace(before, url=url, number=number, body=body, headers=tuple(headers), values=carried)
    return (
        first
        if number == 1
        else next_of(replace(before, body=body, headers=tuple(headers), values=carried), url)
    )


def _answer(source: Source, shape: Shape, page: Page) -> Listing:
    listing = _of_records(source, shape, page) if "lines" in shape else _of_html(source, shape, page)
    if isinstance(listing, str):
        return Listing(fault=listing)
    lines = len(listing.entries) + len(listing.elsewhere)
    values = dict(page.ask.values)
    start = int(values.pop("start", None) or 1) + lines
    return replace(listing, more=(_ask(source, shape, values, page.ask, page.ask.number + 1, start),))


def _of_records(source: Source, shape: Shape, page: Page) -> Listing | str:
    """The lines of an answer in JSON; why it is none."""
    text = _JSONP.sub(r"\1", page.text)
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        return f"不是 JSON / no JSON: {error}"[:200]
    records = _at(said, shape["lines"])
    places = [source.articles] if source.articles else []
    total = _number(_at(said, shape["total"])) if "total" in shape else None
    if isinstance(records, str):
        parts = [*pieces(records)] or [records]
        return replace(merged(listed_in(tree(part), page, *places) for part in parts), total=total)
    if not isinstance(records, list):
        return f"没有列表 / no list: {shape['lines']}"
    entries = [entry for r in records if isinstance(r, dict) and (entry := _entry(source, shape, page, r))]
    lost = len(records) - len(entries)
    doubt = f"{lost} 条没有地址或标题 / {lost} lines without address or title" if lost else None
    return Listing(tuple(entries), total=total, doubt=doubt)


def _of_html(source: Source, shape: Shape, page: Page) -> Listing | str:
    parsed = tree(page.text)
    pages, total = stated(parsed)
    if "select" not in shape:
        listing = listed_in(parsed, page, *([source.articles] if source.articles else []))
    else:
        entries = []
        for node in parsed.css(shape["select"]):
            beside = node.parent.text(separator=" ") if node.parent else ""
            url = urljoin(page.url, (node.attributes.get("href") or "").strip())
            day = day_in(beside.partition(shape["day_after"])[2])
            entries.append(Entry(url, title_of(node), day, page.ask.office))
        listing = Listing(tuple(entries))
    if not (listing.entries or listing.elsewhere or pages or total is not None or page.ask.number > 1):
        return "不是列表 / no list"
    return replace(listing, pages=pages, total=total)


def _entry(source: Source, shape: Shape, page: Page, record: Mapping[str, Any]) -> Entry | None:
    def first(name: str) -> str:
        for field in shape.get(name, ()):
            wanted = _NAME.findall(field)
            if wanted and all(record.get(n) not in (None, "") for n in wanted):
                return _NAME.sub(lambda m: str(record[m[1]]), field)
            if not wanted and record.get(field) not in (None, ""):
                return str(record[field])
        return ""

    url = first("url")
    title = " ".join(tree(first("title")).text().split())
    if not url or not title:
        return None
    return Entry(
        urljoin(page.url, url), title, day_of(first("day")), source.office or first("office") or None
    )


def _at(said: Any, path: str) -> Any:
    for name in path.split("."):
        said = said.get(name) if isinstance(said, dict) else None
    return said


def _number(value: Any) -> int | None:
    return int(str(value)) if str(value).isdigit() else None
