"""The nouns as others see them: the text of a place, an issue as JSON."""

from __future__ import annotations

import pytest

from pipelines.model import Issue, Place, Reading


@pytest.mark.parametrize(
    ("place", "text"),
    [
        pytest.param(Place(), "", id="the filing"),
        pytest.param(Place(3), "page 3", id="a page"),
        pytest.param(Place(table="t3"), "t3", id="a table"),
        pytest.param(Place(file="2024/a.pdf"), "2024/a.pdf", id="a filing"),
        pytest.param(Place(table="t4", whole=True), "t4.*", id="all rows of a table, in one line"),
        pytest.param(Place(table="t3", row="granted"), "t3.granted", id="a row"),
        pytest.param(Place(table="t3", row="granted", columns=("total",)), "t3.granted.total", id="a cell"),
        pytest.param(
            Place(table="t3", row="granted", columns=("natural_person", "total")),
            "t3.granted.natural_person、total",
            id="cells",
        ),
    ],
)
def test_a_place_has_one_text(place: Place, text: str) -> None:
    assert str(place) == text


def test_an_issue_names_its_place_as_text_in_json() -> None:
    where = Reading("t3", "granted", "total", None).place
    issue = Issue("recognise", "form.cell_ambiguous", "error", where, "7 7")
    assert issue.as_json() == {
        "stage": "recognise",
        "code": "form.cell_ambiguous",
        "severity": "error",
        "where": "t3.granted.total",
        "detail": "7 7",
    }
