"""One row of a whole table left open: what the sums make of its candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipelines.model import Spot
from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.printed_rows import printed_rows
from pipelines.recognise.solution import Solution
from pipelines.recognise.solve import MAX_COMBINATIONS, solve
from tests.unit.recognise.dumps import PRINTED
from tests.unit.recognise.made_tokens import form

Texts = Sequence[str | None]


def texts_of(table: str, code: str) -> list[str]:
    """What is printed in a row: all sums hold."""
    return [PRINTED["f2021"][f"{table}.{name}"] for name in printed_rows(form(table))[code].names]


def candidate(texts: Texts) -> Candidate:
    return Candidate(tuple(texts), (Spot(),) * len(texts))


def solved(table: str, beside_gaps: Sequence[str] = (), **rows: RowCandidates) -> Solution:
    """The table with every row certain as it is printed but for `rows`; of table 4, `line`."""
    whole = [
        rows.get(code or "line")
        or RowCandidates(row, (candidate(texts_of(table, code)),), certain=True, printed=row.cells)
        for code, row in printed_rows(form(table)).items()
        if not row.optional
    ]
    return solve(form(table), whole, beside_gaps)


def open_row(table: str, code: str, *ways: Texts, **said: bool | int) -> RowCandidates:
    row = printed_rows(form(table))[code]
    made = RowCandidates(row, tuple(map(candidate, ways)), printed=row.cells)
    return replace(made, **said)  # type: ignore[arg-type]


def read(solution: Solution, code: str) -> list[str | None]:
    return [r.text for r in solution.readings if r.row == code]


def doubts(solution: Solution, code: str) -> set[str]:
    return {r.doubt for r in solution.readings if r.row == code}


GRANTED = texts_of("t3", "granted")
REPEAT = texts_of("t3", "not_processed_repeat")


def shifted(texts: list[str]) -> list[str]:
    return [*texts[1:], texts[0]]


def with_gap(texts: list[str], at: int) -> list[str | None]:
    return [None if i == at else text for i, text in enumerate(texts)]


def swapped(texts: list[str]) -> list[str]:
    """The first two changed for each other: the row's own sum still holds."""
    return [texts[1], texts[0], *texts[2:]]


OPEN = [None] * 7


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        pytest.param([GRANTED], GRANTED, id="one that fits all sums"),
        pytest.param([GRANTED, shifted(GRANTED)], GRANTED, id="one of two breaks its own sum"),
        pytest.param([GRANTED, swapped(GRANTED)], GRANTED, id="one of two breaks the sums across rows"),
        pytest.param([swapped(GRANTED)], OPEN, id="the only one breaks the sums across rows"),
        pytest.param([shifted(GRANTED)], OPEN, id="the only one breaks its own sum"),
        pytest.param([], OPEN, id="none"),
        pytest.param([with_gap(GRANTED, i) for i in range(7)], OPEN, id="a gap anywhere"),
        pytest.param([with_gap(GRANTED, 3)], with_gap(GRANTED, 3), id="a gap in a known place"),
    ],
)
def test_a_row_that_sums_across_rows_test(ways: list[Texts], expected: Texts) -> None:
    solution = solved("t3", granted=open_row("t3", "granted", *ways))
    assert read(solution, "granted") == list(expected)
    others = [r for r in solution.readings if r.row != "granted"]
    assert all(r.text is not None for r in others)


def test_candidates_that_agree_on_a_cell_read_it() -> None:
    """Two rows that changed two cells for each other: every sum holds either way."""
    mixed = ([*REPEAT[:0], GRANTED[0], *REPEAT[1:]], [*GRANTED[:0], REPEAT[0], *GRANTED[1:]])
    off = int(GRANTED[0]) - int(REPEAT[0])
    mixed[0][6] = str(int(REPEAT[6]) + off)
    mixed[1][6] = str(int(GRANTED[6]) - off)
    solution = solved(
        "t3",
        granted=open_row("t3", "granted", GRANTED, mixed[1]),
        not_processed_repeat=open_row("t3", "not_processed_repeat", REPEAT, mixed[0]),
    )
    assert read(solution, "granted") == [None, *GRANTED[1:6], None]
    assert read(solution, "not_processed_repeat") == [None, *REPEAT[1:6], None]


def test_a_wrong_total_of_an_office_is_no_reason_to_read_another_row_otherwise() -> None:
    wrong = [*GRANTED[:6], "98765"]
    certain = solved("t3", granted=open_row("t3", "granted", wrong, certain=True))
    assert read(certain, "granted") == wrong
    assert certain.issues == ()


def test_a_row_is_open_where_the_sum_that_would_test_it_is_not_known() -> None:
    """The total of the outcomes is not printed: no sum across rows tests one of them."""
    missing = open_row("t3", "total_handled", OPEN, certain=True, printed=0)
    solution = solved("t3", total_handled=missing, granted=open_row("t3", "granted", GRANTED))
    assert read(solution, "granted") == OPEN
    assert doubts(solution, "granted") == {"ambiguous"}
    assert doubts(solution, "total_handled") == {"absent"}


def test_an_open_row_is_no_proof_of_another() -> None:
    """Of two open rows the sums fit many a pair; only what both leave is read."""
    solution = solved(
        "t3",
        granted=open_row("t3", "granted", GRANTED, swapped(GRANTED)),
        not_processed_repeat=open_row("t3", "not_processed_repeat", REPEAT, swapped(REPEAT)),
    )
    assert read(solution, "granted")[2:] == GRANTED[2:]
    assert read(solution, "granted") == GRANTED
    assert read(solution, "not_processed_repeat") == REPEAT


