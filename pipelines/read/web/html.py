"""A web page -> paragraphs, grids and preformatted lines in reading order, as a browser would show
them.

The tree is selectolax's (Lexbor), which repairs broken markup by the rules that browsers follow.
How it becomes blocks is for `page`, how text looks for `styles`, what the page says about itself
for `metadata`.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from pipelines.model import Document
from pipelines.read.encoding import UNKNOWN
from pipelines.read.refusal import refuse
from pipelines.read.web.cost import too_costly
from pipelines.read.web.matching import TooCostly
from pipelines.read.web.metadata import metadata_of
from pipelines.read.web.page import Page
from pipelines.read.web.sheets import AtHand, nowhere

_UNENDED = re.compile(r"<[a-zA-Z/][^<>\"']*(?=<)")
"""A tag without its end, as damage leaves it. What follows up to the next one would be taken for
its attributes."""


def read_html(text: str, at_hand: AtHand = nowhere) -> Document:
    """The page as a document; a page without any text carries `read.empty`.

    `at_hand`: style sheets that were saved with it."""
    if costs := too_costly(text):
        return refuse("html", "read.too_large", costs, reader="selectolax")
    # the parser would drop a lost character, and a tag without an end would swallow the figure behind it
    tree = LexborHTMLParser(_UNENDED.sub(rf"\g<0>>{UNKNOWN}", text.replace("\0", UNKNOWN)))
    if tree.root is None:
        return refuse("html", "read.empty", reader="selectolax")
    try:
        page = Page(tree, at_hand)
        blocks = page.blocks()
    except TooCostly:
        return refuse("html", "read.too_large", "style sheets beyond all measure", reader="selectolax")
    if not blocks:
        return refuse("html", "read.empty", reader="selectolax")
    return Document("html", blocks, metadata_of(tree, blocks), reader="selectolax")
