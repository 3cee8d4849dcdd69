"""The version of the reader: a digest of everything that decides what is read in a file.

A filing is read again when, and only when, this changes; nobody has to remember to raise a number.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGE = Path(__file__).parent
_PARTS = ("catalogue", "read", "recognise", "normalise")
_FILES = ("model.py", "fold.py", "values.py", "report.py")


@lru_cache(maxsize=1)
def reader_version() -> str:
    """Twelve hex digits over the code and the catalogue of reading, recognising and normalising, and the recogniser."""
    digest = hashlib.sha256()
    files = [p for part in _PARTS for p in (_PACKAGE / part).rglob("*") if p.suffix in (".py", ".yml")]
    files = [p for p in files if p.stem != "corrections"]  # they stand beside what is read
    for path in sorted([*files, *(_PACKAGE / name for name in _FILES)]):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    digest.update(_recogniser().encode())
    return digest.hexdigest()[:12]


def _recogniser() -> str:
    """The version of what recognises scans. It is an extra: the same code reads more where it is installed."""
    try:
        return version("rapidocr")
    except PackageNotFoundError:
        return ""
