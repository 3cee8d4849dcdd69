"""What offices are found by, remembered from run to run: a file beside what is remembered of shards, of
the keys by the digest of all that they are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from pipelines.offices import sealed
from pipelines.offices.frames import values

FOLDER = "keys"
"""In the folder of what is remembered."""


class RememberedKeys:
    """Answers `keys` of an office and its names from the file where the same was asked before.
    `version`: of the code and data that make them."""

    def __init__(self, folder: Path, version: str, keys: Callable[..., str]) -> None:
        made_by = hashlib.sha256(f"{version} {installed('pypinyin')}".encode()).hexdigest()
        self._path = folder / FOLDER / f"{made_by[:32]}.parquet"
        self._keys, self._known, self._asked = keys, _read(self._path), dict[bytes, str]()

    def __call__(self, office: Mapping[str, Any], names: Iterable[str]) -> str:
        """The keys of a row of `offices` that has reported under these names besides its own."""
        listed = [*names]
        digest = hashlib.sha256(f"{[*office.items()]!r} {listed!r}".encode()).digest()
        made = self._known.get(digest) or self._keys(office, listed)
        self._asked[digest] = made
        return made

    def keep(self) -> None:
        """Write what was asked, whole or not at all, and take away what other code made."""
        if self._asked.keys() == self._known.keys():
            return
        import pyarrow as pa

        rows = {"digest": [*self._asked.keys()], "keys": [*self._asked.values()]}
        if sealed.write(self._path, pa.table(rows)):
            for other in {*self._path.parent.iterdir()} - {self._path}:
                other.unlink()


def _read(path: Path) -> dict[bytes, str]:
    """What the file says; nothing where there is none or it is damaged."""
    table = sealed.read(path)
    return {} if table is None else dict(values(table, "digest", "keys"))
