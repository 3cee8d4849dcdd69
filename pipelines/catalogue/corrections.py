"""Reads corrections.yml: published values known to be wrong, each with what is right, why, and how
it is known."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipelines.catalogue.load import catalogue
from pipelines.catalogue.strict_yaml import CatalogueError, parsed

FILE = Path(__file__).with_name("corrections.yml")


@dataclass(frozen=True, slots=True)
class Correction:
    """A second value beside a published one. The report is named by its `sha256`, or by `office`
    and `year`.

    `published` is the guard: where the report states another value by now, the correction is not
    applied. None stands for a cell that is nil.
    """

    cell: str
    published: float | None
    corrected: float
    reason: str
    evidence: str
    sha256: str | None = None
    office: str | None = None
    year: int | None = None


def corrections(path: Path = FILE) -> tuple[Correction, ...]:
    """The entries of the file in their order. Raises CatalogueError."""
    entries = parsed(path) or []
    if not isinstance(entries, list):
        raise CatalogueError(f"{path.name}: a list of corrections is expected")
    written = tuple(
        _correction(f"{path.name}: entry {number}", entry) for number, entry in enumerate(entries, start=1)
    )
    places = [(c.sha256, c.office, c.year, c.cell) for c in written]
    if twice := {place for place in places if places.count(place) > 1}:
        raise CatalogueError(f"{path.name}: {sorted(twice, key=str)} is listed more than once")
    return written


def _correction(where: str, entry: Any) -> Correction:
    names = {f.name for f in fields(Correction)}
    if not isinstance(entry, dict) or set(entry) - names:
        raise CatalogueError(f"{where}: fields {sorted(set(entry) - names)}; known are {sorted(names)}")
    if missing := {"cell", "published", "corrected", "reason", "evidence"} - set(entry):
        raise CatalogueError(f"{where}: {sorted(missing)} is missing")
    if ("sha256" in entry) == ("office" in entry and "year" in entry):
        raise CatalogueError(f"{where}: either sha256, or office and year")
    if entry["cell"] not in catalogue().cells():
        raise CatalogueError(f"{where}: no form has the cell {entry['cell']!r}")
    for name in ("published", "corrected"):
        number = entry[name]
        if not isinstance(number, int | float) and not (name == "published" and number is None):
            raise CatalogueError(f"{where}: {name} {number!r} is no number")
    if not all(isinstance(entry[name], str) and entry[name].strip() for name in ("reason", "evidence")):
        raise CatalogueError(f"{where}: reason and evidence are needed in words")
    return Correction(**entry)
