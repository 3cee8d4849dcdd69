"""What offices are found by, remembered from run to run: a file beside what is remembered of shards, of
the keys by the digest of all that they are made of."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from pipelines.offices.frames import values

_log = logging.getLogger(__name__)
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
        import pyarrow.parquet as pq

        draft = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        rows = {"digest": [*self._asked.keys()], "keys": [*self._asked.values()]}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(pa.table(rows), draft, compression="zstd", write_page_checksum=True)
            draft.replace(self._path)
            for other in {*self._path.parent.iterdir()} - {self._path}:
                other.unlink()
        except OSError as error:
            _log.warning("%s cannot be remembered: %s", self._path, error)
            draft.unlink(missing_ok=True)


def _read(path: Path) -> dict[bytes, str]:
    """What the file says; nothing where there is none or it is damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not path.is_file():
        return {}
    try:
        return dict(values(pq.ParquetFile(path, page_checksum_verification=True).read(), "digest", "keys"))
    except (OSError, ValueError, KeyError, pa.ArrowInvalid) as error:
        _log.warning("%s is made again: %s", path, error)
        return {}
