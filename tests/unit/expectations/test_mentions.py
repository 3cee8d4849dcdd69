"""Numbers that the prose names are held against each other only where they stand together."""

from __future__ import annotations

import duckdb

from expectations.rules import load
from pipelines.catalogue import catalogue

Mention = tuple[str, str, float, str]
"""Kind, section, value, words."""


def cases(
    rule: str, mentions: list[Mention], wide: str = ""
) -> list[tuple[float | None, float | None, bool]]:
    """Stated, expected and whether it fails, of one report."""
    made = load()[rule]
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE mentions (report_id BIGINT, kind VARCHAR, section VARCHAR, value DOUBLE, text VARCHAR);"
            "CREATE TABLE sections (report_id BIGINT, section VARCHAR);"
            "CREATE TABLE reports (report_id BIGINT, office_id BIGINT, year INTEGER, status VARCHAR,"
            " is_current BOOLEAN);"
            "INSERT INTO reports VALUES (1, 1, 2022, 'parsed', true)"
        )
        connection.executemany("INSERT INTO mentions VALUES (1, ?, ?, ?, ?)", mentions)
        if wide:
            named = [cell for cell in catalogue().cells() if cell.startswith("t4.")]
            cells = ", ".join(
                f'{wide if cell == TOTAL else 0} AS "{cell.replace(".", "__")}"' for cell in named
            )
            connection.execute(
                "CREATE TABLE wide AS SELECT 1 AS report_id, 1 AS office_id, 2022 AS year, 'f2021' AS edition,"
                f" ['t4'] AS tables, []::VARCHAR[] AS doubtful, {cells}"
            )
        sql = made.check.cases(made, "wide" if wide else "reports", None)
        return connection.execute(
            f"SELECT stated, expected, fails FROM ({sql}) WHERE reason IS NULL"
        ).fetchall()


TOTAL = "t4.reconsideration.total"


def breakdown(section: str, whole: float, parts: float, words: str) -> list[Mention]:
    return [
        ("requests_breakdown", section, whole, words),
        ("requests_added_up", section, parts, words),
    ]


def test_a_whole_is_told_with_its_own_parts() -> None:
    both = [*breakdown("overview", 10, 9, "其中7、2"), *breakdown("overview", 8, 13, "其中9、4")]
    assert cases("report.text_adds_up", both) == [(8, 13, True)]
    assert cases("report.text_adds_up", both[:2]) == [(10, 9, True)]


def test_a_count_excuses_only_what_stands_in_its_part_of_the_text() -> None:
    six: list[Mention] = [("reconsiderations", "disputes", 5, "行政复议5件")]
    beside: Mention = ("count_beside", "disputes", 1, "另有1件")
    assert [fails for _, _, fails in cases("t4.text_number", six, "6")] == [True]
    assert [fails for _, _, fails in cases("t4.text_number", [*six, beside], "6")] == [False]
    elsewhere: Mention = ("count_beside", "requests", 1, "撤回1件")
    assert [fails for _, _, fails in cases("t4.text_number", [*six, elsewhere], "6")] == [True]
