"""A page saved with its pictures and style sheets in one file (MHT) -> what the page inside prints,
read by `html`."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Mapping
from dataclasses import replace
from email.message import Message
from html import unescape
from urllib.parse import urljoin

from pipelines.model import Document
from pipelines.read.encoding import Decoded, decode
from pipelines.read.refusal import refuse, with_damage
from pipelines.read.web.html import read_html

MAX_PARTS = 2000
_BARE_RETURN = re.compile(rb"=\r(?!\n)")
"""A line whose end is damaged: decoders of quoted-printable pass over all that follows up to the
next one."""


_FRAME = re.compile(r"""<i?frame\b[^>]{0,400}?\bsrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
"""Where a page has the address of another that it shows in a frame."""


def read_mht(data: bytes) -> Document:
    """The page that the file opens with; where that has no table and frames one that has, that one
    (a workbook of several sheets shows one of them beside their names). A frame around pages that
    are not there is read as the longest page."""
    try:
        whole = _BARE_RETURN.sub(b"=\r\n", data.lstrip(b"\xef\xbb\xbf \r\n\t"))
        message = email.message_from_bytes(whole, policy=email.policy.compat32)
        parts = [part for _, part in zip(range(MAX_PARTS), message.walk())]
    except RecursionError:
        return refuse("mht", "read.damaged", "parts inside parts without end")
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        return refuse("mht", "read.empty", "no page inside")
    start = message.get_param("start")
    first = next((page for page in pages if start and page.get("Content-ID") == start), pages[0])
    sheets = {name: part for part in parts if part.get_content_type() == "text/css" for name in _names(part)}
    document = _read(first, sheets)
    if not _has_table(document):
        others = [page for page in pages if page is not first]
        framed = _framed(first, others)
        read = [_read(page, sheets) for page in framed or (() if document.blocks else others)]
        inner = max(read, key=_length, default=document)
        document = inner if _has_table(inner) or not document.blocks else document
    metadata = dict(document.metadata)
    if (address := str(first.get("Content-Location", "")).strip()).startswith("http"):
        metadata.setdefault("url", address)
    return replace(document, format="mht", metadata=metadata)


def _framed(frame: Message, pages: list[Message]) -> list[Message]:
    """The pages that a page frames."""
    place = _names(frame)[0]
    shown = {urljoin(place, unescape(address)) for address in _FRAME.findall(_text(frame).text)}
    return [page for page in pages if shown.intersection(_names(page))]


def _names(part: Message) -> tuple[str, str]:
    """The addresses by which a page speaks of a part."""
    return str(
        part.get("Content-Location", "")
    ).strip(), f"cid:{str(part.get('Content-ID', '')).strip(' <>')}"


def _text(part: Message) -> Decoded:
    content = part.get_payload(decode=True)
    return decode(content if isinstance(content, bytes) else b"")


def _read(page: Message, sheets: Mapping[str, Message]) -> Document:
    place = _names(page)[0]

    def at_hand(address: str) -> str:
        part = sheets.get(address) or sheets.get(urljoin(place, address))
        return _text(part).text if part else ""

    decoded = _text(page)
    return with_damage(read_html(decoded.text, at_hand), decoded)


def _has_table(document: Document) -> bool:
    return any(block.kind == "grid" for block in document.blocks)


def _length(document: Document) -> int:
    return sum(len(cell.text) for block in document.blocks for row in block.rows for cell in row)
