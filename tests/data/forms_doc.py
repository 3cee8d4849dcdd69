"""Writes a filled form as a Word 97 file (.doc): text in pieces, property pages for characters and
paragraphs, tables whose rows tell their edges and merges at their end; on demand what makes readers
of such files lose or invent numbers.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Mapping

from tests.data.filled import Filled, Grid
from tests.data.forms_grid import Slot, parts, places
from tests.data.word_file import Pieces, Run, word_file

COLUMN = 600  # twips
MOST_PROPERTIES = 480  # bytes that find room in a page of properties
IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x17\x24\x01"
DELETED, INSERTED, HIDDEN, SPECIAL = b"\x00\x08\x01", b"\x01\x08\x01", b"\x3c\x08\x01", b"\x55\x08\x01"
RESTART, CONTINUE = 0x60, 0x20  # of a merge downwards


def doc(
    filled: Filled,
    *,
    pieces: Pieces = "wide",
    replaced: Mapping[str, str] | None = None,
    hidden: Mapping[str, str] | None = None,
    fields: Collection[str] = (),
    across: tuple[int, int] | None = None,
    elsewhere: bool = False,
    inside: Mapping[str, list[Run]] | None = None,
    styles: bytes = b"",
    forms: bytes = b"",
) -> bytes:
    """The document as bytes.

    `pieces`: all text in one piece of two bytes per character; or in many, with one byte where that
    is enough; or these with the last paragraph first in the file. `replaced` and `hidden` map a
    cell code to text that a tracked change deleted, or that is hidden; the cells of `fields` hold
    their text as the result of a field. `across`: wide cells are several merged ones, with this
    mark for the first and that for the others. `elsewhere`: what is said about the end of a row
    is in the stream Data, behind the data of form fields, `forms`. `inside`: the runs of the cells
    of these codes, the last one with what their ends say; `styles`: the style sheet.
    """
    extra = bytearray(forms or b"\0" * 8)
    runs: list[Run] = []
    for part in parts(filled):
        if part.kind != "table":
            runs.append(Run(part.text + "\r"))
            continue
        for line in places(part.grid):
            for slot, begun in line:
                own = (inside or {}).get(slot.code)
                if own is None:
                    own = _content(slot, replaced or {}, hidden or {}, fields)
                runs += () if begun else own
                line_end = own[-1].paragraph if own and not begun else IN_TABLE
                runs.append(Run("\a" * (slot.across if across else 1), b"", line_end))
            properties = IN_TABLE + ROW_END + row_properties(line_shape(line, across))
            if elsewhere or len(properties) > MOST_PROPERTIES:
                place = len(extra)
                extra += struct.pack("<H", len(properties)) + properties
                properties = struct.pack("<HI", 0x6646, place)
            runs.append(Run("\a", b"", properties))
    return word_file(runs, pieces, data=bytes(extra), styles=styles)


def _content(
    slot: Slot, replaced: Mapping[str, str], hidden: Mapping[str, str], fields: Collection[str]
) -> list[Run]:
    runs = []
    if slot.code in replaced:
        runs += [Run(replaced[slot.code], DELETED, IN_TABLE), Run(slot.text, INSERTED, IN_TABLE)]
    elif slot.code in fields:
        pieces = [
            ("\x13", SPECIAL),
            (" =SUM(LEFT) ", b""),
            ("\x14", SPECIAL),
            (slot.text, b""),
            ("\x15", SPECIAL),
        ]
        runs += [Run(text, properties, IN_TABLE) for text, properties in pieces]
    else:
        runs.append(Run(slot.text.replace("\n", "\v"), b"", IN_TABLE))
    if slot.code in hidden:
        runs.append(Run(hidden[slot.code], HIDDEN, IN_TABLE))
    return [run for run in runs if run.text]


def line_shape(line: Grid, across: tuple[int, int] | None = None) -> list[tuple[int, int]]:
    """Per cell its width in columns and its flags."""
    cells = []
    for slot, begun in line:
        down = 0 if slot.down == 1 else CONTINUE if begun else RESTART
        if not across or slot.across == 1:
            cells.append((slot.across, down))
        else:
            cells += [(1, down | (across[1] if column else across[0])) for column in range(slot.across)]
    return cells


def row_properties(cells: list[tuple[int, int]]) -> bytes:
    """The definition of a row: edges of its cells and their flags."""
    edges = [0]
    for width, _ in cells:
        edges.append(edges[-1] + COLUMN * width)
    body = struct.pack(f"<B{len(edges)}h", len(cells), *edges)
    body += b"".join(struct.pack("<H18x", flags) for _, flags in cells)
    return struct.pack("<HH", 0xD608, len(body) + 1) + body
