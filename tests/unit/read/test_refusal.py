"""A document that says why it holds nothing, or that characters of it are lost."""

from __future__ import annotations

from pipelines.model import Block, Cell, Document, Issue
from pipelines.read.encoding import Decoded
from pipelines.read.refusal import refuse, with_damage


def test_a_refused_file_is_a_document_without_blocks_and_with_its_reason() -> None:
    assert refuse("docx", "read.damaged", "no main part", "lxml") == Document(
        "docx", reader="lxml", issues=(Issue("read", "read.damaged", "error", detail="no main part"),)
    )


def test_lost_characters_are_added_to_what_is_said_already() -> None:
    known = Issue("read", "read.scanned", "warning")
    document = Document("text", (Block("prose", ((Cell("1\ufffd"),),)),), issues=(known,))
    damaged = with_damage(document, Decoded("1\ufffd", "gb18030", 1))
    assert damaged.blocks == document.blocks
    assert damaged.issues == (
        known,
        Issue("read", "read.undecodable", "warning", detail="1 in gb18030"),
    )


def test_text_that_is_whole_is_left_as_it_is() -> None:
    document = Document("text")
    assert with_damage(document, Decoded("1", "utf-8")) is document
