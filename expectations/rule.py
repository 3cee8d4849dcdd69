"""What a rule is: its scope, its severity, what it is applied to, and the words in which its
findings are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipelines.model import Severity

Scope = Literal["column", "row", "cell", "report", "table", "section"]
Nil = Literal["as_zero", "strict"]
Basis = Literal["official", "arithmetic", "form", "de_facto", "plausibility", "inference", "cross_section"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `scope` is what it holds for, once each. `check` is the kind of check and `of` what it is
    applied to (checks.py). `nil` says whether a blank, "/" or dash counts as 0 or stands for
    itself. `editions` are those of the form whose reports it judges; a rule file says `all` for
    every edition that has what the rule names. `yields_to` names a rule whose findings already say the cause: what they cite is not
    judged again. `do` tells the office how to mend it. The fields from `each` on are the terms of
    some kinds of check, and mean what the module of that kind says.
    """

    code: str
    family: str
    severity: Severity
    basis: Basis
    sources: tuple[str, ...]
    editions: tuple[str, ...]
    scope: Scope
    check: str
    of: tuple[str, ...]
    nil: Nil
    zh: str
    en: str
    do: str
    message_zh: str
    message_en: str
    yields_to: str = ""
    each: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    relation: str = ""
    tolerance: float = 0
    low: float = 0
    high: float = 0
    accepts: tuple[str, ...] = ()
    allows: tuple[str, ...] = ()
    deadline: str = ""
