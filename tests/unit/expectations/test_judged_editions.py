"""Which editions a rule judges follows from what it names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from expectations.judged_editions import judged_editions
from expectations.kinds.number import Number
from expectations.kinds.relation import Relation
from expectations.rule import Check, Rule
from expectations.rules import FOLDER, RuleError, load

ANY = load()["t4.without_requests"]
NO_TERMS: dict[str, Any] = {"each": (), "left": (), "right": (), "relation": "equal"}
BOTH, FIRST, SECOND = ("f2019", "f2021"), ("f2019",), ("f2021",)
EVERY = ("f2014", *BOTH)


def _rule(editions: tuple[str, ...] = ("all",), of: tuple[str, ...] = (), **terms: Any) -> Rule:
    """A rule with these terms, of the kind that has them."""
    check: Check = Number(**terms) if "accepts" in terms else Relation(**{**NO_TERMS, **terms})
    return replace(ANY, editions=editions, of=of, check=check if terms else ANY.check)


@pytest.mark.parametrize(
    ("terms", "editions"),
    [
        ({}, EVERY),
        ({"of": ("t3.balance",)}, BOTH),
        ({"of": ("t3",)}, BOTH),
        ({"of": ("count",)}, EVERY),
        ({"of": ("department",)}, EVERY),
        ({"of": ("government_rules",)}, BOTH),
        ({"of": ("other_fee_lapsed",)}, SECOND),
        ({"of": ("centralized_procurement",)}, FIRST),
        ({"of": ("t2.administrative_fees.fee_amount",)}, SECOND),
        ({"each": ("granted",), "left": ("t3.*.total",), "right": ("t3.*.natural_person",)}, BOTH),
        (
            {"each": ("government_rules",), "left": ("previous t2.*.in_force",), "right": ("t2.*.issued",)},
            SECOND,
        ),
        (
            {
                "each": ("government_rules",),
                "left": ("-t2.*.newly_made",),
                "right": ("t2.*.newly_disclosed",),
            },
            FIRST,
        ),
        ({"each": ("government_rules",), "left": ("t2.*.newly_made",), "right": ("t2.*.issued",)}, ()),
        (
            {
                "of": ("requests_received",),
                "accepts": ("requests_received = t3.granted.total + t3.other_misc.total",),
            },
            SECOND,
        ),
        ({"editions": ("f2019",), "of": ("other_fee_lapsed",)}, FIRST),  # as it is written
    ],
    ids=str,
)
def test_a_rule_for_all_judges_the_editions_that_have_what_it_names(
    terms: dict[str, Any], editions: tuple[str, ...]
) -> None:
    assert judged_editions(_rule(**terms)) == editions


def test_a_rule_that_no_edition_can_meet_is_refused(tmp_path: Path) -> None:
    text = (FOLDER / "in_table.yml").read_text(encoding="utf-8")
    rule = "t2.disclosed_stock:" + text.split("t2.disclosed_stock:")[1].split("\nt2.")[0] + "\n"
    (tmp_path / "t2.yml").write_text(rule.replace("t2.*.newly_disclosed", "t2.*.in_force"), encoding="utf-8")
    with pytest.raises(RuleError, match=r"t2.disclosed_stock: editions: no edition has all"):
        load(tmp_path)
