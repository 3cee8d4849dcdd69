"""Where across a page the columns stand, and which values are in them."""

from __future__ import annotations

import pytest

from pipelines.recognise.match_in_order import RowFields
from pipelines.recognise.places import Spans, placed, spans_of
from pipelines.recognise.tokens import Token
from tests.unit.recognise.made_tokens import form, row, token

COLUMNS = ((10.0, 20.0), (30.0, 40.0), (50.0, 60.0))


def across(text: str, left: float, right: float, line: int = 1) -> Token:
    """A piece of print that reaches from `left` to `right` on a line of a page."""
    return token(text, line, box=(left, 10.0 * line, right, 10.0 * line + 8))


@pytest.mark.parametrize(
    ("reaches", "columns"),
    [
        ([(12, 18), (32, 38), (52, 58)], [0, 1, 2]),
        ([(12, 18), (52, 58)], [0, 2]),
        ([(32, 38)], [1]),
        ([(5, 11), (39, 45)], [0, 1]),
        ([(12, 18), (20, 30)], None),
        ([(20, 30)], None),
        ([(19, 31)], None),
        ([(10, 60)], None),
        ([(61, 70)], None),
        ([(11, 13), (15, 18)], None),
        ([(52, 58), (12, 18)], None),
    ],
    ids=[
        "one in each",
        "the middle one is blank",
        "one alone",
        "a corner reaches in",
        "one between two",
        "it touches both and reaches into none",
        "into two",
        "into all",
        "into none",
        "two in one",
        "not in the order of the columns",
    ],
)
def test_values_in_columns(reaches: list[tuple[float, float]], columns: list[int] | None) -> None:
    values = [across(str(n), left, right) for n, (left, right) in enumerate(reaches)]
    by_column = placed(values, COLUMNS)
    assert by_column == (None if columns is None else dict(zip(columns, values, strict=True)))


@pytest.mark.parametrize(
    "second", [token("6"), across("6", 32, 38, line=2)], ids=["of no known place", "on another line"]
)
def test_values_that_cannot_be_placed_together(second: Token) -> None:
    assert placed([across("5", 12, 18), second], COLUMNS) is None


def test_no_values_stand_nowhere() -> None:
    assert placed([], COLUMNS) == {}


CODES = ("requests_new", "carried_in", "granted")
HEADINGS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def table(
    full: int, *, shift: float = 0, headings: tuple[str, ...] = (), narrow: float = 0
) -> tuple[list[RowFields], list[Token]]:
    """Rows of table 3 as they are on a page: the first `full` of them with all values, 20 points
    apart, each row `shift` points further right; the headings above reach 16 points."""
    above = [across(t, 20 * n + narrow, 20 * n + 16 - narrow, 1) for n, t in enumerate(headings, start=5)]
    rows = []
    tokens = list(above)
    for place, code in enumerate(CODES):
        line = 3 + place
        kept = range(7) if place < full else (0, 6)
        values = [
            across("8", 20 * (n + 5) + 4 + shift * place, 20 * (n + 5) + 8 + shift * place, line)
            for n in kept
        ]
        rows.append(row("t3", code, values))
        tokens += [across("一、本年新收", 10, 60, line), *values]
    return rows, tokens


def spans(*reaches: tuple[float, float]) -> Spans:
    return tuple((float(left), float(right)) for left, right in reaches)


LEARNED = spans(*((20 * n + 4, 20 * n + 8) for n in range(5, 12)))
NAMED = spans(*((20 * n, 20 * n + 16) for n in range(5, 12)))


