"""Something in a filing that could not be read, or only in doubt, and its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
Stage = Literal["read", "recognise", "normalise", "batch", "office", "correct"]
"""The stage that met an issue."""


@dataclass(frozen=True, slots=True)
class Place:
    """What an issue is about: a page of the file (from 1), or a table of the form, a row of it, or
    cells of that row; `whole`: all rows of a table that prints them in one line, so that none can
    be named; or a filing, `file`, by its path, where there may be no report of it. A place without
    any of them is the filing as a whole.

    Its text, for people, JSON and the warehouse, is `page 3`, `t3`, `t3.granted`,
    `t3.granted.natural_person、total`, of a whole table `t4.*`, of a filing its path; nothing reads
    it back.
    """

    page: int | None = None
    table: str = ""
    row: str = ""
    columns: tuple[str, ...] = ()
    whole: bool = False
    file: str = ""

    def __str__(self) -> str:
        if self.file:
            return self.file
        if self.page is not None:
            return f"page {self.page}"
        return ".".join(filter(None, (self.table, "*" if self.whole else self.row, "、".join(self.columns))))


@dataclass(frozen=True, slots=True)
class Issue:
    """Something in a filing that could not be read, or only in doubt. `code` is listed in
    catalogue/issues.yml."""

    stage: Stage
    code: str
    severity: Severity
    where: Place = Place()
    detail: str = ""

    def as_json(self) -> dict[str, str]:
        """The issue as `gongkai read --json` prints it."""
        return {
            "stage": self.stage,
            "code": self.code,
            "severity": self.severity,
            "where": str(self.where),
            "detail": self.detail,
        }
