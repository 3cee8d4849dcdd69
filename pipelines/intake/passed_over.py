"""Names of files that are no reports, whoever wrote them: hidden files, locks of office programs,
downloads that go on, what systems leave in folders."""

from __future__ import annotations

import logging
from pathlib import Path

from pipelines.intake.store import ARCHIVE

_log = logging.getLogger(__name__)
_HIDDEN = (".", "~$")
_UNFINISHED = (".part", ".crdownload", ".tmp", ".filepart")
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


def is_passed_over(relative: Path) -> bool:
    """Whether a file is left out by its name, or by that of a folder that it is in."""
    named = any(part.startswith(_HIDDEN) or part.lower() in _OF_SYSTEMS for part in relative.parts)
    return named or relative.suffix.lower() in _UNFINISHED


def passed_over(folder: Path, within: Path = Path()) -> list[str]:
    """The files in `folder`, from `within` it on, that are left out, by their path there; what is in a
    hidden folder, in the archive, or in a folder that may not be looked into is not told."""
    left: list[str] = []
    try:
        inside = sorted((folder / within).iterdir()) if (folder / within).is_dir() else []
    except OSError as error:
        _log.info("what is left out in it is not told: %s", error)
        return []
    for path in inside:
        relative = path.relative_to(folder)
        if path.is_dir() and not path.is_symlink():
            if not path.name.startswith(".") and relative != Path(ARCHIVE):
                left += passed_over(folder, relative)
        elif is_passed_over(relative):
            left.append(relative.as_posix())
    return left
