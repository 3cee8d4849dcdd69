"""A result of Great Expectations, as it is in JSON, -> what its page shows: each expectation in both
languages, what does not hold first; and which promises of tables are not kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

BEIJING = timezone(timedelta(hours=8))
LEVELS = ("critical", "warning", "info")
"""How grave it is that an expectation is not met, in the words of GX; worst first."""
SHOWN = 20
"""So many of the values are shown that break a promise."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One expectation and what came of it. `code` is that of a rule; `count` is how many cases or rows
    are not as expected, None where that is not counted; `seen` are some of the values."""

    zh: str
    en: str
    code: str
    level: str
    holds: bool
    count: int | None
    seen: str
    sql: str


@dataclass(frozen=True, slots=True)
class Suite:
    """A result of a suite; what is said of the suite: `zh`, `en`, and `some` if only some reports were
    judged; and where its page is."""

    said: Mapping[str, Any]
    words: Mapping[str, Any]
    link: str = ""

    @property
    def name(self) -> str:
        """As the files beside the pages are called."""
        return str(self.said["suite_name"])

    @property
    def is_of_rules(self) -> bool:
        """Whether it is about what offices published, and not about our own tables."""
        return self.name.startswith("rules-")

    @property
    def holds(self) -> bool:
        """Whether all is as expected."""
        return bool(self.said["success"])

    @property
    def expected(self) -> list[Expected]:
        """What does not hold first, and of that the worst."""
        return sorted((_expected(one) for one in self.said["results"]), key=by_weight)

    @property
    def failing(self) -> list[Expected]:
        """What does not hold."""
        return [one for one in self.expected if not one.holds]

    @property
    def cases(self) -> int:
        """How many cases or rows are not as expected."""
        return sum(one.count or 0 for one in self.failing)

    @property
    def run(self) -> tuple[str, datetime]:
        """The name of the run, and when it was, in Beijing."""
        run = self.said["meta"]["run_id"]
        return str(run["run_name"] or "—"), datetime.fromisoformat(run["run_time"]).astimezone(BEIJING)


def by_weight(one: Expected) -> tuple[bool, int, int]:
    """Sorts what does not hold before what does, then by level and by the number of cases."""
    return one.holds, LEVELS.index(one.level), -(one.count or 0)


def _expected(one: Mapping[str, Any]) -> Expected:
    config, result = one["expectation_config"], one["result"] or {}
    zh, _, en = (config.get("description") or config["type"]).partition(" / ")
    code = config["meta"].get("rule", "")
    count = result.get("unexpected_count", result.get("observed_value"))
    strange = (result.get("details") or {}).get("mismatched") or result.get("partial_unexpected_list") or ""
    return Expected(
        zh=zh.removeprefix(f"{code} "),
        en=en,
        code=code,
        level=config.get("severity") or LEVELS[0],
        holds=bool(one["success"]),
        count=count if isinstance(count, int) else None,
        seen=", ".join(map(str, strange[:SHOWN])) if isinstance(strange, list) else str(strange),
        sql=config["kwargs"].get("unexpected_rows_query", ""),
    )


def unmet(kept: Path) -> list[dict[str, Any]]:
    """What does not hold of the tables, from the results in `kept`: suite, promise, column,
    unexpected, observed."""
    broken_promises = []
    for path in sorted(kept.glob("table-*.result.json")):
        for one in json.loads(path.read_text(encoding="utf-8"))["results"]:
            if not one["success"]:
                config, result = one["expectation_config"], one["result"]
                observed = result.get("details", {}).get("mismatched") or result.get(
                    "partial_unexpected_list"
                )
                broken_promises.append(
                    {
                        "table": config["meta"]["table"],
                        "promise": config["meta"]["promise"],
                        "column": config["kwargs"].get("column") or config.get("description"),
                        "unexpected": result.get("unexpected_count", result.get("observed_value")),
                        "observed": observed,
                    }
                )
    return broken_promises
