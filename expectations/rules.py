"""Reads the rules in rules/*.yml into types and refuses whatever does not fit the catalogue.

One file per family; a rule is an entry in it. What a rule means in SQL and in words is left to its
kind of check (kinds/). A mistake in a rule is ours, so it is an exception at load that names file,
rule and valid values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import MISSING, fields, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, get_args, get_type_hints

import yaml

from expectations.judged_editions import ALL, judged_editions
from expectations.kinds import kinds
from expectations.rule import Basis, Check, Nil, Rule, Scope
from pipelines.catalogue.load import catalogue
from pipelines.catalogue.strict_yaml import named
from pipelines.input_error import InputError
from pipelines.model import Severity

FOLDER = Path(__file__).parent / "rules"


MOST_NAMED, ALIKE = 40, 5
"""So many valid words a complaint names; of more, so many that are most like the wrong one."""


class RuleError(InputError):
    """A rule is wrong; the message names the file, the rule and what would be valid."""


FIELDS = {f.name for f in fields(Rule)} - {"code", "family"}
"""What the entry of a rule has, besides the terms of its kind of check."""
OPTIONAL = {"of", "yields_to", "misled_by"}
"""Fields of a rule that may be left out."""
LISTS = {"sources", "editions", "of"}
"""Fields of a rule that may be one text or several."""


@lru_cache(maxsize=4)
def load(folder: Path = FOLDER) -> dict[str, Rule]:
    """Every rule in `folder` by its code, files in the order of their names. Raises RuleError."""
    rules: dict[str, Rule] = {}
    found_in: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        for code, entry in _entries(path):
            where = f"{path.name}: {code}"
            if code in rules:
                raise RuleError(f"{where}: the code is in {found_in[code]} already")
            with named(where, RuleError):
                rules[code], found_in[code] = rule_of(where, path.stem, code, entry), path.name
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
    """The entries of a file; a key that is listed twice raises, where plain YAML would let the last
    one win."""
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, yaml.CSafeLoader)
    except (yaml.YAMLError, OSError, ValueError, RecursionError) as error:
        raise RuleError(f"{path.name}: {' '.join(str(error).split())}") from error
    if not isinstance(root, yaml.MappingNode):
        raise RuleError(f"{path.name}: a mapping of rule codes is expected")
    for node in (root, *(value for _, value in root.value)):
        if not isinstance(node, yaml.MappingNode):
            raise RuleError(f"{path.name}: line {node.start_mark.line + 1}: a mapping of fields is expected")
        if odd := [key for key, _ in node.value if not isinstance(key, yaml.ScalarNode)]:
            raise RuleError(f"{path.name}: line {odd[0].start_mark.line + 1}: a text is expected as key")
        keys = [key.value for key, _ in node.value]
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise RuleError(f"{path.name}: {sorted(twice)} is listed more than once")
    try:
        entries: dict[str, dict[str, Any]] = yaml.load(text, yaml.CSafeLoader)
    except (yaml.YAMLError, TypeError, ValueError) as error:
        raise RuleError(f"{path.name}: {' '.join(str(error).split())}") from error
    return entries.items()


def read(path: Path) -> dict[str, Rule]:
    """The rules of one file, which need not be shipped. Raises RuleError."""
    rules = {}
    for code, entry in _entries(path):
        where = f"{path.name}: {code}"
        with named(where, RuleError):
            rules[code] = rule_of(where, path.stem, code, entry)
            if rules[code].yields_to:
                _known(where, "yields_to", [rules[code].yields_to], load())
    if not rules:
        raise RuleError(f"{path.name}: no rules")
    return rules


def rule_of(where: str, family: str, code: str, entry: dict[str, Any]) -> Rule:
    """A rule as its entry has it; `where` names file and rule. Raises RuleError."""
    if "check" not in entry:
        raise RuleError(f"{where}: ['check'] is missing")
    _known(where, "check", [str(entry["check"])], kinds())
    kind = kinds()[entry["check"]]
    terms = {name: form for name, form in get_type_hints(kind).items() if name in _names(kind)}
    _known(where, f"fields with check {kind.kind}", entry, {*FIELDS, *terms})
    needed = needed_terms(kind)
    if missing := sorted((FIELDS - OPTIONAL | needed) - set(entry)):
        raise RuleError(f"{where}: {missing} is missing; {wants(kind)}")
    values = {name: _value(where, name, value, terms.get(name)) for name, value in entry.items()}
    check = kind(**{name: values.pop(name) for name in terms if name in values})
    rule = Rule(code=code, family=family, **{"of": (), **values, "check": check})
    _fits(where, rule)
    rule = replace(rule, editions=judged_editions(rule))
    if not rule.editions:
        raise RuleError(f"{where}: editions: no edition has all that the rule names")
    return rule


def needed_terms(kind: type[Check]) -> set[str]:
    """The terms that a rule of the kind has to give."""
    return {f.name for f in fields(kind) if f.default is MISSING}


def wants(kind: type[Check]) -> str:
    """What a rule of a kind must and may say, and what it may hold for."""
    needed, scopes = sorted(needed_terms(kind)), ", ".join(sorted(kind.scopes))
    more = sorted(_names(kind) - {*needed})
    said = f"check {kind.kind} needs {needed}" + (f", may have {more}" if more else "")
    return f"{said}; of: {sorted(kind.takes)}; scope: {scopes}"


def _names(kind: type[Check]) -> set[str]:
    return {f.name for f in fields(kind)}


def _value(where: str, name: str, value: Any, term: Any) -> Any:
    """A field as the rule has it: a number for a term that is one, else a text or several."""
    if term is float:
        if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
            raise RuleError(f"{where}: {name} {value!r} is no number")
        return value
    several = name in LISTS or term == tuple[str, ...]
    if several:
        value = tuple(value) if isinstance(value, list) else (value,)
    if not value or not all(isinstance(v, str) and v for v in (value if several else (value,))):
        raise RuleError(f"{where}: {name} {value!r} is no text")
    return value


def _fits(where: str, rule: Rule) -> None:
    """Raises RuleError for what the catalogue or the kind of check does not know."""
    check = rule.check
    _known(where, "severity", [rule.severity], get_args(Severity))
    _known(where, "basis", [rule.basis], get_args(Basis))
    _known(where, "scope", [rule.scope], get_args(Scope))
    _known(where, "nil", [rule.nil], get_args(Nil))
    if rule.editions != (ALL,):
        _known(where, f"editions ({ALL}, or a list)", rule.editions, catalogue().editions)
    _known(where, f"scope of check {check.kind}", [rule.scope], check.scopes)
    _known(where, "of", rule.of, check.subjects())
    if len(rule.of) not in check.takes:
        raise RuleError(f"{where}: of names {len(rule.of)}; check {check.kind} takes {sorted(check.takes)}")
    if complaint := check.complaint(rule):
        raise RuleError(f"{where}: {complaint}")
    for name, message in (("message_zh", rule.message_zh), ("message_en", rule.message_en)):
        try:
            used = {field for _, field, _, _ in Formatter().parse(message) if field is not None}
        except ValueError as error:
            raise RuleError(f"{where}: {name}: {error}") from error
        _known(where, name, used, check.words_of(rule))


def _known(where: str, what: str, values: Iterable[str], valid: Collection[str]) -> None:
    if unknown := sorted(set(values) - set(valid)):
        known = sorted(valid)
        if len(known) > MOST_NAMED:
            known = get_close_matches(unknown[0], known, ALIKE, cutoff=0)
        raise RuleError(f"{where}: {what}: unknown {unknown}; known are {known}")
