"""A small raw folder that changes from night to night, and the build of each night beside a full build
of the same inputs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from expectations.arithmetic import query
from expectations.rule import Rule
from expectations.rules import load
from expectations.tables import amiss
from findings.again import judged_apart, part_of
from findings.build_summary import record_summary
from findings.carried import decided, find, judged_by
from findings.decisions import Decision
from findings.record import judged
from pipelines.batch.shards import digest, rows, write
from pipelines.catalogue.corrections import Correction
from pipelines.crawl.health import COLUMNS
from pipelines.intake.joined import joined_from
from pipelines.issue import Issue, Place
from pipelines.model import Filing, Report, Statement
from pipelines.normalise.prose import wordings
from pipelines.offices.claims import Memory
from pipelines.offices.decisions import Decisions, Row
from pipelines.offices.identify import identify
from pipelines.offices.roster import Entry
from tests.unit.warehouse.small_build import Small
from warehouse.content_digest import digest as content
from warehouse.draft import as_before, make
from warehouse.inputs import Inputs, code, digests, told
from warehouse.promises import broken
from warehouse.query import run
from warehouse.reading_quality import NUMBERS
from warehouse.renewal import changed_beside
from warehouse.schema import tables

NAMES = (
    *("洪泽区人民政府", "淮安市洪泽区民政局", "洪泽区高良涧街道办事处", "国家税务总局淮安市洪泽区税务局"),
    *("鼓楼区民政局", "青禾县民政局", "县财政局"),
)
"""A government, a body and a township below it, a branch; a name of several places, one in no list, one
without a place."""
URLS = (None, "https://www.hongze.gov.cn/1.html", "https://www.nanjing.gov.cn/2.html", "https://x.example/3")
YEARS = (2021, 2022, 2023)
RULES = (
    *("t3.balance", "t3.carry_forward", "rollup.requests", "report.tables_present", "t3.applicant_sum"),
    "report.text_duplicate",
)
ALIKE = "公开的及时性还需提高，主动公开的内容还不够全面，政策解读的形式较为单一，与群众的互动有待加强。" * 4
"""A section that many offices have word for word, long enough for the rule to ask."""
CELL = "t3.requests_new.total"
TODAY = date(2026, 11, 30)


@dataclass(frozen=True)
class File:
    """A file: what it says, what reading makes of it now, what the list says of it."""

    path: str
    seed: int
    name: str
    year: int | None
    printed: tuple[tuple[str, str], ...]
    claims: tuple[tuple[str, str | None], ...] = ()
    published_on: str | None = None
    read: int = 0
    """How often the reader has become another; it finds a cell that it left open before."""
    second: File | None = None
    """The other part of its report, if it is not the whole of it."""

    @property
    def filing(self) -> Filing:
        content = hashlib.sha256(f"{self.name} {self.year} {self.printed} {self.seed}".encode())
        own = Filing(self.path, content.hexdigest(), 10, **dict(self.claims))  # type: ignore[arg-type]
        return joined_from([own, self.second.filing]) if self.second else own

    def report(self) -> Report:
        """What reading makes of it."""
        printed = dict(self.printed) | ({} if self.read % 2 else {"t3.granted.total": "?"})
        printed |= dict(self.second.printed) if self.second else {}
        facts = tuple(Small(1, self.year, printed=printed).facts())
        found = sum(fact.status in NUMBERS for fact in facts)
        title = f"{self.name}{self.year}年年度报告"
        prose = {
            "overview": f"{self.name}在{self.year}年公开信息。",
            "problems": ALIKE + "今后改进。" * (self.seed % 3),
        }
        said = Statement(self.name, self.year, "f2021", title=title, numbers_found=found, sections=prose)
        issues = (Issue("recognise", "form.cell_ambiguous", "warning", Place(file=self.path)),)
        return Report(
            self.filing,
            "html",
            "parsed" if self.read % 3 else "partial",
            said,
            facts,
            () if self.read % 2 else issues,
            self.published_on,
            part_pages=(1, 1) if self.second else (),
            wordings=wordings(said),
        )


@dataclass
class World:
    """What is under raw/ and what was read of it, and the builds made of it. `folder` takes all."""

    folder: Path
    files: dict[str, File] = field(default_factory=dict)
    decisions: list[Row] = field(default_factory=list)
    roster: list[Entry] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    decided: list[Decision] = field(default_factory=list)
    rules: list[str] = field(default_factory=lambda: [*RULES])
    read: dict[str, File] = field(default_factory=dict)
    """Hash -> the file as it was read."""
    shards: dict[str, list[str]] = field(default_factory=dict)
    """Name -> the hashes of what is in it."""
    inputs: Inputs | None = None
    nights: int = 0
    count: int = 0

    def put(self, random: Random) -> None:
        """A new file."""
        year = random.choice((*YEARS, *YEARS, None))
        day = f"{(year or 2023) + 1}-01-{random.randrange(1, 29):02}" if random.random() < 0.7 else None
        requests = str(random.randrange(4))
        printed = ((CELL, requests), ("t3.requests_new.natural_person", requests))
        claims = (("source_url", random.choice(URLS)),)
        self.keep(File("", random.randrange(10**9), random.choice(NAMES), year, printed, claims, day))

    def keep(self, file: File) -> None:
        """Under a path of its own, read into the shard of tonight unless its content is known."""
        self.count += 1
        self.lay(replace(file, path=f"{file.seed % 100:02}-{self.count}.html"))

    def lay(self, file: File) -> None:
        """The same under its path, in the place of what is there."""
        self.files[file.path] = file
        if file.filing.sha256 not in self.read:
            self.read[file.filing.sha256] = file
            self.shards.setdefault(f"night{self.nights}", []).append(file.filing.sha256)

    def reread(self, file: File) -> None:
        """Another reader finds other things in it, and what is read is in the shard as before."""
        known = self.read[file.filing.sha256]
        self.read[file.filing.sha256] = replace(known, read=known.read + 1)

    def merge(self) -> None:
        """All shards become one."""
        self.shards = {f"merged{self.nights}": [sha for held in self.shards.values() for sha in held]}

    def some(self, random: Random) -> File | None:
        """One of the files."""
        return random.choice([*self.files.values()]) if self.files else None

    def shard_folders(self) -> list[Path]:
        """The shards on disk, as they would be now; what is gone from raw/ is still in them."""
        home = self.folder / "shards"
        home.mkdir(exist_ok=True)
        for name, held in self.shards.items():
            write([rows(self.read[sha].report(), "v") for sha in held], home / name)
        return [home / name for name in sorted(self.shards)]

    def night(self) -> tuple[str, str, str]:
        """One night: the content digests of its build and of a full one, and what it made anew."""
        shards, filings = self.shard_folders(), [file.filing for file in self.files.values()]
        filings.sort(key=lambda f: f.path)
        before, self.nights = self.folder / "gongkai.duckdb", self.nights + 1
        made, rules = [], {code: load()[code] for code in self.rules}
        for full in (False, True):
            memory = None if full else Memory(self.folder / "identity", digest)
            said = told(filings, self.decisions, self.roster, self.corrections)
            made_from = judged_by(rules, TODAY), decided(self.decided), said, digests(shards, digest)
            draft = self.folder / f"draft-{full}.duckdb"
            builds = draft, before, self.inputs, Inputs(code(), *made_from, TODAY, "")
            done = None if full else as_before(*builds, no_sources())
            if not done:
                frames = dict(identify(filings, shards, Decisions(self.decisions), self.roster, memory))
                frames |= {"quality.sources": no_sources(), "quality.filings": frames.pop("filings")}
                issues = frames.pop("issues")
                done = make(*builds, shards, frames, issues, self.corrections, full, least=0)
            inputs = done[1]
            previous = before if before.exists() else None
            _, said = find(draft, rules, previous, self.decided, inputs.judged)
            if inputs.judged != "nothing":
                count(draft, rules)
            inputs = replace(inputs, made="; ".join(filter(None, (inputs.made, said))))
            record_summary(draft, previous, inputs.made)
            not_kept = broken(draft, changed=changed_beside(draft))
            assert not_kept == [], (full, not_kept)
            made.append((draft, inputs, content(draft), sums(draft)))
        (draft, self.inputs, own, counted), (other, _, whole, counts) = made
        assert counted == counts
        other.unlink()
        draft.replace(before)
        return own, whole, self.inputs.made


def count(draft: Path, rules: Mapping[str, Rule]) -> None:
    """Note what Great Expectations would count of each rule, where it would be asked: it takes seconds
    to begin, and is asked in tests of its own."""
    some = judged_apart(draft, rules)
    for name, table in tables().items() if some else ():
        if f"{table.schema}.{table.name}" in some.tables:
            assert run(amiss(table), part_of(draft))[1] == [(0,)], f"{name} is not as promised"
    counts = {}
    for name, rule in rules.items():
        apart = some is not None and name in some.rules
        only = " WHERE report_id IN (SELECT report_id FROM marked)" if apart else ""
        ((counts[name],),) = run(
            f"SELECT count(*) FROM ({query(rule)}){only}", part_of(draft) if apart else draft
        )[1]
    judged(draft, counts, some.rules if some else ())


def sums(draft: Path) -> list[tuple[Any, ...]]:
    """What the latest run says of each rule, but for when."""
    columns = "rule, assessed, failed, not_assessable, new, gone, gx_unexpected"
    latest = "build = (SELECT max(build) FROM quality.runs)"
    return run(f"SELECT {columns} FROM quality.runs WHERE {latest} ORDER BY rule", draft)[1]


def no_sources() -> Any:
    """The frame of a machine that asks no portal."""
    from pandas import DataFrame

    return DataFrame([], columns=list(COLUMNS), dtype=object)
