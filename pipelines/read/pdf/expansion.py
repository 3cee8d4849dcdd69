"""What the bytes of a PDF would grow to, looked at before pdfium opens it: pdfium unpacks a stream
whole, and draws a form again wherever it is named, until there is no memory left.

Only what surely grows beyond all measure is reported. What is written in other ways than usual gets
through, and meets the limits of the process.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

MOST_UNPACKED = 256 * 2**20
"""Bytes of all streams that are no pictures."""
MOST_DRAWN = 20_000
"""Forms that one form draws, those within them included. A report has none or a few."""
LARGE = 100_000  # bytes of a packed stream from which on it can matter
SAMPLE = 2**16  # bytes of it that tell how much it was packed
DENSE = 50  # times; text is packed to a tenth, a bomb to a thousandth
_HEAD = 2_000  # bytes in which the dictionary of a stream is
_CONTENT = 2**20  # bytes of the content of a form that are looked at
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_NUMBER = re.compile(rb"(\d+)\s+\d+\s+obj\b(?!.*\bobj\b)", re.DOTALL)
_NAMED = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+(\d+)\s+\d+\s+R")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+Do\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_OBJECTS = re.compile(rb"/ObjStm\b")
MOST_OBJECTS = 4_000_000
"""Bytes of a stream of packed objects that are searched."""


def excess(data: bytes) -> str:
    """What of the file is beyond all measure, in words; empty if nothing is seen to be."""
    unpacked, forms = 0, _Forms()
    for head, packed in streams(data):
        times = len(_PACKED.findall(head))
        if times > 1 or (times and len(packed) > LARGE and not _PICTURE.search(head)):
            unpacked += _size(packed, times)
            if unpacked > MOST_UNPACKED:
                return f"more than {MOST_UNPACKED} bytes in its streams"
        if _FORM.search(head) and b"/XObject" in head:
            forms.add(head, _unpacked(packed, times, _CONTENT))
    return f"a form that draws more than {MOST_DRAWN} others" if forms.most() > MOST_DRAWN else ""


def has_object_streams(data: bytes) -> bool:
    """Whether objects of the file are packed in streams."""
    return _OBJECTS.search(data) is not None


def object_streams(data: bytes) -> Iterator[bytes | None]:
    """The packed objects of a PDF, stream by stream; None for a stream that cannot be unpacked to its
    end."""
    for head, packed in streams(data) if has_object_streams(data) else ():
        if _OBJECTS.search(head):
            unpacker = zlib.decompressobj()
            try:
                objects = unpacker.decompress(packed, MOST_OBJECTS)
            except zlib.error:
                yield None
            else:
                yield objects if unpacker.eof or len(objects) == MOST_OBJECTS else None


def streams(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """The dictionary and the content of each stream."""
    whole, end = memoryview(data), 0
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _HEAD) : match.start()]
        if 0 <= end < match.end():
            end = data.find(b"endstream", match.end())
        yield (
            head[max(head.rfind(b"endobj"), head.rfind(b"endstream"), 0) :],
            whole[match.end() : end if end >= 0 else len(data)],
        )


def _size(packed: memoryview, times: int) -> int:
    """About how many bytes a stream has when it is unpacked; MOST_UNPACKED and more are not
    counted."""
    sample = _length(packed[:SAMPLE], times)
    if times == 1 and sample < DENSE * min(len(packed), SAMPLE):
        return sample * len(packed) // SAMPLE
    return _length(packed, times)


def _length(packed: memoryview, times: int) -> int:
    return sum(map(len, _pieces(iter([bytes(packed)]), times, MOST_UNPACKED + 1)))


def _unpacked(packed: memoryview, times: int, most: int) -> bytes:
    return b"".join(_pieces(iter([bytes(packed)]), times, most))[:most]


def _pieces(pieces: Iterator[bytes], times: int, most: int) -> Iterator[bytes]:
    """The content in pieces, unpacked so many times; no more than about `most` bytes of any
    layer."""
    for _ in range(times):
        pieces = _inflated(pieces, most)
    return pieces


def _inflated(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and most > 0 and not unpacker.eof:
            try:
                out = unpacker.decompress(rest, SAMPLE)
            except zlib.error:
                return
            rest = unpacker.unconsumed_tail
            most -= len(out)
            yield out


@dataclass
class _Forms:
    """The forms that may draw others: by the number of each, how often it draws which."""

    draws: dict[int, dict[int, int]] = field(default_factory=dict)

    def add(self, head: bytes, content: bytes) -> None:
        """Take in a form whose dictionary says which others its names mean."""
        if not (number := _NUMBER.search(head)):
            return
        meant = {name: int(other) for name, other in _NAMED.findall(head)}
        drawn = self.draws.setdefault(int(number[1]), {})
        for name in _DRAWN.findall(content):
            if name in meant:
                drawn[meant[name]] = drawn.get(meant[name], 0) + 1

    def most(self) -> float:
        """How many forms the one that draws most does draw; without end where it draws itself."""
        counted: dict[int, float] = {}
        for number in self.draws:
            self._count(number, counted)
        return max(counted.values(), default=0)

    def _count(self, first: int, counted: dict[int, float]) -> None:
        """Count what a form draws, those that it draws before itself."""
        waiting = [first]
        open_: set[int] = set()
        while waiting:
            number = waiting[-1]
            inner = self.draws.get(number, {})
            uncounted = [n for n in inner if n not in counted]
            if number in counted or number in open_ or not uncounted:
                waiting.pop()
                loops = any(n in open_ or n == number for n in uncounted)
                total = sum(times * (1 + counted.get(n, 0)) for n, times in inner.items())
                counted.setdefault(number, inf if loops else total)
                open_.discard(number)
                continue
            open_.add(number)
            waiting += uncounted