@pytest.mark.parametrize(
    ("made", "columns"),
    [
        (table(3), LEARNED),
        (table(2), None),
        (table(3, shift=1), spans(*((20 * n + 4, 20 * n + 10) for n in range(5, 12)))),
        (table(3, shift=8), None),
        (table(0, headings=HEADINGS), NAMED),
        (table(2, headings=HEADINGS), NAMED),
        (table(3, headings=HEADINGS), NAMED),
        (table(3, headings=HEADINGS, narrow=6), spans(*((20 * n + 4, 20 * n + 10) for n in range(5, 12)))),
        (table(0, headings=HEADINGS[:-1]), None),
        (table(0, headings=(HEADINGS[1], HEADINGS[0], *HEADINGS[2:])), None),
        (table(0, headings=(*HEADINGS, "总计")), None),
        (table(0, headings=("附表", *HEADINGS[1:])), None),
        (table(0, headings=HEADINGS, narrow=-2), None),
        (
            table(0, headings=HEADINGS, narrow=-1.9),
            spans(*((20 * n - 1.9, 20 * n + 17.9) for n in range(5, 12))),
        ),
        (table(3, headings=HEADINGS[:-1]), LEARNED),
    ],
    ids=[
        "three full rows tell",
        "two do not",
        "what the full rows reach together",
        "full rows that meet in the middle tell nothing",
        "headings tell",
        "headings beside too few full rows",
        "headings and full rows together",
        "headings narrower than the values",
        "a heading is missing",
        "headings in another order",
        "a heading twice",
        "another word in the place of a heading",
        "headings that meet",
        "headings that nearly meet",
        "full rows where headings do not tell",
    ],
)
def test_the_columns_of_a_table(made: tuple[list[RowFields], list[Token]], columns: Spans | None) -> None:
    rows, tokens = made
    known = spans_of(form("t3"), rows, tokens)
    expected = [pytest.approx(span) for span in columns or ()]
    assert {code: list(spans) for code, spans in known.items()} == (
        dict.fromkeys(CODES, expected) if columns else {}
    )


def test_headings_that_full_rows_contradict_tell_nothing_more() -> None:
    """Joined, the columns of both would meet: those of the full rows are kept."""
    rows, tokens = table(3, headings=HEADINGS)
    moved = [across(t.text, t.spot.box[0] + 14, t.spot.box[2] + 14, 1) for t in tokens[:7] if t.spot.box]
    assert spans_of(form("t3"), rows, moved + tokens[7:]) == dict.fromkeys(CODES, LEARNED)


@pytest.mark.parametrize(
    "upper_lower",
    [[("社会", 100, 116, "公益组织", 98, 118)], [("社会公", 98, 118, "益组织", 100, 116)]],
    ids=["the lower piece is wider", "the upper piece is wider"],
)
def test_a_heading_broken_over_two_lines_reaches_as_far_as_both(
    upper_lower: list[tuple[str, float, float, str, float, float]],
) -> None:
    rows, tokens = table(0, headings=HEADINGS)
    (upper, a, b, lower, c, d), *_ = upper_lower
    above_all = across("申请人情况", 100, 240, 0)
    broken = [across(upper, a + 60, b + 60, 1), across(lower, c + 60, d + 60, 2)]
    known = spans_of(form("t3"), rows, [above_all, *tokens[:3], *tokens[4:7], *broken, *tokens[7:]])
    assert known["granted"] == (*NAMED[:3], (158, 178), *NAMED[4:])


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [("情况", 100, 116), ("组织", 158, 190), ("商业", 260, 276), ("合计数", 260, 276)],
    ids=[
        "no heading goes on so",
        "below two headings",
        "the beginning of a heading",
        "more than a heading",
    ],
)
def test_words_that_are_no_heading_change_none(text: str, left: float, right: float) -> None:
    rows, tokens = table(0, headings=HEADINGS)
    known = spans_of(form("t3"), rows, [*tokens[:7], across(text, left, right, 2), *tokens[7:]])
    assert known == dict.fromkeys(CODES, NAMED)


def test_a_piece_beside_the_beginning_of_a_heading_does_not_continue_it() -> None:
    rows, tokens = table(0, headings=HEADINGS)
    beside = [across("社会", 160, 168, 1), across("公益组织", 168, 176, 1)]
    assert spans_of(form("t3"), rows, [*tokens[:3], *beside, *tokens[4:]]) == {}


