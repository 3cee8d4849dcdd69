"""The kinds of checks, one in each file: what it judges, its SQL, its words, its complaints. A new
kind is a new file here, and nothing else."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import get_args

from expectations.rule import Check, Reads
from pipelines.input_error import InputError

SAID = ("scopes", "words")
"""What a kind has to say of itself beside its name."""


@lru_cache(maxsize=1)
def kinds() -> dict[str, type[Check]]:
    """Every kind of check by its name in rules/*.yml. Raises InputError for two of
    one name and for one that is not finished."""
    gathered: dict[str, type[Check]] = {}
    for file in sorted(module.name for module in iter_modules(__path__)):
        module = import_module(f"{__name__}.{file}")
        for check in vars(module).values():
            if not (isinstance(check, type) and issubclass(check, Check) and check.kind):
                continue
            if check.__module__ == module.__name__:
                if check.kind in gathered:
                    raise InputError(f"{file}.py: the kind {check.kind!r} is there already")
                _refuse_unfinished(file, check)
                gathered[check.kind] = check
    return gathered


def _refuse_unfinished(file: str, check: type[Check]) -> None:
    """Raise InputError, with the file, for a kind that lacks something that every rule of it
    needs."""
    if missing := [*sorted(check.__abstractmethods__), *(n for n in SAID if not hasattr(check, n))]:
        raise InputError(f"{file}.py: the kind {check.kind!r} lacks {', '.join(missing)}")
    if check.reads not in get_args(Reads):
        raise InputError(f"{file}.py: reads is {check.reads!r}; it can be {', '.join(get_args(Reads))}")
