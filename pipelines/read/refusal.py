"""A Document that holds nothing but the reason why it holds nothing."""

from __future__ import annotations

from pipelines.model import Document, Issue


def refuse(format: str, code: str, detail: str = "", reader: str = "") -> Document:
    """A document without blocks; `code` is one of the `read.` errors of catalogue/issues.yml."""
    return Document(format, reader=reader, issues=(Issue("read", code, "error", detail=detail),))
