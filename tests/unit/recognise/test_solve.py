"""Rows that lack a number or have one too many: settled where the sums leave one placement, else
open."""

from __future__ import annotations

import pytest

from pipelines.catalogue import catalogue
from tests.unit.recognise.dumps import PRINTED, codes, dump, line, printed, readings, said, table, values

COLUMNS = catalogue().editions["f2021"].tables["t3"].columns
ZEROS, ZEROS_2019 = ({cell.replace(".", "__"): "0" for cell in PRINTED[e]} for e in ("f2021", "f2019"))


def spoilt(text: str, label: str, *fields: str) -> str:
    """The dump with the values of one row replaced by `fields`."""
    row = line(text, label)
    words = [f for f in row.split("\t") if not f.isdigit()]
    return text.replace(row, "\t".join([*words, *fields]))


def numbers(text: str, label: str) -> list[str]:
    return [f for f in line(text, label).split("\t") if f.isdigit()]


@pytest.mark.parametrize("gap", range(7))
@pytest.mark.parametrize(
    ("label", "row"),
    [("2.重复申请", "not_processed_repeat"), ("8.属于行政查询", "refused_administrative_inquiry")],
)
def test_a_number_that_is_missing_is_absent_and_the_others_find_their_places(
    gap: int, label: str, row: str
) -> None:
    text = dump()
    fields = numbers(text, label)
    found = said(spoilt(text, label, *fields[:gap], *fields[gap + 1 :]))
    cell = f"t3.{row}.{COLUMNS[gap]}"
    want = {**printed(), cell: None}
    assert values(found) == want
    assert readings(found)[cell].doubt == "absent"
    assert codes(found) == {"form.cell_absent": [cell]}


@pytest.mark.parametrize("gap", range(7))
@pytest.mark.parametrize(("label", "row"), [("（一）予以公开", "granted"), ("四、结转下", "carried_out")])
def test_a_number_that_is_missing_beside_empty_label_fields_moves_no_other(
    gap: int, label: str, row: str
) -> None:
    """The empty field of a merged label may be the cell that is missing: open, but never wrong."""
    text = dump()
    fields = numbers(text, label)
    found = values(said(spoilt(text, label, *fields[:gap], *fields[gap + 1 :])))
    cells = [f"t3.{row}.{column}" for column in COLUMNS]
    assert all(found[cell] in (None, printed()[cell]) for cell in cells)
    assert {c: v for c, v in found.items() if c not in cells} == {
        c: v for c, v in printed().items() if c not in cells
    }


def test_a_gap_among_equal_numbers_stays_open() -> None:
    """Six zeros and not known which is missing: all seven may be 0, but one of them is not
    printed."""
    found = said(spoilt(dump(**ZEROS), "2.重复申请", *["0"] * 6))
    row = {c: r for c, r in readings(found).items() if c.startswith("t3.not_processed_repeat.")}
    assert {(r.text, r.doubt) for r in row.values()} == {(None, "ambiguous")}
    assert codes(found) == {"form.cell_ambiguous": ["t3.not_processed_repeat"]}
    assert all(v == 0 for c, v in values(found).items() if c not in row)


def test_a_gap_in_a_row_without_sums_stays_open() -> None:
    text = dump("f2019")
    fields = numbers(text, "行政处罚")
    found = said(spoilt(text, "行政处罚", *fields[:2]))
    row = {c: r for c, r in readings(found).items() if c.startswith("t2.administrative_penalties.")}
    assert len(row) == 3
    assert {(r.text, r.doubt) for r in row.values()} == {(None, "ambiguous")}
    assert all(fields[0] in r.evidence and fields[1] in r.evidence for r in row.values())
    assert found.numbers_lost == 2


def test_a_gap_that_two_placements_fit_stays_open() -> None:
    """Columns that are alike in every row: the sums cannot tell the two apart."""
    alike = ZEROS | {
        f"t3__{row}__{column}": text
        for row in ("requests_new", "granted", "total_handled")
        for column, text in (("natural_person", "4"), ("commercial_enterprise", "4"), ("total", "8"))
    }
    text = dump(**alike)
    found = values(said(spoilt(text, "（一）予以公开", "4", "0", "0", "0", "0", "8")))
    assert found["t3.granted.natural_person"] in (None, 4)
    assert found["t3.granted.commercial_enterprise"] in (None, 4)
    assert [found["t3.granted.natural_person"], found["t3.granted.commercial_enterprise"]].count(4) < 2


