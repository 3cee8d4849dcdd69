"""A table without separators is taken apart at the labels of the form, and its numbers stay as they
were printed."""

from __future__ import annotations

import random

import pytest

from pipelines.read.text.reader import read_text
from pipelines.recognise.split_glued import split_glued_table
from pipelines.recognise.tokens import Token, stream
from tests.data.forms import Filled, render
from tests.data.forms_grid import parts
from tests.data.matrix import Tally
from tests.data.torn import figures
from tests.unit.recognise.dumps import OFFICE, YEARS, codes, readings, said, values


def glued(edition: str = "f2021", **changes: str) -> str:
    printed = {cell.replace("__", "."): text for cell, text in changes.items()}
    prose = {"overview": "2022年，我局公开信息5条。", "problems": "公开内容不够丰富。"}
    return render(Filled(OFFICE, 2022, edition, printed, prose), "glued").decode()


def apart(text: str) -> list[Token]:
    return split_glued_table(stream(read_text(text)))


@pytest.mark.parametrize("edition", ["f2019", "f2021"])
def test_labels_and_runs_in_turn(edition: str) -> None:
    tokens = apart(glued(edition))
    assert "".join("".join(t.text.split()) for t in tokens) == "".join(glued(edition).split())
    assert {t.kind for t in tokens} == {"label", "run", "blank"}
    runs = [t for t in tokens if t.kind == "run"]
    rows = {"f2019": 8 + 23 + 1, "f2021": 6 + 25 + 1}
    assert len(runs) == rows[edition]
    assert all(set(t.text) == {"0"} for t in runs)


def test_a_row_keeps_its_figures_together() -> None:
    tokens = apart(glued(t3__requests_new__natural_person="23", t3__requests_new__total="23"))
    at = next(i for i, t in enumerate(tokens) if "本年新收" in t.text)
    assert [t.text for t in tokens[at : at + 3]] == [
        "一、本年新收政府信息公开申请数量",
        "230000023",
        "二、上年结转政府信息公开申请数量",
    ]


def test_prose_around_the_tables_stays_prose() -> None:
    tokens = [t for t in apart(glued()) if t.prose]
    text = "".join(t.text for t in tokens)
    assert "2022年，我局公开信息5条。" in text and "公开内容不够丰富。" in text
    assert "行政处罚" not in text


@pytest.mark.parametrize(
    "text",
    [
        "本年行政许可5件，行政处罚3件，行政强制0件，规章0件。" * 5,
        "申请人情况：自然人3人，商业企业1家，科研机构0家，社会公益组织0家，法律服务机构0家，其他0家，共计4件。"
        * 2,
        "规章0",
    ],
)
def test_prose_that_names_some_labels_is_left_alone(text: str) -> None:
    assert [t.text for t in apart(text)] == [t.text for t in stream(read_text(text))]


def test_figures_that_the_sums_settle() -> None:
    """`230000023` can be cut in many ways; only one closes its row and its columns."""
    people = {f"t3__{row}__natural_person": "23" for row in ("requests_new", "granted", "total_handled")}
    totals = {f"t3__{row}__total": "23" for row in ("requests_new", "granted", "total_handled")}
    found = said(glued(**people, **totals))
    cells = {c: v for c, v in values(found).items() if c.startswith("t3")}
    assert {c for c, v in cells.items() if v == 23} == {c.replace("__", ".") for c in (*people, *totals)}
    assert all(v in (0, 23) for v in cells.values())


def test_figures_that_no_sum_tests_are_left_open() -> None:
    found = said(glued("f2019", t2__administrative_licenses__prior_year_items="12"))
    row = [r for c, r in readings(found).items() if c.startswith("t2.administrative_licenses")]
    assert {(r.doubt, r.text) for r in row} == {("ambiguous", None)}
    assert all("1200" in r.evidence for r in row)
    assert "t2.administrative_licenses" in codes(found)["form.cell_ambiguous"]


def test_a_wrong_total_is_not_made_right_by_another_cut() -> None:
    """24 + 21 + 200 + 192 is not 433, but 2 + 421 + 2001 + 9 is 2433."""
    printed = {"upheld": "24", "corrected": "21", "other_result": "200", "pending": "192", "total": "433"}
    found = values(
        said(glued(**{f"t4__litigation_direct__{column}": text for column, text in printed.items()}))
    )
    assert {column: found[f"t4.litigation_direct.{column}"] for column in printed} == dict.fromkeys(printed)


@pytest.mark.parametrize(
    "cell", ["t2.administrative_penalties.decisions", "t2.administrative_fees.fee_amount"]
)
@pytest.mark.parametrize("added", ["（更正为6）", "?", "（应为7）", "[注]"])
def test_what_is_added_to_a_figure_stays_with_it(cell: str, added: str) -> None:
    found = said(glued(**{cell.replace(".", "__"): f"5{added}"}))
    assert values(found)[cell] is None
    assert values(said(glued(**{cell.replace(".", "__"): "5（其中1件）"})))[cell] == 5


@pytest.mark.parametrize("printed", ["007", "1 0", "5²", "5①", "1\x002"])
def test_a_cell_that_is_no_number_stays_none_without_borders(printed: str) -> None:
    found = said(glued(t2__administrative_penalties__decisions=printed))
    assert values(found)["t2.administrative_penalties.decisions"] is None


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("sums_hold", [True, False])
def test_rows_pasted_without_separators_are_split_right_or_left_open(seed: int, sums_hold: bool) -> None:
    """A line for each row, `（一）予以公开1000001`."""
    chance = random.Random(seed)
    edition = chance.choice([*YEARS])
    filled = Filled(OFFICE, YEARS[edition], edition, figures(chance, edition, sums_hold))
    tally = Tally()
    tally.add(filled, _row_by_row(filled))
    assert tally.silent == []
    assert tally.right > 0


@pytest.mark.parametrize("edition", YEARS)
def test_rows_of_noughts_pasted_without_separators_are_read(edition: str) -> None:
    tally = Tally()
    tally.add(filled := Filled(OFFICE, YEARS[edition], edition), _row_by_row(filled))
    assert (tally.flagged, tally.silent) == (0, [])


def _row_by_row(filled: Filled) -> bytes:
    out: list[str] = []
    for part in parts(filled):
        out += (
            ["".join(slot.text for slot in row) for row in part.grid] if part.kind == "table" else [part.text]
        )
    return "\n".join(out).encode()
