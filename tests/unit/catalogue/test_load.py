"""The loader refuses what does not fit together."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.catalogue import CatalogueError, catalogue, load
from tests.unit.catalogue.spoilt import Spoil, appended, into, spoilt, trimmed, without


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
