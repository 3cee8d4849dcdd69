"""Dumps of tables as page extractors write them: every cell in its place, blank ones included."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.read.text.reader import read_text
from pipelines.recognise.split_labels import join_split_labels
from pipelines.recognise.tokens import stream
from tests.data.forms import Filled, render
from tests.data.forms_grid import Slot, parts
from tests.unit.recognise.dumps import OFFICE, PRINTED, YEARS, dump, line, readings, said, values

Row = list[Slot]


def _piped(row: Row, width: int) -> str:
    """A cell per line, a pipe behind each, and as many more as the row is short of the widest."""
    return "\n".join(f"{slot.text} |" for slot in row) + (
        " " + "|" * (width - len(row)) if len(row) < width else ""
    )


def _lone_pipes(row: Row, width: int) -> str:
    """A cell per line, a line with a pipe behind each."""
    return "\n".join(f"{slot.text}\n|" if slot.text else "|" for slot in row)


def _paragraphs(row: Row, width: int) -> str:
    """A cell per paragraph; an empty one is one more empty line."""
    return "\n".join(f"{slot.text}\n" if slot.text else "" for slot in row)


def _padded_rows(row: Row, width: int) -> str:
    """A row per line between pipes, more of them where it is short of the widest."""
    return f"| {' | '.join(slot.text for slot in row)} |" + "|" * (width - len(row))


LAYOUTS = [_piped, _lone_pipes, _paragraphs, _padded_rows]


def _dump(edition: str, figures: dict[str, str], layout: Callable[[Row, int], str]) -> str:
    gap = "\n\n" if layout is _paragraphs else "\n"
    out = []
    for part in parts(Filled(OFFICE, YEARS[edition], edition, figures)):
        width = max(map(len, part.grid), default=0)
        out += [layout(row, width) for row in part.grid] if part.kind == "table" else [part.text + gap[1:]]
    return "\n".join(out)


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_cell_is_read(layout: Callable[[Row, int], str], edition: str) -> None:
    statement = said(_dump(edition, PRINTED[edition], layout))
    assert values(statement) == {cell: float(text) for cell, text in PRINTED[edition].items()}


def _sparse(edition: str) -> dict[str, str]:
    """What is blank are the applicants' cells of every third row, a cell of table 2 and two of
    table 4."""
    sparse = dict(PRINTED[edition])
    rows = list(dict.fromkeys(cell.split(".")[1] for cell in sparse if cell.startswith("t3")))[::3]
    blank = [c for c in sparse if c.startswith("t3") and c.split(".")[1] in rows and not c.endswith(".total")]
    blank += [
        "t4.reconsideration.upheld",
        "t4.litigation_direct.pending",
        next(c for c in sparse if c[:2] == "t2"),
    ]
    return sparse | dict.fromkeys(blank, "")


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_blank_cells_keep_their_places(layout: Callable[[Row, int], str], edition: str) -> None:
    sparse = _sparse(edition)
    found = values(said(_dump(edition, sparse, layout)))
    assert {cell: found[cell] for cell in sparse} == {c: float(t) if t else None for c, t in sparse.items()}


@pytest.mark.parametrize("edition", YEARS)
def test_lines_of_headings_may_end_before_their_blank_fields(edition: str) -> None:
    sparse = _sparse(edition)
    text = render(Filled(OFFICE, YEARS[edition], edition, sparse), "tabs").decode()
    cut = [row if any(map(str.isdigit, row)) else row.rstrip("\t") for row in text.split("\n")]
    assert cut != text.split("\n")
    found = values(said("\n".join(cut)))
    assert {cell: found[cell] for cell in sparse} == {c: float(t) if t else None for c, t in sparse.items()}


def test_a_label_in_pieces_is_put_together() -> None:
    text = "其他\n结果\n维持\n尚未\n审结\n其他\n总计\n未经复议\n直接\n起诉\n5"
    assert [t.text for t in join_split_labels(stream(read_text(text)))] == [
        "其他结果", "维持", "尚未审结", "其他", "总计", "未经复议直接起诉", "5",
    ]  # fmt: skip


def test_what_is_left_of_two_rows_is_no_row() -> None:
    """A piece of the file is gone: the values before it and behind it make a row of the right
    length."""
    text = dump()
    first, second, third = (line(text, name) for name in ("本年新收", "上年结转", "予以公开"))
    torn = first.split("\t")[:-3] + third.split("\t")[-3:]
    found = readings(
        said(text.replace(first, "\t".join(torn)).replace(second + "\n", "").replace(third + "\n", ""))
    )
    assert {r.doubt for cell, r in found.items() if cell.startswith("t3.requests_new.")} == {"ambiguous"}


def test_headings_that_one_edition_has_outweigh_likeness_to_the_other() -> None:
    """What is left of table 2 of 2019 has rows that the form of 2021 has, too; its headings it has
    not."""
    text = dump("f2019")
    cut = text[: text.index("其他对外管理服务事项")]
    statement = said(cut[: cut.rindex("\t")])
    assert statement.editions == {"t2": "f2019"}
