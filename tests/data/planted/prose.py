"""Faults of the text against the tables, and sentences that only look like faults."""

from __future__ import annotations

from tests.data.histories import Said
from tests.data.planted.spoiling import Books, Found, Spoil


def part_year(said: Said, books: Books) -> Found:
    said.prose["front"] = f"统计期限自{said.year}年1月1日起至{said.year}年11月30日止。"
    return {("report.period_whole_year", "period_part"): set()}


def old_basis(said: Said, books: Books) -> Found:
    said.prose["front"] = (
        "按照国办公开办函〔2019〕60号要求编制。"
        + f"统计期限自{said.year}年1月1日起至{said.year}年12月31日止。"
    )
    return {("form.basis_in_force", "basis_2019"): set()}


def denied(said: Said, books: Books) -> Found:
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


def other_documents(said: Said, books: Books) -> Found:
    said.prose["proactive"] = "本年度制发行政规范性文件五十件。全年作出行政许可决定2000件。"
    return {
        ("t2.text_number", "documents_issued"): {"t2.normative_documents.issued"},
        ("t2.text_number", "licence_decisions"): {"t2.administrative_licenses.decisions"},
    }


def no_sum(said: Said, books: Books) -> Found:
    """The parts that the text names are one less than its total."""
    new = int(said["t3.requests_new.total"])
    said.prose["overview"] = (
        f"{said.words}。收到政府信息公开申请{new}件，其中自然人申请{new - 9}件，法人或其他组织8件。"
    )
    return {("report.text_adds_up", "requests_breakdown"): set()}


def silent(said: Said, books: Books) -> Found:
    said.prose["overview"] = f"本年度未收到政府信息公开申请。{said.words}"
    return {("t3.text_no_requests", "requests_new"): {"t3.requests_new.total"}}


def invented(said: Said, books: Books) -> Found:
    said.prose["overview"] = f"收到政府信息公开申请5件。{said.words}"
    return {("t3.text_no_requests", "requests_new"): {"t3.requests_new.total"}}


def other_number(said: Said, books: Books) -> Found:
    said.prose["overview"] = f"收到政府信息公开申请700件。{said.words}"
    return {("t3.text_number", "requests_received"): {"t3.requests_new.total"}}


def other_cases(said: Said, books: Books) -> Found:
    said.prose["disputes"] = "因政府信息公开被申请行政复议60件，被提起行政诉讼70件。"
    both = {f"t4.{row}.total" for row in ("litigation_direct", "litigation_after_reconsideration")}
    return {
        ("t4.text_number", "reconsiderations"): {"t4.reconsideration.total"},
        ("t4.text_number", "litigations"): both,
    }


def unspoken(said: Said, books: Books) -> Found:
    for column in ("natural_person", "total"):
        said.add(f"t3.other_fee_lapsed.{column}", 1)
        said.add(f"t3.granted.{column}", -1)
    said.prose["other_matters"] = "无。"
    return {("report.fee_statement", "other_matters"): {"t3.other_fee_lapsed.total"}}


def fair(said: Said, books: Books) -> Found:
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


def quiet(said: Said, books: Books) -> Found:
    """A text that denies disputes, rightly."""
    said.prose["disputes"] = "我街道未发生因政府信息公开引起的行政复议和行政诉讼。"
    return {}


SPOILS: dict[str, Spoil] = {
    "part_year": part_year,
    "old_basis": old_basis,
    "denied": denied,
    "other_documents": other_documents,
    "no_sum": no_sum,
    "silent": silent,
    "street invented": invented,
    "other_number": other_number,
    "other_cases": other_cases,
    "unspoken": unspoken,
    "fair": fair,
    "street quiet": quiet,
}
"""Name -> what spoils the report."""
