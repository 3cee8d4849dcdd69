"""Two readings of one file: what both say stays, what they differ on is left open, what one could not read is taken."""

from __future__ import annotations

from dataclasses import replace

from pipelines.model import Filing, Statement
from pipelines.read import read_bytes
from pipelines.recognise import agree, in_doubt, recognise
from pipelines.report import report_of
from tests.data.forms import Filled, render

FIGURES = {
    "t3.requests_new.natural_person": "7",
    "t3.requests_new.total": "7",
    "t3.granted.natural_person": "7",
    "t3.granted.total": "7",
    "t3.total_handled.natural_person": "7",
    "t3.total_handled.total": "7",
    "t4.reconsideration.upheld": "3",
    "t4.reconsideration.total": "3",
}


def statement(**changes: str) -> Statement:
    figures = {**FIGURES, **{k.replace("__", "."): v for k, v in changes.items()}}
    return recognise(read_bytes(render(Filled("某县某局", 2023, "f2021", figures), "tabs")))


def value(said: Statement, code: str) -> tuple[str | None, str]:
    return next((r.text, r.doubt) for r in said.readings if r.code == code)


def test_a_report_whose_sums_hold_needs_no_second_reading() -> None:
    assert not in_doubt(statement())


def test_a_broken_sum_a_missing_table_or_an_open_cell_does() -> None:
    assert in_doubt(statement(t3__granted__total="6"))
    whole = statement()
    assert in_doubt(replace(whole, editions={"t2": "f2021", "t3": "f2021"}))
    first = replace(whole.readings[0], text=None, doubt="ambiguous")
    assert in_doubt(replace(whole, readings=(first, *whole.readings[1:])))  # type: ignore[arg-type]


def test_agreement_confirms_the_fault_of_the_office() -> None:
    wrong = statement(t3__granted__total="6")
    both = agree(wrong, statement(t3__granted__total="6"))
    assert value(both, "t3.granted.total") == ("6", "")
    assert both.numbers_lost == 0
    assert not [i for i in both.issues if i.code == "form.readings_differ"]


def test_disagreement_leaves_the_cell_open_and_says_so() -> None:
    both = agree(statement(t3__granted__total="1"), statement(t3__granted__total="7"))
    assert value(both, "t3.granted.total") == (None, "ambiguous")
    assert [i.where for i in both.issues if i.code == "form.readings_differ"] == ["t3.granted.total"]
    assert value(both, "t3.granted.natural_person") == ("7", "")
    printed = sum(r.text is not None for r in both.readings)
    assert both.numbers_found == printed + both.numbers_lost


def test_a_table_that_only_the_second_found_is_taken() -> None:
    whole = statement()
    without = replace(
        whole,
        editions={t: e for t, e in whole.editions.items() if t != "t4"},
        readings=tuple(r for r in whole.readings if r.table != "t4"),
    )
    both = agree(without, whole)
    assert value(both, "t4.reconsideration.upheld") == ("3", "")
    assert both.editions == whole.editions


def test_a_pdf_with_a_broken_sum_is_read_twice() -> None:
    figures = {**FIGURES, "t3.granted.total": "6"}
    sound = report_of(Filing("", "0", 1), render(Filled("某县某局", 2023, "f2021", FIGURES), "pdf"))
    broken = report_of(Filing("", "0", 1), render(Filled("某县某局", 2023, "f2021", figures), "pdf"))
    assert sound.read_by == "pdfium"
    assert broken.read_by == "pdfium+pdfplumber"
    assert next(f.value for f in broken.facts if f.code == "t3.granted.total") == 6.0
    assert broken.status == "parsed"
