"""A release that is being written, beside an earlier one: what a file holds is told by digests, and a
file, or a piece of one, that the earlier release has is taken from there.

A file is one piece or several, such as the years of a CSV; `parts.json` says of each piece what it
holds and how many bytes it has. A file of which all pieces are as they were becomes another name of
the earlier one (a hard link, or a copy where the disk has none); of others the pieces are copied. An
earlier file counts only as long as its bytes are those of its SHA256SUMS.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from pipelines.code_digest import code_digest

_log = logging.getLogger(__name__)
SUMS = "SHA256SUMS"
PARTS = "parts.json"
"""What each piece of the files of a release holds."""
SCRATCH = ".scratch"
"""The folder in a draft that is no part of the release."""
ROOMS = ("export", "findings", "warehouse", "expectations", "pipelines/catalogue")
"""The rooms whose code, data and words decide what a file looks like, beside the rows that it holds; and
with them all files that stand in `pipelines/` itself."""
_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a file: what it `holds`, by a digest, and how to write it to a path."""

    holds: str
    write: Callable[[Path], object]


@lru_cache(maxsize=1)
def version() -> str:
    """64 hex digits over what decides how the same rows are written."""
    from importlib.metadata import version as installed

    files = [p for room in ROOMS for p in (_ROOT / room).rglob("*")]
    files += (_ROOT / "pipelines").iterdir()
    return code_digest(_ROOT, files, *(f"{name} {installed(name)}" for name in ("duckdb", "xlsxwriter")))


def holds(*said: object) -> str:
    """64 hex digits over what is said."""
    return hashlib.sha256(repr(said).encode("utf-8", "backslashreplace")).hexdigest()


