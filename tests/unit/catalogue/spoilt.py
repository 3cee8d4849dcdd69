"""How a test spoils an entry of a YAML file of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

Spoil = Callable[[Any], None]


def spoilt(folder: Path, name: str, spoil: Spoil) -> Path:
    path = next(folder.rglob(name))
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    spoil(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


def into(*keys: str | int, **entries: Any) -> Spoil:
    """Sets `entries` in the mapping at `keys`."""

    def spoil(data: Any) -> None:
        for key in keys:
            data = data[key]
        data.update(entries)

    return spoil


def without(*keys: str | int) -> Spoil:
    def spoil(data: Any) -> None:
        for key in keys[:-1]:
            data = data[key]
        del data[keys[-1]]

    return spoil


def appended(entry: Any, *keys: str | int) -> Spoil:
    def spoil(data: Any) -> None:
        for key in keys:
            data = data[key]
        data.append(entry)

    return spoil


def trimmed(entry: Any, *keys: str | int) -> Spoil:
    """Takes `entry` out of the list at `keys`."""

    def spoil(data: Any) -> None:
        for key in keys:
            data = data[key]
        data.remove(entry)

    return spoil
