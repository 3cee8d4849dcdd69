"""Writes a filled form as a text dump, in the six ways in which text dumps of reports are met."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping

from tests.data.filled import Filled
from tests.data.forms_grid import fields, parts, places

Rows = list[list[str]]
Fault = Callable[[Rows], Rows]
"""Spoils the fields of a table as a dump does; an empty row prints an empty line, as at a page
break."""


def tabs(filled: Filled, faults: Mapping[str, Fault] | None = None) -> str:
    """One row per line, tabs between cells; merged cells leave empty fields. `faults` is keyed by
    table."""
    out = []
    for part in parts(filled):
        if part.kind == "table":
            rows = (faults or {}).get(part.table, list)(fields(part.grid))
            out.append("\n".join("\t".join(row) for row in rows))
        else:
            out.append(part.text)
    return "\n\n".join(out) + "\n"


def lines(
    filled: Filled,
    pad: Callable[[str, int], str] = lambda text, _: text,
    breaks: Mapping[str, str] | None = None,
) -> str:
    """One cell per line after a tab, an empty line after each row; a cell merged with the one above
    is a lone tab.

    `pad(text, n)` sets blanks around the text of the n-th value of the report; `breaks` maps a
    label to the same label broken by a newline.
    """
    out: list[str] = []
    count = 0
    for part in parts(filled):
        if part.kind != "table":
            out.append(part.text)
            continue
        for line in places(part.grid):
            for slot, begun in line:
                text = "" if begun else (breaks or {}).get(slot.text, slot.text)
                if slot.code:
                    text, count = pad(text, count), count + 1
                out.append("\t" + text)
            out.append("")
    return "\n".join(out) + "\n"


def blanks(filled: Filled) -> str:
    """One row per line, runs of blanks between cells, nothing at all for an empty or merged
    cell."""
    out = []
    for part in parts(filled):
        if part.kind == "table":
            out += ["    ".join(slot.text for slot in row if slot.text) for row in part.grid]
            out.append("")
        else:
            out += [part.text, ""]
    return "\n".join(out)


def markdown(filled: Filled) -> str:
    """Pipe tables with one rule after the first row; pipes inside cells escaped."""
    marks = {"title": "# ", "heading": "## "}
    out = []
    for part in parts(filled):
        if part.kind == "table":
            rows = [
                "| " + " | ".join(text.replace("|", "\\|") for text in row) + " |"
                for row in fields(part.grid)
            ]
            rule = "|" + " --- |" * len(fields(part.grid)[0])
            out.append("\n".join([rows[0], rule, *rows[1:]]))
        else:
            out.append(marks.get(part.kind, "") + part.text)
    return "\n\n".join(out) + "\n"


def commas(filled: Filled, end: str = "\n") -> str:
    """Commas between cells, those with a comma, a mark or a line break in quotation marks; merged
    cells leave empty fields. `end` of each line."""
    out = io.StringIO()
    for part in parts(filled):
        if part.kind == "table":
            csv.writer(out, lineterminator=end).writerows(fields(part.grid))
        else:
            out.write(part.text + end)
    return out.getvalue()


def glued(filled: Filled, preamble: str = "") -> str:
    """Everything on one line with nothing between cells, after the `preamble` lines that a crawler
    wrote."""
    body = "".join(
        part.text or "".join(slot.text for row in part.grid for slot in row) for part in parts(filled)
    )
    return preamble + body + "\n"


LAYOUTS: dict[str, Callable[..., str]] = {
    "tabs": tabs, "commas": commas, "lines": lines, "blanks": blanks, "markdown": markdown, "glued": glued,
}  # fmt: skip
