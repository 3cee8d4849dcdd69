"""The published build -> its copy, which a renewal works on. Of a million office-years it is four gigabytes:
it is made while something else is worked out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

Copied = Callable[[], None]
"""Waits until a copy is whole. Raises OSError where it could not be made."""


def copy(published: Path, draft: Path) -> None:
    """Make `draft` a copy of `published`, in the place of what is left of a draft. Raises OSError."""
    for leftover in (draft, draft.with_name(draft.name + ".wal")):
        leftover.unlink(missing_ok=True)
    shutil.copyfile(published, draft)


def begin(published: Path, draft: Path) -> Copied:
    """The same, begun and not waited for."""
    pool = ThreadPoolExecutor(1)
    copied = pool.submit(copy, published, draft)
    pool.shutdown(wait=False)  # takes no more; what was begun is finished
    return copied.result
