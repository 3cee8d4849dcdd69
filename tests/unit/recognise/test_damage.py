"""What damage leaves of a dump is read where it is whole, and nothing of it is taken for what it is
not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from pipelines.model import Filing
from pipelines.report import report_of
from tests.data.forms import Filled, render
from tests.data.matrix import CUTS, Tally, fillings
from tests.data.torn import figures
from tests.unit.recognise.dumps import PRINTED, codes, dump, line, readings, said, table

FILLED = dict(fillings())


def silent(filled: Filled, data: bytes) -> list[str]:
    """Cells that are given otherwise than printed."""
    tally = Tally()
    tally.add(filled, data)
    assert tally.right or tally.flagged
    return tally.silent


@pytest.mark.parametrize("joint", ["\ufffd", "x", ""])
@pytest.mark.parametrize("row", ["4.保护第三方合法权益", "（二）部分公开", "行政处罚"])
@pytest.mark.parametrize("name", FILLED)
def test_two_rows_on_one_line_are_not_read_as_one(name: str, row: str, joint: str) -> None:
    text = render(FILLED[name], "blanks").decode()
    first = line(text, row)
    assert silent(FILLED[name], text.replace(first + "\n", first + joint).encode()) == []


@pytest.mark.parametrize("name", ["t2", "t3"])
def test_the_last_row_of_a_file_that_ends_inside_its_tables_is_open(name: str) -> None:
    text = dump()
    end = text.index(table(text, name)) + len(table(text, name).rstrip())
    statement = said(text[: end - 1])  # the last figure lost its last digit
    last = [code for code in PRINTED["f2021"] if code.startswith(name)][-1]
    assert readings(statement)[last].doubt == "ambiguous"
    assert last.rpartition(".")[0] in codes(statement)["form.cell_ambiguous"]


def test_table_4_may_end_a_file_if_its_last_sum_holds() -> None:
    text = dump()
    whole = text[: text.index(table(text, "t4")) + len(table(text, "t4").rstrip())]
    last = "t4.litigation_after_reconsideration.total"
    assert not readings(said(whole))[last].doubt
    assert readings(said(whole[:-1]))[last].doubt == "ambiguous"


def test_blanks_between_the_headings_of_table_4_are_no_cells() -> None:
    text = dump()
    cut = text.index("结果维持", text.index("复议后起诉"))
    assert {r.doubt for r in said(text[: cut + 2]).readings if r.table == "t4"} <= {"absent", "ambiguous"}


def test_the_edition_is_told_by_headings_where_its_rows_lost_their_labels() -> None:
    labels = {"t2.other_public_services": "\u3000", "t2.centralized_procurement": "政府集"}
    filled = replace(FILLED["f2019 full"], labels=labels)
    assert silent(filled, render(filled, "glued")) == []


def test_the_edition_is_that_of_table_2_where_table_3_lost_the_labels_that_tell() -> None:
    """As in a pale scan: three rows would be lost as those of an edition that has one row in their
    place."""
    labels = {"t3.other_correction_lapsed": "1正当由不公正、行", "t3.other_fee_lapsed": "逾未按通知"}
    filled = replace(FILLED["f2021 full"], labels=labels)
    page = render(filled, "html")
    assert silent(filled, page) == []
    rows = {fact.code.split(".")[1] for fact in report_of(Filing("page", "0", len(page)), page).facts}
    assert "other_handling" not in rows and "other_fee_lapsed" in rows


def test_a_sum_with_a_gap_in_it_tests_nothing() -> None:
    filled = replace(FILLED["f2021 faulty"], lost=("t3.carried_out", "t2.administrative_fees"))
    assert silent(filled, render(filled, "docx")) == []


def test_figures_of_a_lost_label_are_not_those_of_the_row_before() -> None:
    for row in ("administrative_penalties", "administrative_coercion"):
        filled = replace(FILLED["f2021 full"], labels={f"t2.{row}": "行政"})
        assert silent(filled, render(filled, "glued")) == []


def _narrow(wide: str) -> str:
    """A figure as it is in a cell too narrow for it."""
    return wide[:2] + "<br>" + wide[2:] if len(wide) > 2 else wide


@pytest.mark.parametrize("name", ["f2019 full", "f2021 full"])
def test_figures_broken_over_lines_are_put_together_if_the_sums_bear_it_out(name: str) -> None:
    filled = FILLED[name]
    narrow = {c: _narrow(text) if c.startswith("t4") else text for c, text in filled.figures.items()}
    page = render(replace(filled, figures=narrow), "html").decode().replace("&lt;br&gt;", "<br>")
    report = report_of(Filing("x", "0", 1), page.encode())
    assert {f.code: f.text for f in report.facts if f.table == "t4"} == {
        c: text for c, text in filled.figures.items() if c.startswith("t4")
    }
    assert (report.status, report.statement.numbers_lost) == ("parsed", 0)
    off = page.replace(f"<span>{_narrow(filled.printed('t4.litigation_direct.total'))}<", "<span>99<br>9<")
    assert {f.status for f in report_of(Filing("x", "0", 1), off.encode()).facts if f.table == "t4"} == {
        "ambiguous"
    }


def test_headings_of_table_4_torn_by_a_page_do_not_hide_it() -> None:
    filled = FILLED["f2021 full"]
    page = render(filled, "html").decode()
    values = page.index(filled.printed("t4.reconsideration.upheld"))
    first, row = page.rindex("<tr>", 0, page.rindex("<tr>", 0, values)), page.rindex("<tr>", 0, values)
    headings = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2
    upper, lower = (
        "".join(f"<td>{label[cut]}</td>" for label in headings) for cut in (slice(0, 2), slice(2, 4))
    )
    data = f"{page[:first]}<tr>{upper}</tr><tr>{lower}</tr>{page[row:]}".encode()
    tally = Tally()
    tally.add(filled, data)
    assert (tally.flagged, tally.silent) == (0, [])


@pytest.mark.parametrize("name", ["f2019 full", "f2021 full"])
def test_a_pdf_without_rulings_is_read_and_its_blanks_where_full_rows_and_sums_agree(name: str) -> None:
    blanks = {"t3.not_held.natural_person": "", "t3.granted.research_institution": ""}
    filled = FILLED[name]
    row = {c: filled.printed(c) for c in filled.figures if c.startswith(("t3.not_held.", "t3.granted."))}
    for printed in (filled.figures, {**filled.figures, **dict.fromkeys(row, "0"), **blanks}):
        report = replace(filled, figures=printed)
        tally = Tally()
        tally.add(report, render_bare(report, ("t3.not_held",)))
        assert tally.silent == []
        assert printed is not filled.figures or tally.flagged == 0


def test_values_between_the_pieces_of_two_labels_are_not_given_to_the_wrong_one() -> None:
    chance = random.Random(35)
    printed = figures(chance, chance.choice(["f2019", "f2021"]), chance.random() < 0.5, chance.random() < 0.5)
    printed |= {cell: chance.choice(["", "", "/", "—"]) for cell in chance.sample(sorted(printed), 60)}
    filled = replace(FILLED["f2021 full"], figures=printed)
    assert silent(filled, render_bare(filled, CUTS)) == []


def render_bare(filled: Filled, breaks: tuple[str, ...]) -> bytes:
    """A PDF of which only the text is drawn."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reportlab.pdfgen.canvas.Canvas.line", lambda *_: None)
        return render(filled, "pdf", breaks=breaks)
