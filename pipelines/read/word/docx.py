"""A Word file (docx) -> paragraphs and grids in reading order, as Word would print it.

Read from the XML itself, because libraries lose numbers without a word: those in tracked
insertions, smart tags, content controls, fields. What Word computes while it lays out (numbering of
headings, page breaks) is not there to be read. What is printed, and in what order, is known by
`docx_body`; this file opens the container and guards the limits.
"""

from __future__ import annotations

import re

from pipelines.model import Document
from pipelines.read.container import Container, Unfit
from pipelines.read.formats import WORD_PART
from pipelines.read.refusal import refuse
from pipelines.read.word.docx_body import read_body
from pipelines.read.word.docx_data import bound_data
from pipelines.read.word.docx_looks import theme_of
from pipelines.read.word.docx_styles import Styles
from pipelines.read.word.docx_xml import Element

STYLES = "word/styles.xml"
THEME = "word/theme/theme1.xml"
"""The parts that hold the styles, and the colours that they name."""


def read_docx(data: bytes) -> Document:
    """The main text of the file; headers, footers and notes are left out. A file without text
    carries `read.empty`."""
    try:
        container = Container(data)
        main = min(
            (name for name in container.names if re.fullmatch(WORD_PART, name)), default="word/document.xml"
        )
        root = container.tree(main)
        styles = Styles(_part(container, STYLES), theme_of(_part(container, THEME)))
        blocks = read_body(root, styles, bound_data(container))
    except Unfit as error:
        return refuse("docx", error.code, error.detail, "lxml")
    if blocks:
        return Document("docx", blocks, reader="lxml")
    if next(root.iter("{*}altChunk"), None) is not None:  # the whole text is a web page in a part of its own
        return refuse("docx", "read.unsupported_format", "altChunk", "lxml")
    return refuse("docx", "read.empty", reader="lxml")


def _part(container: Container, name: str) -> Element | None:
    return container.tree(name) if name in container.names else None
