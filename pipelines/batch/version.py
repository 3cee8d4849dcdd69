"""The version of the reader: a digest of everything that decides what is read in a file.

A filing is read again when, and only when, the version for files of its format changes; nobody has
to remember to raise a number. What only readers of other formats import does not count for it, nor
do the words of issues.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipelines.code_digest import code_digest
from pipelines.read.formats import FORMATS
from pipelines.report_columns import names

_PACKAGE = Path(__file__).parents[1]
_READ = _PACKAGE / "read"
_PARTS = ("catalogue", "naming", "read", "recognise", "normalise")
_FILES = (
    *("filing.py", "issue.py", "model.py", "fold.py", "numerals.py", "values.py"),
    *("report.py", "report_columns.py"),
)
_BESIDE = frozenset(
    {
        *("corrections.py", "corrections.yml", "indicators.py", "indicators.yml"),
        *("page_image.py", "page_picture.py"),
    }
)
"""They change nothing in what is read."""
READERS = {format.name: format.modules for format in FORMATS if format.reader and not format.packs}
"""Format of a document -> the modules below pipelines.read that are opened for it. A format that is
not here, such as that of an archive with another inside, may need all of them."""
DOOR = "door"
"""It and what it imports decide for every file; readers it only knows by their names in
`formats`."""
_OF_SCANS = "scan.text"
_ISSUES = _PACKAGE / "catalogue" / "issues.yml"


@lru_cache(maxsize=1)
def reader_version() -> str:
    """Twelve hex digits over the code and the catalogue of reading, recognising and normalising,
    and the recogniser."""
    return _digest(_files(), True)


@lru_cache(maxsize=64)
def version_of(format: str) -> str:
    """The same over what a file of this format needs."""
    if format not in READERS:
        return reader_version()
    needed = _closure((*READERS[format], *_imported(DOOR))) | {DOOR}
    others = set().union(*map(_closure, READERS.values())) - needed
    return _digest([p for p in _files() if _module(p) not in others], _OF_SCANS in needed)


def _files() -> list[Path]:
    files = [p for part in _PARTS for p in (_PACKAGE / part).rglob("*") if p.suffix in (".py", ".yml")]
    return sorted([*(p for p in files if p.name not in _BESIDE), *(_PACKAGE / name for name in _FILES)])


def _module(path: Path) -> str:
    """The name of a module below pipelines.read; nothing for a file of another stage."""
    inside = path.suffix == ".py" and path.is_relative_to(_READ)
    return ".".join(path.relative_to(_READ).with_suffix("").parts) if inside else ""


def _digest(files: list[Path], scans: bool) -> str:
    columns = " ".join(names("reading"))  # a shard with other columns is another shard
    code = (path for path in files if path != _ISSUES)
    return code_digest(_PACKAGE, code, columns, _severities(_ISSUES), _recogniser() if scans else "")[:12]


def _severities(issues: Path) -> str:
    """What of the issues decides what is read: not their words."""
    import yaml

    kinds = yaml.load(issues.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return repr(sorted((code, kind["severity"]) for code, kind in kinds.items()))


@lru_cache(maxsize=64)
def _closure(names: tuple[str, ...]) -> frozenset[str]:
    """Files of read/ that these import, directly or not, and themselves."""
    reached, waiting = set(names), [*names]
    while waiting:
        fresh = _imported(waiting.pop()) - reached
        reached |= fresh
        waiting += fresh
    return frozenset(reached)


@lru_cache(maxsize=256)
def _imported(name: str) -> frozenset[str]:
    """Files of read/ that a file of it imports, also within functions."""
    tree = ast.parse((_READ / f"{name.replace('.', '/')}.py").read_bytes())
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return frozenset(m.removeprefix("pipelines.read.") for m in modules if m.startswith("pipelines.read."))


def _recogniser() -> str:
    """The version of what recognises scans. It is an extra: the same code reads more where it is
    installed."""
    try:
        return version("rapidocr")
    except PackageNotFoundError:
        return ""
