"""The drawn form has every cell of the edition once, in a rectangle without holes."""

from __future__ import annotations

import pytest

from pipelines.catalogue import catalogue
from pipelines.catalogue.sheet import edition_of, placed, rows

FORMS = [(table, code) for code, edition in catalogue().editions.items() for table in edition.tables]


@pytest.mark.parametrize(("table", "edition"), FORMS)
def test_every_cell_stands_once_in_a_full_rectangle(table: str, edition: str) -> None:
    drawn = list(placed(rows(table, edition)))
    codes = [slot.code for _, _, slot in drawn if slot.code]
    assert codes == [f"{table}.{cell}" for cell in catalogue().editions[edition].tables[table].cells]
    covered = [
        (y + dy, x + dx) for y, x, slot in drawn for dy in range(slot.down) for dx in range(slot.across)
    ]
    height, width = max(y for y, _ in covered) + 1, max(x for _, x in covered) + 1
    assert len(covered) == len(set(covered)) == height * width


def test_local_rows_are_drawn_where_a_report_has_them() -> None:
    local = "t2.other_disclosed_documents.newly_made"
    assert local not in {s.code for row in rows("t2", "f2019") for s in row}
    assert local in {s.code for row in rows("t2", "f2019", {local}) for s in row}


def test_the_edition_is_told_by_its_cells() -> None:
    assert edition_of("t2", {"t2.government_rules.issued"}) == "f2021"
    assert edition_of("t2", {"t2.government_rules.newly_made"}) == "f2019"
    assert edition_of("t3", {"t3.other_misc.total"}) == "f2021"
    assert edition_of("t4", set()) is None
