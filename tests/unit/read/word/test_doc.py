"""Word 97-2003 files: the same as what Word prints, and nothing at all where the file is not
whole."""

import random
import struct

import pytest

from pipelines.model import NOT_TEXT, Document
from pipelines.read import read_bytes
from pipelines.read.word.doc import read_doc
from pipelines.read.word.docx import read_docx
from tests.data.compound import compound
from tests.data.forms import Filled
from tests.data.forms_doc import DELETED, HIDDEN, IN_TABLE, ROW_END, doc, row_properties
from tests.data.forms_docx import docx
from tests.data.word_file import ENCRYPTED, Run, word_file
from tools.office_files import FOLDER, form

INNER = b"\x49\x66\x02\0\0\0"  # in a table within a table
INNER_CELL, INNER_ROW = INNER + b"\x4b\x24\x01", INNER + b"\x4b\x24\x01\x4c\x24\x01"
RAISED, STRUCK = b"\x48\x2a\x01", b"\x37\x08\x01"


def texts(found: Document) -> list[tuple[str, list[list[str]]]]:
    return [(block.kind, [[c.text for c in row] for row in block.rows]) for block in found.blocks]


def codes(found: Document) -> list[str]:
    assert not found.blocks
    return [issue.code for issue in found.issues]


def cell(*runs: Run | str) -> list[Run]:
    inside = [Run(run) if isinstance(run, str) else run for run in runs]
    return [run._replace(paragraph=run.paragraph or IN_TABLE) for run in (*inside, Run("\a"))]


def end(*cells: tuple[int, int], character: bytes = b"", count: int = 0) -> list[Run]:
    """The end of a row of such cells, or of `count` plain ones."""
    shape = row_properties([*cells] or [(1, 0)] * count)
    return [Run("\a", character, IN_TABLE + ROW_END + shape)]


def in_cell(*runs: Run | str) -> str:
    """The text of a cell, read beside a neighbour that must stay as it is."""
    ((_, rows),) = texts(read_doc(word_file([*cell(*runs), *cell("邻"), *end(count=2)])))
    assert rows[0][1:] == ["邻"]
    return rows[0][0]


@pytest.mark.parametrize("edition", ["f2019", "f2021"])
@pytest.mark.parametrize(
    "options", [{}, {"pieces": "mixed"}, {"pieces": "shuffled"}, {"across": (1, 2)}, {"across": (2, 1)},
                {"elsewhere": True}]
)  # fmt: skip
def test_a_form_is_the_same_as_in_docx(edition: str, options: dict) -> None:
    filled = form(edition)
    assert read_doc(doc(filled, **options)).blocks == read_docx(docx(filled)).blocks


def test_deleted_and_hidden_figures_and_instructions_are_not_printed() -> None:
    filled = form()
    all_codes = list(filled.figures)
    old, secret = dict.fromkeys(all_codes[::3], "77777"), dict.fromkeys(all_codes[2::3], "888")
    for pieces in ("wide", "shuffled"):
        data = doc(filled, pieces=pieces, replaced=old, fields=all_codes[1::3], hidden=secret)
        assert read_doc(data).blocks == read_docx(docx(filled)).blocks


def test_files_by_libreoffice() -> None:
    whole = read_bytes((FOLDER / "form.doc").read_bytes())
    assert (whole.format, whole.reader, whole.issues) == ("doc", "olefile", ())
    assert whole.blocks == read_docx(docx(form())).blocks
    assert texts(read_doc((FOLDER / "oddities.doc").read_bytes())) == [
        ("prose", [["第一段\t制表"]]),
        ("prose", [["换行"]]),
        ("prose", [["𠮷“引”—×㎡-"]]),
        ("prose", [["见二"]]),
        ("prose", [["分页前"]]),
        ("prose", [["分页后"]]),
        ("prose", [["链接"]]),
        ("prose", [["插入"]]),
        ("grid", [["甲\n乙", "前", "内1", "内2", "后", "7"], ["横", "8"]]),
        ("prose", [["末段"]]),
    ]


