"""Tells by its first tags or lines what a file made of characters is: a web page, one saved with
its pictures, an answer in JSON, XML. Reads no content."""

from __future__ import annotations

import re

_BEFORE_TAGS = r"(?:\s++|<!--.*?-->|<\?xml.*?\?>)*+"
_FIRST_TAG = re.compile(
    _BEFORE_TAGS
    + r"<(?:!doctype\s+html|html|head|body|meta|title|link|base|script|style|table|tbody|tr|td|div|p|span"
    r"|font|center|form|h[1-6]|ul|ol|pre|br|hr|img|a|b|strong|section|article|main|header|iframe)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_TAG = re.compile(r"<(?:!doctype\s+html|html|body|table)\b", re.IGNORECASE)
_TABLE_TAGS = re.compile(r"<table\b[^<]*<(?:t|c|!)", re.IGNORECASE)
"""A table and in it tr, tbody, thead, caption, colgroup or a comment."""
_JSON = re.compile(r"[\[{]\s*[\[{\"]")
_JSON_TABLE = re.compile(r"(?:<|\\u003c)table\b", re.IGNORECASE)
_MHT_STARTS = ("mime-version:", "from:", "content-type:", "subject:", "date:", "message-id:", "x-")
_MHT = re.compile(r"^(?:mime-version:|content-type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE)
_START = 2048
"""Characters in which the headers of a saved page are."""
_HOLE = "\0" * 16
"""A sector that was never written; what is printed on either side of it would be read as one."""


def has_hole(text: str) -> bool:
    """Text with a stretch of zeros in it, whatever it is otherwise."""
    return _HOLE in text


def is_mht(text: str) -> bool:
    """A page saved with its pictures: the headers of a message."""
    start = text[:_START].lstrip()
    return start[:64].lower().startswith(_MHT_STARTS) and _MHT.search(start) is not None


def is_xml(text: str) -> bool:
    """XML that is no web page: Word's own, or any other."""
    return text[:_START].lstrip().startswith("<?xml") and not _FIRST_TAG.match(text)


def is_json(text: str) -> bool:
    """An answer in JSON with a table in one of its texts."""
    stripped = text.strip("\ufeff \t\r\n")
    return bool(_JSON.match(stripped)) and stripped[-1] in "]}" and bool(_JSON_TABLE.search(stripped))


def is_html(text: str) -> bool:
    """A page, a fragment of one, a page below an HTTP header, or text with tables in HTML."""
    if _FIRST_TAG.match(text):
        return True
    return "</" in text and bool(_PAGE_TAG.search(text[:4096]) or _TABLE_TAGS.search(text))
