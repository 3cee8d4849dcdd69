"""The published build -> its copy, which a renewal works on. Of a million office-years it is four gigabytes:
it is made while something else is worked out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from warehouse.beside import take_away

Copied = Callable[[], object]
"""Returns when a copy is whole. Raises OSError where it could not be made."""


def copy(published: Path, draft: Path) -> None:
    """Make `draft` a copy of `published`, in the place of what is left of a draft. Raises OSError."""
    take_away(draft)
    shutil.copyfile(published, draft)


@contextmanager
def copying(published: Path, draft: Path) -> Iterator[Copied]:
    """The same beside what is done in the block. When that is left, however it ends, nothing is written to
    `draft` any more: whoever throws a draft away must not find it filled again."""
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(copy, published, draft).result
