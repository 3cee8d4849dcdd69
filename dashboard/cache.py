"""Answers that are kept: each depends on the build, the decisions and the address alone, so it is made
once and known by a mark."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from dashboard.answers import Reply
from dashboard.kept import Kept

ROOM = 64 * 2**20
"""Bytes of answers that are kept."""
LARGEST = 4 * 2**20
"""Bytes of an answer that is kept, packed and unpacked together; a larger one, such as a long download, is
made anew."""
LEAST = 1000
"""Bytes below which packing saves nothing."""


@dataclass(frozen=True)
class Packed:
    """A reply with its mark, and packed where that is shorter."""

    reply: Reply
    mark: str
    packed: bytes

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return len(self.reply.body) + len(self.packed) + 200


class Cache:
    """Replies by what they depend on. What is larger than LARGEST is not kept, nor what was refused: in a
    less busy moment it may be answered."""

    def __init__(self) -> None:
        self._kept = Kept(
            ROOM, lambda one: one.size, lambda one: one.size <= LARGEST and one.reply.status != 400
        )

    def get(self, key: Hashable, make: Callable[[], Reply]) -> Packed:
        """The reply for this key."""
        kept: Packed = self._kept.get(key, lambda: packed(make()))
        return kept

    @property
    def taken(self) -> int:
        """Bytes that the replies take."""
        return self._kept.taken


def packed(reply: Reply) -> Packed:
    """A reply with its mark; pictures and workbooks are packed already."""
    mark = hashlib.sha256(reply.body).hexdigest()[:20]
    short = len(reply.body) < LEAST or reply.kind.startswith(("image/png", "application/vnd"))
    return Packed(reply, f'"{mark}"', b"" if short else gzip.compress(reply.body, 5, mtime=0))
