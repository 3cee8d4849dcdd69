"""Whatever happens from night to night, the build of each night is what a full build of the same
inputs is, by content digest, the history of findings included."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from findings.decisions import Decision
from pipelines.catalogue.corrections import Correction
from pipelines.offices.decisions import Row
from pipelines.offices.roster import Entry
from tests.unit.warehouse.nights import CELL, NAMES, RULES, File, World
from warehouse import draft, renewal
from warehouse.schema import create

seeds = st.integers(0, 2**32)
RECEIVED = "t3.carried_in.total"
"""A cell that a second part prints."""
STEPS = (
    *("warehouse.some_reports.take_in", "warehouse.renewal.derive", "warehouse.sample.make_apart"),
    *("findings.again.take_part", "findings.record.explain_all", "findings.record.store_causes"),
)
"""In which a night may end."""


class Killed(BaseException):
    """The end of a process."""


class Nights:
    """A world, and what can happen in it before a night."""

    def __init__(self) -> None:
        self.world, random = World(Path(mkdtemp(prefix="gongkai-nights-"))), Random(0)
        for _ in range(14):
            self.world.put(random)

    def close(self) -> None:
        shutil.rmtree(self.world.folder, ignore_errors=True)

    def night(self, happens: str = "nothing_happens", seed: int = 0) -> str:
        """Something happens, then a night is over: its build is what a full one beside it is. Returns
        what was made anew."""
        getattr(self, happens)(Random(seed))
        own, whole, made = self.world.night()
        assert own == whole, (happens, seed, made)
        return made

    def a_copy_comes(self, random: Random) -> None:
        if file := self.world.some(random):
            self.world.keep(file)

    def files_come(self, random: Random) -> None:
        for _ in range(random.randrange(1, 3)):
            self.world.put(random)

    def a_file_goes(self, random: Random) -> None:
        if file := self.world.some(random):
            del self.world.files[file.path]

    def another_version_comes(self, random: Random) -> None:
        if file := self.world.some(random):
            changed = (*file.printed[:1], (file.printed[1][0], str(random.randrange(9))))
            later = replace(file, seed=file.seed + 1, printed=changed, published_on="2025-06-01")
            self.world.keep(later)

    def a_part_comes_or_changes(self, random: Random) -> None:
        """The second part of a report is there for the first time, or is another one."""
        if file := self.world.some(random):
            printed = ((RECEIVED, str(random.randrange(9))),)
            part = File(f"{file.path}.2", random.randrange(10**9), file.name, file.year, printed)
            self.world.lay(replace(file, second=part))

    def the_list_says_something_else(self, random: Random) -> None:
        said = {
            "published_on": f"2025-0{random.randrange(1, 9)}-01",
            "listed_title": f"{random.choice(NAMES)}2022年政府信息公开工作年度报告",
            "source_url": f"https://www.hongze.gov.cn/{random.randrange(9)}",
            "taken_at": f"2025-0{random.randrange(1, 9)}-01T00:00:00",
        }
        claim = random.choice([*said])
        if file := self.world.some(random):
            kept = tuple(one for one in file.claims if one[0] != claim)
            self.world.files[file.path] = replace(file, claims=(*kept, (claim, said[claim])))

    def it_is_read_by_another_reader(self, random: Random) -> None:
        if file := self.world.some(random):
            self.world.reread(file)

    def nothing_happens(self, random: Random) -> None:
        """As most nights of a year are."""

    def shards_become_one(self, random: Random) -> None:
        self.world.merge()

    def an_office_is_decided(self, random: Random) -> None:
        name, code = random.choice(NAMES), random.choice(("320813", "320102", "-", ""))
        others = [row for row in self.world.decisions if row.name != name]
        self.world.decisions = [*others, Row(name, division_code=code)]

    def the_roster_says_something_else(self, random: Random) -> None:
        first = random.choice((None, 2021, 2022))
        names = ("民政局", "高良涧街道办事处", "财政局", "洪泽区某新局")
        self.world.roster = [
            Entry(line, name, "320813", first_year=first)
            for line, name in enumerate(random.sample(names, random.randrange(len(names))), 2)
        ]

    def a_value_is_corrected(self, random: Random) -> None:
        if file := self.world.some(random):
            stated = float(random.randrange(4))
            made = Correction(CELL, stated, 9.0, "r", "e", sha256=file.filing.sha256)
            self.world.corrections = [made]

    def a_finding_is_decided(self, random: Random) -> None:
        from warehouse.query import run

        sql = "SELECT fingerprint, rule, office_id, year, scope FROM quality.findings ORDER BY ALL LIMIT 20"
        if found := run(sql, self.world.folder / "gongkai.duckdb")[1]:
            mark, code, office, year, scope = random.choice(found)
            said = (mark, "confirmed", "r", "p", date(2026, 11, 30), code, office, "o", year, scope)
            self.world.decided = [Decision(*said)]

    def a_rule_goes_or_comes(self, random: Random) -> None:
        code = random.choice(RULES)
        self.world.rules = [r for r in RULES if (r in self.world.rules) != (r == code)] or [*RULES]

    def a_night_is_killed(self, random: Random) -> None:
        self.world.put(random)
        step = random.choice(STEPS)

        def kill(*_: Any) -> None:
            raise Killed

        try:
            with patch(step, kill):
                self.world.night()
        except Killed:
            return


HAPPENINGS = sorted(name for name in vars(Nights) if "_" in name.strip("_"))
"""What can happen, by name."""


@pytest.fixture(autouse=True)
def renewed_whenever_possible() -> Iterator[None]:
    """However much changed, and however long ago the last full build is."""
    with (
        patch.object(draft, "DAYS", 10**6),
        patch.object(renewal, "MOST", 9.0),
        patch(
            "warehouse.build.schema.create", lambda connection, *_, **__: create(connection, comments=False)
        ),
    ):
        yield


@pytest.mark.parametrize("part", [0, 1])
def test_whatever_happens_a_night_is_a_full_build(part: int) -> None:
    """Each kind of happening once, in two sequences of nights: two builds for each of them take some
    two seconds, which no smaller case would show."""
    shuffled = Random(7).sample(HAPPENINGS, len(HAPPENINGS))
    nights = Nights()
    try:
        made = [nights.night()] + [nights.night(name, seed) for seed, name in enumerate(shuffled[part::2])]
    finally:
        nights.close()
    assert made[0] == "all: the first build"
    assert all(" of " in one and not one.startswith("all") for one in made[1:]), made
    whole = [one for one in made[1:] if "all judged again" in one]
    assert all(one.endswith("all judged again: other rules") for one in whole), whole


class Sequences(RuleBasedStateMachine):
    """Sequences of nights as hypothesis draws them, and makes shorter where one fails."""

    def __init__(self) -> None:
        super().__init__()
        self.nights = Nights()
        self.nights.night()

    def teardown(self) -> None:
        self.nights.close()

    @rule(happens=st.sampled_from(HAPPENINGS), seed=seeds)
    def night(self, happens: str, seed: int) -> None:
        self.nights.night(happens, seed)


@pytest.mark.skipif(not os.environ.get("TORTURE"), reason="make torture tries it")
def test_sequences_of_nights() -> None:
    Sequences.TestCase.settings = settings(
        max_examples=300,
        stateful_step_count=12,
        deadline=None,
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    Sequences.TestCase().runTest()
