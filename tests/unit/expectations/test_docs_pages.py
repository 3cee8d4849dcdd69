"""The pages of a judgement: what does not hold first, promises apart from what offices published, in both
languages, and for those who do not see them."""

from __future__ import annotations

import re
import warnings
from itertools import pairwise, product
from typing import Any

import pytest
from lxml import html

from expectations.docs_pages import HERE, index_page, suite_page, words
from expectations.results import Suite
from expectations.rules import load

AT = "2026-11-30T16:04:27.771789+00:00"
EVIL = "<script>alert(1)</script>"


def one(
    description: str, level: str = "critical", count: int = 0, rule: str = "", **result: Any
) -> dict[str, Any]:
    """An expectation of GX with its result, as JSON has it."""
    config = {
        "type": "unexpected_rows_expectation",
        "kwargs": {"unexpected_rows_query": "SELECT 1 WHERE 1 < 2"},
        "meta": {"rule": rule} if rule else {"promise": "key"},
        "description": f"{rule} {description}".strip(),
        "severity": level,
    }
    return {"success": not count, "expectation_config": config, "result": {"observed_value": count, **result}}


def suite(name: str, *expected: dict[str, Any], **said: Any) -> Suite:
    result = {
        "success": all(e["success"] for e in expected),
        "suite_name": name,
        "results": expected,
        "meta": {"run_id": {"run_name": "gongkai-20261130T160416721275Z", "run_time": AT}},
    }
    return Suite(result, {"zh": f"组{name}", "en": f"Suite {name}", **said}, f"validations/{name}.html")


HOLDING = suite("table-a", one("列相同 / same columns"))
BROKEN = suite("table-z", one("编号唯一 / key is unique", count=2))
SUMS = suite(
    "rules-in_table",
    one("不应为负 / not negative", rule="t2.non_negative"),
    one("应填数字 / numbers", "info", 7, "cell.token_quality"),
    one("总计 / totals", "critical", 1, "t3.total"),
    one("平衡 / balance", "critical", 3, "t3.balance"),
)
YEARS = suite("rules-years", one("衔接 / carried", "warning", rule="t3.carry_forward"))
HARMLESS = [HOLDING, SUMS, YEARS]
EVERY = [HOLDING, YEARS, BROKEN, SUMS]
PAGES = {
    "index": index_page(EVERY),
    "index of what holds": index_page(HARMLESS),
    "index of nothing": index_page([]),
    "rules": suite_page(SUMS),
    "promises": suite_page(BROKEN),
}


def under(page: str, heading: str) -> str:
    """The text between a heading and the next one of its kind."""
    (part,) = [p for p in re.split(r"<h2>", page) if p.startswith(words()[heading][0])]
    return str(html.fromstring(f"<div>{part}</div>").text_content())


def test_the_run_has_the_name_of_its_build_and_a_day_in_beijing() -> None:
    for page in (index_page(EVERY), suite_page(SUMS)):
        assert "构建 gongkai-20261130T160416721275Z · 2026-12-01 00:04（北京时间）核对" in page
        assert "judged on 2026-12-01 00:04, Beijing time" in page
        assert "gongkai-20261130T160416721275Z" in html.fromstring(page).findtext(".//title")


def test_a_broken_promise_stops_publication_and_a_wrong_figure_does_not() -> None:
    said = under(index_page(EVERY), "summary")
    assert "有 1 项不成立，不予公布" in said and "Promises of ours that do not hold: 1." in said
    said = under(index_page(HARMLESS), "summary")
    assert "全部符合承诺" in said and "不予公布" not in said
    rows = html.fromstring(index_page(EVERY)).xpath("(//table)[1]/tbody/tr")
    counts = [[cell.text_content() for cell in row.xpath("td")] for row in rows]
    assert counts == [["2", "1", "2", "1", "2"], ["2", "1", "5", "3", "11"]]


