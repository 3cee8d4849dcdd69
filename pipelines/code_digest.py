"""Files of code and data -> one digest: whether what was worked out with them may be taken over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

DATA = (".py", ".yml", ".csv", ".tsv", ".sql", ".gz")
"""The endings of files that decide what comes out."""


def code_digest(root: Path, files: Iterable[Path], *said: str) -> str:
    """64 hex digits over the names (below `root`) and the content of those of `files` that are code
    or data, and over what else is `said`."""
    digest = hashlib.sha256("\n".join(said).encode())
    for path in sorted(p for p in files if p.suffix in DATA):
        digest.update(f"\n{path.relative_to(root).as_posix()} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
