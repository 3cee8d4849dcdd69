"""One printed table: its edition, its rows, what is open where the file ends, what is lost."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipelines.catalogue import catalogue
from pipelines.model import Reading, Spot
from pipelines.read.text.reader import read_text
from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.layout import Style
from pipelines.recognise.printed_rows import PrintedRow, printed_rows
from pipelines.recognise.solution import Solution
from pipelines.recognise.tables import TableReading, mark_truncated_end, match_table, read_table
from pipelines.recognise.tokens import Token, stream
from tests.unit.recognise.dumps import PRINTED, dump, line
from tests.unit.recognise.dumps import table as part
from tests.unit.recognise.made_tokens import cells, form, token

F2019, F2021 = [*catalogue().editions][-2:]


def tokens_of(text: str, name: str) -> list[Token]:
    return stream(read_text(part(text, name)))


def read(tokens: list[Token], name: str, edition: str = F2021, cut: bool = False) -> TableReading:
    return read_table(match_table(name, tokens, Style(), edition), cut=cut)


def texts(reading: TableReading | Solution) -> dict[str, str | None]:
    solution = reading.solution if isinstance(reading, TableReading) else reading
    return {f"{r.row}.{r.column}": r.text for r in solution.readings}


def issues(solution: Solution) -> list[tuple[str, str, str]]:
    return [(i.code, str(i.where), i.detail) for i in solution.issues]


def printed(name: str, edition: str = F2021) -> dict[str, str]:
    return {c[3:]: text for c, text in PRINTED[edition].items() if c.startswith(name)}


@pytest.mark.parametrize("edition", [F2019, F2021])
@pytest.mark.parametrize("name", [*catalogue().latest.tables])
def test_a_whole_table_is_read_as_printed(name: str, edition: str) -> None:
    said = read(tokens_of(dump(edition), name), name, edition)
    assert said.form.edition == edition
    assert {c: (text or "").strip() for c, text in texts(said).items()} == printed(name, edition)
    assert (said.solution.printed, said.solution.lost) == (len(printed(name, edition)), 0)
    assert said.solution.issues == ()


@pytest.mark.parametrize(
    ("before", "edition"),
    [
        pytest.param(F2019, F2019, id="that of the tables before"),
        pytest.param(F2021, F2021, id="of the latest ones"),
        pytest.param("", F2021, id="the latest where no table is before"),
        pytest.param("f1999", F2021, id="the latest where that has no such table"),
    ],
)
def test_a_table_that_is_the_same_in_all_editions_takes(before: str, edition: str) -> None:
    assert match_table("t4", tokens_of(dump(), "t4"), Style(), before).form.edition == edition


@pytest.mark.parametrize(
    ("name", "printed_as", "before", "rivals"),
    [
        pytest.param("t3", F2021, F2021, [], id="the edition of the tables before"),
        pytest.param("t3", F2021, F2019, [], id="another, and it shows its own rows"),
        pytest.param("t3", F2019, F2021, [F2021], id="another, and it has none of its own"),
        pytest.param("t3", F2019, "", [], id="no table before"),
        pytest.param("t4", F2019, F2021, [], id="the same in all"),
    ],
)
def test_the_editions_that_a_table_may_be_of_as_well(
    name: str, printed_as: str, before: str, rivals: list[str]
) -> None:
    matched = match_table(name, tokens_of(dump(printed_as), name), Style(), before)
    assert [f.edition for f in matched.rivals] == rivals


def test_columns_in_another_order_are_read_by_their_headings() -> None:
    text = dump().replace("本年制发件数\t本年废止件数", "本年废止件数\t本年制发件数")
    said = texts(read(tokens_of(text, "t2"), "t2"))
    expected = texts(read(tokens_of(dump(), "t2"), "t2"))
    for row in ("government_rules", "normative_documents"):
        issued, repealed = f"{row}.issued", f"{row}.repealed"
        expected[issued], expected[repealed] = expected[repealed], expected[issued]
    assert said == expected


def test_a_total_in_front_leaves_the_table_open() -> None:
    text = dump()
    for name in printed_rows(form("t3")):
        row = line(text, catalogue().row("t3", name).zh.split("（区")[0])
        words = [f for f in row.split("\t") if not f.isdigit()]
        figures = [f for f in row.split("\t") if f.isdigit()]
        text = text.replace(row, "\t".join([*words, figures[-1], *figures[:-1]]))
    said = read(tokens_of(text, "t3"), "t3")
    assert set(texts(said).values()) == {None}
    assert issues(said.solution) == [("form.columns_differ", "t3", "")]


def solution(table: str, figures: Mapping[str, str | None]) -> Solution:
    """Readings as printed, open where there is no text."""
    readings = (
        Reading(table, *name.split("."), text, doubt="" if text is not None else "ambiguous")  # type: ignore[arg-type, misc]
        for name, text in figures.items()
    )
    return Solution(tuple(readings), printed=len(figures))


def rows(table: str, figures: Mapping[str, str | None], without: tuple[str, ...] = ()) -> list[RowCandidates]:
    """The rows of a table with a field for each figure; `without` have none."""

    def made(row: PrintedRow) -> RowCandidates:
        fields = tuple(token(figures[name] or "?") for name in row.names)
        candidate = Candidate(tuple(figures[name] for name in row.names), (Spot(),) * row.cells)
        return RowCandidates(row, (candidate,), fields=() if row.code in without else fields)

    return [made(row) for row in printed_rows(form(table)).values() if not row.optional]


LAST = "litigation_after_reconsideration"


@pytest.mark.parametrize(
    ("changes", "opened"),
    [
        pytest.param({}, set(), id="the sum of its last figure holds"),
        pytest.param({f"{LAST}.total": "9999"}, {f"{LAST}.total"}, id="it does not"),
        pytest.param({f"{LAST}.upheld": "9999"}, {f"{LAST}.total"}, id="another part of it is wrong"),
        pytest.param({"reconsideration.total": "9999"}, set(), id="another sum does not"),
        pytest.param({f"{LAST}.total": ""}, {f"{LAST}.total"}, id="the last is blank"),
        pytest.param(
            {f"{LAST}.{c}": "" for c in form("t4").columns}, {f"{LAST}.total"}, id="all of it is blank"
        ),
        pytest.param({f"{LAST}.pending": "约5"}, {f"{LAST}.total"}, id="a part of it is no value"),
        pytest.param({f"{LAST}.total": None}, set(), id="the last is open anyway"),
    ],
)
def test_where_the_file_ends_behind_a_table_in_one_line(
    changes: dict[str, str | None], opened: set[str]
) -> None:
    figures: dict[str, str | None] = {**printed("t4"), **changes}
    before = solution("t4", figures)
    after = mark_truncated_end(form("t4"), rows("t4", figures), before)
    assert {c for c, text in texts(after).items() if text is None and figures[c] is not None} == opened
    assert len(after.issues) == (1 if opened else 0)
    lost = sum(figures[c] != "" for c in opened)
    assert after.lost == before.lost + lost
    if opened:
        assert issues(after) == [("form.cell_ambiguous", "t4.*", "1 格：文件到此为止，可能不完整")]


@pytest.mark.parametrize(
    ("table", "without", "row", "cells"),
    [
        pytest.param("t2", (), "administrative_fees", 1, id="the last row of table 2"),
        pytest.param("t3", (), "carried_out", 7, id="the last row of table 3"),
        pytest.param("t3", ("carried_out",), "total_handled", 7, id="the last row that has fields"),
    ],
)
def test_where_the_file_ends_behind_a_row(table: str, without: tuple[str, ...], row: str, cells: int) -> None:
    figures: dict[str, str | None] = {**printed(table)}
    after = mark_truncated_end(form(table), rows(table, figures, without), solution(table, figures))
    assert {c for c, text in texts(after).items() if text is None} == {
        c for c in figures if c.startswith(row)
    }
    assert issues(after) == [
        ("form.cell_ambiguous", f"{table}.{row}", f"{cells} 格：文件到此为止，可能不完整")
    ]


def test_a_table_without_fields_has_no_end_that_could_be_cut() -> None:
    figures: dict[str, str | None] = {**printed("t4")}
    before = solution("t4", figures)
    assert mark_truncated_end(form("t4"), rows("t4", figures, ("",)), before) == before


def test_a_last_row_that_is_open_is_said_once() -> None:
    figures = dict.fromkeys(printed("t2"), None)
    before = solution("t2", figures)
    assert mark_truncated_end(form("t2"), rows("t2", figures), before) == before


@pytest.mark.parametrize("cut", [True, False])
def test_only_a_table_that_nothing_follows_may_be_cut(cut: bool) -> None:
    said = read(tokens_of(dump(), "t2"), "t2", cut=cut)
    assert (texts(said)["administrative_fees.fee_amount"] is None) is cut


def test_values_in_no_row_are_lost_each_with_its_place() -> None:
    """And the row before them is open: they may be those of one whose label is spoilt."""
    text = part(dump(), "t2").replace("信息内容\t本年制发件数", "信息内容\t77\t本年制发件数")
    text = text.replace("行政许可\t98", "行政许可\t98\n甲乙丙丁戊己\t55\t66")
    said = read(stream(read_text(text)), "t2")
    assert issues(said.solution) == [
        ("form.cell_ambiguous", "t2.administrative_licenses", "1 格：98"),
        ("form.number_lost", "t2", "77"),
        ("form.number_lost", "t2.administrative_licenses", "55"),
        ("form.number_lost", "t2.administrative_licenses", "66"),
    ]
    assert (said.solution.printed, said.solution.lost) == (len(printed("t2")) + 3, 4)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        pytest.param("本年收费金额（单位：万元）", "本年收费金额（单位：万元）", id="with its unit"),
        pytest.param("本年收费金额", "本年收费金额", id="without one"),
        pytest.param("本年收费总额", "", id="another one"),
    ],
)
def test_an_amount_has_the_heading_of_its_column(heading: str, expected: str) -> None:
    tokens = tokens_of(dump().replace("本年收费金额（单位：万元）", heading), "t2")
    readings = read(tokens, "t2").solution.readings
    assert {r.heading for r in readings if r.column == "fee_amount"} == {expected}
    assert {r.heading for r in readings if r.column != "fee_amount"} == {""}


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        pytest.param([], [], id="nothing beside the form"),
        pytest.param([" 90 "], [("form.beside_the_form", "t3", "90")], id="a figure"),
        pytest.param(
            [str(90 + n) for n in range(13)],
            [("form.beside_the_form", "t3", " ".join(str(90 + n) for n in range(12)))],
            id="more than an issue names",
        ),
    ],
)
def test_values_beside_the_form_of_a_table_read_by_its_headings(
    beside: list[str], said: list[tuple[str, str, str]]
) -> None:
    """They are none of its numbers, so none of them is lost."""
    names = "总计 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他"
    more = [f"外宾{n}" for n in range(len(beside))]
    text = f" | {' | '.join([names, *more])}\n（一）予以公开 | {' | '.join(['21', *'123456', *beside])}"
    table = read(cells(text), "t3")
    whole = {c: t for c, t in texts(table).items() if t is not None}
    assert [whole[f"granted.{column}"] for column in form("t3").columns] == [*"123456", "21"]
    assert [i for i in issues(table.solution) if i[0] != "form.row_missing"] == said
    assert (table.solution.printed, table.solution.lost) == (7, 0)
