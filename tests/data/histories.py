"""Invents offices and their reports of five years in which every rule holds: figures that add up
and carry over, prose that says what the tables say, in time. `tests.data.planted` then spoils some
of them on purpose. Seeded."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from pipelines.catalogue.load import catalogue
from pipelines.model import Fact, Filing, Report, Statement
from pipelines.normalise.prose import mentions, wordings

YEARS = range(2019, 2024)
APPLICANTS = tuple(c for c in catalogue().editions["f2021"].tables["t3"].columns if c != "total")
STATUS: dict[str, str] = {"/": "slash", "": "blank", "?": "ambiguous"}
WORDS = [
    a + b for a in "档案网站专栏窗口台账目录政策解读培训审核" for b in "规范更新完善公布清理核对登记答复汇总"
]


@dataclass
class Office:
    """An office as the office stage would give it."""

    number: int
    name: str
    kind: str
    level: str
    scope: str = "own_body"
    parent: int | None = None


@dataclass
class Said:
    """A report: `figures` maps a cell to a number or to the text that is printed, `prose` overrides
    what a section says, `tables` are those that it has."""

    office: Office
    year: int
    edition: str
    figures: dict[str, Any] = field(default_factory=dict)
    prose: dict[str, str] = field(default_factory=dict)
    title_year: int | None = None
    period_year: int | None = None
    published_on: str | None = None
    tables: tuple[str, ...] = ("t2", "t3", "t4")
    units: dict[str, str] = field(default_factory=dict)
    words: str = ""

    @property
    def key(self) -> tuple[int, int]:
        return self.office.number, self.year

    def __getitem__(self, cell: str) -> Any:
        return self.figures[cell]

    def add(self, cell: str, by: float) -> None:
        self.figures[cell] += by

    def report(self) -> Report:
        """As the reading stages hand it over."""
        facts = tuple(self._fact(cell) for cell in self.figures if cell.split(".")[0] in self.tables)
        name, year = self.office.name, self.year
        period = self.period_year or year
        new = _total(self.figures, "requests_new") if "t3" in self.tables else 1
        asked = f"收到政府信息公开申请{new:g}件。" if new else "未收到政府信息公开申请。"
        sections = {
            "front": f"统计期限自{period}年1月1日起至{period}年12月31日止。",
            "overview": f"一、总体情况\n{year}年，{name}{self.words}。{asked}",
            "problems": f"五、存在的主要问题及改进情况\n{self.words[::-1]}。{year + 1}年，我们将继续改进。",
            "other_matters": "六、其他需要报告的事项\n没有收取信息处理费。",
            **self.prose,
        }
        title = f"{name}{self.title_year or year}年政府信息公开工作年度报告"
        sections = {section: text for section, text in sections.items() if text}
        statement = Statement(
            name, year, self.edition, title, sections=sections, numbers_found=_printed(facts)
        )
        filing = Filing(
            f"{self.office.number}-{year}.txt", f"{self.office.number:08x}{year:07x}".ljust(64, "0"), 1
        )
        return Report(
            filing,
            "text",
            "parsed",
            statement,
            facts,
            (),
            self.published_on,
            mentions=mentions(statement),
            wordings=wordings(statement),
        )

    def _fact(self, cell: str) -> Fact:
        table, row, column = cell.split(".")
        printed = self.figures[cell]
        line = catalogue().counted(table, row, column)
        unit = self.units.get(cell, line.unit)
        if not isinstance(printed, str):
            return Fact(table, row, column, float(printed), "number", f"{printed:g}", unit)
        if printed.endswith("%"):
            return Fact(table, row, column, float(printed[:-1]), "percent", printed, unit)
        status: Any = STATUS[printed]
        return Fact(table, row, column, None, status, None if printed == "?" else printed, unit)


def _total(figures: dict[str, Any], row: str) -> float:
    total = figures[f"t3.{row}.total"]
    return total if not isinstance(total, str) else sum(figures[f"t3.{row}.{a}"] for a in APPLICANTS)


def _printed(facts: Iterable[Fact]) -> int:
    return sum(f.status in ("number", "percent", "slash") for f in facts)


def histories(
    offices: Iterable[Office], seed: int = 0, steady: Iterable[int] = (), years: Iterable[int] = YEARS
) -> dict[tuple[int, int], Said]:
    """The reports of all offices by (office, year). An office in `steady` has the same figures year
    after year but for its decisions."""
    made = {}
    for office in offices:
        chance = random.Random(f"{seed} {office.number}")
        last: Said | None = None
        for year in years:
            edition: Literal["f2019", "f2021"] = "f2019" if year < 2021 else "f2021"
            said = Said(office, year, edition)
            said.words = (
                "，".join("".join(chance.sample(WORDS, 5)) + f"{office.number}" for _ in range(12))
                + ("。" + "".join(chance.sample(WORDS, 9)) + "。") * 1
                + "。".join("".join(chance.sample(WORDS, 8)) for _ in range(8))
            )
            said.figures = {
                f"{t}.{c}": 0
                for t in ("t2", "t3", "t4")
                for c in catalogue().editions[edition].tables[t].cells
            }
            busy = office.kind != "street"
            _proactive(said, last, chance, office.number in steady)
            _requests(said, last, chance, busy, office.number in steady)
            if busy:
                _disputes(said, chance)
            said.published_on = f"{year + 1}-01-{chance.randint(5, 28):02d}"
            made[said.key] = last = said
    return made


def _proactive(said: Said, last: Said | None, chance: random.Random, steady: bool) -> None:
    figures = said.figures
    for row in ("administrative_licenses", "administrative_penalties", "administrative_coercion"):
        figures[f"t2.{row}.decisions"] = chance.randint(20, 900)
    documents = "t2.normative_documents"
    if said.edition == "f2019":
        made = chance.randint(3, 9)
        figures |= {f"{documents}.newly_made": made, f"{documents}.newly_disclosed": made}
        figures[f"{documents}.total_disclosed"] = made + chance.randint(10, 60)
        for row in ("administrative_licenses", "other_public_services", "administrative_penalties"):
            earlier = (
                last
                and last.figures[f"t2.{row}.prior_year_items"] + last.figures[f"t2.{row}.net_change_items"]
            )
            figures[f"t2.{row}.prior_year_items"] = chance.randint(20, 90) if earlier is None else earlier
            figures[f"t2.{row}.net_change_items"] = chance.randint(-9, 9)
        amount = "t2.centralized_procurement.procurement_amount"
        figures["t2.centralized_procurement.procurement_items"] = chance.randint(2, 30)
        figures[amount], said.units[amount] = round(chance.uniform(30, 900), 4), "万元"
        return
    issued = chance.randint(1, 9)
    repealed = issued if steady else chance.randint(0, 5)
    before = last.figures.get(f"{documents}.in_force", 40) if last else 40
    figures |= {f"{documents}.issued": issued, f"{documents}.repealed": repealed}
    figures[f"{documents}.in_force"] = before + issued - repealed
    figures["t2.administrative_fees.fee_amount"] = round(chance.uniform(20, 90), 4)


def _requests(said: Said, last: Said | None, chance: random.Random, busy: bool, steady: bool) -> None:
    figures = said.figures
    rows = [r.code for r in catalogue().editions[said.edition].tables["t3"].rows]
    outcomes = [r for r in rows if r not in ("requests_new", "carried_in", "total_handled", "carried_out")]
    for applicant in APPLICANTS if busy else ():
        many = applicant in ("natural_person", "commercial_enterprise")
        new = chance.randint(12, 40) if many else chance.randint(0, 3)
        carried_in = last.figures[f"t3.carried_out.{applicant}"] if last else chance.randint(0, 3)
        carried_out = carried_in if steady else min(chance.randint(2, 6) if many else 0, new)
        handled = new + carried_in - carried_out
        figures[f"t3.requests_new.{applicant}"], figures[f"t3.carried_in.{applicant}"] = new, carried_in
        figures[f"t3.total_handled.{applicant}"], figures[f"t3.carried_out.{applicant}"] = (
            handled,
            carried_out,
        )
        open_rows = [r for r in outcomes if r != "other_fee_lapsed"]
        if many:
            figures[f"t3.granted.{applicant}"], figures[f"t3.partially_granted.{applicant}"] = 3, 2
            handled -= 5
        for _ in range(int(handled)):
            figures[f"t3.{chance.choice(open_rows)}.{applicant}"] += 1
    for row in rows:
        figures[f"t3.{row}.total"] = sum(figures[f"t3.{row}.{applicant}"] for applicant in APPLICANTS)


def _disputes(said: Said, chance: random.Random) -> None:
    for row in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        results = {c: chance.randint(0, 4) for c in ("upheld", "corrected", "other_result", "pending")}
        said.figures |= {f"t4.{row}.{c}": n for c, n in results.items()}
        said.figures[f"t4.{row}.total"] = sum(results.values())
