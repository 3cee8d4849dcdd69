"""Where a PDF begins in the bytes of its file."""

from __future__ import annotations

HEADER = b"%PDF-"
WITHIN = 1024
"""Crawlers save HTTP headers and blank lines before it; readers of PDF accept that too."""


def from_header(data: bytes) -> bytes:
    """The file without what precedes its header: offsets inside a PDF count from there. All of it
    if it has none."""
    return data[max(data.find(HEADER), 0) :]
