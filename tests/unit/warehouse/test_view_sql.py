"""What the catalogue fills into the SQL of views: no view names a row, and none is left
unfilled."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse import view_sql
from warehouse.sql_names import FACTS, WITH_UNIT

WAREHOUSE = Path(view_sql.__file__).parent
FILES = sorted(p.relative_to(WAREHOUSE).with_suffix("").as_posix() for p in WAREHOUSE.glob("*/*.sql"))


@pytest.mark.parametrize("path", FILES)
def test_every_place_of_a_file_is_filled(path: str) -> None:
    assert "{{" not in view_sql.read(path)


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(KeyError, match="no_such_list"):
        view_sql.filled("SELECT {{no_such_list}}")


@pytest.mark.parametrize(
    ("place", "sql"),
    [
        ("{{nil}}", "('blank', 'dash', 'slash')"),
        ("{{doubtful}}", "('absent', 'ambiguous', 'unreadable')"),
        ("{{row_of handled}}", "'total_handled'"),
        ("{{table_of carried_in}}", "'t3'"),
        ("{{column_of handled}}", "'total'"),
        (
            "{{column_groups litigations}}",
            "('cases', 'total'), ('upheld', 'upheld'), ('corrected', 'corrected'), "
            "('pending', 'pending'), ('concluded', 'upheld'), ('concluded', 'corrected'), ('concluded', 'other_result')",
        ),
        (
            "{{deadlines}}",
            "WHEN report_year <= 2018 THEN CASE WHEN report_year >= 2008 AND kind IN ('department', "
            "'general_office', 'government', 'street', 'township') THEN make_date(report_year + 1, 3, 31) END "
            "WHEN kind = 'department' THEN make_date(report_year + 1, 1, 31) WHEN kind = 'government' "
            "AND level IS DISTINCT FROM 'township' THEN make_date(report_year + 1, 3, 31)",
        ),
    ],
)
def test_a_place_is_filled_with(place: str, sql: str) -> None:
    assert view_sql.filled(place) == sql


def test_kinds_of_outcome_are_the_headings_below_that_of_all_outcomes() -> None:
    kinds = view_sql.filled("{{outcome_kinds}}")
    assert kinds.startswith("('granted', 'granted', 1), ('partially_granted', 'partially_granted', 1)")
    assert kinds.count("'refused', 8)") == 8
    assert kinds.count("'unable', 3)") == 3
    assert kinds.endswith(
        "('other_handling', 'other_handling', 1)"
    )  # its three rows of 2021 are one in `series`


def test_tidy_tables_are_known_by_the_types_of_their_columns() -> None:
    assert FACTS == {
        "t2": ("disclosures", "item", "measure"),
        "t3": ("requests", "outcome", "applicant"),
        "t4": ("disputes", "proceeding", "result"),
        "st": ("indicators_2014", "indicator", "measure"),
    }
    assert {"t2", "st"} == WITH_UNIT


def test_a_select_is_made_for_each_tidy_table() -> None:
    sql = "SELECT {{each_tidy_table $table, $row\n FROM $name}} END"
    assert view_sql.filled(sql) == (
        "SELECT 't2', item\n FROM disclosures\nUNION ALL\n't3', outcome\n FROM requests\nUNION ALL\n"
        "'t4', proceeding\n FROM disputes\nUNION ALL\n'st', indicator\n FROM indicators_2014 END"
    )
