"""One slip is one entry, with the value that would mend all, in the check and in the warehouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations.rules import load
from findings.check import findings_of
from findings.finding import PUBLISHED, Finding, entries
from findings.record import record
from tests.data.histories import Office, Said, histories
from tests.unit.warehouse.small_build import Small, make
from warehouse.query import run

SLIPS = {
    "a total of the outcomes": {"t3.total_handled.total": 9},
    "the total of a row": {"t3.granted.total": -3},
    "a part": {"t3.not_held.natural_person": 8},
    "what was received": {"t3.requests_new.natural_person": 4},
    "what was carried in, also beside the year before": {"t3.carried_in.natural_person": 2},
    "two in one row": {"t3.granted.natural_person": 4, "t3.granted.commercial_enterprise": 3},
    "two in one column": {"t3.not_held.natural_person": 2, "t3.refused_third_party.natural_person": 5},
    "two of them": {"t3.granted.total": 3, "t3.carried_out.commercial_enterprise": 2},
}


def spoilt(changes: dict[str, float]) -> tuple[Said, Said, dict[str, float]]:
    """The report, that of the year before, and what the changed cells were."""
    years = histories([Office(1, "青禾县教育局", "department", "county")])
    said, before = years[1, 2023], years[1, 2022]
    meant = {cell: said[cell] for cell in changes}
    said.prose["overview"] = said.words
    for cell, by in changes.items():
        said.add(cell, by)
    return said, before, meant


@pytest.mark.parametrize("slip", SLIPS)
def test_the_check_names_the_value_that_mends_all(slip: str) -> None:
    said, before, meant = spoilt(SLIPS[slip])
    found = findings_of(said.report(), before.report())
    slips = entries(found)
    assert {first.suspect for first, *_ in slips} == set(meant.items())
    assert len(slips) == len(meant) < len(found)
    for first, *_ in slips:
        assert first.suspect is not None
        assert first.message.endswith(f"可能应为 {meant[first.suspect[0]]:g}")


def test_the_words_are_those_of_the_form() -> None:
    said, before, meant = spoilt({"t3.total_handled.total": 9})
    first = findings_of(said.report(), before.report())[0]
    assert f"第三表“（七）总计”的“总计”可能应为 {meant['t3.total_handled.total']:g}" in first.message


def test_the_warehouse_says_the_same(tmp_path: Path) -> None:
    printed = {
        f"t3.{row}.{column}": "5"
        for row in ("requests_new", "total_handled")
        for column in ("natural_person", "total")
    }
    wrong = {**printed, "t3.granted.natural_person": "5", "t3.granted.total": "0"}
    draft = make(tmp_path, Small(1, 2022, printed=wrong))
    record(draft, {code: rule for code, rule in load().items() if rule.check.alone})
    rows = run(f"SELECT {PUBLISHED} FROM finding_list ORDER BY severity, finding_id", draft)[1]
    (slip,) = entries([Finding.published(row) for row in rows])
    assert len(slip) == 2
    assert slip[0].message.endswith("第三表“（一）予以公开”的“总计”可能应为 5")
    assert slip[0].message_en.endswith("“Granted in full”, “Total” may have to be 5")
    assert "可能应为" not in slip[1].message
