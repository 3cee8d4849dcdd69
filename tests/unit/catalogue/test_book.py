"""What the catalogue answers about editions, tables, rows and columns; facts about the forms that
nothing else would notice."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipelines.catalogue import Catalogue, CatalogueError, catalogue, load
from tests.unit.catalogue.spoilt import Spoil, into, spoilt, without


@pytest.mark.parametrize(
    ("edition", "table", "rows", "cells"),
    [
        ("f2019", "t2", 8, 22),
        ("f2019", "t3", 23, 161),
        ("f2019", "t4", 3, 15),
        ("f2021", "t2", 6, 10),
        ("f2021", "t3", 25, 175),
        ("f2021", "t4", 3, 15),
    ],
)
def test_the_forms_have_so_many_rows_and_cells(edition: str, table: str, rows: int, cells: int) -> None:
    form = catalogue().editions[edition].tables[table]
    assert len([r for r in form.rows if not r.optional]) == rows
    assert len(form.cells) == len(set(form.cells)) == cells


def test_groups_carry_no_numbers() -> None:
    forms = [form for edition in catalogue().editions.values() for form in edition.tables.values()]
    assert {row.code for form in forms for row in form.rows} & {
        group for form in forms for group in form.groups
    } == {
        "other_handling"  # a row of 2019, a heading of three rows since
    }


def test_editions_follow_each_other_without_a_gap() -> None:
    before, first, second = (catalogue().editions[code] for code in ("f2014", "f2019", "f2021"))
    assert [y for y in range(2010, 2024) if before.covers(y)] == [2014, 2015, 2016, 2017, 2018]
    assert [y for y in range(2015, 2024) if first.covers(y)] == [2019, 2020]
    assert [y for y in range(2015, 2024) if second.covers(y)] == [2021, 2022, 2023]


def _with_edition(folder: Path, code: str, years: list[int | None], change: Spoil) -> Catalogue:
    """The catalogue with one more edition, the form of 2021 but for what `change` does to it."""
    spoilt(folder, "f2021.yml", into(years=[2021, years[0] - 1 if years[0] else None]))
    data = yaml.safe_load((folder / "editions" / "f2021.yml").read_text(encoding="utf-8"))
    data.update(edition=code, years=years, markers=[])
    change(data)
    path = folder / "editions" / f"{code}.yml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return load(folder)


def test_an_edition_is_a_file(folder: Path) -> None:
    # by spelling it would be the first
    book = _with_edition(folder, "another", [2027, None], without("t2", 3))
    assert list(book.editions) == ["f2014", "f2019", "f2021", "another"]
    assert book.latest.code == "another"
    assert book.breaks() == (2013.5, 2018.5, 2020.5, 2026.5)


def test_an_edition_with_the_cells_of_another_is_refused(folder: Path) -> None:
    with pytest.raises(CatalogueError, match=r"f2027\.yml: every table has the cells of f2021"):
        _with_edition(folder, "f2027", [2027, None], into())


def test_an_edition_may_lack_a_table(folder: Path) -> None:
    book = _with_edition(folder, "f2027", [2027, None], without("t4"))
    assert list(book.forms("t4")) == ["f2019", "f2021"]
    assert list(book.forms("t3")) == ["f2019", "f2021", "f2027"]
    assert book.cells() == catalogue().cells()


@pytest.mark.parametrize(
    ("tables", "edition"),
    [
        ({"t2": "f2021", "t3": "f2021", "t4": "f2021"}, "f2021"),
        ({"t2": "f2019", "t3": "f2019", "t4": "f2021"}, "f2019"),  # table 4 is the same in both
        ({"t2": "f2019", "t3": "f2021", "t4": "f2021"}, "mixed"),
        ({"t2": "f2019", "t3": "f2021"}, "mixed"),
        ({"t3": "f2019", "t4": "f2021"}, "f2019"),
        ({"t4": "f2019"}, "f2021"),  # nothing tells, so the latest
        ({}, "unknown"),
    ],
)
def test_the_edition_of_a_report_is_that_of_all_its_tables(tables: dict[str, str], edition: str) -> None:
    assert catalogue().edition_of(tables) == edition


@pytest.mark.parametrize(
    ("year", "edition"), [(2019, "f2019"), (2024, "f2021"), (2010, "f2021"), (None, "f2021")]
)
def test_a_year_chooses_among_editions_that_print_all_tables_alike(year: int | None, edition: str) -> None:
    assert catalogue().edition_of({"t4": "f2021"}, year) == edition
    assert catalogue().edition_of({"t2": "f2021", "t4": "f2019"}, year) == "f2021"


def test_a_table_that_editions_print_alike_does_not_tell_them_apart(folder: Path) -> None:
    book = _with_edition(folder, "f2027", [2027, None], without("t2", 3))
    assert book.alike("t3", "f2021") == {"f2021", "f2027"}
    assert book.alike("t4", "f2021") == {"f2019", "f2021", "f2027"}
    assert book.edition_of({"t2": "f2027", "t3": "f2021", "t4": "f2021"}) == "f2027"
    assert book.edition_of({"t2": "f2021", "t3": "f2027", "t4": "f2027"}) == "f2021"


@pytest.mark.parametrize(
    ("table", "row", "parts"),
    [
        ("t3", "granted", ("granted",)),
        ("t3", "unable", ("not_held", "creation_required", "unclear_after_correction")),
        (
            "t3",
            "other_handling",
            ("other_handling", "other_correction_lapsed", "other_fee_lapsed", "other_misc"),
        ),
        ("t4", "reconsideration", ("reconsideration",)),
    ],
)
def test_a_row_is_the_sum_of_its_parts_over_all_editions(
    table: str, row: str, parts: tuple[str, ...]
) -> None:
    assert catalogue().parts(table, row) == parts


def test_only_what_an_edition_splits_is_put_together_again() -> None:
    assert catalogue().split_rows("t3") == {
        "other_handling": ("other_correction_lapsed", "other_fee_lapsed", "other_misc")
    }
    assert catalogue().split_rows("t2") == catalogue().split_rows("t4") == {}


@pytest.mark.parametrize(("table", "column"), [("t2", ""), ("t3", "total"), ("t4", "total")])
def test_the_total_of_a_table_is_the_column_that_its_sums_state(table: str, column: str) -> None:
    assert catalogue().total(table) == column


@pytest.mark.parametrize(
    ("indicator", "year"), [("requests_new", 2019), ("documents_issued", 2021), ("other_handling", 2019)]
)
def test_an_indicator_begins_with_the_first_form_that_has_a_cell_of_it(indicator: str, year: int) -> None:
    assert catalogue().first_year(indicator) == year


def test_cells_of_both_editions_are_named_once() -> None:
    names = catalogue().cells()
    assert len(names) == len(set(names))
    assert {
        "t2.centralized_procurement.procurement_amount",
        "t3.other_misc.total",
        "t4.reconsideration.upheld",
    } <= {*names}


def test_only_money_is_an_amount_and_only_a_change_has_a_sign() -> None:
    columns = [line for (_, kind, _), line in catalogue().lines.items() if kind == "column"]
    assert {c.code for c in columns if c.type == "amount"} == {"fee_amount", "procurement_amount"}
    assert {c.code for c in columns if c.type == "signed_count"} == {"net_change_items"}
    assert all(c.type for c in columns)


def test_every_outcome_stands_in_the_outcome_sum_once() -> None:
    outcomes = catalogue().sums["t3.outcome_sum"].left
    rows = {r.code for form in catalogue().forms("t3").values() for r in form.rows}
    assert set(outcomes) == rows - {"requests_new", "carried_in", "carried_out", "total_handled"}
    assert len(outcomes) == len(set(outcomes))
