"""An RTF file -> paragraphs and grids in reading order, as Word would print it.

Read from its own tokens, because what converts RTF to text loses the tables. The syntax is known by
`rtf_tokens`, the characters by `rtf_text`, how they look by `rtf_looks`, the rows by `rtf_rows`,
the fields by `rtf_fields`; `rtf_body` knows what is printed of it and where.
"""

from __future__ import annotations

from pipelines.model import Document, Issue
from pipelines.read.refusal import refuse
from pipelines.read.word.doc_text import TooLarge
from pipelines.read.word.rtf_body import Body
from pipelines.read.word.rtf_tokens import Tokens


def read_rtf(data: bytes) -> Document:
    """The main text of the file and its text boxes; headers, footers and notes are left out."""
    body = Body(Tokens(data))
    try:
        whole = body.read()
    except TooLarge as error:
        return refuse("rtf", "read.too_large", str(error), "rtf")
    if not whole:
        return refuse("rtf", "read.damaged", "the file ends before the text does", "rtf")
    if not body.blocks:
        return refuse("rtf", "read.empty", reader="rtf")
    damaged = body.text.damaged
    if damaged and body.torn:  # it is not a careless program that wrote the rows so
        return refuse(
            "rtf", "read.damaged", f"{damaged} bytes that are no characters, {body.torn} torn rows", "rtf"
        )
    issues = (Issue("read", "read.undecodable", "warning", detail=str(damaged)),) if damaged else ()
    return Document("rtf", tuple(body.blocks), reader="rtf", issues=issues)
