"""The filters of a page: each a choice in the address, together a form and a condition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.asked import Asked
from dashboard.words import number, words

PLACE = ("province", "city", "county")
"""The columns of a place, from the widest to the narrowest."""
UNKNOWN = "地区不明"
"""In place of a province that is not known."""
OF_DUE = (*PLACE, "year", "kind", "level", "office_id")
"""Filters that reports due can be counted under."""


@dataclass(frozen=True)
class Field:
    """A list to choose from: values with their words, and the one that is chosen."""

    name: str
    options: Sequence[tuple[str, str]]
    chosen: str


@dataclass
class Filters:
    """The filters that a page has asked for, in that order."""

    asked: Asked
    action: str = ""
    fields: list[Field] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.action = self.action or self.asked.path

    @property
    def is_set(self) -> bool:
        """Whether the address chooses anything."""
        return any(self.asked.query.get(field.name) for field in self.fields)

    def add(self, name: str, options: Mapping[str, str], default: str | None = None) -> str | None:
        """A filter of these values with their words; without a `default` the first entry is
        everything."""
        chosen = self.asked.choice(name, [*options], default)
        every = [] if default is not None else [("", self.asked.t("全部", "All"))]
        self.fields.append(Field(name, [*every, *options.items()], chosen or ""))
        self.state[name] = chosen
        return chosen

    def year(self, every: bool = True) -> int | None:
        """A year of those that the build has, newest first; the newest where not `every`."""
        known = [str(y) for y in years(self.asked)]
        chosen = self.add("year", {y: y for y in known}, None if every or not known else newest(self.asked))
        year = int(chosen) if chosen else None
        self.state["year"] = year
        return year

    def of_group(self, name: str, group: str = "", default: str | None = None) -> str | None:
        """A filter of codes of words.yml that the build has: kinds, levels."""
        sql = {
            "kind": "SELECT DISTINCT kind AS v FROM office_search WHERE kind IS NOT NULL",
            "level": "SELECT DISTINCT level AS v FROM office_search WHERE level IS NOT NULL",
            "scope": "SELECT DISTINCT coalesce(scope, 'unknown') AS v FROM indicators",
        }[name]
        there = {str(row["v"]) for row in self.asked.build.once(sql)}
        order = [code for code in words()[group or name] if code in there]
        return self.add(name, {code: self.asked.word(group or name, code) for code in order}, default)

    def scope(self) -> str:
        """What the reports count; two kinds are never in one sum. Own bodies where there are any."""
        there = [str(row["v"]) for row in self.asked.build.once(SCOPES)]
        first = next((s for s in words()["scope"] if s in there), "unknown")
        return self.of_group("scope", default=first) or first

    def places(self) -> None:
        """Province, city and county, each among those of the one above and in the order of division codes;
        levels that the build knows there."""
        for level in PLACE:
            where, values = self.where(*PLACE)
            listed = self.asked.build.rows(
                f"SELECT {level} AS v FROM office_search WHERE {where} AND {level} IS NOT NULL"
                " GROUP BY 1 ORDER BY min(division_code) NULLS LAST, 1",
                *values,
            )
            if level != "province" and not self.state.get("province"):
                if self.asked.text(level):
                    self.asked.remarks.append(self.asked.t("请先选省", "Choose a province first"))
                break
            names = {row["v"]: row["v"] for row in listed}
            if level == "province" and self.asked.build.once(PLACELESS):
                names[UNKNOWN] = self.asked.place({})
            if names:
                self.add(level, names)

    def where(self, *names: str) -> tuple[str, list[Any]]:
        """A condition and its values for those of the filters that are set; all of them where none
        is named."""
        return where_of({k: v for k, v in self.state.items() if not names or k in names})

    def query(self, **changes: Any) -> dict[str, Any]:
        """The filters as a query of another page."""
        return {k: v for k, v in {**self.state, **changes}.items() if v is not None}


PLACELESS = "SELECT 1 FROM office_search WHERE province IS NULL LIMIT 1"
"""Whether there is an office of no known province."""
SCOPES = "SELECT DISTINCT coalesce(scope, 'unknown') AS v FROM indicators"
"""What reports of the build count."""


def where_of(state: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """A condition and its values; UNKNOWN is a province of none."""
    given = {name: value for name, value in state.items() if value is not None}
    nowhere = given.get("province") == UNKNOWN
    if nowhere:
        del given["province"]
    terms = ["true", *(["province IS NULL"] if nowhere else []), *(f"{name} = ?" for name in given)]
    return " AND ".join(terms), list(given.values())


def years(asked: Asked) -> list[int]:
    """The years of current reports, and those that reports are due for, newest first."""
    return [
        int(row["year"])
        for row in asked.build.once(
            "SELECT DISTINCT year FROM (SELECT year FROM indicators UNION ALL SELECT year FROM due_years)"
            " WHERE year IS NOT NULL ORDER BY year DESC"
        )
    ]


def newest(asked: Asked) -> str:
    """The last year that reports are due for, else the last that there is a report of."""
    due = asked.build.once("SELECT max(year) AS year FROM due_years")[0]["year"]
    return str(due or years(asked)[0])


def coverage(asked: Asked, state: Mapping[str, Any]) -> tuple[int, int]:
    """Reports received, and due, under the filters of place, year, kind, level and office."""
    where, values = where_of({k: v for k, v in state.items() if k in OF_DUE})
    counts = asked.build.one(
        f"SELECT count(report_id) AS have, count(*) AS due FROM expected_reports WHERE {where}", *values
    )
    return int(counts["have"]), int(counts["due"])


def sourced(asked: Asked, have: int, due: int, more: str = "") -> str:
    """From how many reports of how many that are due."""
    said = f"{number(have)} / {number(due)}"
    return asked.t(f"来自 {said} 份应有的报告", f"From {said} reports due") + more
