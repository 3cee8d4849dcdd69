"""The sample reports agree with their descriptions, and their figures with each other, except where
that is planted."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from pipelines.catalogue.load import catalogue
from tests.data.expected import expected
from tests.data.samples import Sample, samples

pytest.importorskip("reportlab", reason="reportlab writes the PDF samples")
ROOT = Path(__file__).parents[2]
SAMPLES = {sample.slug: sample for sample in samples()}
INVENTED = ("qinghe", "yunxi")

# What does not add up, in print or on purpose: rule and the column or row that it fails in.
BROKEN = {
    "jinbei-2020": {
        ("t3.balance", "natural_person"),
        ("t3.balance", "total"),
        ("t3.outcome_sum", "natural_person"),
        ("t3.outcome_sum", "total"),
    },
    "zhengwu-2020": {("t3.applicant_sum", "granted"), ("t3.outcome_sum", "total")},
    "qinghe-2023": {("t3.balance", "commercial_enterprise"), ("t3.applicant_sum", "carried_out")},
    "yunxi-2022": {
        ("t3.applicant_sum", row)
        for row in (
            "requests_new",
            "carried_in",
            "granted",
            "partially_granted",
            "not_held",
            "not_processed_repeat",
        )
    }
    | {("t3.applicant_sum", "total_handled"), ("t3.applicant_sum", "carried_out")},
}
# Columns in which a year does not take over what the year before carried out.
UNEVEN = {"qinghe-2024": {"commercial_enterprise"}, "yunxi-2022": {"total"}, "yunxi-2023": {"total"}}


def values(sample: Sample) -> dict[str, float]:
    """Cell code -> value; nil and doubtful cells count as 0."""
    return {code: cell["value"] or 0 for code, cell in expected(sample)["cells"].items()}


def broken(sample: Sample) -> set[tuple[str, str]]:
    cells = values(sample)
    out = set()
    for rule in catalogue().sums.values():
        edition = catalogue().editions.get(sample.filled.edition_of(rule.table))
        if edition is None or rule.table not in edition.tables:
            continue
        form = edition.tables[rule.table]
        places = form.columns if rule.each == "column" else [row.code for row in form.rows]
        for place in places:
            codes = [
                [
                    f"{rule.table}.{part}.{place}"
                    if rule.each == "column"
                    else f"{rule.table}.{place}.{part}"
                    for part in side
                ]
                for side in (rule.left, rule.right)
            ]
            left, right = (sum(cells.get(code, 0) for code in side) for side in codes)
            if left != right:
                out.add((rule.code, place))
    return out


def test_the_committed_files_are_those_that_the_descriptions_give() -> None:
    from tools.raw_samples import files

    written = files()
    stale = [
        name
        for name, data in written.items()
        if not (ROOT / name).is_file() or (ROOT / name).read_bytes() != data
    ]
    assert not stale, "run `make samples`"
    there = {str(p.relative_to(ROOT)) for p in (ROOT / "tests/golden/expected").iterdir()}
    assert there == {name for name in written if "/expected/" in name}


def test_documents_are_small() -> None:
    assert all(len(sample.render()) < 100_000 for sample in SAMPLES.values())


@pytest.mark.parametrize("slug", SAMPLES)
def test_only_what_is_named_does_not_add_up(slug: str) -> None:
    assert broken(SAMPLES[slug]) == BROKEN.get(slug, set())


@pytest.mark.parametrize("office", INVENTED)
def test_invented_years_follow_from_each_other(office: str) -> None:
    years = [SAMPLES[slug] for slug in sorted(SAMPLES) if slug.startswith(office)]
    assert len(years) == 4
    for before, after in pairwise(years):
        old, new = values(before), values(after)
        columns = catalogue().editions["f2021"].tables["t3"].columns
        gaps = {c for c in columns if old[f"t3.carried_out.{c}"] != new[f"t3.carried_in.{c}"]}
        assert gaps == UNEVEN.get(after.slug, set())
        documents = "t2.normative_documents."
        stock = old.get(documents + "in_force", old.get(documents + "total_disclosed"))
        assert stock is not None
        assert stock + new[documents + "issued"] - new[documents + "repealed"] == new[documents + "in_force"]
