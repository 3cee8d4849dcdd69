"""A finding in a sentence of Chinese and one of English, with the texts as printed.

The sentences are templates of the rules (message_zh, message_en); this file fills in the words that
checks.py lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from expectations.labels import Language, cell_name, line_name, number, plain_name, printed, table_name
from expectations.rule import Rule
from pipelines.catalogue.load import catalogue
from pipelines.model import NIL

Cells = Mapping[str, tuple[str | None, float | None, str]]
"""What is printed: cell code -> (text, value, status)."""


class Sentence(NamedTuple):
    """What is wrong, in Chinese and in English."""

    zh: str
    en: str


def explain(rule: Rule, finding: Mapping[str, Any], cells: Cells) -> Sentence:
    """The finding in both languages.

    `finding` has the columns of arithmetic.query; of `cells` at least those that the finding cites
    are needed for the printed texts, and a cell that is not there is left out of the sentence or
    shown as “?”.
    """
    words = WORDS[rule.check]
    return Sentence(
        rule.message_zh.format_map(words(rule, finding, cells, "zh")).replace(
            "） ", "）"
        ),  # it brings its own blank
        rule.message_en.format_map(words(rule, finding, cells, "en")),
    )


def _sum(rule: Rule, finding: Mapping[str, Any], cells: Cells, language: Language) -> dict[str, str]:
    entry = catalogue().sums[rule.of[0]]
    scope = str(finding["scope"])
    kind: Literal["row", "column"] = "row" if entry.each == "column" else "column"
    cited = {
        line: f"{entry.table}.{line}.{scope}" if kind == "row" else f"{entry.table}.{scope}.{line}"
        for line in (*entry.left, *entry.right)
    }
    parts = [
        (plain_name(entry.table, kind, n, language), cells[cited[n]]) for n in entry.left if cited[n] in cells
    ]
    return {
        **{line: printed(cells.get(code), language) for line, code in cited.items()},
        "table": table_name(entry.table, language),
        "scope": line_name(entry.table, entry.each, scope, language),
        "parts": _parts(parts, language),
        **_figures(finding),
    }


def _parts(parts: list[tuple[str, tuple[str | None, float | None, str]]], language: Language) -> str:
    """Every part that is not nothing, and one remark for all others, which says how nil is counted."""
    zh = language == "zh"
    shown = [(label, cell) for label, cell in parts if cell[1]]
    rest = [cell for _, cell in parts if not cell[1]]
    unfilled = any(status in NIL for _, _, status in rest)
    nothing = "0"
    if unfilled:
        nothing = "0 或未填，未填按 0 计" if zh else "0 or not filled in, which counts as 0"
    if not shown:
        return f"各项均为 {nothing}" if zh else f"every part is {nothing}"
    sentence = " + ".join(f"{label} {printed(cell, language)}" for label, cell in shown)
    if rest:
        sentence += f"（其余为 {nothing}）" if zh else f" (all others are {nothing})"
    if len(shown) > 1:
        sentence += f" = {number(sum(cell[1] or 0 for _, cell in shown))}"
    return sentence


def _blank_column(rule: Rule, finding: Mapping[str, Any], cells: Cells, language: Language) -> dict[str, str]:
    table = catalogue().sums[rule.of[0]].table
    scope = line_name(table, "column", str(finding["scope"]), language)
    return {"table": table_name(table, language), "scope": scope, **_figures(finding)}


def _cell(rule: Rule, finding: Mapping[str, Any], cells: Cells, language: Language) -> dict[str, str]:
    code = str(finding["scope"])
    return {"cell": cell_name(code, language), "text": printed(cells.get(code), language, quoted=True)}


def _token(rule: Rule, finding: Mapping[str, Any], cells: Cells, language: Language) -> dict[str, str]:
    """A cell of its own, or `table.status` for all cells of a table that print nil in one way."""
    scope = str(finding["scope"])
    table, status = scope.split(".")[0], scope.split(".")[-1]
    if scope.count(".") == 2:
        name, text = cell_name(scope, language), printed(cells.get(scope), language, quoted=True)
        return {"where": f"{name}印作{text}" if language == "zh" else f"{name}: printed {text}"}
    name, many = table_name(table, language), number(finding["stated"])
    texts = {(cells[code][0] or "").strip() for code in finding["cells"] if code in cells}
    text = "、".join(f"“{t}”" for t in sorted(texts)) if texts and all(texts) else ""
    if language == "zh":
        return {
            "where": f"{name}有 {many} 个单元格" + ("未填" if status == "blank" else f"印作{text or '“—”'}")
        }
    return {
        "where": f"{name}: {many} cells are " + ("blank" if status == "blank" else f"printed {text or '“—”'}")
    }


def _tables(rule: Rule, finding: Mapping[str, Any], cells: Cells, language: Language) -> dict[str, str]:
    missing = [table_name(code, language) for code in str(finding["scope"]).split(",")]
    return {"missing": ("、" if language == "zh" else ", ").join(missing), **_figures(finding)}


def _form(rule: Rule, finding: Mapping[str, Any], cells: Cells, language: Language) -> dict[str, str]:
    """The form that the year asks for; there is none before 2019."""
    year = finding["year"]
    fitting = [e for e in catalogue().editions.values() if year is not None and e.covers(int(year))]
    none = "当年的格式" if language == "zh" else "the form of that year"
    form = (fitting[0].zh if language == "zh" else fitting[0].en) if fitting else none
    unknown = "该" if language == "zh" else "that year"
    return {"year": unknown if year is None else str(int(year)), "form": form}


def _line(rule: Rule, finding: Mapping[str, Any], cells: Cells, language: Language) -> dict[str, str]:
    """A row or column of a table, which the terms of the rule or what it is `of` name."""
    code = str(finding["scope"])
    table = rule.right[0].lstrip("-").split()[-1].split(".")[0] if rule.right else "t2"
    kind: Literal["row", "column"] = "column" if rule.scope == "column" else "row"
    return {"scope": line_name(table, kind, code, language), **_years(rule, finding, cells, language)}


def _years(rule: Rule, finding: Mapping[str, Any], cells: Cells, language: Language) -> dict[str, str]:
    """The year of the report and the one before, and the cell where the scope is one."""
    year, scope = finding["year"], str(finding["scope"])
    found = {
        "year": "?" if year is None else str(int(year)),
        "last_year": "?" if year is None else str(int(year) - 1),
    }
    if rule.scope == "cell":
        found["cell"] = cell_name(scope, language)
    return {**found, **_figures(finding)}


def _section(rule: Rule, finding: Mapping[str, Any], cells: Cells, language: Language) -> dict[str, str]:
    """A section of the prose or a kind of mention, by the names that the catalogue has for it."""
    scope, place = str(finding["scope"]), 0 if language == "zh" else 1
    names = SECTIONS.get(scope)
    named = names[place] if names else ""
    return {"scope": named, "said": _said(finding, language), **_years(rule, finding, cells, language)}


def _said(finding: Mapping[str, Any], language: Language) -> str:
    if not finding["expected"]:
        return "正文称未收到申请" if language == "zh" else "The text says that no request was received"
    named = number(finding["expected"])
    return f"正文称收到申请 {named} 件" if language == "zh" else f"The text speaks of {named} requests"


def _copied(rule: Rule, finding: Mapping[str, Any], cells: Cells, language: Language) -> dict[str, str]:
    """Copied from the year before (a share of the sentences) or from others (how many of them)."""
    said, scope = _years(rule, finding, cells, language), str(finding["scope"])
    if scope == "previous_year":
        share = "?" if finding["stated"] is None else f"{finding['stated']:.0%}"
        zh = f"正文有 {share} 的句子与{said['last_year']}年报告相同（数字和年份不计）"
        en = f"{share} of the sentences are those of {said['last_year']}, figures and years aside"
    else:
        section = catalogue().sections[scope]
        zh = f"第{section.number}部分与另外 {said['stated']} 个机关当年的报告逐字相同（数字和机关名称不计）"
        en = f"“{section.en}” stands word for word in the reports of {said['stated']} other offices, figures aside"
    return {"copied": zh if language == "zh" else en, **said}


def _deadline(rule: Rule, finding: Mapping[str, Any], cells: Cells, language: Language) -> dict[str, str]:
    month, day = map(int, rule.deadline.split("-"))
    day_name = (
        f"{month}月{day}日" if language == "zh" else f"{day} {('January', 'February', 'March')[month - 1]}"
    )
    return {"deadline": day_name, **_years(rule, finding, cells, language)}


SECTIONS = {
    "title": ("标题年份", "The year in the title"),
    "period": ("统计期限年份", "The year of the period"),
    "published": ("公布年份", "The year of publication"),
    "reconsiderations": ("行政复议", "reconsiderations"),
    "litigations": ("行政诉讼", "lawsuits"),
}


def _figures(finding: Mapping[str, Any]) -> dict[str, str]:
    """`gap` without its sign: the sentence says which side is which."""
    gap = finding["gap"]
    figures = {name: number(finding[name]) for name in ("stated", "expected")}
    return {**figures, "gap": number(None if gap is None else abs(gap))}


WORDS: dict[str, Callable[[Rule, Mapping[str, Any], Cells, Language], dict[str, str]]] = {
    "sum": _sum,
    "column_blank": _blank_column,
    "non_negative": _cell,
    "integer": _cell,
    "token": _token,
    "tables_present": _tables,
    "mixed": _form,
    "edition_of_year": _form,
    "relation": _line,
    "years": _line,
    "copied": _years,
    "duplicate": _copied,
    "unit_slip": _years,
    "without_requests": _years,
    "silent": _section,
    "number": _section,
    "fee_named": _years,
    "years_agree": _section,
    "plan_year": _years,
    "deadline": _deadline,
    "competence": _line,
    "price": _years,
    "rollup": _years,
}
