"""Codes, numbers and cells as officials read them: 第三表, “（一）予以公开”, “/”（计 0）; labels by
the catalogue."""

from __future__ import annotations

import re
from typing import Literal

from expectations.rule import Language, Printed
from pipelines.catalogue.load import catalogue
from pipelines.model import NIL

# A remark in brackets at the end of a label, and the enumerator at its start.
REMARK = re.compile(r"（[^（）]*）$")
ENUMERATOR = re.compile(r"^(（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.、])")
"""The number in front of a label."""


def row_codes() -> tuple[str, ...]:
    """The codes of the rows of all tables."""
    return tuple(code for _, kind, code in catalogue().lines if kind == "row")


def line_name(table: str, kind: Literal["row", "column"], code: str, language: Language) -> str:
    """The label of a row or column as printed, without the remark at its end."""
    line = catalogue().lines[table, kind, code]
    return REMARK.sub("", line.zh) if language == "zh" else line.en


def plain_name(table: str, kind: Literal["row", "column"], code: str, language: Language) -> str:
    """The same without its enumerator, for use inside a sentence."""
    return ENUMERATOR.sub("", line_name(table, kind, code, language))


def cell_name(code: str, language: Language) -> str:
    """`t2.administrative_licenses.decisions` -> 第二表“行政许可”的“本年处理决定数量”."""
    table, row, column = code.split(".")
    called = catalogue().tables[table].called[language]
    names = line_name(table, "row", row, language), line_name(table, "column", column, language)
    if language == "zh":
        return f"{called}“{names[0]}”的“{names[1]}”"
    return f"{called}, “{names[0]}”, “{names[1]}”"


def number(value: float | None) -> str:
    """A value without a needless fraction; "?" where there is none."""
    if value is None:
        return "?"
    return str(int(value)) if float(value).is_integer() else f"{value:.10g}"


def printed(cell: Printed | None, language: Language, quoted: bool = False) -> str:
    """What is in a cell: a plain number bare (or `quoted`), all else in quotes with the value
    that it counts as."""
    if cell is None:
        return "?"
    text, value, status = cell
    shown = "".join((text or "").split())
    if status == "number" and not quoted:
        return shown or number(value)
    shown = f"“{shown}”" if shown else ("空白" if language == "zh" else "blank")
    if status == "number":
        return shown
    counted = number(0 if status in NIL else value)
    return f"{shown}（计 {counted}）" if language == "zh" else f"{shown} (counted as {counted})"
