"""A second reader is never surer than the first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.model import NOT_TEXT, Issue, Place, Reading
from pipelines.recognise import reconcile
from tests.unit.recognise.test_referee import statement, value


def test_headings_in_another_order_are_not_overruled() -> None:
    """The first saw them; the sums of the second hold in this order as well."""
    whole = statement()
    open_ = tuple(replace(r, text=None, doubt="ambiguous") if r.table == "t4" else r for r in whole.readings)
    doubted = replace(whole, readings=open_, issues=())
    differ = Issue("recognise", "form.columns_differ", "error", Place(table="t4"))
    both, _ = reconcile(doubted, whole)
    assert value(both, "t4.reconsideration.upheld") == ("3", "")
    both, _ = reconcile(replace(doubted, issues=(differ,)), whole)
    assert value(both, "t4.reconsideration.upheld") == (None, "ambiguous")
    assert differ in both.issues


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        pytest.param(("527", "", ""), "5274", None, id="the first was sure of another"),
        pytest.param((None, "ambiguous", "788² 0 8"), "788", None, id="more than figures"),
        pytest.param((None, "ambiguous", "788² 0 8"), "", None, id="not even blank"),
        pytest.param((None, "ambiguous", f"{NOT_TEXT} 0 8"), "", None, id="seen and no text"),
        pytest.param((None, "ambiguous", "78808"), "788", "788", id="nothing but figures"),
    ],
)
def test_the_table_of_the_second_is_no_surer(
    first: tuple[str | None, str, str], second: str, kept: str | None
) -> None:
    whole = statement()
    text, doubt, evidence = first

    def with_(code: str, **changes: object) -> tuple[Reading, ...]:
        return tuple(replace(r, **changes) if r.code == code else r for r in whole.readings)  # type: ignore[arg-type]

    code = "t2.government_rules.issued"
    open_ = replace(whole, readings=with_(code, text=text, doubt=doubt, evidence=evidence))
    readings = (r for r in open_.readings)
    mine = tuple(
        replace(r, text=None, doubt="ambiguous", evidence="1")
        if r.code == "t2.government_rules.repealed"
        else r
        for r in readings
    )
    both, _ = reconcile(replace(open_, readings=mine), replace(whole, readings=with_(code, text=second)))
    assert value(both, code)[0] == kept
