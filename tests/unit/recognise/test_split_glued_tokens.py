"""Where a text without separators is cut: `label [run] {prose}`."""

from __future__ import annotations

import pytest

from pipelines.recognise.split_glued import split_glued_table
from pipelines.recognise.tokens import Kind, Token
from tests.unit.recognise.made_tokens import token

HEADS = ["第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
T2 = "".join([*HEADS, "规章000", "行政规范性文件102", "行政许可5", "行政处罚6", "行政强制7"])
CUT2 = [
    *HEADS,
    "规章",
    "[000]",
    "行政规范性文件",
    "[102]",
    "行政许可",
    "[5]",
    "行政处罚",
    "[6]",
    "行政强制",
    "[7]",
]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
PROCEEDINGS = ["行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"]
T4 = "".join([*PROCEEDINGS, *RESULTS, "000001000110002"])
CUT4 = [*PROCEEDINGS, *RESULTS, "[000001000110002]"]

APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构"]
ROWS = [
    "本年新收政府信息公开申请数量",
    "上年结转政府信息公开申请数量",
    "予以公开",
    "部分公开",
    "属于国家秘密",
    "重复申请",
]
OUTCOMES = "".join(f"{row}{n}" for n, row in enumerate([*ROWS, "信访举报投诉类申请"]))
T3 = "".join(APPLICANTS) + OUTCOMES
CUT3 = [
    *APPLICANTS,
    *(piece for n, row in enumerate([*ROWS, "信访举报投诉类申请"]) for piece in (row, f"[{n}]")),
]


def cut(text: str, kind: Kind = "label") -> list[str]:
    """What a text is cut into."""

    def shown(piece: Token) -> str:
        return (
            f"[{piece.text}]" if piece.kind == "run" else f"{{{piece.text}}}" if piece.prose else piece.text
        )

    return [shown(piece) for piece in split_glued_table([token(text, kind=kind)])]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (T2, CUT2),
        (f"前言。{T2}后文。", ["{前言。}", *CUT2, "{后文。}"]),
        (f" {T2}\n", CUT2),
        (f"前言。{T2}中间。{T4}后文。", ["{前言。}", *CUT2, "{中间。}", *CUT4, "{后文。}"]),
        (T4 * 2 + T2, [*CUT4, *CUT4, *CUT2]),
        (T4 + T2, [*CUT4, *CUT2]),
        (T2 + "左右三、", [*CUT2[:-1], "[7左右]", "{三、}"]),
        (T2 + "以上", [*CUT2[:-1], "[7以上]"]),
        (T2 + "合计9", [*CUT2, "{合计9}"]),
        (T2 + "件" + "合计9", [*CUT2, "{件合计9}"]),
        (T2.replace("7", "") + "总计9", [*CUT2[:-1], "{总计9}"]),
        ("总计9。" + T2, ["{总计9。}", *CUT2]),
        (T2 + "字" * 61 + "行政许可5", [*CUT2, "{" + "字" * 61 + "行政许可5}"]),
        (T2 + "本年制发件数9", [*CUT2, "{本年制发件数9}"]),
        (T3 + "件总计9", [*CUT3, "{件总计9}"]),
        ("总计9。" + T3, ["{总计9。}", *CUT3]),
        (T3[:-1] + "总计9", [*CUT3[:-1], "总计", "[9]"]),
        (
            f"{''.join(APPLICANTS)}{T4}{OUTCOMES}",
            [*APPLICANTS, T4.partition("总计")[0], "总计", CUT4[-1], *CUT3[5:]],
        ),
    ],
    ids=[
        "a table",
        "prose around it",
        "blanks around it",
        "two tables",
        "a table twice",
        "in another order",
        "words about the last value",
        "the same at the end",
        "a word of other tables behind the last value",
        "the same behind a word",
        "the same behind the last label",
        "a word of other tables before the first label",
        "a label far behind it",
        "a heading behind its last row",
        "a word of several tables behind the last value",
        "a word of several tables before the first label",
        "a word of several tables behind the last label",
        "a table inside another is what stands between two labels of it",
    ],
)
def test_tables_inside_a_text(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


@pytest.mark.parametrize(
    ("printed", "pieces"),
    [
        ("230 000023", ["[230 000023]"]),
        ("１２", ["[１２]"]),
        ("1,234.5", ["[1,234.5]"]),
        ("-3/0", ["[-3/0]"]),
        ("+3%", ["[+3%]"]),
        ("\\", ["[\\]"]),
        ("5\ufffd3", ["[5\ufffd3]"]),
        ("3x7", ["[3x7]"]),
        ("1.5万元", ["[1.5万元]"]),
        ("1.5（亿元）", ["[1.5（亿元）]"]),
        ("15元(元)", ["[15元(元)]"]),
        ("5件", ["[5件]"]),
        ("3万", ["[3万]"]),
        ("1'234", ["[1'234]"]),
        ("123。45", ["[123。45]"]),
        ("9999（更正为4529）", ["[9999（更正为4529）]"]),
        ("5余", ["[5余]"]),
        ("5。", ["[5]", "。"]),
        ("约5", ["约5"]),
        ("无", ["无"]),
        ("", []),
    ],
)
def test_what_stands_between_two_labels(printed: str, pieces: list[str]) -> None:
    assert cut(T2.replace("许可5", "许可" + printed)) == [*CUT2[:10], *pieces, *CUT2[11:]]


def test_what_is_printed_stays_as_it_is() -> None:
    text = T2.replace("行政许可5", "行政 許可５ ").replace("现行有效件数", "现 行有效\n件数")
    expected = [*CUT2]
    expected[4], expected[9], expected[10] = "现 行有效\n件数", "行政 許可", "[５]"
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "is_table"),
    [
        (T2, True),
        (T2.replace("本年制发件数本年废止件数", ""), True),
        (T2.replace("本年制发件数本年废止件数现行有效件数", "行政处罚行政强制"), False),
        (T4, True),
        (T4.replace("结果维持", "维持的结果"), False),
        (T4.replace("结果维持", "结果纠正"), True),
    ],
    ids=[
        "ten labels of table 2",
        "eight",
        "seven, two of them twice",
        "eight labels of table 4",
        "seven",
        "eight headings of table 4, which come once for each proceeding",
    ],
)
def test_how_many_labels_show_a_table(text: str, is_table: bool) -> None:
    assert (len(cut(text + "。" * 20)) > 1) is is_table


