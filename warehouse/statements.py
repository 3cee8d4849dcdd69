"""A file of SQL -> a statement. What is more than a few lines is in a file named by what it
joins.

Values are parameters of the statement, `?` or `$name`. `{name}` stands for the name of a table, a
column or a type of our own schema, and for a piece of SQL made from the catalogue: never for
anything that a file, an address or a person brought.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_PLACE = re.compile(r"\{([a-z_]+)\}")


def statement(file: Path, **names: str) -> str:
    """The SQL in `file` with its `{name}` filled in. Raises KeyError for one that is not given."""
    return _PLACE.sub(lambda place: names[place[1]], _text(file))


@lru_cache(maxsize=128)
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")
