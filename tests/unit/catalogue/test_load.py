"""The loader refuses what does not fit together; and facts about the two forms that nothing else
would notice."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.catalogue import Catalogue, CatalogueError, catalogue, load
from pipelines.catalogue.load import HERE

ROOT = Path(__file__).parents[3]
Spoil = Callable[[Any], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(
        shutil.copytree(HERE, tmp_path / "catalogue", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    )


def spoilt(folder: Path, name: str, spoil: Spoil) -> Path:
    path = next(folder.rglob(name))
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    spoil(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


def into(*keys: str | int, **entries: Any) -> Spoil:
    """Sets `entries` in the mapping at `keys`."""

    def spoil(data: Any) -> None:
        for key in keys:
            data = data[key]
        data.update(entries)

    return spoil


def without(*keys: str | int) -> Spoil:
    def spoil(data: Any) -> None:
        for key in keys[:-1]:
            data = data[key]
        del data[keys[-1]]

    return spoil


def appended(entry: Any, *keys: str | int) -> Spoil:
    def spoil(data: Any) -> None:
        for key in keys:
            data = data[key]
        data.append(entry)

    return spoil


def trimmed(entry: Any, *keys: str | int) -> Spoil:
    """Takes `entry` out of the list at `keys`."""

    def spoil(data: Any) -> None:
        for key in keys:
            data = data[key]
        data.remove(entry)

    return spoil


def test_a_copy_loads_as_the_original(folder: Path) -> None:
    assert load(folder) == catalogue()


REFUSED = {
    "a table that is none": ("lines.yml", into(t5={}), "t5"),
    "a table without rows": ("lines.yml", without("t3", "rows"), "rows"),
    "a line with a key of its own": ("lines.yml", into("t2", "rows", "government_rules", label="x"), "label"),
    "a line without English": ("lines.yml", without("t2", "rows", "government_rules", "en"), "en"),
    "a row with a type": ("lines.yml", into("t2", "rows", "government_rules", type="count"), "type"),
    "a type that is none": ("lines.yml", into("t3", "columns", "total", type="number"), "'number'"),
    "a parent that is no row": ("lines.yml", into("t3", "rows", "granted", parent="result"), "'result'"),
    "a row of another table as parent": (
        "lines.yml",
        into("t3", "rows", "granted", parent="reconsideration"),
        "reconsid",
    ),
    "an edition with a key of its own": ("f2021.yml", into(since=2021), "since"),
    "an edition without years": ("f2021.yml", without("years"), "years"),
    "a row that no line names": ("f2021.yml", appended("withdrawn", "t3", "rows"), "'withdrawn'"),
    "a column that no line names": ("f2021.yml", appended("unions", "t3", "columns"), "'unions'"),
    "a column of another table": (
        "f2021.yml",
        appended("natural_person", "t4", "columns"),
        "'natural_person'",
    ),
    "a row that stands twice": ("f2021.yml", appended("granted", "t3", "rows"), "twice"),
    "a group that is no row": ("f2021.yml", appended("abroad", "t3", "groups"), "abroad"),
    "a block with a key of its own": ("f2021.yml", into("t2", 0, heading="x"), "heading"),
    "a block without columns": ("f2019.yml", without("t2", 1, "columns"), "columns"),
    "a label for no line": ("f2019.yml", into("labels", penalties="处罚"), "penalties"),
    "a sum over an unknown row": ("sums.yml", appended("withdrawn", "t3.balance", "left"), "'withdrawn'"),
    "a sum over an unknown column": ("sums.yml", appended("unions", "t3.applicant_sum", "left"), "'unions'"),
    "a sum over neither": ("sums.yml", into("t3.balance", each="table"), "'table'"),
    "a sum with a key of its own": ("sums.yml", into("t3.balance", severity="error"), "severity"),
    "a sum over no table": ("sums.yml", into("t3.balance", table="t9"), "is not listed"),
    "a layout that is none": ("lines.yml", into("t4", printed="sideways"), "'sideways'"),
    "a table of blocks without blocks": ("f2021.yml", into(t2={"rows": [], "columns": []}), "blocks"),
    "an edition that another one overlaps": (
        "f2021.yml",
        into(years=[2020, None]),
        "f2019.yml covers [2019, 2020]",
    ),
    "an edition after one without an end": ("f2019.yml", into(years=[2019, None]), "end in 2020"),
    "a year that no edition covers": ("f2021.yml", into(years=[2022, None]), "a gap"),
    "years the wrong way round": ("f2021.yml", into(years=[2025, 2021]), "[2025, 2021]"),
    "a single year": ("f2021.yml", into(years=2021), "2021"),
    "a marker of two editions": ("f2021.yml", appended("本年新公开数量", "markers"), "本年新公开数量"),
    "a label that lines.yml does not know": ("f2019.yml", into("labels", decisions="办件数"), "'办件数'"),
    "a label of a line that the edition lacks": (
        "f2021.yml",
        into("labels", newly_made="本年新制作数"),
        "newly_made",
    ),
    "a row that no sum has": (
        "sums.yml",
        trimmed("granted", "t3.outcome_sum", "left"),
        "f2019.yml: t3: row 'granted'",
    ),
    "a column that no sum has": (
        "sums.yml",
        trimmed("other_organization", "t3.applicant_sum", "left"),
        "f2019.yml: t3: column 'other_organization'",
    ),
    "a row that no sum and no indicator has": (
        "indicators.yml",
        into("indicators", licence_decisions={"zh": "x", "en": "x", "cell": "t3.granted.total"}),
        "f2019.yml: t2: row 'administrative_licenses'",
    ),
    "a row compared with nothing that does not say so": (
        "lines.yml",
        without("t2", "rows", "government_rules", "alone"),
        "f2019.yml: t2: row 'government_rules'",
    ),
    "a part of a sum under no heading": (
        "lines.yml",
        without("t3", "rows", "not_held", "parent"),
        "sums.yml: t3.outcome_sum: its parts are under different headings",
    ),
    "a group of unknown rows": (
        "indicators.yml",
        appended("appeal", "groups", "t4", "row", "all"),
        "'appeal'",
    ),
    "an indicator of nothing": ("indicators.yml", without("indicators", "handled", "cell"), "handled"),
    "an indicator of two kinds": (
        "indicators.yml",
        into("indicators", "handled", sum=["t3.granted.total"]),
        "handled",
    ),
    "an indicator of no cell": (
        "indicators.yml",
        into("indicators", "handled", cell="t3.granted"),
        "'t3.granted'",
    ),
    "an indicator of a cell that no edition has": (
        "indicators.yml",
        into("indicators", "handled", cell="t2.government_rules.decisions"),
        "t2.government_rules.decisions",
    ),
    "a share of an unknown indicator": (
        "indicators.yml",
        into("indicators", "refused_share", share=["refused", "all"]),
        "['all']",
    ),
    "a share without a whole": (
        "indicators.yml",
        into("indicators", "refused_share", share=["refused"]),
        "a whole",
    ),
    "an edition under another's name": ("f2021.yml", into(edition="f2019"), "'f2019'"),
    "headings of no table": ("words.yml", into("headings", t5=[]), "t5"),
    "a table without headings": ("words.yml", without("headings", "t4"), "t4"),
    "a heading over rows of a grid": (
        "words.yml",
        into("headings", t3=[{"zh": "申请人", "en": "", "over": ["granted"]}]),
        "over ['granted']; known columns are ['natural_person'",
    ),
    "no heading above the labels": (
        "words.yml",
        into("headings", t3=[{"zh": "申请人", "en": "", "over": "all"}]),
        "t3: one is needed without `over`",
    ),
    "a table that is called nothing": ("lines.yml", without("t3", "called"), "called"),
    "words of their own": ("words.yml", into(suffixes=[]), "suffixes"),
    "a section without beginnings": ("words.yml", without("sections", "overview", "starts"), "starts"),
    "tokens of their own": ("words.yml", into("tokens", plus=["+"]), "plus"),
    "a token under zero and dash": ("words.yml", appended("无", "tokens", "zero"), "无"),
    "a token under zero and slash": ("words.yml", appended("/", "tokens", "zero"), "/"),
    "a token under slash and dash": ("words.yml", appended("-", "tokens", "slash"), "-"),
    "a severity that is none": ("issues.yml", into("form.none", severity="fatal"), "'fatal'"),
    "an issue without advice": ("issues.yml", without("form.none", "do"), "do"),
    "an issue with a key of its own": ("issues.yml", into("form.none", url="x"), "url"),
}


@pytest.mark.parametrize(("name", "spoil", "said"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_fit_is_refused(folder: Path, name: str, spoil: Spoil, said: str) -> None:
    with pytest.raises(CatalogueError) as refusal:
        load(spoilt(folder, name, spoil))
    assert name in str(refusal.value) or said.startswith(("f2019.yml", "sums.yml"))  # where it shows
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "text", "twice"),
    [
        ("issues.yml", "form.none: {severity: info, zh: x, en: x, do: x}\n", "form.none"),
        ("f2019.yml", "years: [2019, 2021]\n", "years"),
        (
            "sums.yml",
            "t3.extra: {table: t3, each: row, left: [total], left: [total], right: [total]}\n",
            "left",
        ),
    ],
)
def test_a_key_that_stands_twice_is_refused(folder: Path, name: str, text: str, twice: str) -> None:
    with next(folder.rglob(name)).open("a", encoding="utf-8") as file:
        file.write(text)
    with pytest.raises(CatalogueError, match=rf"{name}: \['{twice}'\] is listed more than once"):
        load(folder)


def test_a_file_that_is_no_mapping_is_refused(folder: Path) -> None:
    (folder / "issues.yml").write_text("- form.none\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"issues\.yml"):
        load(folder)


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
    first, second = catalogue().editions["f2019"], catalogue().editions["f2021"]
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
    assert list(book.editions) == ["f2019", "f2021", "another"]
    assert book.latest.code == "another"
    assert book.breaks() == (2020.5, 2026.5)


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
    rows = {r.code for e in catalogue().editions.values() for r in e.tables["t3"].rows}
    assert set(outcomes) == rows - {"requests_new", "carried_in", "carried_out", "total_handled"}
    assert len(outcomes) == len(set(outcomes))


def _issue_codes_in_code() -> set[str]:
    """Strings that look like issue codes in the sources; `Issue(...)` and what is handed to it."""
    kinds = {code.split(".")[0] for code in catalogue().issues}
    found = set()
    for package in ("pipelines", "terminal", "warehouse", "assets"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    stem, _, rest = node.value.partition(".")
                    if (
                        stem in kinds
                        and rest.replace("_", "").isalnum()
                        and rest.islower()
                        and rest not in SUFFIXES
                    ):
                        found.add(node.value)
    return found


SUFFIXES = {"py", "yml", "csv", "json", "parquet"}


def test_issues_in_code_and_catalogue_are_the_same() -> None:
    used = _issue_codes_in_code()
    assert used - set(catalogue().issues) == set(), "raised, but what it means stands nowhere"
    assert set(catalogue().issues) - used == set(), "explained, but never raised"


def test_every_issue_is_explained_in_both_languages() -> None:
    for kind in catalogue().issues.values():
        assert kind.zh and kind.en.isascii() and kind.do.endswith(("。", "。）")), kind.code
