"""Faults of every rule, planted into invented histories: what was changed in which report, and what
must be found.

Each fault has an office of its own, so that what one of them breaks elsewhere is not mistaken for
another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pipelines.catalogue.load import catalogue
from tests.data.histories import APPLICANTS, Office, Said, histories
from tests.data.planted_list import YEAR as YEAR_OF_LISTS
from tests.data.planted_list import faulty_list, sound_list

Finding = tuple[str, int, int, str]
"""(rule, office, year, scope)"""
Books = dict[tuple[int, int], Said]
LAST = 2023


@dataclass
class Planted:
    """The spoilt histories, what is to be found in them with its cells, and what is to be left
    undecided and why."""

    offices: list[Office]
    reports: Books
    faults: dict[Finding, frozenset[str]] = field(default_factory=dict)
    undecided: dict[Finding, str] = field(default_factory=dict)
    succession: list[dict[str, object]] = field(default_factory=list)


Spoil = Callable[[Said, Books], "dict[tuple[str, str], set[str]]"]


def planted(seed: int = 0) -> Planted:
    """At least one fault of every rule, in offices that have reports of five years each."""
    offices: list[Office] = []
    for number, (name, _) in enumerate(SPOILS, start=1):
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
    steady = [n for n, (name, _) in enumerate(SPOILS, start=1) if "steady" in name]
    out = Planted(offices, histories(offices, seed, steady))
    _sum_up(out, (territory, other), below)
    _lists(out)
    for number, (_, spoil) in enumerate(SPOILS, start=1):
        for year in (LAST, 2020):
            if (year == 2020) != (spoil in EARLY):
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
    for (rule, scope), cells in carried(out.reports[1004, 2022], out.reports).items():
        out.faults[rule, 1004, 2022, scope] = frozenset(cells)
    return out


def _lists(out: Planted) -> None:
    """An office of the time before, with a report in which nothing is wrong, and one with all that
    can be."""
    sound, faulty = (Office(3000 + n, f"早年{n}局", "department", "county") for n in range(2))
    out.offices += [sound, faulty]
    out.reports[sound.number, YEAR_OF_LISTS] = sound_list(sound)
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


def _shift(said: Said, row: str, by: int = 1) -> None:
    said.add(f"t3.{row}.natural_person", by)
    said.add(f"t3.{row}.commercial_enterprise", -by)


def _column(rule: str, scopes: tuple[str, ...], entry: str) -> dict[tuple[str, str], set[str]]:
    total = catalogue().sums[entry]
    rows = {r.code for r in catalogue().editions["f2021"].tables["t3"].rows} & {*total.left, *total.right}
    return {(rule, scope): {f"t3.{row}.{scope}" for row in rows} for scope in scopes}


def balance(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    _shift(said, "carried_out")
    return _column("t3.balance", ("natural_person", "commercial_enterprise"), "t3.balance")


def outcomes(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    _shift(said, "granted")
    return _column("t3.outcome_sum", ("natural_person", "commercial_enterprise"), "t3.outcome_sum")


def applicants(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.add("t3.granted.total", 1)
    said.add("t3.partially_granted.total", -1)
    rows = ("granted", "partially_granted")
    return {("t3.applicant_sum", row): {f"t3.{row}.{c}" for c in (*APPLICANTS, "total")} for row in rows}


def blank_total(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    totals = {cell for cell in said.figures if cell.startswith("t3.") and cell.endswith(".total")}
    said.figures |= dict.fromkeys(totals, "")
    return {("t3.total_column_blank", "total"): totals}


def results(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """Totals of 0 beside cases, as a district published in 2023."""
    cells = {"upheld": 10, "corrected": 1, "other_result": 0, "pending": 0, "total": 0}
    said.figures |= {f"t4.reconsideration.{c}": n for c, n in cells.items()}
    return {("t4.result_sum", "reconsideration"): {f"t4.reconsideration.{c}" for c in cells}}


def carried(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    for column in ("natural_person", "total"):
        said.add(f"t3.carried_in.{column}", 1)
        said.add(f"t3.requests_new.{column}", -1)
    return {("t3.carry_forward", c): {f"t3.carried_in.{c}"} for c in ("natural_person", "total")}


def stock(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    row = "t2.normative_documents"
    said.add(f"{row}.in_force", 3)  # an increase that nothing explains
    return {
        ("t2.in_force_stock", "normative_documents"): {
            f"{row}.{c}" for c in ("issued", "repealed", "in_force")
        }
    }


def expired(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    row = "t2.normative_documents"
    said.add(f"{row}.in_force", -3)
    cells = {f"{row}.{c}" for c in ("issued", "repealed", "in_force")}
    return {("t2.in_force_decrease", "normative_documents"): cells}


def too_few(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """Fewer documents in force than were issued in the year; that of the year before yields."""
    row = "t2.normative_documents"
    said.figures |= {f"{row}.issued": 9, f"{row}.repealed": 2, f"{row}.in_force": 4}
    cells = {f"{row}.{c}" for c in ("issued", "repealed", "in_force")}
    return {("t2.net_issue_le_stock", "normative_documents"): cells}


def items(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    cell = "t2.administrative_licenses.prior_year_items"
    said.add(cell, 1)
    return {("t2.items_stock", "administrative_licenses"): {cell}}


def repealed(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    row = "t2.normative_documents"
    said.figures[f"{row}.repealed"] = (
        books[said.office.number, said.year - 1][f"{row}.in_force"] + said[f"{row}.issued"] + 2
    )
    said.figures[f"{row}.in_force"] = 0
    return {("t2.repealed_le_stock", "normative_documents"): {f"{row}.issued", f"{row}.repealed"}}


def disclosed(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    row = "t2.normative_documents"
    said.figures[f"{row}.newly_disclosed"] = said[f"{row}.total_disclosed"] + 1
    return {
        ("t2.disclosed_stock", "normative_documents"): {f"{row}.newly_disclosed", f"{row}.total_disclosed"}
    }


def rules(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.figures |= {"t2.government_rules.issued": 2, "t2.government_rules.in_force": 2}
    return {
        ("t2.rules_competence", "government_rules"): {
            "t2.government_rules.issued",
            "t2.government_rules.in_force",
        }
    }


def negative(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    cell = "t2.administrative_licenses.decisions"
    said.figures[cell] = -2
    return {("t2.non_negative", cell): {cell}}


def fraction(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    cell = "t2.administrative_penalties.decisions"
    said.figures[cell] = 1.5
    return {("t2.integer", cell): {cell}}


def elsewhere(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """Negative and broken numbers in the tables 3 and 4; sums hold."""
    cells = ("t3.not_held.research_institution", "t4.reconsideration.upheld")
    parts = ("t3.granted.research_institution", "t4.reconsideration.other_result")
    for cell, part in zip(cells, parts, strict=True):
        said.figures[part] += said.figures[cell] + 1
        said.figures[cell] = -1
    for row in ("not_held", "granted"):
        said.figures[f"t3.{row}.total"] = sum(said.figures[f"t3.{row}.{a}"] for a in APPLICANTS)
    broken = ("t3.granted.other_organization", "t4.litigation_direct.upheld")
    mending = ("t3.not_held.other_organization", "t4.litigation_direct.corrected")
    for cell, part in zip(broken, mending, strict=True):
        said.figures[part] += said.figures[cell] + 0.5
        said.figures[cell] = -0.5
    for row in ("not_held", "granted"):
        said.figures[f"t3.{row}.total"] = sum(said.figures[f"t3.{row}.{a}"] for a in APPLICANTS)
    for row in ("reconsideration", "litigation_direct"):
        said.figures[f"t4.{row}.total"] = sum(
            said.figures[f"t4.{row}.{c}"] for c in ("upheld", "corrected", "other_result", "pending")
        )
    out: dict[tuple[str, str], set[str]] = {}
    for cell, printed in said.figures.items():
        table = cell.split(".")[0]
        if table != "t2" and not isinstance(printed, str):
            if printed < 0:
                out[f"{table}.non_negative", cell] = {cell}
            if printed != round(printed):
                out[f"{table}.integer", cell] = {cell}
    return out


def decrease(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    row = "t2.administrative_penalties"
    said.figures[f"{row}.net_change_items"] = -said[f"{row}.prior_year_items"] - 5
    return {
        ("t2.decrease_le_stock", "administrative_penalties"): {
            f"{row}.net_change_items",
            f"{row}.prior_year_items",
        }
    }


def price(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    cells = {f"t2.centralized_procurement.{c}" for c in ("procurement_items", "procurement_amount")}
    said.add("t2.centralized_procurement.procurement_amount", 4_000_000)
    return {("t2.procurement_unit", "t2.centralized_procurement.procurement_amount"): cells}


def fees(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    cell = "t2.administrative_fees.fee_amount"
    said.figures[cell] = books[said.office.number, said.year - 1][cell] * 11_000
    return {("t2.fee_unit", cell): {cell}}


def absurd(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """A street with 600 million yuan of fees, year after year."""
    cell = "t2.administrative_fees.fee_amount"
    for year in (2021, 2022):
        books[said.office.number, year].figures[cell] = 400
    said.figures[cell] = 60_000
    return {("t2.fee_plausible", cell): {cell}}


def slipped(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """60 000 after 12.5: yuan, though not ten thousand times as much."""
    cell = "t2.administrative_fees.fee_amount"
    books[said.office.number, said.year - 1].figures[cell] = 12.5
    said.figures[cell] = 60_000
    return {("t2.fee_unit", cell): {cell}}


def part_year(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.prose["front"] = f"统计期限自{said.year}年1月1日起至{said.year}年11月30日止。"
    return {("report.period_whole_year", "period_part"): set()}


def old_basis(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.prose["front"] = (
        "按照国办公开办函〔2019〕60号要求编制。"
        + f"统计期限自{said.year}年1月1日起至{said.year}年12月31日止。"
    )
    return {("form.basis_in_force", "basis_2019"): set()}


def denied(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.prose["disputes"] = "本年度未发生因政府信息公开引起的行政复议、行政诉讼。"
    for row in ("reconsideration", "litigation_direct"):
        said.figures |= {f"t4.{row}.upheld": 2, f"t4.{row}.total": 0}
        parts = ("upheld", "corrected", "other_result", "pending")
        said.figures[f"t4.{row}.total"] = sum(said.figures[f"t4.{row}.{c}"] for c in parts)
    suits = {f"t4.{row}.total" for row in ("litigation_direct", "litigation_after_reconsideration")}
    return {
        ("t4.text_no_disputes", "no_reconsiderations"): {"t4.reconsideration.total"},
        ("t4.text_no_disputes", "no_litigations"): suits,
    }


def other_documents(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.prose["proactive"] = "本年度制发行政规范性文件五十件。全年作出行政许可决定2000件。"
    return {
        ("t2.text_number", "documents_issued"): {"t2.normative_documents.issued"},
        ("t2.text_number", "licence_decisions"): {"t2.administrative_licenses.decisions"},
    }


def no_sum(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """The parts that the text names are one less than its total."""
    new = int(said["t3.requests_new.total"])
    said.prose["overview"] = (
        f"{said.words}。收到政府信息公开申请{new}件，其中自然人申请{new - 9}件，法人或其他组织8件。"
    )
    return {("report.text_adds_up", "requests_breakdown"): set()}


def silent(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.prose["overview"] = f"本年度未收到政府信息公开申请。{said.words}"
    return {("t3.text_no_requests", "requests_new"): {"t3.requests_new.total"}}


def invented(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.prose["overview"] = f"收到政府信息公开申请5件。{said.words}"
    return {("t3.text_no_requests", "requests_new"): {"t3.requests_new.total"}}


def other_number(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.prose["overview"] = f"收到政府信息公开申请700件。{said.words}"
    return {("t3.text_number", "requests_received"): {"t3.requests_new.total"}}


def other_cases(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.prose["disputes"] = "因政府信息公开被申请行政复议60件，被提起行政诉讼70件。"
    both = {f"t4.{row}.total" for row in ("litigation_direct", "litigation_after_reconsideration")}
    return {
        ("t4.text_number", "reconsiderations"): {"t4.reconsideration.total"},
        ("t4.text_number", "litigations"): both,
    }


def disputes(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.figures |= {"t4.litigation_direct.upheld": 2, "t4.litigation_direct.total": 2}
    return {("t4.without_requests", "report"): {"t4.litigation_direct.total"}}


def wrong_years(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.title_year, said.period_year, said.published_on = said.year - 1, said.year - 2, f"{said.year}-12-20"
    return {("report.year_agreement", scope): set() for scope in ("title", "period", "published")}


def stale(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.prose["problems"] = f"{said.words[::-1]}。{said.year}年，我局将继续改进。"
    return {("report.stale_year_in_text", "problems"): set()}


def copied(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.figures = dict(books[said.office.number, said.year - 1].figures)
    return {("report.copied_previous_year", "previous_year"): {c for c, n in said.figures.items() if n}}


def same_text(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.words = books[said.office.number, said.year - 1].words
    return {("report.text_duplicate", "previous_year"): set()}


def borrowed(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """The text of the office before, which is a partner in this."""
    partner = said.office.number - 1
    said.prose["problems"] = f"{books[partner, said.year].words[::-1]}。{said.year + 1}年，我们将继续改进。"
    return {("report.text_duplicate", "problems"): set()}


def lent(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    return {("report.text_duplicate", "problems"): set()}


def two_tables(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.tables = ("t2", "t3")
    return {("report.tables_present", "t4"): set()}


def late(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.published_on = f"{said.year + 1}-02-01"
    return {("report.on_time_department", "report"): set()}


def late_party(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """The law sets the organs of the party no day."""
    said.published_on = f"{said.year + 1}-02-20"
    return {}


def late_government(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    said.published_on = f"{said.year + 1}-04-02"
    return {("report.on_time_government", "report"): set()}


def unspoken(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    for column in ("natural_person", "total"):
        said.add(f"t3.other_fee_lapsed.{column}", 1)
        said.add(f"t3.granted.{column}", -1)
    said.prose["other_matters"] = "无。"
    return {("report.fee_statement", "other_matters"): {"t3.other_fee_lapsed.total"}}


def mixed(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    old = books[said.office.number, 2020].figures
    new = {c: n for c, n in said.figures.items() if not c.startswith("t2.")}
    said.figures, said.edition = {**{c: n for c, n in old.items() if c.startswith("t2.")}, **new}, "mixed"
    said.units = dict(books[said.office.number, 2020].units)
    return {("form.mixed_versions", "report"): set()}


def old_form(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    gone = ("other_correction_lapsed", "other_fee_lapsed", "other_misc")
    figures = {c: n for c, n in books[said.office.number, 2020].figures.items() if c.startswith("t2.")}
    figures |= {
        c: n for c, n in said.figures.items() if not c.startswith("t2.") and c.split(".")[1] not in gone
    }
    for column in (*APPLICANTS, "total"):
        figures[f"t3.other_handling.{column}"] = sum(said.figures[f"t3.{row}.{column}"] for row in gone)
    said.figures, said.edition, said.units = figures, "f2019", dict(books[said.office.number, 2020].units)
    return {("form.version_vs_year", "report"): set()}


def tokens(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    odd, nil = (
        "t2.administrative_coercion.decisions",
        {"t4.reconsideration.upheld", "t4.reconsideration.total"},
    )
    said.figures |= {c: 0 for c in said.figures if c.startswith("t4.reconsideration.")}
    said.figures |= {odd: "0%", **dict.fromkeys(nil, "/")}
    return {("cell.token_quality", odd): {odd}, ("cell.token_quality", "t4.slash"): nil}


def fair(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """Sentences and figures that only look like faults."""
    said.prose["overview"] = (
        f"{said.words}。全年未收到企业提出的政府信息公开申请。各乡镇未收到政府信息公开申请。"
        f"未收到涉及国家秘密的政府信息公开申请。{said.year - 1}年未收到政府信息公开申请。"
        "政务大厅窗口受理申请9000件。受理撤回政府信息公开申请77件。公开行政许可信息8000条。"
    )
    said.prose["disputes"] = "未发生因政府信息公开被纠正的行政复议、行政诉讼。"
    said.prose["front"] = "按照国办公开办函〔2021〕30号（代替〔2019〕60号）编制。"
    row = "t2.normative_documents"
    said.add(f"{row}.in_force", -2)
    said.prose["problems"] = f"{said.words[::-1]}。今年有2件规范性文件到期失效。"
    return {}


def cut(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """The last pages are not there."""
    said.tables = ("t2", "t3")
    said.prose |= {"problems": "", "other_matters": ""}
    return {}


def signed(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """The page names a later day than the report."""
    said.published_on = f"{said.year + 1}-02-06"
    said.prose["other_matters"] = f"没有收取信息处理费。{said.office.name}{said.year + 1}年1月26日"
    return {}


def slip_in_total(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """A text that is right beside a total that is not: the fault is the sum's."""
    said.figures["t3.requests_new.total"] = 12
    return {
        ("t3.applicant_sum", "requests_new"): {f"t3.requests_new.{c}" for c in (*APPLICANTS, "total")},
        ("t3.balance", "total"): {
            f"t3.{r}.total" for r in ("requests_new", "carried_in", "total_handled", "carried_out")
        },
    }


