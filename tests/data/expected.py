"""Turns a sample into what a reader owes for its file: every cell with value, status and printed
text."""

from __future__ import annotations

import re
from typing import Any

from pipelines.catalogue.load import catalogue
from tests.data.filled import Filled
from tests.data.samples import Sample

NIL = {"": "blank", "/": "slash"}


def expected(sample: Sample) -> dict[str, Any]:
    """`file` under raw/, `office` as the report itself names it, `year`, `edition`, `status` and
    `cells`.

    A cell with `or_status` may also be left in that doubt, without a value; the report is then
    `partial`, which `or_status` of the report allows. `text` is null where the file does not show
    one text for the cell.
    """
    cells = {code: _cell(sample, code) for code in codes(sample.filled)}
    out = {
        "file": sample.path,
        "office": sample.filled.office,
        "year": sample.filled.year,
        "edition": sample.filled.edition,
        "status": sample.status,
        "cells": cells,
    }
    if sample.status == "parsed" and any(cell.get("or_status") == "unreadable" for cell in cells.values()):
        out["or_status"] = "partial"
    return out


def codes(filled: Filled) -> list[str]:
    """The code of every cell that the form has, in reading order."""
    editions = catalogue().editions
    return [
        f"{table}.{cell}"
        for table in catalogue().tables
        if (edition := editions.get(filled.edition_of(table))) and (form := edition.tables.get(table))
        for cell in form.cells
    ]


def _cell(sample: Sample, code: str) -> dict[str, Any]:
    if code in sample.ambiguous or code.rsplit(".", 1)[0] in sample.ambiguous:
        return {"value": None, "status": "ambiguous", "text": None}
    text = sample.filled.printed(code).strip()
    plain = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text)
    cell: dict[str, Any] = {}
    if plain:
        cell = {"value": float(text) if "." in text else int(text), "status": "number"}
    elif text in NIL:
        cell = {"value": None, "status": NIL[text]}
    cell = {**cell, **sample.read_as.get(code, {})}
    if not {"value", "status"} <= set(cell):
        raise ValueError(f"{sample.slug}: {code} prints {text!r}: its description must say how that is read")
    return {**cell, "text": None if cell["status"] == "absent" else text}
