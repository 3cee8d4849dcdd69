"""Tables that are remembered from run to run: a file is whole, as it was written, or is none at all. The
digest of its name and its bytes stands behind them: Parquet has no checksum of its own footer, and a
file under the name of another says what is true of something else."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

_log = logging.getLogger(__name__)
_SEAL = hashlib.sha256().digest_size


def write(path: Path, table: Any) -> bool:
    """Write an Arrow table whole or not at all, and whether it was; what cannot be written is told to the
    log and made again next time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    data = sink.getvalue().to_pybytes()
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_bytes(data + _seal(path, data))
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("%s cannot be remembered: %s", path, error)
        return False
    return True


def keep_only(folder: Path, needed: Collection[Path]) -> None:
    """Take away the other files of a folder; what cannot be taken away is told to the log, and stays."""
    try:
        others = [path for path in folder.iterdir() if path.is_file() and path not in needed]
    except OSError as error:
        _log.info("%s: %s", folder, error)
        return
    for other in others:
        try:
            other.unlink()
        except OSError as error:
            _log.warning("%s stays, though nothing needs it: %s", other, error)


def read(path: Path) -> Any:
    """The table, or None where there is none or it is not as it was written."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        if not path.exists():
            return None
        sealed = path.read_bytes()
    except OSError as error:
        _log.warning("%s is made again: %s", path, error)
        return None
    data = sealed[:-_SEAL]
    if _seal(path, data) != sealed[-_SEAL:]:
        _log.warning("%s is made again: it is not as it was written", path)
        return None
    return pq.ParquetFile(pa.BufferReader(data)).read(use_threads=False)


def _seal(path: Path, data: bytes) -> bytes:
    return hashlib.sha256(path.name.encode() + b"\n" + data).digest()