@pytest.mark.parametrize("place", range(8))
def test_a_number_too_many_is_left_out_where_one_row_closes(place: int) -> None:
    text = dump()
    fields = numbers(text, "（一）予以公开")
    fields.insert(place, "98765")
    found = said(spoilt(text, "（一）予以公开", *fields))
    assert values(found) == printed()
    assert codes(found) == {"form.surplus_number": ["t3.granted"]}
    assert (found.numbers_found, found.numbers_lost) == (len(printed()) + 1, 1)


def test_a_surplus_in_a_table_without_sums_is_harmless_only_among_equals() -> None:
    equal = said(spoilt(dump("f2019", **ZEROS_2019), "行政处罚", "0", "0", "0", "0"))
    other = said(spoilt(dump("f2019"), "行政处罚", "1", "2", "3", "4"))
    row = "t2.administrative_penalties."
    assert {v for c, v in values(equal).items() if c.startswith(row)} == {0}
    assert codes(equal) == {"form.surplus_number": ["t2.administrative_penalties"]}
    assert {v for c, v in values(other).items() if c.startswith(row)} == {None}
    assert codes(other)["form.cell_ambiguous"] == ["t2.administrative_penalties"]


def test_sixteen_numbers_in_table_4() -> None:
    """Whichever of sixteen zeros is too many, fifteen zeros stay; among other numbers only the sums
    tell."""
    text = dump(**ZEROS)
    row = table(text, "t4").strip().split("\n")[-1]
    zeros = said(text.replace(row, row + "\t0"))
    assert {v for c, v in values(zeros).items() if c.startswith("t4")} == {0}
    assert codes(zeros) == {"form.surplus_number": ["t4.*"]}
    text = dump()
    row = table(text, "t4").strip().split("\n")[-1]
    others = said(text.replace(row, row.replace("\t", "\t98765\t", 1)))
    assert values(others) == printed()


@pytest.mark.parametrize("missing", [3, 4, 5, 6])
def test_where_too_much_is_missing_nothing_is_placed(missing: int) -> None:
    text = dump()
    found = said(spoilt(text, "（一）予以公开", *numbers(text, "（一）予以公开")[missing:]))
    row = {c: v for c, v in values(found).items() if c.startswith("t3.granted.")}
    assert set(row.values()) == {None}
    assert {c: v for c, v in values(found).items() if c not in row} == {
        c: v for c, v in printed().items() if c not in row
    }
    assert found.numbers_lost == 7 - missing


def test_a_full_row_is_read_as_printed_though_its_sum_is_wrong() -> None:
    text = dump(t3__granted__total="98765", t4__reconsideration__total="98765")
    found = said(text)
    assert values(found) == {**printed(), "t3.granted.total": 98765, "t4.reconsideration.total": 98765}
    assert found.issues == ()


def test_a_wrong_total_elsewhere_does_not_move_a_gap() -> None:
    """The total column is wrong in print: what the sums of the row say must not be bent to it."""
    text = dump(t3__total_handled__total="98765")
    fields = numbers(text, "（一）予以公开")
    found = values(said(spoilt(text, "（一）予以公开", *fields[1:])))
    for column, number in zip(COLUMNS, [None, *fields[1:]]):
        assert found[f"t3.granted.{column}"] in (None, float(number) if number else None)


@pytest.mark.parametrize("word", ["约5", "5²", "5①", "5；6", "见附件", "1\x002"])
def test_a_word_in_the_only_cell_of_a_row_is_its_content_and_no_blank(word: str) -> None:
    cell = "t2.administrative_penalties.decisions"
    found = said(dump(**{cell.replace(".", "__"): word}))
    reading = readings(found)[cell]
    assert values(found)[cell] is None
    assert word in (reading.text or reading.evidence)
    assert {c: v for c, v in values(found).items() if c != cell} == {
        c: v for c, v in printed().items() if c != cell
    }


@pytest.mark.parametrize("text", ["1 0", "12\n37", "007"])
def test_figures_that_are_no_one_number_are_not_joined(text: str) -> None:
    """Also in a table whose cells are known: a blank may be a footnote's, or the border of two
    numbers."""
    from pipelines.read import read_bytes
    from pipelines.recognise import recognise
    from tests.data.forms import Filled, render

    for cell in ("t2.administrative_penalties.decisions", "t3.granted.total", "t4.litigation_direct.total"):
        for layout in ("html", "tabs", "docx"):
            filled = Filled("青禾县民政局", 2022, "f2021", {**PRINTED["f2021"], cell: text})
            found = recognise(read_bytes(render(filled, layout)))
            assert values(found)[cell] is None, (cell, layout)
            assert found.numbers_lost >= 1
