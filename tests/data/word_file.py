"""Packs runs of text with their properties into a Word 97 file: text in pieces, property pages for
characters and paragraphs, the style sheet, in a compound file."""

from __future__ import annotations

import re
import struct
from bisect import bisect_left
from collections.abc import Mapping
from itertools import groupby
from typing import Literal, NamedTuple

from tests.data.compound import compound

TEXT_AT = 2048
IN_PIECES, ENCRYPTED = 0x0004, 0x0100  # flags of the header
LINE_STYLE = b"\x00\x46"
Pieces = Literal["wide", "mixed", "shuffled"]


class Run(NamedTuple):
    """Characters of the same properties; `paragraph`: those of the paragraph that they belong
    to."""

    text: str
    character: bytes = b""
    paragraph: bytes = b""


def word_file(
    runs: list[Run],
    pieces: Pieces = "wide",
    *,
    boxes: int = 0,
    data: bytes = b"",
    flags: int = 0,
    kind: int = 0xA5EC,
    styles: bytes = b"",
    fonts: tuple[str, ...] = (),
) -> bytes:
    """A file of these runs, of which the last `boxes` characters are those of text boxes. `styles`
    is the style sheet."""
    text = "".join(run.text for run in runs)
    cuts = [(0, len(text), 2)] if pieces == "wide" else _cuts(text)
    offsets, end = {}, TEXT_AT
    ends = [number for number, letter in enumerate(text) if letter in "\r\a"]
    backwards = -1 if pieces == "shuffled" else 0
    for start, stop, width in sorted(cuts, key=lambda cut: backwards * bisect_left(ends, cut[0])):
        offsets[start] = end
        end += width * (stop - start)
    owners = [run for run in runs for _ in run.text]
    words = bytearray(end)
    letters: list[tuple[int, int, int]] = []  # place in the file, bytes, number
    for start, stop, width in cuts:
        at = offsets[start]
        words[at : at + width * (stop - start)] = _encoded(text[start:stop], width)
        letters += [(at + width * index, width, start + index) for index in range(stop - start)]
    letters.sort()
    characters = _spans(letters, [id(run) for run in owners])
    paragraphs = _spans(letters, [bisect_left(ends, number) for number in range(len(text))])
    table, places = bytearray(b"\0" * 8), {}
    places[12] = _pages(words, table, [(a, b, owners[n].character) for a, b, n in characters], False)
    places[13] = _pages(
        words, table, [(a, b, _with_style(owners[n].paragraph)) for a, b, n in paragraphs], True
    )
    bounds = struct.pack(f"<{len(cuts) + 1}I", *(start for start, _, _ in cuts), len(text))
    for start, _, width in cuts:
        bounds += struct.pack("<HIH", 0, offsets[start] if width == 2 else offsets[start] * 2 | 0x40000000, 0)
    table += styles
    places[1] = (len(table) - len(styles), len(styles))
    if fonts:
        names = struct.pack("<2H", len(fonts), 0)
        for name in fonts:
            entry = b"\0" * 39 + f"{name}\0".encode("utf-16-le")
            names += bytes((len(entry),)) + entry
        places[15] = (len(table), len(names))
        table += names
    places[33] = (len(table), len(bounds) + 5)
    table += b"\x02" + struct.pack("<I", len(bounds)) + bounds
    words[:900] = _header(
        places, len(text) - boxes, boxes, flags | (0 if pieces == "wide" else IN_PIECES), kind
    ).ljust(900, b"\0")
    return compound({"WordDocument": bytes(words), "1Table": bytes(table), "Data": data})


def _with_style(paragraph: bytes) -> bytes:
    """The number of the style, which the first property may give, and the other properties."""
    return paragraph[2:] if paragraph.startswith(LINE_STYLE) else b"\0\0" + paragraph


def _encoded(text: str, width: int) -> bytes:
    return text.encode("cp1252") if width == 1 else text.encode("utf-16-le", "surrogatepass")


def _spans(letters: list[tuple[int, int, int]], owners: list[int]) -> list[tuple[int, int, int]]:
    """Stretches of the file of the same owner: start, end, and the number of a letter in it."""
    found = []
    for _, same in groupby(letters, key=lambda letter: owners[letter[2]]):
        stretch = [*same]
        found.append((stretch[0][0], stretch[-1][0] + stretch[-1][1], stretch[0][2]))
    return found


def _cuts(text: str) -> list[tuple[int, int, int]]:
    """Start, end and bytes per character of pieces within paragraphs."""
    found, at = [], 0
    for paragraph in re.split(r"(?<=[\r\a])", text):
        for ascii_only, letters in groupby(paragraph, key=str.isascii):
            count = len([*letters])
            found.append((at, at + count, 1 if ascii_only else 2))
            at += count
    return found


def _pages(
    words: bytearray, table: bytearray, spans: list[tuple[int, int, bytes]], paragraphs: bool
) -> tuple[int, int]:
    """Writes the property pages behind the text, and their list into the table stream; where the
    list stands."""
    starts, numbers = [], []
    while spans:
        taken, properties = 0, b""
        for _, _, listed in spans:
            item = _item(listed, paragraphs)
            bounds = (taken + 2) * 4 + (13 if paragraphs else 1) * (taken + 1)
            if taken == 100 or bounds + len(item) + len(properties) > 510:
                break
            taken, properties = taken + 1, item + properties
        page, at = bytearray(512), 511
        at -= at % 2
        for index, (start, end, listed) in enumerate(spans[:taken]):
            item = _item(listed, paragraphs)
            struct.pack_into("<II", page, 4 * index, start, end)
            at -= len(item)
            page[at : at + len(item)] = item
            page[4 * (taken + 1) + (13 if paragraphs else 1) * index] = at // 2 if item else 0
        page[511] = taken
        words += bytes(-len(words) % 512)
        starts.append(spans[0][0])
        numbers.append(len(words) // 512)
        words += page
        last, spans = spans[taken - 1][1], spans[taken:]
    listed = struct.pack(f"<{len(starts) + 1}I{len(numbers)}I", *starts, last, *numbers)
    place = (len(table), len(listed))
    table += listed
    return place


def _item(properties: bytes, paragraphs: bool) -> bytes:
    """Properties as they are in a page, of even length."""
    if not properties:
        return b""
    if not paragraphs:
        item = bytes([len(properties)]) + properties
    elif len(properties) % 2:
        item = bytes([(len(properties) + 1) // 2]) + properties
    else:
        item = bytes([0, len(properties) // 2]) + properties
    return item + bytes(len(item) % 2)


def _header(places: Mapping[int, tuple[int, int]], main: int, boxes: int, flags: int, kind: int) -> bytes:
    lengths = [0] * 22
    lengths[3], lengths[9] = main, boxes
    pairs = [number for index in range(93) for number in places.get(index, (0, 0))]
    head = struct.pack("<5H", kind, 0xC1, 0, 0x0804, 0) + struct.pack("<H", 0x1200 | flags)
    head = head.ljust(32, b"\0") + struct.pack("<H28x", 14)
    return head + struct.pack("<H22iH", 22, *lengths, 93) + struct.pack("<186I2x", *pairs)