@pytest.mark.parametrize(
    ("runs", "printed"),
    [
        (("7\t1",), "7\t1"),
        (("7\v1",), "7\n1"),
        (("7\f1",), "7\n1"),
        (("\x1e71",), "-71"),
        (("7\x1f1\x01\x02\x05\x08",), "71"),
        (("7\x0f1",), "7\ufffd1"),  # a character that no text has
        (("\ud83d", "\ude00"), "😀"),
        (("\ud83d1",), "\ufffd1"),
        (("71", Run("9", DELETED), Run("8", HIDDEN)), "71"),
        (("71", Run("8", b"\x3c\x08\x00")), "718"),
        (("10", Run("2", RAISED)), f"10{NOT_TEXT}2"),
        ((Run("5", STRUCK), "6"), "6"),
        ((Run("(", b"\x09\x6a\x01\0\xfc\xf0"),), "\uf0fc"),
        (("\x13 IF \x13 PAGE \x145\x15 \x1471\x15",), "71"),
        (("\x15\x13 PAGE ",), ""),
    ],
)
def test_what_a_cell_prints(runs: tuple[Run | str, ...], printed: str) -> None:
    assert in_cell(*runs) == printed.strip(" ")


def test_an_unfinished_field_swallows_nothing() -> None:
    assert texts(read_doc(word_file([Run("\x13 PAGE \r"), Run("正文\r")]))) == [("prose", [["正文"]])]


def test_deleted_and_hidden_rows_are_not_printed() -> None:
    rows = [
        *cell(Run("8", DELETED)), *end(count=1, character=DELETED),
        *cell(Run("9", HIDDEN)), *end(count=1, character=HIDDEN),
        *cell("1"), *end(count=1, character=DELETED),  # LibreOffice marks so the end of the row before a deletion
    ]  # fmt: skip
    assert texts(read_doc(word_file(rows))) == [("grid", [["1"]])]


def test_merged_cells_stand_once_with_true_positions() -> None:
    first, on = 0x60, 0x20
    rows = [
        *cell("办理结果"), *cell("予以公开"), *cell("71"), *end((1, first), (2, 0), (1, 0)),
        *cell(), *cell("秘密"), *cell("其他"), *cell("4"), *end((1, on), (1, 0), (1, 0), (1, 0)),
        *cell("甲"), *cell(), *cell("5"), *cell(), *end((1, 0), (1, 1), (1, 1), (1, 2)),
    ]  # fmt: skip
    (grid,) = read_doc(word_file(rows)).blocks
    assert [[(c.text, c.spot.row, c.spot.column) for c in row] for row in grid.rows] == [
        [("办理结果", 1, 1), ("予以公开", 1, 2), ("71", 1, 4)],
        [("秘密", 2, 2), ("其他", 2, 3), ("4", 2, 4)],
        [("甲", 3, 1), ("", 3, 2), ("5", 3, 3)],
    ]


def test_merges_that_were_set_after_the_row_was_defined() -> None:
    down = struct.pack("<HBBB", 0xD62B, 2, 0, 3)
    on = struct.pack("<HBBB", 0xD62B, 2, 0, 1)
    across, split = struct.pack("<HBB", 0x5624, 1, 3), struct.pack("<HBB", 0x5625, 1, 3)

    def row(*cells: str, changes: bytes) -> list[Run]:
        shape = row_properties([(1, 0)] * len(cells)) + changes
        return [*(run for text in cells for run in cell(text)), Run("\a", b"", IN_TABLE + ROW_END + shape)]

    rows = row("甲", "1", "", changes=down + across) + row("", "2", "", changes=on + across + split)
    assert texts(read_doc(word_file(rows))) == [("grid", [["甲", "1"], ["2", ""]])]


