"""Texts that are remembered from run to run, each by the digest of all that it is made of: a file beside
what is remembered of shards."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from pipelines.offices import sealed
from pipelines.offices.frames import values


class Remembered:
    """Texts by what they are made of, from `folder`, where a file is named by `made_by`: what says which
    code and data make them."""

    def __init__(self, folder: Path, made_by: str) -> None:
        name = hashlib.sha256(made_by.encode()).hexdigest()[:32]
        self._path = folder / f"{name}.parquet"
        self._known, self._asked = _read(self._path), dict[bytes, str]()

    def known(self, of: str) -> bool:
        """Whether the text that is made of this is remembered."""
        return _digest(of) in self._known

    def text(self, of: str, make: Callable[[], str]) -> str:
        """The text that is made of this: the remembered one, or what `make` makes."""
        digest = _digest(of)
        made = self._known.get(digest) or make()
        self._asked[digest] = made
        return made

    def keep(self) -> None:
        """Write what was asked, whole or not at all, and take away what other code made."""
        if self._asked.keys() == self._known.keys():
            return
        import pyarrow as pa

        rows = {"digest": [*self._asked.keys()], "text": [*self._asked.values()]}
        if sealed.write(self._path, pa.table(rows)):
            sealed.keep_only(self._path.parent, [self._path])


def _digest(of: str) -> bytes:
    return hashlib.sha256(of.encode("utf-8", "backslashreplace")).digest()


def _read(path: Path) -> dict[bytes, str]:
    """What the file says; nothing where there is none or it is damaged."""
    table = sealed.read(path)
    return {} if table is None else dict(values(table, "digest", "text"))
