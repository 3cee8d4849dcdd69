"""Reads the rules in rules/*.yml into types and refuses whatever does not fit the catalogue.

One file per family; a rule is an entry in it. What a rule means in SQL is left to the modules that
arithmetic.py names, how a finding is said in words to words.py. A mistake in a rule is ours, so it
is an exception at load that names file, rule and valid values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import yaml

from expectations.checks import CHECKS
from expectations.judged_editions import ALL, judged_editions
from expectations.rule import Basis, Nil, Rule, Scope
from pipelines.catalogue.load import catalogue
from pipelines.model import Severity

FOLDER = Path(__file__).parent / "rules"


class RuleError(ValueError):
    """A rule is wrong; the message names the file, the rule and what would be valid."""


FIELDS = {f.name for f in fields(Rule)} - {"code", "family"}
TERMS = {"each", "left", "right", "relation", "tolerance", "low", "high", "accepts", "allows", "deadline"}
"""What only some kinds of check are given; checks.py says which, and the module of the kind what
they mean."""
OPTIONAL = {"of", "yields_to", *TERMS}
LISTS = {"sources", "editions", "of", "each", "left", "right", "accepts", "allows"}
NUMBERS = {"tolerance", "low", "high"}


@lru_cache(maxsize=4)
def load(folder: Path = FOLDER) -> dict[str, Rule]:
    """Every rule in `folder` by its code, files in the order of their names. Raises RuleError."""
    rules: dict[str, Rule] = {}
    found_in: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        for code, entry in _entries(path):
            where = f"{path.name}: {code}"
            if code in rules:
                raise RuleError(f"{where}: the code stands in {found_in[code]} already")
            rules[code], found_in[code] = _rule(where, path.stem, code, entry), path.name
    if not rules:
        raise RuleError(f"{folder.name}: no rules; files end in .yml")
    for rule in rules.values():
        where = f"{found_in[rule.code]}: {rule.code}"
        if rule.yields_to:
            _known(where, "yields_to", [rule.yields_to], set(rules) - {rule.code})
            if rules[rule.yields_to].yields_to:
                raise RuleError(f"{where}: {rule.yields_to} yields to another rule itself")
    return rules


def _entries(path: Path) -> Iterable[tuple[str, dict[str, Any]]]:
    """The entries of a file; a key that stands twice raises, where plain YAML would let the last
    one win."""
    text = path.read_text(encoding="utf-8")
    try:
        root = yaml.compose(text, yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise RuleError(f"{path.name}: {error}") from error
    if not isinstance(root, yaml.MappingNode):
        raise RuleError(f"{path.name}: a mapping of rule codes is expected")
    for node in (root, *(value for _, value in root.value)):
        if not isinstance(node, yaml.MappingNode):
            raise RuleError(f"{path.name}: line {node.start_mark.line + 1}: a mapping of fields is expected")
        keys = [key.value for key, _ in node.value]
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise RuleError(f"{path.name}: {sorted(twice)} stands more than once")
    entries: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return entries.items()


def _rule(where: str, family: str, code: str, entry: dict[str, Any]) -> Rule:
    _known(where, "fields", entry, FIELDS)
    if missing := FIELDS - OPTIONAL - set(entry):
        raise RuleError(f"{where}: {sorted(missing)} is missing")
    values: dict[str, Any] = {}
    for name, value in entry.items():
        if name in NUMBERS:
            if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
                raise RuleError(f"{where}: {name} {value!r} is no number")
            values[name] = value
            continue
        if name in LISTS:
            value = tuple(value) if isinstance(value, list) else (value,)
        if not value or not all(isinstance(v, str) and v for v in (value if name in LISTS else (value,))):
            raise RuleError(f"{where}: {name} {value!r} is no text")
        values[name] = value
    rule = Rule(code=code, family=family, **{"of": (), **values})
    _known(where, "severity", [rule.severity], get_args(Severity))
    _known(where, "basis", [rule.basis], get_args(Basis))
    _known(where, "scope", [rule.scope], get_args(Scope))
    _known(where, "nil", [rule.nil], get_args(Nil))
    if rule.editions != (ALL,):
        _known(where, f"editions ({ALL}, or a list)", rule.editions, catalogue().editions)
    _known(where, "check", [rule.check], CHECKS)
    check = CHECKS[rule.check]
    _known(where, f"scope of check {rule.check}", [rule.scope], check.scopes)
    _known(where, "of", rule.of, check.subjects())
    if len(rule.of) not in check.takes:
        raise RuleError(f"{where}: of names {len(rule.of)}; check {rule.check} takes {sorted(check.takes)}")
    if rule.check == "sum" and (each := catalogue().sums[rule.of[0]].each) != rule.scope:
        raise RuleError(f"{where}: scope {rule.scope!r}; {rule.of[0]} holds in each {each}")
    _known(where, f"terms of check {rule.check}", TERMS & set(entry), check.terms)
    if lacking := sorted(check.terms - {"tolerance"} - set(entry)):
        raise RuleError(f"{where}: {lacking} is missing")
    if complaint := check.complaint(rule):
        raise RuleError(f"{where}: {complaint}")
    for name in ("message_zh", "message_en"):
        try:
            used = {field for _, field, _, _ in Formatter().parse(values[name]) if field is not None}
        except ValueError as error:
            raise RuleError(f"{where}: {name}: {error}") from error
        _known(where, name, used, check.words | _lines(rule))
    rule = replace(rule, editions=judged_editions(rule))
    if not rule.editions:
        raise RuleError(f"{where}: editions: no edition has all that the rule names")
    return rule


def _lines(rule: Rule) -> set[str]:
    """The rows or columns of a sum, each of which its message may print."""
    if rule.check != "sum":
        return set()
    total = catalogue().sums[rule.of[0]]
    return {*total.left, *total.right}


def _known(where: str, what: str, values: Iterable[str], valid: Collection[str]) -> None:
    if unknown := sorted(set(values) - set(valid)):
        raise RuleError(f"{where}: {what}: unknown {unknown}; known are {sorted(valid)}")
