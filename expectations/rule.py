"""What a rule is, what a kind of check is, and what both speak of: cases, terms, printed cells."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from pipelines.catalogue.equations import SumAcross
from pipelines.model import Severity

Scope = Literal["column", "row", "cell", "report", "table", "section"]
Nil = Literal["as_zero", "strict"]
Basis = Literal["official", "arithmetic", "form", "de_facto", "plausibility", "inference", "cross_section"]
Language = Literal["zh", "en"]
Printed = tuple[str | None, float | None, str]
"""A cell as it is published: text, value, status."""
Cells = Mapping[str, Printed]
"""Printed cells by their codes."""
NONE, ONE, SOME = frozenset({0}), frozenset({1}), frozenset({1, 2, 3})
"""How many things `of` may name."""
AGAIN = "{again}"
"""In the advice of a rule: published again, or only then."""
PREVIOUS = "previous "
"""Before a term: the cell of the report of the year before."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case that fails: one row of the query of a rule, with the fields as its columns.

    `gap` is `stated` less `expected`; `cells` are the codes of the cells that the case speaks of.
    """

    report_id: int
    office_id: int | None
    year: int | None
    scope: str
    stated: float | None
    expected: float | None
    gap: float | None
    cells: tuple[str, ...]


class Reason(NamedTuple):
    """Why a case cannot be judged."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Term:
    """A cell in a sum: `cell` with a star where the line of `each` goes."""

    cell: str
    previous: bool
    minus: bool

    def of(self, line: str) -> str:
        """The cell for one line of `each`."""
        return self.cell.replace("*", line)


def term(written: str) -> Term:
    """`-previous t2.*.in_force` -> Term."""
    minus, rest = written.startswith("-"), written.lstrip("-").strip()
    return Term(rest.removeprefix(PREVIOUS).strip(), rest.startswith(PREVIOUS), minus)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `scope` is what it holds for, once each. `check` is the kind of check with its terms, and `of`
    what it is applied to. `editions` are those of the form whose reports it judges; a rule file
    says `all` for every edition that has what the rule names. `nil` says whether a blank, "/" or
    dash counts as 0 or stands for itself. `yields_to` names a rule whose findings already say the
    cause: what they cite is not judged again. `misled_by` says what is known to make it wrong. `do`
    tells the office how to mend it. `message_zh` and `message_en` are sentences with words in
    braces, which the check fills in.
    """

    code: str
    family: str
    severity: Severity
    basis: Basis
    sources: tuple[str, ...]
    editions: tuple[str, ...]
    scope: Scope
    check: Check
    of: tuple[str, ...]
    nil: Nil
    zh: str
    en: str
    do: str
    message_zh: str
    message_en: str
    yields_to: str = ""
    misled_by: str = ""

    def advice(self, published: bool = True) -> str:
        """How to mend it: a report that is out is published again, one that is not yet only
        then."""
        return self.do.replace(AGAIN, "重新" if published else "再")


Reads = Literal["reports_wide", "cells", "reports", "wordings"]
"""The tables of the warehouse that a kind of check may judge."""
Reach = Literal["deadline", "office", "parts", "wording", "year_before"]
"""What a kind of check may look at beside what was read in the report that it judges and in the
versions beside it; `reaches/<name>.sql` says what that is for each report."""
OWN: frozenset[Reach] = frozenset()
"""The reach of a kind that looks at nothing else."""


@dataclass(frozen=True, slots=True)
class Check(ABC):
    """A kind of check, a subclass in a file of its own in kinds/; its fields are the terms that a
    rule of the kind must give, those with a default may be left out.

    `kind`: its name in rules/*.yml. `reads`: the table of the warehouse that it judges. `takes`:
    how many things `of` names. `scopes`: what a rule of the kind may hold for. `words`: those that
    its messages may use. `alone`: a report can be judged by itself. `reasons`: why a case cannot be
    judged. `about_nil`: its scopes end with the status of cells without a number. `reaches`: what it
    looks at beside the report; a kind that does not say so is judged on all reports every night.
    """

    kind: ClassVar[str] = ""
    reads: ClassVar[Reads] = "reports_wide"
    takes: ClassVar[frozenset[int]] = NONE
    scopes: ClassVar[frozenset[Scope]]
    words: ClassVar[frozenset[str]]
    alone: ClassVar[bool] = True
    reasons: ClassVar[tuple[Reason, ...]] = ()
    about_nil: ClassVar[bool] = False
    reaches: ClassVar[frozenset[Reach] | None] = None

    def subjects(self) -> Collection[str]:
        """What `of` may name."""
        return ()

    def names(self, rule: Rule) -> Iterable[str]:
        """The sums, tables, rows and cells that the rule names: an edition is judged by it if it
        has all of them."""
        return rule.of

    @abstractmethod
    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        """The SELECT of one case per report and scope: report_id, office_id, year, scope, stated,
        expected, cells, why it cannot be assessed (`reason`, or NULL) and whether it fails.

        `source` is the table that it judges, `cause` the SELECT of the findings of the rule that it
        yields to.
        """

    def failing(self, rule: Rule, source: str, cause: str | None) -> str:
        """The same with at least the cases that fail, where those are found faster by what all of
        them have in common."""
        return self.cases(rule, source, cause)

    @abstractmethod
    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        """The words of a message about a case. A cell that is not in `cells` is left out or shown
        as “?”."""

    def words_of(self, rule: Rule) -> frozenset[str]:
        """The words that the messages of one rule may use."""
        return self.words

    def complaint(self, rule: Rule) -> str:
        """What is wrong with a rule of the kind; nothing if all is well."""
        return ""

    def before(self, rule: Rule) -> dict[str, tuple[str, ...]]:
        """The cells of the report of the year before that a finding is held against, by its scope;
        an empty tuple for the same ones as in its own report. Nothing for a kind that does not look
        at the year before."""
        return {}

    def sums(self, rule: Rule) -> tuple[SumAcross, ...]:
        """The sums that a rule of the kind asks for, one for each scope: what does not add up may
        be explained by a cell that several of them share."""
        return ()
