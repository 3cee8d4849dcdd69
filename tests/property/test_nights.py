"""Whatever happens from night to night, the build of each night is what a full build of the same
inputs is, by content digest, the history of findings included."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from findings.decisions import Decision
from pipelines.catalogue.corrections import Correction
from pipelines.offices.decisions import Row
from pipelines.offices.roster import Entry
from tests.unit.warehouse.nights import CELL, NAMES, RULES, World
from warehouse import draft, renewal
from warehouse.schema import create

SEQUENCES = 300 if os.environ.get("TORTURE") else 2
"""`make torture` tries many."""
STEPS = 12 if os.environ.get("TORTURE") else 5
randoms = st.integers(0, 2**32).map(Random)


class Killed(BaseException):
    """The end of a process."""


class Nights(RuleBasedStateMachine):
    """What can happen in a night, and the night itself."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(Path(mkdtemp(prefix="gongkai-nights-")))
        self.carried = 0

    def teardown(self) -> None:
        shutil.rmtree(self.world.folder, ignore_errors=True)

    @initialize(random=randoms)
    def first_files(self, random: Random) -> None:
        for _ in range(14):
            self.world.put(random)
        self.sleep()

    @rule(random=randoms, most=st.integers(1, 2))
    def files_come(self, random: Random, most: int) -> None:
        for _ in range(most):
            self.world.put(random)
        self.sleep()

    @rule(random=randoms)
    def a_file_goes(self, random: Random) -> None:
        if file := self.world.some(random):
            del self.world.files[file.path]
        self.sleep()

    @rule(random=randoms, again=st.booleans())
    def another_version_or_a_copy_comes(self, random: Random, again: bool) -> None:
        if file := self.world.some(random):
            changed = (*file.printed[:1], (file.printed[1][0], str(random.randrange(9))))
            later = replace(file, seed=file.seed + 1, printed=changed, published_on="2025-06-01")
            self.world.keep(file if again else later)
        self.sleep()

    @rule(random=randoms, claim=st.sampled_from(("published_on", "listed_title", "source_url", "taken_at")))
    def the_list_says_something_else(self, random: Random, claim: str) -> None:
        said = {
            "published_on": f"2025-0{random.randrange(1, 9)}-01",
            "listed_title": f"{random.choice(NAMES)}2022年政府信息公开工作年度报告",
            "source_url": f"https://www.hongze.gov.cn/{random.randrange(9)}",
            "taken_at": f"2025-0{random.randrange(1, 9)}-01T00:00:00",
        }
        if file := self.world.some(random):
            kept = tuple(one for one in file.claims if one[0] != claim)
            self.world.files[file.path] = replace(file, claims=(*kept, (claim, said[claim])))
        self.sleep()

    @rule(random=randoms)
    def it_is_read_by_another_reader(self, random: Random) -> None:
        if file := self.world.some(random):
            self.world.reread(file)
        self.sleep()

    @rule()
    def nothing_happens(self) -> None:
        self.sleep()

    @rule()
    def shards_become_one(self) -> None:
        self.world.merge()
        self.sleep()

    @rule(random=randoms, code=st.sampled_from(("320813", "320102", "-", "")))
    def an_office_is_decided(self, random: Random, code: str) -> None:
        name = random.choice(NAMES)
        others = [row for row in self.world.decisions if row.name != name]
        self.world.decisions = [*others, Row(name, division_code=code)]
        self.sleep()

    @rule(random=randoms, first=st.sampled_from((None, 2021, 2022)))
    def the_roster_says_something_else(self, random: Random, first: int | None) -> None:
        names = ("民政局", "高良涧街道办事处", "财政局", "洪泽区某新局")
        self.world.roster = [
            Entry(line, name, "320813", first_year=first)
            for line, name in enumerate(random.sample(names, random.randrange(len(names))), 2)
        ]
        self.sleep()

    @rule(random=randoms)
    def a_value_is_corrected(self, random: Random) -> None:
        if file := self.world.some(random):
            stated = float(random.randrange(4))
            made = Correction(CELL, stated, 9.0, "r", "e", sha256=file.filing.sha256)
            self.world.corrections = [made]
        self.sleep()

    @rule(random=randoms)
    def a_finding_is_decided(self, random: Random) -> None:
        from warehouse.query import run

        sql = "SELECT fingerprint, rule, office_id, year, scope FROM quality.findings ORDER BY ALL LIMIT 20"
        if found := run(sql, self.world.folder / "gongkai.duckdb")[1]:
            mark, code, office, year, scope = random.choice(found)
            said = (mark, "confirmed", "r", "p", date(2026, 11, 30), code, office, "o", year, scope)
            self.world.decided = [Decision(*said)]
        self.sleep()

    @rule(random=randoms)
    def a_rule_goes_or_comes(self, random: Random) -> None:
        code = random.choice(RULES)
        self.world.rules = [r for r in RULES if (r in self.world.rules) != (r == code)] or [*RULES]
        self.sleep()

    @rule(random=randoms, step=st.sampled_from(("fill_facts", "widen", "derive")))
    def a_night_is_killed(self, random: Random, step: str) -> None:
        self.world.put(random)

        def kill(*_: Any) -> None:
            raise Killed

        try:
            with patch(f"warehouse.renewal.{step}", kill):
                self.world.night()
        except Killed:
            pass
        self.sleep()

    def sleep(self) -> None:
        """The night: its build, and a full one beside it."""
        own, whole, made = self.world.night()
        assert own == whole, made
        self.carried += " of " in made


def test_nights_are_full_builds() -> None:
    Nights.TestCase.settings = settings(
        max_examples=SEQUENCES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=[*HealthCheck],
    )
    plain = partial(create, comments=False)
    with (
        patch.object(draft, "DAYS", 10**6),
        patch.object(renewal, "MOST", 1.0),
        patch("warehouse.build.schema.create", lambda connection, comments=False: plain(connection)),
    ):
        Nights.TestCase().runTest()
