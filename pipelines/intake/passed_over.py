"""Names of files that are no reports, whoever wrote them: hidden files, locks of office programs,
downloads that go on, what systems leave in folders."""

from __future__ import annotations

from pathlib import Path

from pipelines.intake.store import ARCHIVE

_HIDDEN = (".", "~$")
_UNFINISHED = (".part", ".crdownload", ".tmp", ".filepart")
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


def is_passed_over(relative: Path) -> bool:
    """Whether a file is left out by its name, or by that of a folder that it is in."""
    named = any(part.startswith(_HIDDEN) or part.lower() in _OF_SYSTEMS for part in relative.parts)
    return named or relative.suffix.lower() in _UNFINISHED


def passed_over(folder: Path) -> list[str]:
    """The files below a folder that are left out, by their path there; what is in a hidden folder, or
    in the archive, is not looked at."""
    left: list[str] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            if not path.name.startswith(".") and path.name != ARCHIVE:
                left += [f"{path.name}/{name}" for name in passed_over(path)]
        elif is_passed_over(Path(path.name)):
            left.append(path.name)
    return left