def one_request(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """A street with one request in each of two years, and nothing else: no copy."""
    for year in (said.year - 1, said.year):
        one = books[said.office.number, year]
        for row in ("requests_new", "granted", "total_handled"):
            one.figures |= {f"t3.{row}.natural_person": 1, f"t3.{row}.total": 1}
        for cell in [c for c in one.figures if c.startswith("t2.")]:
            one.figures[cell] = 0
        stock = "t2.normative_documents.in_force"
        one.figures[stock] = books[said.office.number, year - 1][stock]
        one.prose["overview"] = f"{one.words}收到政府信息公开申请1件。"
    return {}


def quiet(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """A text that denies disputes, rightly."""
    said.prose["disputes"] = "我街道未发生因政府信息公开引起的行政复议和行政诉讼。"
    return {}


def nothing(said: Said, books: Books) -> dict[tuple[str, str], set[str]]:
    """An office in which nothing is wrong; steady figures that differ in one cell only are no
    copy."""
    return {}


KINDS: tuple[tuple[str, Spoil], ...] = (
    *(
        (f.__name__, f)
        for f in (balance, outcomes, applicants, blank_total, results, carried, stock, items, repealed)
    ),
    *(
        (f.__name__, f)
        for f in (disclosed, rules, negative, fraction, decrease, price, fees, silent, other_number)
    ),
    *(
        (f.__name__, f)
        for f in (other_cases, wrong_years, stale, same_text, lent, borrowed, two_tables, late, unspoken)
    ),
    *((f.__name__, f) for f in (mixed, old_form, tokens)),
    *(
        (f.__name__, f)
        for f in (expired, too_few, elsewhere, slipped, part_year, old_basis, denied, other_documents, no_sum)
    ),
    *((f.__name__, f) for f in (fair, cut, signed)),
    ("street absurd", absurd),
    ("street slip in a total", slip_in_total),
    ("street one request", one_request),
    ("street quiet", quiet),
    ("party office late", late_party),
    ("street invented", invented),
    ("street disputes", disputes),
    ("government late", late_government),
    ("steady copy", copied),
    ("steady", nothing),
)
SPOILS = KINDS
EARLY = (items, disclosed, decrease, price)
"""Faults of the form of 2019; they are planted in the reports for 2020."""
