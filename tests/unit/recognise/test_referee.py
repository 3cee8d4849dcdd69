"""Two readings of one file: what both say stays, what they differ on is left open, what one could
not read is taken."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest

from pipelines.model import Document, Filing, Issue, Place, Report, Statement
from pipelines.read import read_bytes
from pipelines.read.pdf import plumber
from pipelines.read.second_reading import read_again
from pipelines.recognise import pages_in_doubt, recognise, reconcile
from pipelines.report import report_of
from tests.data.forms import Filled, render
from tests.data.pdf_walls import hatching

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


PAGES = 3
CUTS = ("t2.administrative_penalties", "t3.partially_granted")


def statement(**changes: str) -> Statement:
    figures = {**FIGURES, **{k.replace("__", "."): v for k, v in changes.items()}}
    return recognise(read_bytes(render(Filled("青禾县民政局", 2023, "f2021", figures), "tabs")))


def value(said: Statement, code: str) -> tuple[str | None, str]:
    return next((r.text, r.doubt) for r in said.readings if r.code == code)


def test_a_report_whose_sums_hold_needs_no_second_reading() -> None:
    assert not pages_in_doubt(statement(), PAGES)


def test_a_broken_sum_a_missing_table_or_an_open_cell_does() -> None:
    assert pages_in_doubt(statement(t3__granted__total="6"), PAGES)
    whole = statement()
    assert pages_in_doubt(replace(whole, editions={"t2": "f2021", "t3": "f2021"}), PAGES)
    first = replace(whole.readings[0], text=None, doubt="ambiguous")
    assert pages_in_doubt(replace(whole, readings=(first, *whole.readings[1:])), PAGES)  # type: ignore[arg-type]


def test_agreement_confirms_the_fault_of_the_office() -> None:
    wrong = statement(t3__granted__total="6")
    both, _ = reconcile(wrong, statement(t3__granted__total="6"))
    assert value(both, "t3.granted.total") == ("6", "")
    assert both.numbers_lost == 0
    assert not [i for i in both.issues if i.code == "form.readings_differ"]


def test_disagreement_leaves_the_cell_open_and_says_so() -> None:
    both, _ = reconcile(statement(t3__granted__total="1"), statement(t3__granted__total="7"))
    assert value(both, "t3.granted.total") == (None, "ambiguous")
    assert [str(i.where) for i in both.issues if i.code == "form.readings_differ"] == ["t3.granted.total"]
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
    both, _ = reconcile(without, whole)
    assert value(both, "t4.reconsideration.upheld") == ("3", "")
    assert both.editions == whole.editions


def test_a_table_that_neither_found_stays_missing() -> None:
    whole = statement()
    absent = tuple(replace(r, text=None, doubt="absent") if r.table == "t4" else r for r in whole.readings)
    without = replace(whole, editions={t: e for t, e in whole.editions.items() if t != "t4"}, readings=absent)
    both, outcome = reconcile(without, without)
    assert (both.editions, value(both, "t4.reconsideration.upheld")) == (without.editions, (None, "absent"))
    assert outcome == "confirmed"
    assert reconcile(whole, without)[0].readings == whole.readings


def pdf(breaks: tuple[str, ...] = (), **changes: str) -> bytes:
    figures = {**FIGURES, **{k.replace("__", "."): v for k, v in changes.items()}}
    return render(Filled("青禾县民政局", 2023, "f2021", figures), "pdf", breaks=breaks)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[set[int]]:
    """The pages that the second reader was asked for, each time."""
    calls: list[set[int]] = []
    own = plumber.read_pdf

    def noted(data: bytes, pages: Collection[int]) -> Document:
        calls.append(set(pages))
        return own(data, pages)

    monkeypatch.setattr(plumber, "read_pdf", noted)
    return calls


def fact(report: Report, code: str) -> tuple[float | None, str]:
    return next((f.value, f.status) for f in report.facts if f.code == code)


def test_a_pdf_whose_sums_hold_is_read_once(asked: list[set[int]]) -> None:
    report = report_of(Filing("", "0", 1), pdf())
    assert (report.read_by, report.second_reading, asked) == ("pdfium", "none", [])


def test_only_the_pages_of_a_broken_sum_are_read_again(asked: list[set[int]]) -> None:
    data = pdf(CUTS, t4__reconsideration__total="4")
    report = report_of(Filing("", "0", 1), data)
    page = next(f.spot.page for f in report.facts if f.code == "t4.reconsideration.total")
    assert page is not None and page > 2
    assert asked == [{page}]
    assert (report.read_by, report.second_reading) == ("pdfium+pdfplumber", "confirmed")
    assert fact(report, "t4.reconsideration.total") == (4.0, "number")
    assert report.status == "parsed"


def test_a_sum_down_a_column_takes_all_pages_that_the_column_runs_over(asked: list[set[int]]) -> None:
    report = report_of(Filing("", "0", 1), pdf(CUTS, t3__granted__total="6"))
    pages = {f.spot.page for f in report.facts if f.table == "t3"}
    assert len(pages) == 2
    assert asked == [pages]
    assert report.second_reading == "confirmed"
    assert fact(report, "t3.granted.total") == (6.0, "number")


def test_where_the_readers_differ_the_cell_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    other = plumber.read_pdf(pdf(CUTS))
    monkeypatch.setattr(plumber, "read_pdf", lambda data, pages: only(other, pages))
    report = report_of(Filing("", "0", 1), pdf(CUTS, t3__granted__total="6"))
    assert fact(report, "t3.granted.total") == (None, "ambiguous")
    assert fact(report, "t3.granted.natural_person") == (7.0, "number")
    assert (report.status, report.second_reading) == ("partial", "differs")


def test_pages_that_the_second_reader_cannot_read_confirm_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plumber, "read_pdf", lambda data, pages: Document("pdf"))
    report = report_of(Filing("", "0", 1), pdf(t3__granted__total="6"))
    assert (report.read_by, report.second_reading) == ("pdfium", "unable")
    assert fact(report, "t3.granted.total") == (6.0, "number")


def test_pages_read_from_their_pictures_are_not_asked_for(
    monkeypatch: pytest.MonkeyPatch, asked: list[set[int]]
) -> None:
    data = pdf(CUTS, t3__granted__total="6")
    sound = read_bytes(data)
    seen = Issue("read", "read.scanned", "info", Place(3), "image")
    monkeypatch.setattr("pipelines.report.read_bytes", lambda _: replace(sound, issues=(*sound.issues, seen)))
    report = report_of(Filing("", "0", 1), data)
    assert asked == [{2}]
    assert (report.read_by, report.second_reading) == ("pdfium+pdfplumber", "unable")


def test_tables_of_a_document_read_twice_are_counted_on() -> None:
    data = pdf(CUTS)
    first = read_bytes(data)
    both, reread = read_again(data, first, {3})
    assert reread == {3}
    grids = [block.rows[0][0].spot for block in both.blocks if block.kind == "grid"]
    assert [spot.table for spot in grids] == list(range(1, len(grids) + 1))
    assert [spot.page for spot in grids] == sorted(spot.page or 0 for spot in grids)
    assert [b for b in both.blocks if b.rows[0][0].spot.page != 3] == [
        b for b in first.blocks if b.rows[0][0].spot.page != 3
    ]


def only(document: Document, pages: Collection[int]) -> Document:
    return replace(document, blocks=tuple(b for b in document.blocks if b.rows[0][0].spot.page in pages))


def test_a_page_with_rulings_beyond_measure_has_no_second_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second reader would take minutes over them."""
    monkeypatch.setattr(plumber, "read_pdf", lambda *_: pytest.fail("the second reader was asked"))
    data = hatching(21_000)
    report = report_of(Filing("", "0", len(data)), data)
    assert (report.status, report.second_reading, report.read_by) == ("quarantined", "unable", "pdfium")
    assert [i.code for i in report.issues] == ["read.too_many_rulings", "form.none"]


