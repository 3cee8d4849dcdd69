"""Reads the descriptions of the sample reports (reports/*.yml): what each says, how it is laid out,
what a reader owes.

A description gives the figures row by row in the order of the form's columns; rows that it leaves
out print `default`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipelines.catalogue.load import catalogue
from tests.data.faults import FAULTS
from tests.data.forms import Filled, Layout, render

REPORTS = Path(__file__).parent / "reports"


@dataclass(frozen=True)
class Sample:
    """One file of raw/.

    `patches` are pairs (piece of the text, what the file has instead), applied to text layouts.
    `read_as` maps a cell code to what a reader owes where that is not plain from the printed text:
    `value`, `status`, and `or_status` if it may also leave the cell in that doubt. `ambiguous`
    lists cells or whole rows that cannot be settled from the file.
    """

    slug: str
    suffix: str
    filled: Filled
    layout: Layout
    status: str = "parsed"
    options: Mapping[str, Any] = field(default_factory=dict)
    patches: tuple[tuple[str, str], ...] = ()
    read_as: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    ambiguous: tuple[str, ...] = ()
    manifest: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Under raw/."""
        return f"{self.filled.year}/{self.slug}.{self.suffix}"

    def render(self) -> bytes:
        """The file. Raises ValueError if a patch does not fit."""
        options = {**self.options, **FAULTS.get(self.slug, {})}
        data = render(self.filled, self.layout, **options)
        if not self.patches:
            return data
        text = data.decode("utf-8")
        for old, new in self.patches:
            if text.count(old) != 1:
                raise ValueError(
                    f"{self.slug}: {old!r} stands {text.count(old)} times, a patch needs it once"
                )
            text = text.replace(old, new)
        return text.encode("utf-8")


def samples() -> list[Sample]:
    """All samples, by path. Raises ValueError where a description does not fit the form."""
    return sorted((_sample(path) for path in REPORTS.glob("*.yml")), key=lambda sample: sample.path)


def _sample(path: Path) -> Sample:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    form = {key: data.pop(key) for key in ("office", "year", "edition")}
    for key in ("prose", "default", "editions", "labels", "headings", "title"):
        if key in data:
            form[key] = data.pop(key)
    shape = Filled(**form)
    figures = _figures(path.name, shape, data.pop("figures", {}))
    data["patches"] = tuple((old, new) for old, new in data.get("patches", ()))
    data["ambiguous"] = tuple(data.get("ambiguous", ()))
    return Sample(slug=path.stem, filled=Filled(**form, figures=figures), **data)


def _figures(name: str, shape: Filled, tables: Mapping[str, Mapping[str, list[Any]]]) -> dict[str, str]:
    figures = {}
    for table, rows in tables.items():
        known = {
            row.code: row.columns for row in catalogue().editions[shape.edition_of(table)].tables[table].rows
        }
        for code, texts in rows.items():
            if len(texts) != len(known.get(code, ())):
                raise ValueError(f"{name}: {table}.{code}: {len(texts)} cells; rows and columns are {known}")
            for column, text in zip(known[code], texts, strict=True):
                figures[f"{table}.{code}.{column}"] = str(text)
    return figures