@pytest.mark.parametrize(("last", "is_table"), [("信访举报投诉类申请", True), ("属于国家秘密", False)])
def test_table_3_is_shown_by_twelve_labels(last: str, is_table: bool) -> None:
    assert (len(cut(T3.replace("信访举报投诉类申请", last))) > 1) is is_table


def test_a_text_without_a_table_is_the_same_token() -> None:
    whole = token(T3.replace("信访举报投诉类申请", "属于国家秘密"))
    assert split_glued_table([whole]) == [whole]


@pytest.mark.parametrize(("characters", "together"), [(58, True), (59, False)])
def test_labels_far_apart_are_of_two_tables(characters: int, together: bool) -> None:
    """Nine labels behind the gap are a table, the six before it are part of it or none."""
    many = "信息内容本年处理决定数量本年制发件数本年废止件数行政许可5行政处罚6行政强制7行政事业性收费8行政规范性文件9"
    pieces = cut(f"{''.join(HEADS)}规章00{'字' * characters}{many}")
    assert (pieces[0] == HEADS[0]) is together
    assert pieces[-1] == "[9]"


@pytest.mark.parametrize(("length", "is_table"), [(60, True), (59, False)])
def test_a_text_as_short_as_a_cell_is_left_alone(length: int, is_table: bool) -> None:
    text = "字" * (length - len(T4)) + T4
    assert (len(cut(text)) > 1) is is_table


def test_only_words_are_taken_apart() -> None:
    assert len(split_glued_table([token(T2, kind="value")])) == 1
    assert len(split_glued_table([token("规章"), token(T2), token("5")])) == len(CUT2) + 2


def test_all_pieces_stand_where_the_text_did() -> None:
    whole = token(T2, 7, column=3, kind="label")
    assert {(t.line, t.spot, t.grid) for t in split_glued_table([whole])} == {(7, whole.spot, False)}


@pytest.mark.parametrize(
    ("printed", "last", "after"),
    [
        ("7", "[7]", "三、收到"),
        ("3万", "[3万]", "三、收到"),
        ("3万", "[3万]", "十三、收到"),
        ("9（更正为4）", "[9（更正为4）]", "三、收到"),
        ("7", "[7]", "（三）收到"),
    ],
)
def test_what_is_behind_the_last_label(printed: str, last: str, after: str) -> None:
    """The number of the next section is no part of the figure before it."""
    assert cut(T2[: T2.rindex("7")] + printed + after)[-2:] == [last, f"{{{after}}}"]