def test_figures_that_the_second_reader_cannot_place_are_no_contradiction() -> None:
    """In a table without rulings the first sees columns where the second sees an order."""
    first = statement(t3__granted__total="6")
    row = [r.code for r in first.readings if r.row == "granted"]
    printed = " ".join(r.text or "" for r in first.readings if r.row == "granted")

    def left_open(evidence: str) -> Statement:
        opened = (
            replace(r, text=None, doubt="ambiguous", evidence=evidence)
            for r in first.readings
            if r.code in row
        )
        others = (r for r in first.readings if r.code not in row)
        return replace(first, readings=(*others, *opened))  # type: ignore[arg-type]

    assert value(reconcile(first, left_open(printed))[0], "t3.granted.total") == ("6", "")
    assert value(reconcile(first, left_open(printed + " 1"))[0], "t3.granted.total") == (None, "ambiguous")


def test_two_rows_of_the_same_figures_are_not_taken_for_one() -> None:
    """Rows of nothing but noughts look alike to a reader that sees no columns."""
    first = statement(t3__granted__natural_person="8")  # a sum is broken
    rows = {"partially_granted", "other_fee_lapsed"}
    opened = tuple(
        replace(r, text=None, doubt="ambiguous", evidence="0 0 0 0 0 0 0") if r.row in rows else r
        for r in first.readings
    )
    both, outcome = reconcile(first, replace(first, readings=opened))
    assert outcome == "confirmed"
    assert value(both, "t3.partially_granted.total") == ("0", "")
