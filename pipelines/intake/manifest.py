"""raw/ -> filings: every file there, its hash, and what manifest.csv claims about it; and what the
archive holds.

The manifest adds claims, it does not decide what is taken in: a file without a row is a filing like
any other, a row without a file is a filing that is missing. The archive's own log says which of its
files are filings; a row names one that was dropped as it was dropped, `inbox/a.pdf`.
"""

from __future__ import annotations

import hashlib
import logging
import os
from dataclasses import replace
from pathlib import Path

from pipelines.csv_input import lines
from pipelines.input_error import InputError
from pipelines.intake.filed import dropped, filed
from pipelines.intake.inbox import INBOX
from pipelines.intake.joined import joined
from pipelines.intake.passed_over import is_passed_over
from pipelines.intake.store import ARCHIVE
from pipelines.model import Filing

_log = logging.getLogger(__name__)
MANIFEST = "manifest.csv"
COLUMNS = ("path", "source_url", "published_on", "listed_office", "listed_title", "part_of")
NOT_FILINGS = frozenset(
    {MANIFEST, "README.md", "README.zh.md", "sources.yml", "offices.csv", "roster.csv", "decisions.csv"}
)
"""Files at the top of raw/ that describe it."""


class ManifestError(InputError):
    """manifest.csv cannot be used; the message says where and what is expected."""


def claims(raw: Path) -> dict[str, dict[str, str | None]]:
    """Rows of manifest.csv by path relative to `raw`, empty fields as None. No manifest, no
    claims."""
    rows: dict[str, dict[str, str | None]] = {}
    for where, fields in lines(raw / MANIFEST, COLUMNS, ManifestError, needed=("path",)):
        name = fields.pop("path")
        if name in rows:
            raise ManifestError(f"{where}: 重复列出 {name} / listed twice")
        if name:
            rows[name] = {column: value or None for column, value in fields.items()}
    return rows


def files(raw: Path) -> dict[str, Path]:
    """What is under `raw` and is a filing by itself, by the path that names it in the
    warehouse: all but folders, also what cannot be read, such as a pipe, a broken link, or a link
    to a folder. Not what is in the archive, nor what waits in the inbox, nor what is passed over by
    its name."""
    by_name: dict[str, Path] = {}
    own = [p for p in raw.iterdir() if p.name not in (ARCHIVE, INBOX)] if raw.is_dir() else []
    for path in sorted(p for top in own for p in (top, *(() if top.is_symlink() else top.rglob("*")))):
        relative = path.relative_to(raw)
        if (path.is_symlink() or not path.is_dir()) and not is_passed_over(relative):
            name = display_path(relative)
            by_name[name if name not in by_name else _escaped(relative)] = path
    return {name: path for name, path in by_name.items() if name not in NOT_FILINGS}


def display_path(path: Path) -> str:
    """A path as text that can be stored and printed. Names packed on a Chinese Windows are in its
    encoding, and what is in none is escaped."""
    name = os.fsencode(path.as_posix())
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _escaped(path)


def _escaped(path: Path) -> str:
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def filings(raw: Path) -> list[Filing]:
    """All filings under `raw`, ordered by path; parts of one report are one filing. A file that is
    missing or cannot be opened has no hash and size 0. Raises ManifestError."""
    claimed = claims(raw)
    taken = {f.path: f for f in filed(raw)} | {n: Filing(n, *_digest(p)) for n, p in files(raw).items()}
    named = {f"{INBOX}/{name}": path for name, path in dropped(raw).items()}
    part_of = []
    for name, fields in claimed.items():
        path = named.get(name, name)
        report = fields.pop("part_of", None)
        said = {column: value for column, value in fields.items() if value}
        taken[path] = replace(taken.get(path) or Filing(path, "", 0), **said)  # type: ignore[arg-type]
        if report:
            part_of.append((path, report))
    try:
        return sorted(joined(taken, part_of), key=lambda f: f.path)
    except ValueError as error:
        raise ManifestError(f"{raw / MANIFEST}: {error}") from error


def _digest(path: Path) -> tuple[str, int]:
    """Hash and size of a file, however large. Nothing else is opened: a pipe would wait for
    ever."""
    if not path.is_file():
        return "", 0
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), file.tell()
    except OSError as error:
        _log.warning("%s cannot be read: %s", path, error)
        return "", 0
