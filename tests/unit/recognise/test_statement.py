"""From a document to what it says: which tables, printed how often, by whom and for which year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.catalogue import catalogue
from pipelines.model import Block, Document, Statement
from pipelines.read.text.reader import read_text
from pipelines.recognise import recognise
from tests.unit.recognise.dumps import (
    HEADINGS,
    OFFICE,
    PRINTED,
    codes,
    dump,
    line,
    printed,
    readings,
    said,
    table,
    values,
)

F2019, F2021 = [*catalogue().editions][-2:]
TABLES = [*catalogue().latest.tables]
TITLE = f"{OFFICE}2022年政府信息公开工作年度报告"


def without(*tables: str, edition: str = F2021) -> str:
    text = dump(edition)
    for name in tables:
        text = text.replace(table(text, name), "")
    return text


@pytest.mark.parametrize("edition", [F2019, F2021])
def test_a_whole_report(edition: str) -> None:
    made = said(dump(edition))
    assert (made.office, made.edition) == (OFFICE, edition)
    assert made.year == {F2019: 2020, F2021: 2022}[edition]
    assert made.editions == dict.fromkeys(TABLES, edition)
    assert values(made) == printed(edition)
    assert (made.numbers_found, made.numbers_lost) == (len(PRINTED[edition]), 0)
    assert made.issues == ()


def mixed() -> str:
    """Table 2 of 2021 and the others of 2019."""
    old, new = dump(F2019), dump(F2021)
    return new.replace(table(new, "t3"), table(old, "t3")).replace(table(new, "t4"), table(old, "t4"))


@pytest.mark.parametrize(
    ("text", "edition", "editions"),
    [
        pytest.param(mixed(), "mixed", {"t2": F2021, "t3": F2019, "t4": F2019}, id="tables of two editions"),
        pytest.param(without("t2", "t3"), F2021, {"t4": F2021}, id="a table that is the same in both alone"),
        pytest.param(
            without("t3", edition=F2019), F2019, {"t2": F2019, "t4": F2019}, id="that table behind another"
        ),
        pytest.param(without(*TABLES), "unknown", {}, id="no table"),
    ],
)
def test_the_edition_of_a_report(text: str, edition: str, editions: dict[str, str]) -> None:
    made = said(text)
    assert (made.edition, made.editions) == (edition, editions)


def test_cells_of_a_table_that_is_missing_are_those_of_the_edition_of_the_others() -> None:
    made = said(without("t2", edition=F2019))
    assert {c for c in values(made) if c.startswith("t2")} == {
        c for c in PRINTED[F2019] if c.startswith("t2")
    }
    assert codes(made)["form.table_missing"] == ["t2"]


def test_a_table_of_two_editions_may_lack_rows_where_the_other_has_more() -> None:
    """The rows of other handling are gone, what is left of them reads as the one row of 2019. The
    sums show it, and those that may be joined are open."""
    text = dump()
    first = line(text, "1.申请人无正当理由逾期")
    second = line(text, "2.申请人逾期未按收费")
    last = line(text, "3.其他")
    gone = text.replace(first + "\n", "").replace(second + "\n", "")
    made = said(gone.replace(last, last.replace("3.其他", "（六）其他处理")))
    assert made.editions["t3"] == F2019
    opened = {c.rsplit(".", 1)[0] for c, v in values(made).items() if v is None}
    assert opened == {"t3.not_processed_reconfirmation", "t3.other_handling", "t3.total_handled"}


@pytest.mark.parametrize(
    ("document", "issues"),
    [
        pytest.param(Document("html"), {"form.none"}, id="nothing"),
        pytest.param(
            Document("html", metadata={"attachments": "https://a.example/b.pdf"}),
            {"form.attachment_only"},
            id="a file beside it",
        ),
        pytest.param(
            Document("html", metadata={"title": "青禾县民政局2017年政府信息公开工作年度报告"}),
            {"form.before_2019"},
            id="an older report",
        ),
        pytest.param(
            Document("html", metadata={"title": "青禾县民政局2020年政府信息公开工作年度报告"}),
            {"form.none"},
            id="a report of the first edition",
        ),
    ],
)
def test_a_document_without_tables_says_why(document: Document, issues: set[str]) -> None:
    made = recognise(document)
    assert set(codes(made)) == issues
    assert (made.readings, made.edition, made.numbers_found) == ((), "unknown", 0)


def test_the_words_of_the_older_table_make_an_older_report_where_no_year_says_otherwise() -> None:
    word = catalogue().before_2019[0]
    block = Block("prose", read_text(f"主动公开情况\n{word}").blocks[0].rows)
    assert set(codes(recognise(Document("html", (block,))))) == {"form.before_2019"}
    titled = Document("html", (block,), {"title": TITLE})
    assert set(codes(recognise(titled))) == {"form.none"}


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        pytest.param(dump().replace(OFFICE, ""), "office.unknown", id="no office"),
        pytest.param(dump().replace("2022年", ""), "year.unknown", id="no year"),
    ],
)
def test_a_report_that_does_not_say_whose_or_of_when_it_is(text: str, issue: str) -> None:
    made = said(text)
    assert codes(made) == {issue: [""]}
    assert values(made) == printed()


def test_a_form_that_nobody_filled_in() -> None:
    blank = dump(**{cell.replace(".", "__"): "" for cell in PRINTED[F2021]})
    made = said(blank)
    assert "form.blank" in codes(made)
    filled_in = "t2.administrative_penalties.decisions"
    one = said(dump(**{cell.replace(".", "__"): "" for cell in PRINTED[F2021] if cell != filled_in}))
    assert "form.blank" not in codes(one)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_printed_twice(name: str) -> None:
    text = dump()
    again = said(text.replace(table(text, name), table(text, name) * 2))
    assert codes(again) == {"form.table_repeated": [name]}
    assert values(again) == printed()
    assert [i.detail for i in again.issues] == ["2 次"]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_printed_with_other_figures_is_in_doubt_as_a_whole(name: str) -> None:
    cell = next(c for c in PRINTED[F2021] if c.startswith(name))
    text, rival = dump(), dump(**{cell.replace(".", "__"): "98765"})
    made = said(text.replace(table(text, name), table(text, name) + table(rival, name)))
    assert "form.table_rivals" in codes(made)
    readings = [r for r in made.readings if r.table == name]
    assert {(r.text, r.doubt) for r in readings} == {(None, "ambiguous")}
    assert {r.code: r.evidence for r in readings} == {
        c: text for c, text in PRINTED[F2021].items() if c.startswith(name)
    }
    assert made.numbers_lost == len(readings)


@pytest.mark.parametrize(("rivals", "sure"), [(("t2",), True), (("t2", "t3"), False)])
def test_a_table_of_one_of_two_reports_is_in_doubt(rivals: tuple[str, ...], sure: bool) -> None:
    text = dump()
    other = dump(t2__administrative_penalties__decisions="98765", t3__granted__total="98765")
    made = said(
        text.replace(table(text, "t4"), "".join(table(other, name) for name in rivals) + table(text, "t4"))
    )
    assert {r.doubt for r in made.readings if r.table == "t4"} == {"" if sure else "ambiguous"}


@pytest.mark.parametrize(
    ("ending", "is_open"),
    [
        pytest.param("", True, id="nothing"),
        pytest.param("\n\n\n", True, id="empty lines"),
        pytest.param("\n五、存在的主要问题及改进情况\n无。", False, id="the next section"),
    ],
)
def test_what_follows_the_last_table_tells_whether_it_may_be_cut(ending: str, is_open: bool) -> None:
    text = dump(t4__litigation_after_reconsideration__total="9999")
    made = said(text[: text.index("五、存在")].rstrip() + ending)
    cell = values(made)["t4.litigation_after_reconsideration.total"]
    assert (cell is None) is is_open


def test_prose_is_what_is_in_no_table() -> None:
    text = dump().replace("一、总体情况", "一、总体情况\n本年公开平稳。").replace("六、其他", "六、其他")
    made: Statement = said(text)
    assert "本年公开平稳" in made.sections["overview"]
    assert not any("自然人" in words for words in made.sections.values())


def test_recognised_figures_are_doubted_and_printed_ones_are_not() -> None:
    """Of a cell without a sum the recogniser must be sure, and of those of one that is alone."""
    document = read_text(dump())
    unsure = tuple(
        replace(block, rows=tuple(tuple(cell._replace(confidence=0.5) for cell in row) for row in block.rows))
        for block in document.blocks
    )
    made = recognise(replace(document, blocks=unsure))
    assert {c[:2] for c, v in values(made).items() if v is None} == {"t2", "t4"}
    assert {c[:2] for c, v in values(made).items() if v is not None} == {"t3"}
    assert {r.confidence for r in made.readings} == {0.5}
    assert {r.confidence for r in said(dump()).readings} == {None}


def test_a_table_that_begins_with_its_second_row_leaves_the_last_of_the_one_before_open() -> None:
    """What is between them is gone, and may hold the rest of that row."""
    text = dump()
    from_heading = text.index(HEADINGS["t3"])
    to_second = text.index(line(text, "二、上年结转"))
    found = said(text[:from_heading] + text[to_second:])
    assert readings(found)["t2.administrative_fees.fee_amount"].doubt == "ambiguous"
    assert not readings(found)["t2.administrative_coercion.decisions"].doubt


@pytest.mark.parametrize(
    ("limit", "most", "detail"),
    [
        ("statement.MOST_CHARACTERS", len(TITLE), ""),
        ("statement.MOST_CHARACTERS", 20, "more than 20 characters in one piece"),
        ("tokens.MOST_TOKENS", 4, ""),
        ("tokens.MOST_TOKENS", 3, "more than 3 fields"),
    ],
)
def test_more_than_any_report_has_is_not_recognised(
    limit: str, most: int, detail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"pipelines.recognise.{limit}", most)
    monkeypatch.setattr(f"pipelines.recognise.statement.{limit.partition('.')[2]}", most)
    found = recognise(read_text(f"{TITLE}\n行政许可\t1\t2"))
    refused = [issue.detail for issue in found.issues if issue.code == "read.too_large"]
    assert refused == ([detail] if detail else [])
    assert (found.year is None) is bool(detail)


def test_tables_that_are_printed_again_and_again_are_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = dump(F2021) + dump(F2021)
    for most, codes_said in ((6, False), (5, True)):
        monkeypatch.setattr("pipelines.recognise.statement.MOST_PRINTINGS", most)
        assert ("read.too_large" in codes(said(twice))) is codes_said
