"""A page inside an answer in JSON, as a portal's script asks for it -> what the page prints, read by
`html`.

The answer of 国家金融监督管理总局 for one paper is such a one: its page is the text of one field, its
title and day those of fields beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipelines.model import Document
from pipelines.read.dates import iso_date
from pipelines.read.markup import is_html
from pipelines.read.refusal import refuse
from pipelines.read.web.html import read_html

_FIELDS = {
    "title": ("doctitle", "title", "docsubtitle"),
    "published_on": ("publishdate", "pubdate", "publishedtimestr", "publishtime"),
    "source": ("docsource", "source", "agencyname", "deptname"),
}
"""Names of fields, in small letters, that say what the page is called, its day and its source."""


def read_answer(text: str) -> Document:
    """The one page that the fields hold; several are refused, as no one could tell which is meant."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        return refuse("json", "read.damaged", f"no JSON: {error}"[:200], reader="selectolax")
    pages: dict[str, dict[str, Any]] = {}
    for beside, value in _texts(said):
        if is_html(value):
            pages.setdefault(value, beside)
    if len(pages) != 1:
        code = "read.several_documents" if pages else "read.empty"
        return refuse("json", code, f"{len(pages)} pages in fields", reader="selectolax")
    ((page, beside),) = pages.items()
    document = read_html(page)
    return replace(document, format="json", metadata={**document.metadata, **_stated(beside)})


def _texts(said: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Each text of an answer, with the fields that it stands among."""
    waiting: list[tuple[dict[str, Any], Any]] = [({}, said)]
    while waiting:
        beside, value = waiting.pop()
        if isinstance(value, str):
            yield beside, value
        elif isinstance(value, dict):
            waiting += [(value, part) for part in value.values()]
        elif isinstance(value, list):
            waiting += [(beside, part) for part in value]


def _stated(beside: dict[str, Any]) -> dict[str, str]:
    fields = {name.lower(): value.strip() for name, value in beside.items() if isinstance(value, str)}
    stated = {key: next((v for n in names if (v := fields.get(n))), "") for key, names in _FIELDS.items()}
    stated["published_on"] = iso_date(stated["published_on"]) or ""
    return {key: value for key, value in stated.items() if value}
