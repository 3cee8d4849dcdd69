"""Two readings compared table by table, on statements made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.catalogue import catalogue
from pipelines.model import Issue, Place, Reading, SecondReading, Spot, Statement
from pipelines.recognise.referee import pages_in_doubt, reconcile
from tests.unit.recognise.dumps import PRINTED

PAGE = {"t2": 1, "t3": 2, "t4": 3}
GRANTED, UPHELD = "t3.granted.total", "t4.reconsideration.upheld"
F2019, F2021 = [*catalogue().editions][-2:]


def statement(without: tuple[str, ...] = (), **cells: str | None) -> Statement:
    """A report of 2021 with a table on each page, as printed but for `cells` (None: in doubt);
    tables `without` were not found."""
    changed = {cell.replace("__", "."): text for cell, text in cells.items()}
    readings = tuple(
        _reading(cell, changed.get(cell, text), without) for cell, text in PRINTED[F2021].items()
    )
    editions = {table: F2021 for table in catalogue().latest.tables if table not in without}
    return Statement("青禾县民政局", 2022, F2021, editions=editions, readings=readings)


def _reading(cell: str, text: str | None, without: tuple[str, ...]) -> Reading:
    table, row, column = cell.split(".")
    if table in without:
        return Reading(table, row, column, None, doubt="absent")
    spot = Spot(page=PAGE[table])
    if text is None:
        return Reading(table, row, column, None, spot, "ambiguous", "1 2")
    return Reading(table, row, column, text, spot)


def cells(said: Statement) -> dict[str, str | None]:
    return {r.code: r.text for r in said.readings}


def issue(code: str, place: Place) -> Issue:
    return Issue("recognise", code, "error", place)


WRONG = {"t3__granted__total": "98765"}
DOUBT: dict[str, str | None] = {"t3__granted__total": None}


@pytest.mark.parametrize(
    ("first", "second", "outcome", "granted"),
    [
        pytest.param(statement(), statement(), "confirmed", "609", id="the same, and nothing wrong"),
        pytest.param(statement(**WRONG), statement(**WRONG), "confirmed", "98765", id="the same wrong sum"),
        pytest.param(statement(**WRONG), statement(), "differs", None, id="another figure"),
        pytest.param(
            statement(t3__granted__total="609 "),
            statement(),
            "confirmed",
            "609 ",
            id="another spelling of it",
        ),
        pytest.param(
            statement(**WRONG), statement(("t3",)), "unable", "98765", id="the second lacks the table"
        ),
        pytest.param(
            statement(**DOUBT), statement(("t3",)), "unable", None, id="in doubt, and the second lacks it"
        ),
        pytest.param(
            statement(), statement(("t3",)), "confirmed", "609", id="nothing wrong in what it lacks"
        ),
        pytest.param(statement(("t3",)), statement(), "replaced", "609", id="only the second found it"),
        pytest.param(statement(("t3",)), statement(**WRONG), "replaced", "98765", id="and its sum is wrong"),
        pytest.param(statement(("t3",)), statement(("t3",)), "confirmed", None, id="neither found it"),
        pytest.param(statement(**DOUBT), statement(), "replaced", "609", id="in doubt, the second whole"),
        pytest.param(statement(**DOUBT), statement(**DOUBT), "confirmed", None, id="both in doubt"),
        pytest.param(
            statement(**DOUBT),
            statement(**WRONG),
            "confirmed",
            None,
            id="in doubt, the second's sum is wrong",
        ),
        pytest.param(statement(**WRONG), statement(**DOUBT), "differs", None, id="the second in doubt"),
        pytest.param(
            statement(**WRONG, t4__reconsideration__total="1"),
            statement(("t4",)),
            "unable",
            None,
            id="one table differs, another is lacking",
        ),
        pytest.param(
            statement(("t4",), **WRONG), statement(), "differs", None, id="one differs, another is replaced"
        ),
    ],
)
def test_what_comes_of_two_readings(
    first: Statement, second: Statement, outcome: SecondReading, granted: str | None
) -> None:
    both, said = reconcile(first, second)
    assert said == outcome
    assert cells(both)[GRANTED] == granted


def test_a_cell_on_which_they_differ_keeps_both_texts_and_says_so() -> None:
    both, _ = reconcile(statement(**WRONG), statement())
    (reading,) = (r for r in both.readings if r.code == GRANTED)
    assert (reading.doubt, reading.evidence, reading.spot) == ("ambiguous", "98765 | 609", Spot(page=2))
    place = Place(table="t3", row="granted", columns=("total",))
    assert both.issues == (issue("form.readings_differ", place),)
    assert (both.numbers_found, both.numbers_lost) == (len(PRINTED[F2021]), 1)
    others = {c: text for c, text in cells(both).items() if c != GRANTED}
    assert others == {c: text for c, text in PRINTED[F2021].items() if c != GRANTED}


def test_issues_are_those_of_the_reading_that_is_kept() -> None:
    mine = (
        issue("year.unknown", Place()),
        issue("form.cell_ambiguous", Place(table="t3", row="granted")),
        issue("form.number_lost", Place(table="t2")),
    )
    theirs = (issue("office.unknown", Place()), issue("form.row_missing", Place(table="t3", row="not_held")))
    both, _ = reconcile(replace(statement(**DOUBT), issues=mine), replace(statement(), issues=theirs))
    assert both.issues == (mine[0], mine[2], theirs[1])


@pytest.mark.parametrize(
    ("code", "lost"),
    [
        pytest.param("form.number_lost", 4, id="a loss is still said"),
        pytest.param("form.row_missing", 0, id="none is left that says so"),
    ],
)
def test_numbers_lost_are_counted_while_an_issue_says_so(code: str, lost: int) -> None:
    first = replace(statement(), issues=(issue(code, Place(table="t2")),), numbers_lost=4)
    both, _ = reconcile(first, statement())
    assert (both.numbers_lost, both.numbers_found) == (lost, len(PRINTED[F2021]) + lost)


def test_office_year_and_edition_of_both() -> None:
    nameless = replace(statement(("t2", "t3")), office=None, year=None)
    both, _ = reconcile(nameless, statement())
    assert (both.office, both.year, both.edition) == ("青禾县民政局", 2022, F2021)
    named = replace(statement(), office="别的局", year=2021)
    assert reconcile(statement(), named)[0].office == "青禾县民政局"
    nothing = statement((*catalogue().latest.tables,))
    assert reconcile(nothing, nothing)[0].edition == "unknown"


def doubted(evidence: str) -> Statement:
    """The second reader saw `evidence` in the row and could not tell where."""
    whole = statement(t3__granted__total="98765")
    readings = tuple(
        replace(r, text=None, doubt="ambiguous", evidence=evidence) if r.row == "granted" else r
        for r in whole.readings
    )
    return replace(whole, readings=readings)  # type: ignore[arg-type]


ROW = " ".join([*(text for c, text in PRINTED[F2021].items() if c.startswith("t3.granted"))][:-1])


@pytest.mark.parametrize(
    ("evidence", "outcome"),
    [
        pytest.param(f"{ROW} 98765", "confirmed", id="the same figures in the same order"),
        pytest.param(f"{ROW} 609", "differs", id="another figure"),
        pytest.param(ROW, "differs", id="one less"),
        pytest.param(f"98765 {ROW}", "differs", id="another order"),
    ],
)
def test_figures_that_the_second_could_not_place(evidence: str, outcome: SecondReading) -> None:
    both, said = reconcile(statement(**WRONG), doubted(evidence))
    assert said == outcome
    assert (cells(both)[GRANTED] == "98765") is (outcome == "confirmed")


@pytest.mark.parametrize(
    ("first", "pages", "asked"),
    [
        pytest.param(statement(), 3, set(), id="nothing in doubt"),
        pytest.param(statement(**WRONG), 3, {2}, id="a broken sum"),
        pytest.param(statement(**DOUBT), 3, {2}, id="a cell in doubt"),
        pytest.param(
            statement(t2__administrative_penalties__decisions="约5"), 3, {1}, id="a cell unreadable"
        ),
        pytest.param(statement(t2__administrative_penalties__decisions=""), 3, set(), id="a blank cell"),
        pytest.param(statement(("t4",)), 3, {1, 2, 3}, id="a table missing: its page and those beside it"),
        pytest.param(statement(("t4",)), 2, {1, 2}, id="a table missing, no other page"),
        pytest.param(statement((*catalogue().latest.tables,)), 2, {1, 2}, id="no table"),
        pytest.param(statement(**WRONG, t4__reconsideration__total="1"), 3, {2, 3}, id="two tables"),
        pytest.param(statement(**WRONG), 1, set(), id="a page that the file does not have"),
    ],
)
def test_the_pages_in_doubt(first: Statement, pages: int, asked: set[int]) -> None:
    assert pages_in_doubt(first, pages) == asked


def test_a_cell_without_a_page_is_asked_for_where_its_table_is() -> None:
    whole = statement()
    (lost,) = (r for r in whole.readings if r.code == GRANTED)
    gone = replace(lost, text=None, doubt="absent", spot=Spot())
    readings = tuple(gone if r is lost else r for r in whole.readings)
    assert pages_in_doubt(replace(whole, readings=readings), 3) == {2}
    nowhere = tuple(replace(r, spot=Spot()) if r.table == "t3" else r for r in readings)
    assert pages_in_doubt(replace(whole, readings=nowhere), 3) == {1, 2, 3}


def test_a_table_on_two_pages_has_them_all_asked_for_what_was_not_found() -> None:
    def paged(reading: Reading) -> Reading:
        return replace(reading, spot=Spot(page=3 if reading.row.startswith("not_") else 2))

    whole = statement(without=("t4",))
    readings = tuple(paged(r) if r.table == "t3" else r for r in whole.readings)
    assert pages_in_doubt(replace(whole, readings=readings), 5) == {1, 2, 3, 4, 5}


def test_a_cell_that_the_second_does_not_have_is_open() -> None:
    second = statement()
    second = replace(second, readings=tuple(r for r in second.readings if r.code != GRANTED))
    both, outcome = reconcile(statement(**WRONG), second)
    assert outcome == "differs"
    assert [r.evidence for r in both.readings if r.code == GRANTED] == ["98765 | "]


def test_what_the_second_left_open_is_beside_what_the_first_read() -> None:
    both, _ = reconcile(statement(**WRONG), statement(**DOUBT))
    assert [r.evidence for r in both.readings if r.code == GRANTED] == ["98765 | 1 2"]


def test_a_row_that_only_the_second_has_confirms_nothing() -> None:
    """A table of another edition, say."""
    foreign = Reading("t3", "foreign", "total", None, Spot(page=2), "ambiguous", "98765")
    second = statement()
    both, said = reconcile(statement(**WRONG), replace(second, readings=(*second.readings, foreign)))
    assert said == "differs"
    assert "t3.foreign.total" not in cells(both)
