"""A report as the official form: rows of slots, each with its words or with what is printed, marked
by the findings and doubts of its cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.asked import Asked
from export.form_html import Sheet, cell_text, looks_of, numbers
from pipelines.catalogue import catalogue
from pipelines.catalogue.sheet import Slot, rows
from pipelines.model import DOUBTFUL
from warehouse.schema import statuses


@dataclass(frozen=True)
class Drawn:
    """A slot of the form. `code`: of a cell; a heading has none. `words`: of a heading, or as
    printed. `marks`: numbers of the slips that name the cell. `remark`: what is told of it."""

    across: int
    down: int
    words: str
    code: str = ""
    look: str = ""
    marks: tuple[int, ...] = ()
    remark: str = ""
    href: str = ""


def forms(asked: Asked, sheet: Sheet, focus: str, key: str) -> list[dict[str, Any]]:
    """Each statutory table that was found: its code, title and rows of slots."""
    named = numbers(sheet.findings)
    return [
        {
            "code": table,
            "title": asked.t(catalogue().tables[table].zh, catalogue().tables[table].en),
            "rows": [
                [_slot(asked, slot, sheet, named, focus, key) for slot in row]
                for row in rows(table, edition, sheet.cells)
            ],
        }
        for table, edition in sheet.tables().items()
    ]


def named(asked: Asked, cell: str) -> str:
    """A cell by its row and column."""
    table, row, column = cell.split(".")
    book = catalogue()
    first, second = book.row(table, row), book.column(table, column)
    return asked.t(f"{first.zh} · {second.zh}", f"{first.en} · {second.en}")


def _slot(
    asked: Asked, slot: Slot, sheet: Sheet, marked: dict[str, list[int]], focus: str, key: str
) -> Drawn:
    if not slot.code:
        return Drawn(slot.across, slot.down, asked.t(slot.zh, slot.en))
    printed = sheet.cells.get(slot.code)
    status = printed[2] if printed else "absent"
    looks = [*looks_of(slot.code, sheet), *(["focus"] if slot.code == focus else [])]
    remarks = [asked.t(f.message, f.message_en) for f in sheet.findings if slot.code in f.cells]
    if status in DOUBTFUL:
        remarks.append(
            asked.t("存疑", "in doubt")
            + (f"{asked.t('：', ': ')}“{printed[0]}”" if printed and printed[0] else "")
        )
    return Drawn(
        slot.across,
        slot.down,
        cell_text(printed),
        slot.code,
        " ".join(looks),
        tuple(marked.get(slot.code, ())),
        "\n".join(remarks),
        asked.link(f"/reports/{key}", cell=slot.code) + "#source" if key else "",
    )


def kind_of(asked: Asked, status: str) -> str:
    """What kind of cell it is, in words."""
    return asked.t(*statuses()[status])