def test_promises_and_what_offices_published_are_apart_and_what_fails_is_first() -> None:
    page = index_page(EVERY)
    promises, wrong = under(page, "promises"), under(page, "wrong")
    assert "rules-" not in promises and "table-" not in wrong
    assert promises.index("table-z") < promises.index("1 张表的承诺全部成立") < promises.index("table-a")
    assert wrong.index("rules-in_table") < wrong.index("rules-years")
    failing = wrong.partition(words()["rules_that_fail"][0])[2]
    codes = re.findall(r"t3\.balance|t3\.total|cell\.token_quality|t2\.non_negative", failing)
    assert codes == ["t3.balance", "t3.total", "cell.token_quality"]  # by level, then by cases


def test_the_page_of_a_suite_begins_with_what_fails_and_has_the_statement() -> None:
    page = suite_page(SUMS)
    fails, holds = under(page, "what_fails"), under(page, "what_holds")
    assert "t3.balance" in fails and "t2.non_negative" in holds and "t2.non_negative" not in fails
    assert "SELECT 1 WHERE 1 < 2" in fails
    assert words()["what_fails"][0] not in suite_page(HOLDING)


def test_a_suite_that_has_seen_some_reports_says_so() -> None:
    assert words()["some"][0] in suite_page(suite("rules-years-some", one("衔接 / carried"), some=True))
    assert words()["some"][0] not in suite_page(YEARS)


def test_values_that_break_a_promise_are_shown_and_are_no_markup() -> None:
    values = one(f"{EVIL} / {EVIL}", count=3, unexpected_count=3, partial_unexpected_list=[EVIL, 9])
    page = suite_page(suite("table-x", values, zh=EVIL, en=EVIL)) + index_page([suite("table-x", values)])
    assert "&lt;script&gt;alert(1)&lt;/script&gt;, 9" in page
    assert "<script" not in page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_valid_and_reads_well_without_eyes(name: str) -> None:
    html5lib = pytest.importorskip("html5lib", reason="the extra `test` is not installed")
    parser = html5lib.HTMLParser(strict=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # html5lib is older than the Python that reads it
        parser.parse(PAGES[name])
    assert parser.errors == []
    page = html.fromstring(PAGES[name])
    assert page.get("lang") == "zh-CN" and page.findtext(".//title")
    assert {head.get("scope") for head in page.iter("th")} <= {"col", "row"}
    levels = [int(tag.tag[1]) for tag in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for heading in page.iter("h1", "h2", "h3", "th"):
        for english in heading.xpath(".//text()[not(ancestor::*[@lang='en']) and not(ancestor::details)]"):
            assert not re.search("[A-Za-z]{3} [a-z]{3}", english), english  # two English words in Chinese


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing(name: str) -> None:
    page = html.fromstring(PAGES[name])
    assert page.xpath("//script | //link | //img | //iframe | //*[@onclick]") == []
    assert not re.search(r"//\w|url\(|@import", PAGES[name].replace("<!DOCTYPE html>", ""))


def test_every_family_of_rules_has_a_name() -> None:
    assert {rule.family for rule in load().values()} <= words().keys()


def light(colour: str) -> float:
    """The relative luminance of a colour, by WCAG 2."""
    digits = colour.lstrip("#")
    pairs = [digits[n : n + 2] for n in (0, 2, 4)] if len(digits) == 6 else [d * 2 for d in digits]
    parts = [int(pair, 16) / 255 for pair in pairs]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_colour_of_text_stands_out(theme: int) -> None:
    style = (HERE / "data_docs.css").read_text(encoding="utf-8")
    known = dict(re.findall(r"--(\w+): (#\w+)", re.findall(r":root \{(.*?)\}", style)[theme]))
    assert re.findall(r"(?<!-)color: (?!var|inherit)", style) == []
    texts = set(re.findall(r"[^-]color: var\(--(\w+)\)", style)) - {"paper"}
    assert texts == {"ink", "soft", "link", "critical", "warning", "info", "well"}
    for text, ground in product(texts, ("paper", "sheet")):
        low, high = sorted((light(known[text]), light(known[ground])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (text, ground)
