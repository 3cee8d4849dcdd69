"""Reads YAML files of the catalogue and refuses keys that are listed twice, unknown or missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from pipelines.input_error import InputError


class CatalogueError(InputError):
    """An entry of the catalogue is wrong; the message names file, entry and what would be valid."""


@contextmanager
def named(where: str, error: type[InputError] = CatalogueError) -> Iterator[None]:
    """Whatever an entry is that nobody thought of (a number where a list belongs, a list as a key),
    it is refused in one line with its place, and never a traceback."""
    try:
        yield
    except InputError:
        raise
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError, re.error) as cause:
        raise error(f"{where}: {type(cause).__name__}: {' '.join(str(cause).split())}") from cause


def parsed(path: Path, loader: type[yaml.CSafeLoader] = yaml.CSafeLoader) -> Any:
    """What a YAML file says. Raises CatalogueError with file, line and what is wrong there."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), loader)
    except (yaml.YAMLError, OSError, ValueError, RecursionError) as error:
        raise CatalogueError(f"{path.name}: {' '.join(str(error).split())}") from error


def read_mapping(path: Path) -> dict[str, Any]:
    """A YAML mapping; a key that is listed twice raises, where plain YAML would let the last one
    win."""

    class Strict(yaml.CSafeLoader):
        pass

    def mapping(loader: Any, node: Any) -> dict[Any, Any]:
        loader.flatten_mapping(node)  # `<<` takes over another mapping, which must be one
        keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
        if odd := [key for key in keys if not isinstance(key, Hashable)]:
            line = node.start_mark.line + 1
            raise CatalogueError(f"{path.name}: line {line}: {odd[0]!r} can be no key")
        twice = {k for k in keys if keys.count(k) > 1}
        if twice:
            raise CatalogueError(f"{path.name}: {sorted(twice)} is listed more than once")
        return {k: loader.construct_object(v, deep=True) for k, (_, v) in zip(keys, node.value, strict=True)}

    Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    data = parsed(path, Strict)
    if not isinstance(data, dict):
        raise CatalogueError(f"{path.name}: a mapping is expected at the top")
    return data


def has_keys(where: str, entry: Any, required: set[str], extra: Collection[str] = ()) -> None:
    """Refuse an entry that is no mapping, lacks a `required` key or has one that is neither that
    nor among `extra`. `where` names file and entry."""
    if not isinstance(entry, dict):
        raise CatalogueError(f"{where}: {entry!r} is no mapping of {sorted(required | set(extra))}")
    optional = set(extra)
    unknown = set(entry) - required - optional
    if unknown:
        raise CatalogueError(f"{where}: unknown {sorted(unknown)}; known are {sorted(required | optional)}")
    if missing := required - set(entry):
        raise CatalogueError(f"{where}: {sorted(missing)} is missing")
