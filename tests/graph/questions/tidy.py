"""The tables of a warehouse as pandas has them, and what follows of them: the report of the year
before, what is within what, what is due. Worked out from the tables alone, so that a view that is
wrong does not confirm itself."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from tests.graph.questions.stated import Report, none

BRIGADES = ("总队", "支队", "大队", "中队", "派出所")
"""How the names of bodies end that a bureau reports for."""


class Tidy:
    """All tables of a warehouse that the questions are about."""

    def __init__(self, database: Path) -> None:
        with duckdb.connect(str(database), read_only=True) as connection:
            named = (
                "offices",
                "reports",
                "office_succession",
                "lines",
                "corrections",
                "spots",
                "sections",
                "editions",
            )
            quality = ("findings", "runs", "revisions", "rules")
            self.table = {name: connection.sql(f"FROM {name}").df() for name in named}
            self.table |= {name: connection.sql(f"FROM quality.{name}").df() for name in quality}
            self.raw_cells = {
                table: connection.sql(f"SELECT * FROM {name}").df()
                for table, name in (("t2", "disclosures"), ("t3", "requests"), ("t4", "disputes"))
            }
            assert not connection.sql("FROM roster").fetchall()

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table, null as None."""
        frame = self.table[table]
        return [{k: none(v) for k, v in row.items()} for row in frame.to_dict("records")]

    @cached_property
    def offices(self) -> dict[int, dict[str, Any]]:
        return {row["office_id"]: row for row in self.rows("offices")}

    @cached_property
    def reports(self) -> list[Report]:
        """The current reports, in the order of their offices and years."""
        found = {
            r["report_id"]: Report(
                r["report_id"],
                r["office_id"],
                r["year"],
                r["scope"],
                r["edition"],
                self.offices[r["office_id"]],
            )
            for r in self.rows("reports")
            if r["is_current"] and r["year"] is not None
        }
        for table, frame in self.raw_cells.items():
            row, column = frame.columns[2:4]
            unit = frame["unit"] if "unit" in frame else [None] * len(frame)
            for key, r, c, v, s, u, t in zip(
                frame["report_id"], frame[row], frame[column], frame["value"], frame["status"], unit, frame["text"],
                strict=True,
            ):  # fmt: skip
                found[key].cells[f"{table}.{r}.{c}"] = (none(v), s, none(u), none(t))
        by_office = {(r.office_id, r.year): r for r in found.values()}
        for report in found.values():
            report.previous = by_office.get((self._office_before(report), report.year - 1))
            if report.previous and None not in (report.scope, report.previous.scope):
                report.previous = report.previous if report.scope == report.previous.scope else None
            report.within = self._above(report, by_office)
        return sorted(found.values(), key=lambda r: (r.office_id, r.year))

    def _above(self, report: Report, by_office: dict[tuple[int, int], Report]) -> list[Report]:
        """The reports that have it in them: those of territories above it, and of the bureaus of a
        brigade."""
        found, below = [], report.office
        for_others = True
        while below["parent_office_id"] in self.offices:
            for_others &= below["kind"] == "institution" or below["name"].endswith(BRIGADES)
            above = below["parent_office_id"]
            upper, below = by_office.get((above, report.year)), self.offices[above]
            bureau = for_others and below["kind"] in ("department", "institution", "vertical")
            if upper and (upper.scope == "jurisdiction" or (bureau and upper.scope == "own_body")):
                found.append(upper)
        return found

    def _office_before(self, report: Report) -> int | None:
        if report.office["resolution"] in ("ambiguous", "unresolved"):
            return None
        changes = [c for c in self.rows("office_succession") if c["year"] == report.year]
        mine = [c for c in changes if c["office_id"] == report.office_id]
        split = any(c["previous_office_id"] == report.office_id and c["relation"] == "split" for c in changes)
        if split or any(c["relation"] in ("merged", "split") for c in mine):
            return None
        return mine[0]["previous_office_id"] if mine else report.office_id

    @cached_property
    def by_office(self) -> dict[tuple[int, int], Report]:
        return {(r.office_id, r.year): r for r in self.reports}

    @cached_property
    def latest(self) -> int:
        """The latest year with half as many reports as the fullest."""
        counts = pd.Series([r.year for r in self.reports]).value_counts()
        return int(max(counts[counts * 2 >= counts.max()].index))

    @cached_property
    def published(self) -> dict[tuple[int, int], date | None]:
        """The first day of publication of each office and year."""
        days: dict[tuple[int, int], list[date]] = defaultdict(list)
        for r in self.rows("reports"):
            if r["office_id"] is not None and r["year"] is not None:
                days[r["office_id"], r["year"]] += [r["published_on"].date()] if r["published_on"] else []
        return {key: min(found, default=None) for key, found in days.items()}

    @cached_property
    def due(self) -> list[tuple[int, int]]:
        """Office and year of every report that is due: there is no roster here."""
        counts = pd.Series([r.year for r in self.reports if r.year < date.today().year]).value_counts()
        many = [int(year) for year in counts[counts * 10 >= counts.max()].index]
        owed = {(r.office_id, r.year) for r in self.reports}
        for office in {r.office_id for r in self.reports}:
            known = self.offices[office]
            if known["resolution"] not in ("ambiguous", "unresolved"):
                for year in range(min(many), max(many) + 1):
                    ends = date(year, 12, 31)
                    begun = known["valid_from"] is None or known["valid_from"].date() <= ends
                    going = known["valid_to"] is None or known["valid_to"].date() >= ends
                    owed |= {(office, year)} if begun and going else set()
        return sorted(owed)

    def deadline(self, office: int, year: int) -> date | None:
        """The legal day."""
        kind, level = self.offices[office]["kind"], self.offices[office]["level"]
        if self.offices[office]["name"].endswith(
            ("大队", "支队", "总队", "中队", "分局", "所", "站", "科", "股")
        ):
            return None
        if year <= 2018:
            organs = ("department", "government", "general_office", "township", "street")
            return date(year + 1, 3, 31) if kind in organs and year >= 2008 else None
        if kind == "department":
            return date(year + 1, 1, 31)
        return date(year + 1, 3, 31) if kind == "government" and level != "township" else None
