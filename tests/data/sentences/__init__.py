"""Sentences as offices write them, and what is to be found in each.

The files beside this one hold groups. `fair`: nothing may be found, since the sentence is right or may
mean something else than the cell. `slips`: rule -> sentences that contradict the tables and can mean
nothing else; just this rule must say so. Each stands alone in a report of its own, of `office`
(a county's bureau) and `year` (2022), in `section` (overview), beside the `figures` of its group, all
others being 0; `before` are those of the year before.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.data.histories import Office, Said, histories
from tests.data.planted_list import sound_list

FOLDER = Path(__file__).parent
FIRST = 5000
"""The number of the office that says the first sentence."""
FIRST_OF_2019 = 2019
"""The first year of the forms with three tables; `figures` of years before it are codes of the
list."""
CELLS = {
    "carried_in": ("t3.carried_in.natural_person", "t3.carried_in.total"),
    "carried_out": ("t3.carried_out.natural_person", "t3.carried_out.total"),
    "reconsiderations": ("t4.reconsideration.upheld", "t4.reconsideration.total"),
    "lawsuits": ("t4.litigation_direct.upheld", "t4.litigation_direct.total"),
    "documents_issued": ("t2.normative_documents.issued",),
    "documents_repealed": ("t2.normative_documents.repealed",),
    "documents_in_force": ("t2.normative_documents.in_force",),
    "licences": ("t2.administrative_licenses.decisions",),
    "penalties": ("t2.administrative_penalties.decisions",),
}
"""A figure of the file -> the cells that print it."""


class Told(NamedTuple):
    """A sentence, the report that says it, the one of the year before, and the rules that are
    broken."""

    text: str
    report: Said
    before: Said | None
    rules: frozenset[str]


@lru_cache(maxsize=1)
def groups() -> list[dict[str, Any]]:
    """The groups as they are written."""
    files = sorted(FOLDER.glob("*.yml"))
    return [
        group for file in files for group in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    ]


def told() -> Iterator[Told]:
    """Every sentence in the order of the files."""
    number = FIRST
    for group in groups():
        said = [(text, frozenset[str]()) for text in group.get("fair", ())]
        slips = group.get("slips", {})
        said += [(text, frozenset({rule})) for rule, texts in slips.items() for text in texts]
        for text, rules in said:
            yield _told(group, number, text, rules)
            number += 1


def _told(group: dict[str, Any], number: int, text: str, rules: frozenset[str]) -> Told:
    name = group.get("office", "青禾县教育局")
    kind = "government" if name.endswith("政府") else "department"
    office = Office(number, name, kind, "county")
    year = group.get("year", 2022)
    if year < FIRST_OF_2019:
        return Told(text, _of_list(office, year, group, text), None, rules)
    before = _report(office, year - 1, group["before"]) if "before" in group else None
    report = _report(office, year, group.get("figures", {}))
    section = group.get("section", "overview")
    report.prose |= {"overview": "我们做好政府信息公开工作。", section: text}
    return Told(text, report, before, rules)


def _of_list(office: Office, year: int, group: dict[str, Any], text: str) -> Said:
    """A report with the table of statistics, in which all is 0 but the figures, which are its
    codes."""
    said = sound_list(office)
    said.year, said.published_on = year, f"{year + 1}-03-20"
    said.figures = dict.fromkeys(said.figures, 0) | {
        f"st.{row}.figure": value for row, value in group["figures"].items()
    }
    said.prose = {"overview": "我们做好政府信息公开工作。", group.get("section", "overview"): text}
    return said


def _report(office: Office, year: int, figures: dict[str, int]) -> Said:
    """A report in which all is 0 but the figures."""
    said = histories([office], years=(year,))[office.number, year]
    said.prose["overview"] = "我们做好政府信息公开工作。"
    said.figures = dict.fromkeys(said.figures, 0)
    for name, cells in CELLS.items():
        said.figures |= dict.fromkeys(cells, figures.get(name, 0))
    many, organised = figures.get("requests", 0), figures.get("organisations", 0)
    _applicants(said, "requests_new", many - organised, organised)
    lapsed = figures.get("lapsed", 0)
    handled = many - organised + figures.get("carried_in", 0) - figures.get("carried_out", 0)
    _applicants(said, "granted", handled - lapsed, organised)
    _applicants(said, "other_fee_lapsed", lapsed, 0)
    _applicants(said, "total_handled", handled, organised)
    return said


def _applicants(said: Said, row: str, persons: int, enterprises: int) -> None:
    """A row of table 3."""
    for column, value in (("natural_person", persons), ("commercial_enterprise", enterprises)):
        said.figures[f"t3.{row}.{column}"] = value
    said.figures[f"t3.{row}.total"] = persons + enterprises
