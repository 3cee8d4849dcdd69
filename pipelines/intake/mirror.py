"""A folder <-> the same folder elsewhere (S3, a shared disk): copies what is missing there, or
missing here.

What is named by its content is pushed only if its bytes are what the name says, replaces only bytes
there that are not, and is pulled only if it is whole. A log only grows: one that is longer there, or
says something else, is left alone and told. What people write at the top of the folder is pushed
again when its content differs; nothing that is here is ever overwritten by a pull. A copy gets its
name when it is complete.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipelines.extras import how_to_add

DRAFT = ".mirrored"
"""Ending of a file that is still being copied."""
SCHEMES = (
    "file",
    "local",
    "s3",
    "s3a",
    "gs",
    "gcs",
    "abfs",
    "az",
    "oss",
    "sftp",
    "ssh",
    "hdfs",
    "smb",
    "memory",
)
"""Kinds of places that can be written to; an address without one is a path."""
_NAMED = re.compile(r"(?:^|/)sha256/([0-9a-f]{2})/(\1[0-9a-f]{62})$")
_LOG = re.compile(r"\.jsonl$")
_PART = 1 << 20  # bytes read at once
Progress = Callable[[int, int], None]


class NoMirror(ValueError):
    """An address that cannot be used, or a file that is not what it should be; the message says
    why."""


def push(
    folder: Path, address: str, progress: Progress = lambda done, total: None, thorough: bool = True
) -> int:
    """Copy each file below `folder` that `address` lacks or has otherwise; how many. Hidden files
    stay. `thorough`: what is named by its content is read there, too, not its size alone. Raises
    NoMirror, in the end for files that were left alone."""
    system, root = _open(address)
    left: list[str] = []
    with _told(address):
        there = _there(system, root)
        here = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_file()}
        visible = {n: p for n, p in here.items() if not any(part.startswith(".") for part in Path(n).parts)}
        wanted = [n for n, p in visible.items() if _differs(system, f"{root}/{n}", there.get(n), p, thorough)]
        for done, name in enumerate(wanted):
            progress(done, len(wanted))
            if why := _why_not(system, f"{root}/{name}", there.get(name), here[name]):
                left.append(f"{name}: {why}")
                continue
            system.makedirs(f"{root}/{name}".rpartition("/")[0], exist_ok=True)
            system.put_file(str(here[name]), f"{root}/{name}{DRAFT}")
            system.mv(f"{root}/{name}{DRAFT}", f"{root}/{name}")
        progress(len(wanted), len(wanted))
    if left:
        raise NoMirror("；".join(left[:5]) + (f" … {len(left)}" if len(left) > 5 else ""))
    return len(wanted)


def _differs(system: Any, place: str, size: int | None, path: Path, thorough: bool) -> bool:
    """Whether a file is not there as it is here."""
    if size is None or size != path.stat().st_size:
        return True
    if named := _NAMED.search(path.as_posix()):
        return thorough and _digest_there(system, place) != named[2]
    return _is_edited(system, place, path)


def _is_edited(system: Any, place: str, path: Path) -> bool:
    """Whether a file of equal size says something else: a decision may change to one of as many
    letters."""
    return not path.as_posix().endswith(".parquet") and bool(system.cat_file(place) != path.read_bytes())


def _why_not(system: Any, place: str, size: int | None, path: Path) -> str | None:
    """Why a file is not pushed, though it differs."""
    if (named := _NAMED.search(path.as_posix())) and _digest(path) != named[2]:
        return "本地内容与其名称不符，未推送 / altered here, not pushed"
    if size is not None and _LOG.search(path.name):
        old = system.cat_file(place)
        if not path.read_bytes().startswith(old.rstrip(b"\n")):
            return "对方的记录更长或不同，未覆盖 / the log there is longer or another, left alone"
    return None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest_there(system: Any, place: str) -> str:
    digest = hashlib.sha256()
    with system.open(place, "rb") as file:
        while part := file.read(_PART):
            digest.update(part)
    return digest.hexdigest()


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Whatever a place does not let happen (no server, no rights, no room) in one line."""
    try:
        yield
    except NoMirror:
        raise
    except Exception as error:
        why = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        raise NoMirror(f"{address}: {why}") from error


def is_there(address: str) -> bool:
    """Whether there is anything at an address. Raises NoMirror."""
    system, root = _open(address)
    with _told(address):
        return bool(system.exists(root))


def pull(address: str, folder: Path, progress: Progress = lambda done, total: None) -> int:
    """Copy each file at `address` that `folder` lacks; how many. Raises NoMirror, in the end for
    files whose bytes are not what their names say, which are not taken."""
    system, root = _open(address)
    left: list[str] = []
    with _told(address):
        missing = [name for name in sorted(_there(system, root)) if not (folder / name).exists()]
        _stay_inside(folder, missing)
        for done, name in enumerate(missing):
            progress(done, len(missing))
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(target.name + DRAFT)
            system.get_file(f"{root}/{name}", str(draft))
            if (named := _NAMED.search(name)) and _digest(draft) != named[2]:
                draft.unlink()
                left.append(name)
                continue
            draft.replace(target)
        progress(len(missing), len(missing))
    if left:
        raise NoMirror(f"{len(left)} 个文件内容与名称不符，未取回 / altered there, not taken: {left[0]}")
    return len(missing)


def _open(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path within it."""
    scheme = address.partition("://")[0] if "://" in address else "file"
    if scheme.lower() not in SCHEMES:
        raise NoMirror(f"不支持 {scheme}:// / not a known kind of place: {address}")
    try:
        import fsspec
    except ImportError as error:
        raise NoMirror(
            f"需要附加组件 / the extra `mirror` is not installed: {how_to_add('mirror')}"
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