class Earlier:
    """A release that files are taken from; one that does not say what it holds gives none, and `why`
    says the reason."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder or Path()
        self.files: dict[str, list[tuple[str, int]]] = {}
        self.why = ""
        self.intact = cache(self._intact)
        if folder is None:
            self.why = "没有更早的版本 / there is no earlier release"
            return
        try:
            self._sums = _sums(folder / SUMS)
            said = json.loads((folder / PARTS).read_bytes())
            if not self._intact(PARTS):
                raise ValueError(f"{PARTS} is not what {SUMS} says")
            files = {name: [(str(h), int(b)) for h, b in pieces] for name, pieces in said["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            _log.info("%s does not say what it holds: %s", folder, error)
            self.why = f"{folder.name} 没有说明其内容 / does not say what it holds"
            return
        if said.get("version") == version():
            self.files = files
        else:
            self.why = f"{folder.name} 由另一版程序写成 / was written by another version of the program"

    def _intact(self, name: str) -> str:
        """The SHA-256 of a file if it is what the release says that it is; else nothing."""
        path = self.folder / name
        try:
            if path.is_symlink() or name not in self._sums:
                return ""
            digest = sha256(path)
        except OSError as error:
            _log.warning("%s: %s", path, error)
            return ""
        if digest == self._sums[name]:
            return digest
        _log.warning("%s is not what %s says; it is written anew", path, SUMS)
        return ""

    def said(self, name: str) -> str:
        """The SHA-256 that the release says a file of it has; empty where it has none."""
        return self._sums.get(name, "") if not self.why else ""


class Writing:
    """The draft of a release. `written` and `kept` are the names of files in it."""

    def __init__(self, draft: Path, earlier: Path | None, full: bool = False) -> None:
        self.draft = draft
        self.earlier = Earlier(None if full else earlier)
        self.why = "全部重写 / all is written anew, as asked" if full else self.earlier.why
        self.kept: set[str] = set()
        self._files: dict[str, list[tuple[str, int]]] = {}
        self._digests: dict[str, str] = {}
        (draft / SCRATCH).mkdir()

    def scratch(self) -> Path:
        """A path at which a piece may be written meanwhile."""
        return self.draft / SCRATCH / uuid4().hex

    def file(self, name: str, pieces: Sequence[Piece]) -> bool:
        """Write the file that these pieces make up, or take it from the earlier release; whether it was
        taken whole."""
        then = self.earlier.files.get(name, [])
        (self.draft / name).parent.mkdir(parents=True, exist_ok=True)
        if [held for held, _ in then] == [piece.holds for piece in pieces] and self._take(name):
            self._files[name] = then
            return True
        if len(pieces) == 1:
            pieces[0].write(self.draft / name)
            self._files[name] = [(pieces[0].holds, (self.draft / name).stat().st_size)]
        else:
            self._files[name] = self._join(name, pieces)
        return False

    def _take(self, name: str) -> bool:
        """Give a file of the earlier release a name in this one."""
        digest = self.earlier.intact(name)
        if not digest:
            return False
        source, target = self.earlier.folder / name, self.draft / name
        try:
            os.link(source, target)
        except OSError as error:  # another disk, or one that knows no links
            _log.info("%s is copied: %s", name, error)
            shutil.copyfile(source, target)
            if sha256(target) != digest:
                raise OSError(f"{target}: 复制有误 / was not copied as it is") from error
        self._digests[name] = digest
        self.kept.add(name)
        return True

    def _join(self, name: str, pieces: Sequence[Piece]) -> list[tuple[str, int]]:
        """Write a file piece by piece; those that the earlier one has are copied."""
        made, begins = [], _begins(self.earlier.files.get(name, []))
        there = any(piece.holds in begins for piece in pieces) and self.earlier.intact(name)
        with (self.draft / name).open("wb") as target:
            for piece in pieces:
                if there and piece.holds in begins:
                    begin, size = begins[piece.holds]
                    with (self.earlier.folder / name).open("rb") as source:
                        source.seek(begin)
                        _copy(source, target, size)
                else:
                    scratch = self.scratch()
                    piece.write(scratch)
                    size = scratch.stat().st_size
                    with scratch.open("rb") as source:
                        _copy(source, target, size)
                    scratch.unlink()
                made.append((piece.holds, size))
        return made

    def digest(self, name: str) -> str:
        """The SHA-256 of a file of the draft."""
        if name not in self._digests:
            self._digests[name] = sha256(self.draft / name)
        return self._digests[name]

    def note(self) -> None:
        """Write parts.json."""
        said = {"version": version(), "files": dict(sorted(self._files.items()))}
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        (self.draft / PARTS).write_text(text.replace("]],", "]],\n") + "\n", encoding="utf-8")

    def close(self) -> int:
        """Leave out what is no part of the release, take from the earlier one what came out the same, and
        write SHA256SUMS over every other file, in the form that `sha256sum -c` reads; returns how many
        files there are."""
        shutil.rmtree(self.draft / SCRATCH)
        paths = sorted(p for p in self.draft.rglob("*") if p.is_file())
        names = [path.relative_to(self.draft).as_posix() for path in paths]
        for name in names:
            same = name not in self.kept and self.earlier.said(name) == self.digest(name)
            if same and self.earlier.intact(name):
                (self.draft / name).unlink()
                self._take(name)
        lines = [f"{self.digest(name)}  {name}\n" for name in names]
        (self.draft / SUMS).write_text("".join(lines), encoding="utf-8")
        return len(lines) + 1


def _begins(pieces: Sequence[tuple[str, int]]) -> dict[str, tuple[int, int]]:
    """What a piece of a file holds -> where it begins, and how many bytes it has."""
    at, begins = 0, {}
    for held, size in pieces:
        begins[held] = at, size
        at += size
    return begins


def _copy(source: BinaryIO, target: BinaryIO, size: int) -> None:
    while size:
        piece = source.read(min(size, 1 << 20))
        if not piece:
            raise OSError(f"{source.name}: 文件比说明短 / is shorter than it says")
        target.write(piece)
        size -= len(piece)


def _sums(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def sha256(path: Path) -> str:
    """64 hex digits. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
