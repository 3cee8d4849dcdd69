"""A folder <-> the same folder elsewhere (S3, a shared disk): copies what is missing there, or
missing here.

Nearly all that is mirrored is named by its content, so a name that is there is not copied again.
What grows in place (the log of fetches, the manifest) is pushed again when its size differs, and
what people write at the top of the folder when its content does; nothing that is here is ever
overwritten by a pull. A copy gets its name when it is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

DRAFT = ".mirrored"
"""Ending of a file that is still being copied."""
Progress = Callable[[int, int], None]


class NoMirror(ValueError):
    """An address that cannot be used; the message says why."""


def push(folder: Path, address: str, progress: Progress = lambda done, total: None) -> int:
    """Copy each file below `folder` that `address` lacks or has in another size; how many. Hidden
    files stay. Raises NoMirror."""
    system, root = _open(address)
    there = _there(system, root)
    here = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_file()}
    visible = {n: p for n, p in here.items() if not any(part.startswith(".") for part in Path(n).parts)}
    missing = [
        n for n, p in visible.items() if there.get(n) != p.stat().st_size or _edited(system, root, n, p)
    ]
    for done, name in enumerate(missing):
        progress(done, len(missing))
        system.makedirs(f"{root}/{name}".rpartition("/")[0], exist_ok=True)
        system.put_file(str(here[name]), f"{root}/{name}{DRAFT}")
        system.mv(f"{root}/{name}{DRAFT}", f"{root}/{name}")
    progress(len(missing), len(missing))
    return len(missing)


def is_there(address: str) -> bool:
    """Whether there is anything at an address. Raises NoMirror."""
    system, root = _open(address)
    try:
        return bool(system.exists(root))
    except (OSError, ValueError) as error:
        raise NoMirror(f"{address}: {' '.join(str(error).split())}") from error


def pull(address: str, folder: Path, progress: Progress = lambda done, total: None) -> int:
    """Copy each file at `address` that `folder` lacks; how many. Raises NoMirror."""
    system, root = _open(address)
    missing = [name for name in sorted(_there(system, root)) if not (folder / name).exists()]
    _stay_inside(folder, missing)
    for done, name in enumerate(missing):
        progress(done, len(missing))
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(target.name + DRAFT)
        system.get_file(f"{root}/{name}", str(draft))
        draft.replace(target)
    progress(len(missing), len(missing))
    return len(missing)


def _edited(system: Any, root: str, name: str, path: Path) -> bool:
    """Whether a file of equal size says something else. At the top is what people write: a
    decision may change to one of as many letters."""
    return "/" not in name and bool(system.cat_file(f"{root}/{name}") != path.read_bytes())


def _open(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path within it."""
    try:
        import fsspec
    except ImportError as error:
        raise NoMirror(
            '需要 .venv/bin/pip install ".[mirror]" / the extra `mirror` is not installed'
        ) from error
    try:
        system, root = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise NoMirror(f"{address}: {error}") from error
    return system, root.rstrip("/")


def _there(system: Any, root: str) -> dict[str, int]:
    """The names of the whole files below the root, relative to it, and their sizes."""
    try:
        listed: dict[str, dict[str, Any]] = system.find(root, detail=True)
    except (OSError, ValueError) as error:
        raise NoMirror(f"{root}: {' '.join(str(error).split())}") from error
    return {p[len(root) :].lstrip("/"): entry["size"] for p, entry in listed.items() if not p.endswith(DRAFT)}


def _stay_inside(folder: Path, names: Iterable[str]) -> None:
    if strays := [n for n in names if not (folder / n).resolve().is_relative_to(folder.resolve())]:
        raise NoMirror(f"{strays[0]} 不在目录之内 / would lie outside of {folder}")
