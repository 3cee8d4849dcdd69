"""The rows of a form as print has them."""

from __future__ import annotations

import pytest

from pipelines.model import Place
from pipelines.recognise.printed_rows import (
    PrintedRow,
    latest_form,
    one_line,
    printed_rows,
    rows_in_order,
)
from tests.unit.recognise.made_tokens import form


@pytest.mark.parametrize(
    ("table", "edition", "code", "columns", "title", "optional"),
    [
        ("t2", "f2021", "government_rules", ("issued", "repealed", "in_force"), "第二十条第（一）项", False),
        ("t2", "f2021", "administrative_fees", ("fee_amount",), "第二十条第（八）项", False),
        (
            "t2",
            "f2019",
            "other_disclosed_documents",
            ("newly_made", "newly_disclosed", "total_disclosed"),
            "第二十条第（一）项",
            True,
        ),
    ],
)
def test_a_row_with_its_label(
    table: str, edition: str, code: str, columns: tuple[str, ...], title: str, optional: bool
) -> None:
    row = printed_rows(form(table, edition))[code]
    names = tuple(f"{code}.{column}" for column in columns)
    assert row == PrintedRow(code, columns, names, title, 1, optional)
    assert row.cells == len(columns)
    assert row.place(table) == Place(table=table, row=code)


@pytest.mark.parametrize(
    ("table", "edition", "rows"),
    [("t2", "f2019", 9), ("t2", "f2021", 6), ("t3", "f2019", 23), ("t3", "f2021", 25)],
)
def test_a_form_has_its_filled_rows(table: str, edition: str, rows: int) -> None:
    printed = printed_rows(form(table, edition))
    assert len(printed) == rows
    assert "refused" not in printed, "a group has no values"


def test_a_row_is_of_the_national_form_unless_it_is_said() -> None:
    assert not PrintedRow("a", ("x",), ("a.x",)).optional


def test_a_table_in_one_line_is_one_row() -> None:
    row = one_line(form("t4"))
    assert row.code == ""
    assert row.groups == 3
    assert row.cells == 15
    assert row.columns == ("upheld", "corrected", "other_result", "pending", "total") * 3
    assert row.names[4:6] == ("reconsideration.total", "litigation_direct.upheld")
    assert row.place("t4") == Place(table="t4", whole=True)
    assert printed_rows(form("t4")) == {"": row}


def test_the_same_cells_column_by_column() -> None:
    row = PrintedRow(
        "", ("a", "b", "a", "b", "a", "b"), ("x.a", "x.b", "y.a", "y.b", "z.a", "z.b"), "title", 3
    )
    turned = row.by_column()
    assert turned.columns == ("a", "a", "a", "b", "b", "b")
    assert turned.names == ("x.a", "y.a", "z.a", "x.b", "y.b", "z.b")
    assert (turned.code, turned.title, turned.groups) == ("", "title", 3)


@pytest.mark.parametrize("printed", [frozenset({"其他主动公开文件"}), frozenset()])
def test_a_local_row_is_due_only_where_its_label_is_printed(printed: frozenset[str]) -> None:
    due = [code for code, _ in rows_in_order(form("t2", "f2019"), printed)]
    assert ("other_disclosed_documents" in due) is bool(printed)
    assert due[:2] == ["government_rules", "normative_documents"]
    assert len(due) == 8 + bool(printed)


def test_groups_are_in_order_and_have_no_row() -> None:
    due = rows_in_order(form("t3"), frozenset())
    assert [code for code, row in due if row is None] == [
        "outcomes", "refused", "unable", "not_processed", "other_handling",
    ]  # fmt: skip
    assert due[3] == ("granted", printed_rows(form("t3"))["granted"])


@pytest.mark.parametrize("table", ["t2", "t3", "t4"])
def test_the_latest_form_is_that_of_the_last_edition(table: str) -> None:
    assert latest_form(table) == form(table, "f2021")
