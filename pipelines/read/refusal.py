"""What is said of a file whose content is damaged: why it holds nothing, or that characters are
lost."""

from __future__ import annotations

from dataclasses import replace

from pipelines.model import Document, Issue
from pipelines.read.encoding import Decoded


def refuse(format: str, code: str, detail: str = "", reader: str = "") -> Document:
    """A document without blocks; `code` is one of the `read.` errors of catalogue/issues.yml."""
    return Document(format, reader=reader, issues=(Issue("read", code, "error", detail=detail),))


def with_damage(document: Document, decoded: Decoded) -> Document:
    """The document, with a warning if some bytes of its text are no characters."""
    if not decoded.damaged:
        return document
    detail = f"{decoded.damaged} in {decoded.encoding}"
    issue = Issue("read", "read.undecodable", "warning", detail=detail)
    return replace(document, issues=(*document.issues, issue))