@pytest.mark.parametrize(
    ("twips", "rows"),
    [(-20, [["乙"]]), (20, [["甲"], ["乙"]]), (-300, [["甲"], ["乙"]]), (0, [["甲"], ["乙"]])],
)
def test_a_row_of_which_nothing_is_seen(twips: int, rows: list[list[str]]) -> None:
    shape = row_properties([(1, 0)])
    low = Run("\a", b"", IN_TABLE + ROW_END + shape + struct.pack("<Hh", 0x9407, twips))
    assert texts(read_doc(word_file([*cell("甲"), low, *cell("乙"), *end(count=1)]))) == [("grid", rows)]


def test_a_merge_that_continues_nothing_is_a_cell() -> None:
    rows = [*cell("甲"), *cell("1"), *end((1, 0x20), (1, 0))]
    assert texts(read_doc(word_file(rows))) == [("grid", [["甲", "1"]])]


def test_a_row_that_has_lost_a_mark_gives_no_figure_to_its_neighbour() -> None:
    rows = [*cell("甲"), *cell("12"), *end(count=3), *cell("乙"), *cell("3"), *cell("4"), *end(count=3)]
    ((_, (torn, whole)),) = texts(read_doc(word_file(rows)))
    assert len(torn) == 1
    assert whole == ["乙", "3", "4"]


def test_a_table_inside_a_cell_keeps_reading_order() -> None:
    inner = [
        Run("前\r", b"", IN_TABLE), Run("5\r", b"", INNER_CELL), Run("\r", b"", INNER_CELL), Run("\r", b"", INNER_ROW),
        Run("6\r", b"", INNER_CELL), Run("\r", b"", INNER_ROW),
    ]  # fmt: skip
    rows = [*cell("甲"), *cell(*inner, "后"), *cell("7"), *end(count=3)]
    assert texts(read_doc(word_file(rows))) == [("grid", [["甲", "前", "5", "", "6", "后", "7"]])]


def test_text_boxes_follow_the_text() -> None:
    found = read_doc(word_file([Run("正文\r"), Run("框中\r")], boxes=3))
    assert texts(found) == [("prose", [["正文"]]), ("prose", [["框中"]])]


def test_what_cannot_be_read_is_told() -> None:
    text = [Run("正文\r")]
    assert codes(read_doc(word_file(text, flags=ENCRYPTED))) == ["read.encrypted"]
    assert codes(read_doc(word_file(text, kind=0x1234))) == ["read.damaged"]
    assert codes(read_doc(word_file([Run("\r")]))) == ["read.empty"]
    assert codes(read_bytes(compound({"CONTENTS": b""}))) == ["read.unsupported_format"]
    assert codes(read_doc(compound({"WordDocument": b"\xec\xa5" + bytes(5000)}))) == ["read.damaged"]


def test_more_than_any_report_has_is_refused() -> None:
    good = word_file([Run("正" * 40 + "\r")])
    bounds = struct.pack("<2I", 0, 41)
    huge = good.replace(bounds, struct.pack("<2I", 0, 2**30))
    assert huge != good
    assert codes(read_doc(huge)) == ["read.too_large"]


def blocks_or_reason(data: bytes) -> str:
    found = read_bytes(data)
    codes = [issue.code for issue in found.issues]
    assert "read.crash" not in codes
    assert found.blocks or codes
    return "blocks" if found.blocks else codes[0]


@pytest.mark.parametrize("name", ["form.doc", "oddities.doc"])
def test_a_file_that_ends_too_soon_is_not_read_in_part(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    assert {blocks_or_reason(data[: len(data) * n // 60]) for n in range(1, 60)} == {"read.damaged"}


def test_damage_never_raises() -> None:
    chance = random.Random(1)
    for data in (doc(Filled("甲县", 2021, "f2021"), pieces="shuffled"), (FOLDER / "form.doc").read_bytes()):
        for _ in range(100):
            bad = bytearray(data)
            for _ in range(chance.choice([1, 5, 40])):
                bad[chance.randrange(8, len(bad))] = chance.randrange(256)
            blocks_or_reason(bytes(bad))
