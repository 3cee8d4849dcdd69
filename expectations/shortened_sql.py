"""The SQL of a rule with its repetitions cut, for people: of lists of columns, rows and cells the first
are shown and "…" stands for the rest. The whole is that of arithmetic.py."""

from __future__ import annotations

import re

from expectations.arithmetic import query
from expectations.rule import Rule
from expectations.rules import load

CELLS = 3
"""Cells of a list that are kept."""


def shortened(rule: Rule) -> str:
    """The SELECT of every failing case, shortened: it reads well and does not run."""
    sql = query(rule)
    if rule.yields_to and (cause := query(load()[rule.yields_to])) in sql:
        sql = sql.replace(cause, f"… {rule.yields_to} …")
    parts = sql.split("\nUNION ALL\n")
    if len(parts) > 4:
        sql = parts[0] + "\nUNION ALL …\n" + parts[-1].split("\n", 1)[1]
    sql = re.sub(r"(struct_pack\(.*?END\))(, struct_pack\(.*?END\))+", r"\1, …", sql)
    sql = re.sub(r"(WHEN '\w+' THEN \[[^\]]*\])( WHEN '\w+' THEN \[[^\]]*\])+", r"\1 …", sql)
    quoted = r"'[\w.]+'"
    sql = re.sub(rf"\[({quoted}(?:, {quoted}){{{CELLS - 1}}})(?:, {quoted})+\]", r"[\1, …]", sql)
    cell = r"coalesce\([dpw]\.\"?\w+\"?, 0\)"
    sql = re.sub(rf"({cell}(?: \+ {cell}){{{CELLS - 1}}})(?: \+ {cell})+", r"\1 + …", sql)
    sql = re.sub(rf"({cell}(?:, {cell}){{{CELLS - 1}}})(?:, {cell})+", r"\1, …", sql)
    wide = r"w\.\"\w+\""
    sql = re.sub(rf"({wide}(?:, {wide}){{{CELLS - 1}}})(?:, {wide})+", r"\1, …", sql)
    case = r"CASE WHEN [^'\[\]]*? THEN '[\w.]+' END"
    sql = re.sub(rf"({case})(?:, {case})+", r"\1, …", sql)
    sql = re.sub(r"(\(?w\.\"\w+\" IS NOT NULL)( OR w\.\"\w+\" IS NOT NULL)+", r"\1 OR …", sql)
    sum_ = r"CAST\(round\(coalesce[^<]*<> 0 AS INTEGER\)"
    return re.sub(rf"({sum_})(?: \+ {sum_})+", r"\1 + …", sql)
