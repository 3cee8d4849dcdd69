"""Faults of every rule, planted into invented histories: what was changed in which report, and what
must be found.

Each fault has an office of its own, so that what one of them breaks elsewhere is not mistaken for
another.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.data.histories import Office, Said, histories
from tests.data.planted import papers, prose, stocks, sums, years
from tests.data.planted.spoiling import Books
from tests.data.planted_list import YEAR as YEAR_OF_LISTS
from tests.data.planted_list import faulty_list, quiet_list, sound_list

Finding = tuple[str, int, int, str]
"""(rule, office, year, scope)"""
LAST = 2023
"""The year whose reports are spoilt, but for faults of the form of 2019."""
SPOILS = {**sums.SPOILS, **stocks.SPOILS, **prose.SPOILS, **years.SPOILS, **papers.SPOILS}
"""What is planted, each in an office of its own; the first word of a name is the kind of office where
it is not a department, and `steady` is one whose figures stay."""


@dataclass
class Planted:
    """The spoilt histories, what is to be found in them with its cells, and what is to be left
    undecided and why."""

    offices: list[Office]
    reports: Books
    faults: dict[Finding, frozenset[str]] = field(default_factory=dict)
    undecided: dict[Finding, str] = field(default_factory=dict)
    succession: list[dict[str, object]] = field(default_factory=list)


def planted(seed: int = 0) -> Planted:
    """At least one fault of every rule, in offices that have reports of five years each."""
    offices: list[Office] = []
    for number, (name, _) in enumerate(SPOILS.items(), start=1):
        kind, level = ("street", "township") if name.startswith("street") else ("department", "county")
        kind = "government" if name.startswith("government") else kind
        scope = "jurisdiction" if kind == "government" else "own_body"
        ending = "县委宣传部" if name.startswith("party") else "街道" if kind == "street" else "局"
        offices.append(Office(number, f"第{number}号{ending}", kind, level, scope))
    sound = [Office(1000 + n, f"完好{n}局", "department", "county") for n in range(20)]
    territory = Office(2000, "某县人民政府", "government", "county", "jurisdiction")
    other = Office(2001, "另县人民政府", "government", "county", "jurisdiction")
    below = [Office(2010 + n, f"属{n}局", "department", "county", parent=2000 + n % 2) for n in range(8)]
    offices += [*sound, territory, other, *below]
    steady = [n for n, (name, _) in enumerate(SPOILS.items(), start=1) if "steady" in name]
    out = Planted(offices, histories(offices, seed, steady))
    _sum_up(out, (territory, other), below)
    _lists(out)
    for number, (_, spoil) in enumerate(SPOILS.items(), start=1):
        for year in (LAST, 2020):
            if (year == 2020) != (spoil in stocks.EARLY):
                continue
            said = out.reports[number, year]
            for (rule, scope), cells in spoil(said, out.reports).items():
                out.faults[rule, number, year, scope] = frozenset(cells)
    new = "t3.requests_new.total"
    for year in (2021, LAST):  # a territory with less than its parts, and one that is not what its parts are
        said = out.reports[2000 if year == 2021 else 2001, year]
        parts = sum(out.reports[o.number, year][new] for o in below if o.parent == said.office.number)
        if year == 2021:
            _shrink(said, said[new] - parts + 3)
        else:
            said.prose["front"] = f"本报告汇总了{4}个行政机关的数据，统计期限自{year}年1月1日起。"
        out.faults["rollup.requests", said.office.number, year, new] = frozenset({new})
    said = out.reports[1000, LAST]
    said.figures["t3.granted.natural_person"] = "?"
    for rule, scope in (("t3.outcome_sum", "natural_person"), ("t3.applicant_sum", "granted")):
        out.undecided[rule, 1000, LAST, scope] = "doubtful"
    out.undecided["t3.carry_forward", 1000, 2019, "report"] = "previous_year_missing"
    out.undecided["t2.in_force_stock", 1000, 2021, "report"] = "form_changed"
    out.reports[1001, LAST].published_on = None
    out.undecided["report.on_time_department", 1001, LAST, "report"] = "date_unknown"
    said = out.reports[1006, LAST]
    said.prose["disputes"] = f"因政府信息公开被申请行政复议{said['t4.reconsideration.total']}件。"
    issued = said["t2.normative_documents.issued"]
    said.prose["proactive"] = f"本年度制发行政规范性文件{issued}件。"
    # one office took over another's place, one got another key
    _succeed(out, "merged", 1002, 1003, 2022)
    out.undecided["t3.carry_forward", 1003, 2022, "report"] = "office_changed"
    former = Office(1104, "完好4局", "department", "county")
    out.offices.append(former)
    for year in (2019, 2020, 2021):
        said = out.reports[1104, year] = out.reports.pop((1004, year))
        said.office = former
    _succeed(out, "recoded", 1104, 1004, 2022)
    for (rule, scope), cells in years.carried(out.reports[1004, 2022], out.reports).items():
        out.faults[rule, 1004, 2022, scope] = frozenset(cells)
    return out


def _lists(out: Planted) -> None:
    """An office of the time before, with a report in which nothing is wrong, and one with all that
    can be."""
    sound, faulty, quiet = (Office(3000 + n, f"早年{n}局", "department", "county") for n in range(3))
    out.offices += [sound, faulty, quiet]
    out.reports[sound.number, YEAR_OF_LISTS] = sound_list(sound)
    out.reports[quiet.number, YEAR_OF_LISTS] = quiet_list(quiet)
    said, faults = faulty_list(faulty)
    out.reports[faulty.number, YEAR_OF_LISTS] = said
    for (rule, scope), cells in faults.items():
        out.faults[rule, faulty.number, YEAR_OF_LISTS, scope] = cells


def _succeed(out: Planted, relation: str, before: int, after: int, year: int) -> None:
    names = {"previous_name": "前", "name": "后"}
    out.succession.append(
        {"year": year, "relation": relation, "previous_office_id": before, "office_id": after, **names}
    )


def _sum_up(out: Planted, above: tuple[Office, ...], below: list[Office]) -> None:
    """Give the territories what their parts have, and more requests than that."""
    for office in above:
        for year in range(2019, LAST + 1):
            said = out.reports[office.number, year]
            said.published_on = f"{year + 1}-03-10"
            _shrink(said, -400)


def _shrink(said: Said, by: float) -> None:
    """Take so many requests of natural persons, received and granted, out of a report; everything
    still adds up."""
    for row in ("requests_new", "granted", "total_handled"):
        for column in ("natural_person", "total"):
            said.add(f"t3.{row}.{column}", -by)
