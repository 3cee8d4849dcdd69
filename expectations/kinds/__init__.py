"""The kinds of checks, one in each file: what it judges, its SQL, its words, its complaints. A new
kind is a new file here, and nothing else."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from expectations.rule import Check


@lru_cache(maxsize=1)
def kinds() -> dict[str, type[Check]]:
    """Every kind of check by its name in rules/*.yml. Raises ValueError for two of one name."""
    gathered: dict[str, type[Check]] = {}
    for file in sorted(module.name for module in iter_modules(__path__)):
        module = import_module(f"{__name__}.{file}")
        for check in vars(module).values():
            if not (isinstance(check, type) and issubclass(check, Check) and check.kind):
                continue
            if check.__module__ == module.__name__:
                if check.kind in gathered:
                    raise ValueError(f"{file}.py: the kind {check.kind!r} is there already")
                gathered[check.kind] = check
    return gathered
