"""What came of a table: readings, what is lost, and the issues that say so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.model import Issue, Place, Reading, Spot
from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.printed_rows import one_line, printed_rows
from pipelines.recognise.solution import Solution, is_number, opened, written
from tests.unit.recognise.made_tokens import form, token

RULES = printed_rows(form("t2"))["government_rules"]  # of three cells
SPOTS = (Spot(column=1), Spot(column=2), Spot(column=3))


def candidate(*texts: str | None) -> Candidate:
    return Candidate(texts, SPOTS)


def solved(*left: Candidate, **said: object) -> Solution:
    row = RowCandidates(RULES, left, **said)  # type: ignore[arg-type]
    return written(form("t2"), [(row, left)])


def read(solution: Solution) -> list[tuple[str | None, str]]:
    return [(r.text, r.doubt) for r in solution.readings]


def told(solution: Solution) -> list[tuple[str, str, str]]:
    return [(i.code, i.severity, str(i.where)) for i in solution.issues]


ROW = "t2.government_rules"


@pytest.mark.parametrize(
    ("left", "printed", "surplus", "readings", "lost", "issues"),
    [
        ([("1", "2", "3")], 3, 0, [("1", ""), ("2", ""), ("3", "")], 0, []),
        ([("1", "", "3")], 2, 0, [("1", ""), ("", ""), ("3", "")], 0, []),
        (
            [("1", "2", "3"), ("1", "23", "")],
            3,
            0,
            [("1", ""), (None, "ambiguous"), (None, "ambiguous")],
            2,
            [("form.cell_ambiguous", "error", ROW)],
        ),
        ([("1", "2", "3"), ("1", "2", "3")], 3, 0, [("1", ""), ("2", ""), ("3", "")], 0, []),
        ([], 3, 0, [(None, "ambiguous")] * 3, 3, [("form.cell_ambiguous", "error", ROW)]),
        (
            [("1", None, "3")],
            2,
            0,
            [("1", ""), (None, "absent"), ("3", "")],
            0,
            [("form.cell_absent", "error", f"{ROW}.repealed")],
        ),
        (
            [("1", None, None)],
            1,
            0,
            [("1", ""), (None, "absent"), (None, "absent")],
            0,
            [("form.cell_absent", "error", f"{ROW}.repealed、in_force")],
        ),
        ([(None, None, None)], 0, 0, [(None, "absent")] * 3, 0, [("form.row_missing", "error", ROW)]),
        (
            [("1", "2", "3")],
            4,
            1,
            [("1", ""), ("2", ""), ("3", "")],
            1,
            [("form.surplus_number", "warning", ROW)],
        ),
        ([("1", "2", "3")], 3, 1, [("1", ""), ("2", ""), ("3", "")], 0, []),
        ([("1", "2", "3")], 4, 0, [("1", ""), ("2", ""), ("3", "")], 1, [("form.number_lost", "error", ROW)]),
        (
            [("1", "2", "3"), ("1", "3", "4")],
            4,
            1,
            [("1", ""), (None, "ambiguous"), (None, "ambiguous")],
            3,
            [("form.cell_ambiguous", "error", ROW)],
        ),
        ([("1", "约2", "3")], 2, 0, [("1", ""), ("约2", ""), ("3", "")], 0, []),
        ([("1", "/", "—")], 3, 0, [("1", ""), ("/", ""), ("—", "")], 0, []),
    ],
    ids=[
        "one candidate",
        "with a blank",
        "two that agree on a cell",
        "two that agree",
        "none left",
        "a cell that is not printed",
        "two that are not",
        "nothing printed",
        "a value too many",
        "a value too many that is no number",
        "a value lost",
        "ambiguous, and a value too many",
        "a text that is no number",
        "nil in print",
    ],
)
def test_a_row_as_readings(
    left: list[tuple[str | None, ...]],
    printed: int,
    surplus: int,
    readings: list[tuple[str | None, str]],
    lost: int,
    issues: list[tuple[str, str, str]],
) -> None:
    solution = solved(
        *(candidate(*texts) for texts in left), printed=printed, surplus=surplus, evidence="1 23"
    )
    assert read(solution) == readings
    assert (solution.printed, solution.lost) == (printed, lost)
    assert told(solution) == issues


def test_readings_keep_their_spots_and_open_ones_the_first_of_the_row() -> None:
    first = token("123", 4, column=9)
    both = (candidate("1", "2", "3"), candidate("1", "23", ""))
    solution = solved(*both, fields=(first,), evidence="123")
    assert [r.spot for r in solution.readings] == [SPOTS[0], first.spot, first.spot]
    assert [r.evidence for r in solution.readings] == ["", "123", "123"]
    assert [r.code for r in solution.readings] == [f"{ROW}.{c}" for c in ("issued", "repealed", "in_force")]
    assert solved(*both).readings[1].spot == Spot()
    absent = solved(candidate("1", None, "3"), evidence="1 3").readings[1]
    assert (absent.spot, absent.evidence) == (SPOTS[1], "1 3")


def test_where_candidates_agree_the_spot_is_that_of_the_first() -> None:
    elsewhere = Candidate(("1", "2", "3"), (Spot(column=7),) * 3)
    assert [r.spot for r in solved(candidate("1", "2", "3"), elsewhere).readings] == [*SPOTS]


def test_nothing_came_of_nothing() -> None:
    assert Solution() == Solution(readings=(), printed=0, lost=0, issues=())


def test_an_issue_says_how_many_cells_are_open_and_what_is_printed() -> None:
    (issue,) = solved(candidate("1", "2", "3"), candidate("1", "23", ""), evidence="123").issues
    assert issue.detail == "2 格：123"


def test_cells_not_printed_are_told_row_by_row_of_a_table_in_one_line() -> None:
    row = one_line(form("t4"))
    texts: list[str | None] = ["1"] * 15
    texts[0] = texts[3] = texts[14] = None
    whole = RowCandidates(row, (Candidate(tuple(texts), (Spot(),) * 15),), printed=12)
    assert told(written(form("t4"), [(whole, whole.candidates)])) == [
        ("form.cell_absent", "error", "t4.reconsideration.upheld、pending"),
        ("form.cell_absent", "error", "t4.litigation_after_reconsideration.total"),
    ]


def test_rows_are_added_up_in_print_order() -> None:
    rows = printed_rows(form("t2"))
    made = [
        RowCandidates(rows[code], (Candidate(("5",), (Spot(),)),), printed=count)
        for code, count in (("administrative_coercion", 2), ("administrative_penalties", 1))
    ]
    solution = written(form("t2"), [(row, row.candidates) for row in made])
    assert [r.row for r in solution.readings] == ["administrative_coercion", "administrative_penalties"]
    assert (solution.printed, solution.lost) == (3, 1)


READING = Reading("t2", "government_rules", "issued", "5")


@pytest.mark.parametrize(
    ("reading", "after"),
    [
        (READING, replace(READING, text=None, doubt="ambiguous", evidence="5")),
        (replace(READING, text=""), replace(READING, text=None, doubt="ambiguous", evidence="")),
        (replace(READING, text=None, doubt="absent"), replace(READING, text=None, doubt="absent")),
        (
            replace(READING, text=None, doubt="ambiguous", evidence="7"),
            replace(READING, text=None, doubt="ambiguous", evidence="7"),
        ),
    ],
    ids=["a number", "a blank", "not printed", "open already"],
)
def test_a_reading_left_open(reading: Reading, after: Reading) -> None:
    assert opened(reading) == after


@pytest.mark.parametrize(
    ("cells", "texts", "lost"),
    [
        (set(), ["1", "约2", ""], 5),
        ({"government_rules.issued"}, [None, "约2", ""], 6),
        ({"government_rules.repealed"}, ["1", None, ""], 5),
        ({"government_rules.in_force"}, ["1", "约2", None], 5),
        ({"government_rules.issued", "normative_documents.issued"}, [None, "约2", ""], 6),
    ],
    ids=["none", "a number", "no number", "a blank", "one of another row"],
)
def test_what_is_left_open_is_lost_if_it_was_a_number(
    cells: set[str], texts: list[str | None], lost: int
) -> None:
    solution = replace(solved(candidate("1", "约2", "")), lost=5).opened(cells)
    assert [r.text for r in solution.readings] == texts
    assert solution.lost == lost


def test_a_cell_open_already_is_not_lost_again() -> None:
    once = solved(candidate("1", "2", "3"), printed=3).opened({"government_rules.issued"})
    assert once.opened({"government_rules.issued"}) == once
    assert once.lost == 1


def test_values_that_are_in_no_cell() -> None:
    solution = Solution(printed=4, lost=1, issues=(Issue("recognise", "form.row_missing", "error"),))
    after = solution.with_lost(Place(table="t2"), ["7 ", "8"])
    assert (after.printed, after.lost) == (6, 3)
    assert [(i.code, i.detail) for i in after.issues] == [
        ("form.row_missing", ""), ("form.number_lost", "7"), ("form.number_lost", "8"),
    ]  # fmt: skip
    assert told(after)[1] == ("form.number_lost", "error", "t2")
    assert after.with_lost(Place(table="t2"), []) == after


def test_issues_and_changes_make_another_solution() -> None:
    solution = solved(candidate("1", "2", "3"), printed=3)
    issue = Issue("recognise", "form.columns_differ", "error")
    assert solution.with_issues([issue]).issues == (issue,)
    assert solution.issues == ()
    headed = solution.with_readings(lambda r: replace(r, heading=r.column))
    assert [r.heading for r in headed.readings] == ["issued", "repealed", "in_force"]
    assert [r.heading for r in solution.readings] == ["", "", ""]


@pytest.mark.parametrize(
    ("text", "number"),
    [("5", True), ("/", True), ("无", True), ("", False), (" ", False), ("约5", False), (None, False)],
)
def test_texts_that_count_as_values(text: str | None, number: bool) -> None:
    assert is_number(text) is number
