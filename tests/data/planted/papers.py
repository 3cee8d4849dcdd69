"""Faults of the report as a whole: its form, its tables, its day."""

from __future__ import annotations

from tests.data.histories import APPLICANTS, Said
from tests.data.planted.spoiling import Books, Found, Spoil


def other_titles(said: Said, books: Books) -> Found:
    """One title of the office's own; one with other blanks, brackets and characters only."""
    said.prose["problems"] = (
        f"五、存在的问题及下一步打算\n{said.words[::-1]}。{said.year + 1}年，我们将继续改进。"
    )
    said.prose["disputes"] = "四、政府資訊公開 行政复议，行政訴訟情况\n见下表。"
    return {("form.section_titles", "problems"): set()}


def two_tables(said: Said, books: Books) -> Found:
    said.tables = ("t2", "t3")
    return {("report.tables_present", "t4"): set()}


def late(said: Said, books: Books) -> Found:
    said.published_on = f"{said.year + 1}-02-01"
    return {("report.on_time_department", "report"): set()}


def late_party(said: Said, books: Books) -> Found:
    """The law sets the organs of the party no day."""
    said.published_on = f"{said.year + 1}-02-20"
    return {}


def late_government(said: Said, books: Books) -> Found:
    said.published_on = f"{said.year + 1}-04-02"
    return {("report.on_time_government", "report"): set()}


def mixed(said: Said, books: Books) -> Found:
    old = books[said.office.number, 2020].figures
    new = {c: n for c, n in said.figures.items() if not c.startswith("t2.")}
    said.figures, said.edition = {**{c: n for c, n in old.items() if c.startswith("t2.")}, **new}, "mixed"
    said.units = dict(books[said.office.number, 2020].units)
    return {("form.mixed_versions", "report"): set()}


def old_form(said: Said, books: Books) -> Found:
    gone = ("other_correction_lapsed", "other_fee_lapsed", "other_misc")
    figures = {c: n for c, n in books[said.office.number, 2020].figures.items() if c.startswith("t2.")}
    figures |= {
        c: n for c, n in said.figures.items() if not c.startswith("t2.") and c.split(".")[1] not in gone
    }
    for column in (*APPLICANTS, "total"):
        figures[f"t3.other_handling.{column}"] = sum(said.figures[f"t3.{row}.{column}"] for row in gone)
    said.figures, said.edition, said.units = figures, "f2019", dict(books[said.office.number, 2020].units)
    return {("form.version_vs_year", "report"): set()}


def cut(said: Said, books: Books) -> Found:
    """The last pages are not there."""
    said.tables = ("t2", "t3")
    said.prose |= {"problems": "", "other_matters": ""}
    return {}


def signed(said: Said, books: Books) -> Found:
    """The page names a later day than the report."""
    said.published_on = f"{said.year + 1}-02-06"
    said.prose["other_matters"] = f"没有收取信息处理费。{said.office.name}{said.year + 1}年1月26日"
    return {}


def nothing(said: Said, books: Books) -> Found:
    """An office in which nothing is wrong; steady figures that differ in one cell only are no
    copy."""
    return {}


SPOILS: dict[str, Spoil] = {
    "other_titles": other_titles,
    "two_tables": two_tables,
    "late": late,
    "party office late": late_party,
    "government late": late_government,
    "mixed": mixed,
    "old_form": old_form,
    "cut": cut,
    "signed": signed,
    "steady": nothing,
}
"""Name -> what spoils the report."""