def test_too_many_combinations_tell_nothing() -> None:
    ways = [GRANTED] * (MAX_COMBINATIONS + 1)
    assert read(solved("t3", granted=open_row("t3", "granted", *ways)), "granted") == OPEN
    assert read(solved("t3", granted=open_row("t3", "granted", *ways[:-1])), "granted") == GRANTED


@pytest.mark.parametrize(
    ("said", "texts", "is_read"),
    [
        pytest.param({"certain": True}, GRANTED, True, id="certain"),
        pytest.param({"certain": True}, shifted(GRANTED), True, id="certain, and its sum wrong"),
        pytest.param({"certain": True, "glued": True}, GRANTED, True, id="glued, and its sum holds"),
        pytest.param(
            {"certain": True, "glued": True}, shifted(GRANTED), False, id="glued, and its sum wrong"
        ),
        pytest.param({"placed": True}, GRANTED, True, id="under its columns"),
        pytest.param({"placed": True}, shifted(GRANTED), False, id="under its columns, and its sum wrong"),
        pytest.param({"placed": True}, swapped(GRANTED), True, id="no other place mends the column"),
    ],
)
def test_how_sure_the_print_is(said: dict[str, bool], texts: list[str], is_read: bool) -> None:
    solution = solved("t3", granted=open_row("t3", "granted", texts, **said))
    assert read(solution, "granted") == (texts if is_read else OPEN)


@pytest.mark.parametrize("said", [{"certain": True}, {"placed": True}, {"certain": True, "glued": True}])
@pytest.mark.parametrize(
    ("texts", "is_read"),
    [
        pytest.param(GRANTED, True, id="right"),
        pytest.param(swapped(GRANTED), False, id="only its own sum holds"),
        pytest.param(shifted(GRANTED), False, id="no sum holds"),
    ],
)
def test_beside_a_gap_the_sums_across_rows_must_hold(
    said: dict[str, bool], texts: list[str], is_read: bool
) -> None:
    solution = solved("t3", ["granted"], granted=open_row("t3", "granted", texts, **said))
    assert read(solution, "granted") == (texts if is_read else OPEN)


def test_a_row_that_is_not_printed_is_absent_also_beside_another() -> None:
    gone = open_row("t3", "granted", OPEN, certain=True, printed=0)
    solution = solved("t3", ["granted"], granted=gone)
    assert doubts(solution, "granted") == {"absent"}
    assert [i.code for i in solution.issues] == ["form.row_missing"]


RULES = texts_of("t2", "government_rules")
LINE = texts_of("t4", "")


@pytest.mark.parametrize(
    ("ways", "said", "beside", "is_read"),
    [
        pytest.param([RULES], {}, False, False, id="not certain"),
        pytest.param([RULES], {"certain": True}, False, True, id="certain"),
        pytest.param([RULES], {"certain": True}, True, False, id="beside a gap"),
        pytest.param([RULES], {"surplus": 1}, False, True, id="a surplus that leaves the same"),
        pytest.param([RULES], {"surplus": 1}, True, False, id="a surplus beside a gap"),
        pytest.param([RULES, shifted(RULES)], {"surplus": 1}, False, False, id="a surplus that does not"),
        pytest.param([RULES], {"glued": True}, False, False, id="glued"),
        pytest.param([RULES], {"placed": True}, False, True, id="under its columns"),
        pytest.param([RULES], {"placed": True}, True, False, id="under its columns, beside a gap"),
    ],
)
def test_a_row_of_a_table_without_sums(
    ways: list[list[str]], said: dict[str, bool | int], beside: bool, is_read: bool
) -> None:
    row = open_row("t2", "government_rules", *ways, **said)
    solution = solved("t2", ["government_rules"] if beside else [], government_rules=row)
    assert read(solution, "government_rules") == (RULES if is_read else [None] * 3)


def t4(solution: Solution) -> list[str | None]:
    return [r.text for r in solution.readings]


@pytest.mark.parametrize(
    ("ways", "said", "expected"),
    [
        pytest.param([LINE], {}, LINE, id="its own sums hold"),
        pytest.param([shifted(LINE)], {}, [None] * 15, id="its own sums do not"),
        pytest.param([LINE], {"glued": True}, LINE, id="glued, one cut"),
        pytest.param([LINE], {"glued": True, "cut": True}, [None] * 15, id="glued, one of several cuts"),
        pytest.param([LINE, LINE], {"glued": True}, [None] * 15, id="glued, two that fit"),
        pytest.param([with_gap(LINE, 4)], {}, [None] * 15, id="a gap in a total fits any sum"),
        pytest.param([with_gap(LINE, 2)], {}, [None] * 15, id="a gap before it, too"),
        pytest.param([LINE, swapped(LINE)], {}, [None, None, *LINE[2:]], id="two ways that fit"),
    ],
)
def test_a_table_in_one_line(ways: list[Texts], said: dict[str, bool], expected: Texts) -> None:
    assert t4(solved("t4", line=open_row("t4", "", *ways, **said))) == list(expected)


def test_a_text_that_is_no_value_leaves_the_sums_unasked() -> None:
    odd = [*GRANTED[:2], "约5", *GRANTED[3:]]
    assert read(solved("t3", granted=open_row("t3", "granted", odd, certain=True)), "granted") == odd
    assert read(solved("t3", granted=open_row("t3", "granted", odd)), "granted") == OPEN