def test_each_block_has_the_headings_right_above_it() -> None:
    codes = ("government_rules", "administrative_licenses")
    heads = (
        ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
        ("上一年项目数量", "本年增/减", "处理决定数量"),
    )
    rows, tokens = [], []
    for place, (code, words) in enumerate(zip(codes, heads)):
        left = [100 + 40 * n + 10 * place for n in range(3)]
        tokens += [across(word, at, at + 30, 1 + 2 * place) for word, at in zip(words, left)]
        rows.append(row("t2", code, [across("5", at + 5, at + 9, 2 + 2 * place) for at in left], "f2019"))
        tokens += rows[-1].fields
    assert spans_of(form("t2", "f2019"), rows, tokens) == {
        "government_rules": ((100, 130), (140, 170), (180, 210)),
        "administrative_licenses": ((110, 140), (150, 180), (190, 220)),
    }


def test_rows_that_lack_a_value_say_nothing_of_rows_of_fewer_cells() -> None:
    codes = ("government_rules", "normative_documents", "administrative_licenses")  # of three cells each
    rows = [
        row("t2", code, [across("5", 100, 104, n), across("6", 120, 124, n)], "f2019")
        for n, code in enumerate(codes, start=1)
    ]
    fees = row("t2", "administrative_fees", [across("7", 100, 104, 4)], "f2019")  # of two
    tokens = [field for each in (*rows, fees) for field in each.fields]
    assert spans_of(form("t2", "f2019"), [*rows, fees], tokens) == {}


def test_headings_above_the_values_of_another_block_are_not_these() -> None:
    rows, tokens = table(0, headings=HEADINGS)
    other = [across("规章", 10, 30, 2), across("5", 100, 108, 2)]
    assert spans_of(form("t3"), rows, [*tokens[:7], *other, *tokens[7:]]) == {}


def test_headings_of_no_known_place_are_passed_over() -> None:
    rows, tokens = table(0, headings=HEADINGS)
    assert spans_of(form("t3"), rows, [token("自然人"), *tokens])["granted"] == NAMED


@pytest.mark.parametrize("label", ["一、本年新收8", "一、本年新收/", "一、本年新收-"])
def test_a_label_that_ends_in_a_figure_may_hold_the_first_value(label: str) -> None:
    rows, tokens = table(3)
    stuck = [across(label, 10, 60, 4) if t.kind == "label" and t.line == 4 else t for t in tokens]
    assert [*spans_of(form("t3"), rows, stuck)] == ["requests_new", "granted"]


def test_a_grid_or_a_text_without_places_has_no_columns() -> None:
    rows, tokens = table(3)
    assert spans_of(form("t3"), rows, [*tokens, token("8", grid=True)]) == {}
    assert spans_of(form("t3"), rows, [token(t.text, t.line) for t in tokens]) == {}


def test_full_rows_count_only_if_all_their_values_stand_on_one_line_at_known_places() -> None:
    rows, tokens = table(3)
    last = rows[2].fields[-1]
    for spoilt in (across("8", 224, 228, 9), token("8", last.line)):
        fields = [*rows[2].fields[:-1], spoilt]
        assert spans_of(form("t3"), [*rows[:2], row("t3", "granted", fields)], tokens) == {}
    blank = [*rows[2].fields, token("", last.line)]
    assert spans_of(form("t3"), [*rows[:2], row("t3", "granted", blank)], tokens)["granted"] == LEARNED


def test_a_row_of_one_cell_has_no_columns_and_blocks_have_their_own() -> None:
    heads = ("本年制发件数", "本年废止件数", "现行有效件数")
    above = [across(t, 50 * n, 50 * n + 40, 1) for n, t in enumerate(heads, start=2)]
    rules = [across(str(n), 50 * n + 5, 50 * n + 10, 2) for n in (2, 3, 4)]
    below = [across("本年处理决定数量", 120, 180, 3)]
    licence = [across("7", 130, 140, 4)]
    rows = [row("t2", "government_rules", rules), row("t2", "administrative_licenses", licence)]
    known = spans_of(form("t2"), rows, [*above, *rules, *below, *licence])
    assert known == {"government_rules": ((100, 140), (150, 190), (200, 240))}
