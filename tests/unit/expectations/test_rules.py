"""The rules that ship load; a wrong rule is refused with file, code and the valid values."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from expectations import arithmetic
from expectations.kinds import kinds
from expectations.kinds.relation import Relation
from expectations.rules import FOLDER, RuleError, load, needed_terms

WHOLE = (FOLDER / "in_table.yml").read_text(encoding="utf-8")
GOOD = "t4.result_sum:" + WHOLE.split("t4.result_sum:")[1].split("t2.disclosed_stock:")[0]

SHIPPED = {
    "t2.non_negative": ("in_table", "error"),
    "t2.integer": ("in_table", "error"),
    "cell.token_quality": ("in_table", "info"),
    "rollup.requests": ("levels", "info"),
    "report.tables_present": ("form", "error"),
    "form.mixed_versions": ("form", "warning"),
    "form.version_vs_year": ("form", "info"),
    "report.year_agreement": ("text", "warning"),
    "report.stale_year_in_text": ("text", "info"),
    "report.fee_statement": ("text", "info"),
    "report.on_time_department": ("timeliness", "warning"),
    "report.on_time_government": ("timeliness", "warning"),
    "t2.disclosed_stock": ("in_table", "warning"),
    "t2.decrease_le_stock": ("in_table", "warning"),
    "t2.rules_competence": ("levels", "warning"),
    "t2.procurement_unit": ("in_table", "warning"),
    "t3.balance": ("in_table", "error"),
    "t3.outcome_sum": ("in_table", "error"),
    "t3.applicant_sum": ("in_table", "error"),
    "t3.total_column_blank": ("in_table", "warning"),
    "t3.text_no_requests": ("text", "warning"),
    "t3.text_number": ("text", "info"),
    "t4.result_sum": ("in_table", "error"),
    "t4.text_number": ("text", "info"),
    "t4.without_requests": ("across_tables", "info"),
    "t3.carry_forward": ("years", "warning"),
    "t2.in_force_stock": ("years", "warning"),
    "t2.items_stock": ("years", "info"),
    "t2.repealed_le_stock": ("years", "warning"),
    "t2.fee_unit": ("years", "warning"),
    "report.copied_previous_year": ("years", "warning"),
    "report.text_duplicate": ("years", "info"),
    "t2.net_issue_le_stock": ("in_table", "warning"),
    "t3.non_negative": ("in_table", "error"),
    "t3.integer": ("in_table", "error"),
    "t4.non_negative": ("in_table", "error"),
    "t4.integer": ("in_table", "error"),
    "t2.fee_plausible": ("levels", "warning"),
    "t4.text_no_disputes": ("text", "warning"),
    "t2.text_number": ("text", "info"),
    "report.period_whole_year": ("text", "warning"),
    "form.basis_in_force": ("text", "info"),
    "report.text_adds_up": ("text", "info"),
    "t2.in_force_decrease": ("years", "info"),
    "form.section_titles": ("form", "info"),
    "st.text_no_requests": ("text_2014", "warning"),
    "st.text_no_disputes": ("text_2014", "warning"),
    "st.text_number": ("text_2014", "info"),
    "st.received_sum": ("in_table", "error"),
    "st.concluded_sum": ("in_table", "error"),
    "st.answered_sum": ("in_table", "error"),
    "st.refused_sum": ("in_table", "warning"),
    "st.staff_sum": ("in_table", "error"),
    "st.integer": ("in_table", "error"),
    "st.non_negative": ("in_table", "error"),
    "st.reconsideration_sum": ("in_table", "info"),
    "st.litigation_sum": ("in_table", "info"),
    "st.documents_le_disclosed": ("in_table", "warning"),
    "st.leaders_le_conferences": ("in_table", "warning"),
    "st.leaders_le_interviews": ("in_table", "warning"),
}


def test_the_shipped_rules_have_their_family_and_severity() -> None:
    rules = load()
    assert {code: (rule.family, rule.severity) for code, rule in rules.items()} == SHIPPED


def test_a_wrong_term_is_refused(tmp_path: Path) -> None:
    text = (FOLDER / "years.yml").read_text(encoding="utf-8").replace("yields_to:", "#")
    for change, message in (
        (
            ("left: [previous t3.carried_out.*]", "left: [previous t3.carried_on.*]"),
            r"t3.carry_forward: left, right: no",
        ),
        (
            ("of: t2.administrative_fees.fee_amount", "of: t2.administrative_fee.fee_amount"),
            r"unknown \['t2.administrative_fee.fee_amount'\]; known are \['t2.administrative_fees.fee_amount'"
            r"(, '[a-z0-9_.]+'){4}\]$",
        ),
        (("relation: equal", "relation: like"), r"relation: unknown 'like'; known are \['equal'"),
        (("  low: 1000\n", ""), r"t2.fee_unit: \['low'\] is missing"),
        (("  low: 1000\n", "  low: some\n"), r"t2.fee_unit: low 'some' is no number"),
        (
            ("  high: 5\n", "  high: 5\n  deadline: 01-31\n"),
            r"fields with check copied: unknown \['deadline'\]; known are .*'high'",
        ),
    ):
        (tmp_path / "years.yml").write_text(text.replace(*change), encoding="utf-8")
        with pytest.raises(RuleError, match=message):
            load(tmp_path)
        load.cache_clear()


def test_a_sentence_has_a_word_for_what_the_prose_counts(tmp_path: Path) -> None:
    text = (FOLDER / "text_2014.yml").read_text(encoding="utf-8")
    (tmp_path / "text_2014.yml").write_text(text.replace(" litigations", " title_year"), encoding="utf-8")
    with pytest.raises(RuleError, match=r"st.text_number.*mentions.yml does not say what title_year counts"):
        load(tmp_path)
    load.cache_clear()


def test_no_sql_has_braces_or_bind_parameters() -> None:
    """Both would be filled in by Great Expectations or SQLAlchemy."""
    for rule in load().values():
        for sql in (arithmetic.query(rule), arithmetic.assessed(rule), arithmetic.not_assessable(rule)):
            assert not set(sql) & set("{}%$;")
            assert not re.search(r"(?<![:\w]):\w", sql)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("severity: error", "severity: fatal"),
            r"t4.yml: t4.result_sum: severity.*fatal.*'error', 'info', 'warning'",
        ),
        (("basis: arithmetic", "basis: guess"), r"basis.*guess.*arithmetic"),
        (("scope: row", "scope: office"), r"scope.*office.*cell"),
        (("scope: row", "scope: column"), r"scope 'column'; t4.result_sum holds in each row"),
        (("nil: as_zero", "nil: maybe"), r"nil.*maybe.*as_zero"),
        (("check: sum", "check: product"), r"check.*product.*column_blank"),
        (("of: t4.result_sum", "of: t4.no_such_sum"), r"of.*t4.no_such_sum.*t3.balance"),
        (("of: t4.result_sum", "of: [t4.result_sum, t3.balance]"), r"of names 2; check sum takes \[1\]"),
        (("editions: all", "editions: [f2030]"), r"editions.*f2030.*f2019"),
        (("editions: all", "editions: [all, f2021]"), r"editions \(all, or a list\): unknown \['all'\]"),
        (
            ("  do: ", "  colour: red\n  do: "),
            r"fields with check sum: unknown \['colour'\]; known are.*basis",
        ),
        (("  basis: arithmetic\n", ""), r"\['basis'\] is missing"),
        (("  basis: arithmetic\n", "  basis:\n"), r"basis None is no text"),
        (("相差 {gap}", "相差 {difference}"), r"message_zh.*difference.*gap"),
        (("≠ total {total}", "≠ total {granted}"), r"message_en.*granted.*upheld"),
        (("≠ total {total}", "≠ total {total"), r"message_en"),
        (("  nil: as_zero\n", "  nil: as_zero\n  yields_to: t9.nothing\n"), r"yields_to.*t9.nothing"),
        (("  nil: as_zero\n", "  nil: as_zero\n  nil: strict\n"), r"\['nil'\] is listed more than once"),
        ((GOOD, GOOD + GOOD), r"t4.yml: \['t4.result_sum'\] is listed more than once"),
        ((GOOD, "- a list"), r"t4.yml: a mapping"),
        ((GOOD, "t4.result_sum: 3"), r"t4.yml: line 1"),
        ((GOOD, "a: b: c"), r"t4.yml"),
    ],
)
def test_a_wrong_rule_is_refused(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    assert change[0] in GOOD
    (tmp_path / "t4.yml").write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(RuleError, match=message):
        load(tmp_path)


def test_a_code_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("a.yml", "b.yml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(RuleError, match=r"b.yml: t4.result_sum: the code is in a.yml already"):
        load(tmp_path)


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no rules"):
        load(tmp_path)


def test_rules_do_not_yield_in_chains(tmp_path: Path) -> None:
    start, end = WHOLE.split("t3.outcome_sum:\n", 1)
    end = end.replace("yields_to: t3.total_column_blank", "yields_to: t3.balance", 1)
    (tmp_path / "in_table.yml").write_text(f"{start}t3.outcome_sum:\n{end}", encoding="utf-8")
    with pytest.raises(RuleError, match=r"t3.outcome_sum: t3.balance yields to another rule itself"):
        load(tmp_path)


def test_the_page_on_extending_says_what_each_kind_needs() -> None:
    page = (FOLDER.parents[1] / "docs/extending.md").read_text(encoding="utf-8")
    for name, kind in kinds().items():
        (row,) = [
            line for line in page.splitlines() if line.startswith(f"| `{name}` |") and line.count("|") == 6
        ]
        _, needs, may, of, scope = (cell.strip() for cell in row.strip("|").split("|"))
        terms = {f.name for f in fields(kind)}
        assert {*re.findall(r"`(\w+)`", needs)} == needed_terms(kind)
        assert {*re.findall(r"`(\w+)`", may)} == terms - needed_terms(kind)
        assert of == ", ".join(map(str, sorted(kind.takes)))
        assert scope == ", ".join(sorted(kind.scopes))


def test_a_relation_reads_from_left_to_right(tmp_path: Path) -> None:
    """`left at_most right`: no more is on the left."""
    for rule in load().values():
        if isinstance(rule.check, Relation) and rule.check.relation != "equal":
            sign = {"at_most": "line.expected > line.stated", "at_least": "line.expected < line.stated"}
            assert sign[rule.check.relation] in arithmetic.query(rule)
    stock = load()["t2.net_issue_le_stock"].check
    assert isinstance(stock, Relation)
    assert (stock.left[0], stock.relation, stock.right) == ("t2.*.issued", "at_most", ("t2.*.in_force",))


def test_what_is_missing_is_said_with_what_the_kind_needs(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("mine.rule: {check: relation}", encoding="utf-8")
    with pytest.raises(RuleError, match=r"check relation needs \['each', 'left'.*scope: column, row"):
        load(tmp_path)
    load.cache_clear()


def test_each_shipped_rule_has_its_source_and_says_what_makes_it_wrong() -> None:
    for rule in load().values():
        assert rule.sources, rule.code
        assert re.search(r"[\u4e00-\u9fff].* / [a-z]", rule.misled_by), rule.code
